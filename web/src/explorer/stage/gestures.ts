import type { Camera } from "./camera";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Gestures {
  /** The camera goes as a pointer moves. */
  camera: Camera;
  hover(at: Point | null): void;
  click(at: Point): void;
  double(at: Point): void;
  /** Right click or long press. */
  menu(at: Point): void;
}

const STILL = 5;
const LONG = 550;
const TWICE = 320;

/** Mouse, pen and fingers on an element, as what they mean. Returns how to end it. */
export function gestures(element: HTMLElement, to: Gestures): () => void {
  const { camera } = to;
  const down = new Map<number, Point>();
  let start: Point | null = null;
  let moved = false;
  let press = 0;
  let pressed = false;
  let lastClick = { time: 0, x: 0, y: 0 };

  const place = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) {
      return;
    }
    const at = place(event);
    down.set(event.pointerId, at);
    element.setPointerCapture(event.pointerId);
    start = at;
    moved = down.size > 1;
    clearTimeout(press);
    if (event.pointerType !== "mouse" && down.size === 1) {
      press = window.setTimeout(() => {
        down.clear(); // what this finger still does means nothing
        pressed = true;
        to.menu(at);
      }, LONG);
    }
  };

  const onMove = (event: PointerEvent) => {
    const at = place(event);
    const last = down.get(event.pointerId);
    if (!last) {
      if (event.pointerType === "mouse") {
        to.hover(at);
      }
      return;
    }
    if (!moved && start && Math.hypot(at.x - start.x, at.y - start.y) < STILL) {
      return;
    }
    clearTimeout(press);
    moved = true;
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (other) {
      pinch(camera, last, at, other);
    } else {
      camera.pan(at.x - last.x, at.y - last.y);
    }
    down.set(event.pointerId, at);
  };

  const onUp = (event: PointerEvent) => {
    clearTimeout(press);
    if (!down.delete(event.pointerId) || down.size || moved) {
      return;
    }
    const at = place(event);
    const now = performance.now();
    if (now - lastClick.time < TWICE && Math.hypot(at.x - lastClick.x, at.y - lastClick.y) < 2 * STILL) {
      lastClick = { time: 0, x: 0, y: 0 };
      to.double(at);
    } else {
      lastClick = { time: now, ...at };
      to.click(at);
    }
  };

  const onCancel = (event: PointerEvent) => {
    clearTimeout(press);
    down.delete(event.pointerId);
  };

  /** The finger that opened a menu must not choose what opened below it. */
  const onTouchEnd = (event: TouchEvent) => {
    if (pressed) {
      event.preventDefault();
    }
    pressed = false;
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const turn = Math.max(-240, Math.min(240, event.deltaY * lines));
    camera.zoomBy(Math.exp(-turn * (event.ctrlKey ? 0.01 : 0.0022)), place(event));
  };

  const onMenu = (event: MouseEvent) => {
    event.preventDefault();
    if ((event as PointerEvent).pointerType !== "touch") {
      to.menu(place(event));
    }
  };

  const listeners: [string, (event: never) => void, AddEventListenerOptions?][] = [
    ["pointerdown", onDown],
    ["pointermove", onMove],
    ["pointerup", onUp],
    ["pointercancel", onCancel],
    ["pointerleave", () => to.hover(null)],
    ["touchend", onTouchEnd, { passive: false }],
    ["wheel", onWheel, { passive: false }],
    ["contextmenu", onMenu],
  ];
  for (const [name, listener, options] of listeners) {
    element.addEventListener(name, listener as EventListener, options);
  }
  return () => {
    clearTimeout(press);
    for (const [name, listener] of listeners) {
      element.removeEventListener(name, listener as EventListener);
    }
  };
}

/** Two fingers: what was below them stays below them, as far as one zoom allows. */
function pinch(camera: Camera, last: Point, at: Point, other: Point): void {
  const before = Math.hypot(last.x - other.x, last.y - other.y);
  const after = Math.hypot(at.x - other.x, at.y - other.y);
  camera.pan((at.x - last.x) / 2, (at.y - last.y) / 2);
  if (before > 1) {
    camera.zoomBy(after / before, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }
}

/** What keys do to the camera; false for other keys. */
export function cameraKey(camera: Camera, key: string, fit: () => void): boolean {
  const step = 80;
  const moves: Record<string, () => void> = {
    "+": () => camera.zoomBy(1.5, camera.middle, true),
    "=": () => camera.zoomBy(1.5, camera.middle, true),
    "-": () => camera.zoomBy(1 / 1.5, camera.middle, true),
    "0": fit,
    ArrowLeft: () => shift(-step, 0),
    ArrowRight: () => shift(step, 0),
    ArrowUp: () => shift(0, -step),
    ArrowDown: () => shift(0, step),
  };
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  move?.();
  return move !== undefined;

  function shift(dx: number, dy: number): void {
    const { x, y, zoom } = camera.target;
    camera.travel({ x: x + dx / zoom, y: y - dy / zoom, zoom });
  }
}
