import type { Size } from "../app/size";
import { calm } from "../app/theme";
import type { Box } from "./scene";

/** What is in the middle of the picture, and how many pixels one unit of the layout takes. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const CLOSEST = 6;
const ROOM = 48;
/** Where the picture is broader than this, the legend takes so much of it at the left. */
const BROAD = 900;
const LEGEND = 236;

/** Moves over the graph; y grows upwards there, downwards on the screen. */
export class Camera {
  view: View = { x: 0, y: 0, zoom: 1 };
  size: Size = { width: 1, height: 1 };
  /** Pixels at the foot that a sheet lies over. */
  covered = 0;
  /** Where the way that is being travelled ends. */
  #target: View | null = null;
  #frame = 0;
  #farthest = 0.001;

  constructor(private readonly moved: (view: View) => void) {}

  jump(view: View): void {
    cancelAnimationFrame(this.#frame);
    this.#target = null;
    this.#put(view);
  }

  travel(view: View): void {
    if (calm()) {
      this.jump(view);
      return;
    }
    cancelAnimationFrame(this.#frame);
    const from = this.view;
    const to = this.#bounded(view);
    const start = performance.now();
    this.#target = to;
    const step = () => {
      const share = Math.min(1, (performance.now() - start) / 320);
      this.#put(between(from, to, 1 - (1 - share) ** 3));
      if (share < 1) {
        this.#frame = requestAnimationFrame(step);
      } else {
        this.#target = null;
      }
    };
    this.#frame = requestAnimationFrame(step);
  }

  get travels(): boolean {
    return this.#target !== null;
  }

  get target(): View {
    return this.#target ?? this.view;
  }

  pan(dx: number, dy: number): void {
    const { x, y, zoom } = this.view;
    this.jump({ x: x - dx / zoom, y: y + dy / zoom, zoom });
  }

  /** Zooms so that the point of the graph below a point of the screen stays there. */
  zoomBy(factor: number, at: { x: number; y: number } = this.middle, smooth = false): void {
    const from = smooth ? this.target : this.view;
    const zoom = this.#bounded({ ...from, zoom: from.zoom * factor }).zoom;
    const dx = at.x - this.size.width / 2;
    const dy = at.y - this.size.height / 2;
    const view = {
      x: from.x + dx / from.zoom - dx / zoom,
      y: from.y - dy / from.zoom + dy / zoom,
      zoom,
    };
    if (smooth) {
      this.travel(view);
    } else {
      this.jump(view);
    }
  }

  get middle(): { x: number; y: number } {
    return { x: this.size.width / 2, y: this.size.height / 2 };
  }

  /** The view that shows a box with some room round it, and beside the legend where there is much. */
  fitting(box: Box, closest = 1.6): View {
    const { width } = this.size;
    const height = this.size.height - this.covered;
    const left = width > BROAD ? LEGEND : 0;
    const across = Math.max(40, width - left - 2 * ROOM) / Math.max(1, box.right - box.left);
    const up = Math.max(40, height - 2 * ROOM) / Math.max(1, box.top - box.bottom);
    const zoom = Math.min(across, up, closest);
    // Beside the legend only as far as the box would else lie below it.
    const free = (width - 2 * ROOM - (box.right - box.left) * zoom) / 2;
    const shift = Math.max(0, left - Math.max(0, free));
    const lift = this.covered / 2;
    return { x: (box.left + box.right) / 2 - shift / zoom, y: (box.bottom + box.top) / 2 - lift / zoom, zoom };
  }

  /** Nobody needs to see the graph smaller than a fifth of the picture. */
  limit(box: Box | null): void {
    this.#farthest = box ? this.fitting(box, 1).zoom / 5 : 0.001;
  }

  toScreen(x: number, y: number): { x: number; y: number } {
    const { view, size } = this;
    return { x: (x - view.x) * view.zoom + size.width / 2, y: (view.y - y) * view.zoom + size.height / 2 };
  }

  toGraph(x: number, y: number): { x: number; y: number } {
    const { view, size } = this;
    return { x: (x - size.width / 2) / view.zoom + view.x, y: view.y - (y - size.height / 2) / view.zoom };
  }

  /** Whether a point can be seen, not too near the rim. */
  sees(x: number, y: number): boolean {
    const at = this.toScreen(x, y);
    const { width, height } = this.size;
    return at.x > 30 && at.y > 30 && at.x < width - 30 && at.y < height - this.covered - 30;
  }

  /** What of the layout is in the picture, and `margin` times its size round it. */
  box(margin = 0): Box {
    const { x, y, zoom } = this.view;
    const across = (this.size.width / 2 / zoom) * (1 + 2 * margin);
    const up = (this.size.height / 2 / zoom) * (1 + 2 * margin);
    return { left: x - across, right: x + across, bottom: y - up, top: y + up };
  }

  #put(view: View): void {
    if (!Number.isFinite(view.x + view.y + view.zoom)) {
      return;
    }
    this.view = this.#bounded(view);
    this.moved(this.view);
  }

  #bounded({ x, y, zoom }: View): View {
    return { x, y, zoom: Math.min(CLOSEST, Math.max(this.#farthest, zoom)) };
  }
}

/** Zoom changes by equal factors in equal times. */
function between(from: View, to: View, share: number): View {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const same = Math.abs(to.zoom / from.zoom - 1) < 1e-4;
  const way = same ? share : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}
