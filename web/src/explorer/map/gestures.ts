import type { Size } from "../app/size";
import { panned, zoomed, type Point, type View } from "./projection";

export interface Gestures {
  view(): View;
  size(): Size;
  move(view: View): void;
  /** Without moving: a click or a tap; `room` is how far beside a dot it may be. */
  click(at: Point, room: number): void;
  hover(at: Point | null): void;
}

const STILL = 5; // pixels that a click may move

/** Drag, wheel, pinch and double click on an element; gives back what takes them off again. */
export function followGestures(element: HTMLElement, on: Gestures): () => void {
  const fingers = new Map<number, Point>();
  let start: Point | null = null;
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    if (event.button === 0) {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, at(event));
      start = fingers.size === 1 ? at(event) : null;
    }
  };
  const moved = (event: PointerEvent) => {
    const last = fingers.get(event.pointerId);
    const now = at(event);
    if (!last) {
      on.hover(now);
      return;
    }
    if (start && Math.hypot(now.x - start.x, now.y - start.y) < STILL) {
      return;
    }
    start = null;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    on.move(other ? pinched(on, other, last, now) : panned(on.view(), now.x - last.x, now.y - last.y, on.size()));
  };
  const up = (event: PointerEvent) => {
    if (fingers.delete(event.pointerId) && start && event.type === "pointerup") {
      on.click(start, event.pointerType === "mouse" ? 3 : 14);
    }
    start = null;
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    const turned = Math.max(-300, Math.min(300, event.deltaY * lines));
    on.move(zoomed(on.view(), Math.exp(-turned / 400), at(event), on.size()));
  };
  const twice = (event: MouseEvent) => on.move(zoomed(on.view(), 2, at(event), on.size()));
  const ends = new AbortController();
  const { signal } = ends;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", moved, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", up, { signal });
  element.addEventListener("pointerleave", () => on.hover(null), { signal });
  element.addEventListener("wheel", wheel, { signal, passive: false });
  element.addEventListener("dblclick", twice, { signal });
  return () => ends.abort();
}

/** One finger moves, the other stays: what lies between them stays between them. */
function pinched({ view, size }: Gestures, other: Point, last: Point, now: Point): View {
  const apart = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
  const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
  const slid = panned(view(), (now.x - last.x) / 2, (now.y - last.y) / 2, size());
  return zoomed(slid, apart(now) / apart(last), middle, size());
}

const STEP = 80; // pixels

/** What a key does to the view; null where it does nothing. */
export function keyed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, view: View, size: Size): View | "fit" | null {
  const middle = { x: size.width / 2, y: size.height / 2 };
  if (ctrlKey || metaKey || altKey) {
    return null;
  }
  switch (key) {
    case "ArrowLeft":
      return panned(view, STEP, 0, size);
    case "ArrowRight":
      return panned(view, -STEP, 0, size);
    case "ArrowUp":
      return panned(view, 0, STEP, size);
    case "ArrowDown":
      return panned(view, 0, -STEP, size);
    case "+":
    case "=":
      return zoomed(view, 1.5, middle, size);
    case "-":
      return zoomed(view, 1 / 1.5, middle, size);
    case "0":
      return "fit";
    default:
      return null;
  }
}
