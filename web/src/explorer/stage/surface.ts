import type { Camera } from "./camera";
import type { Emphasis } from "./emphasis";
import { holds, inView, type InView } from "./in-view";
import type { Label } from "./labels";
import { drawOver } from "./overlay";
import { Painter, type Drawn, type Most } from "./painter";
import type { Scene } from "./scene";

/** What is drawn while the picture moves; it adapts to how fast this machine draws. */
const LEAST = 2500;
const FIRST = 8000;
/** And at rest: more lines than that only make the picture grey. */
const AT_REST: Most = { nodes: 120_000, lines: 16_000 };
const REST = 140;
const MARGIN = 0.6;

/** The two canvases of the picture, drawn when something has changed, once a frame at most. */
export class Surface {
  readonly painter: Painter;
  emphasis: Emphasis | null = null;
  lineLabel: (line: number) => string = () => "";
  /** Told after each frame. */
  drawn: (what: Drawn, moving: boolean) => void = () => {};
  labels: readonly Label[] = [];
  view: InView | null = null;
  /** Milliseconds of this thread for each of the last frames. */
  readonly times: number[] = [];
  readonly #pen: CanvasRenderingContext2D;
  #scene: Scene | null = null;
  #frame = 0;
  #rest = 0;
  #budget = FIRST;
  #last = 0;
  #moving = false;

  constructor(
    readonly base: HTMLCanvasElement,
    readonly over: HTMLCanvasElement,
    readonly camera: Camera,
  ) {
    this.painter = new Painter(base);
    this.#pen = over.getContext("2d")!;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  set scene(scene: Scene | null) {
    this.#scene = scene;
    this.view = null;
    if (scene) {
      this.painter.scene(scene);
    }
    this.ask();
  }

  resize(width: number, height: number): void {
    const ratio = this.ratio;
    this.camera.size = { width, height };
    for (const canvas of [this.base, this.over]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.view = null;
    cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  get ratio(): number {
    return Math.min(3, devicePixelRatio || 1);
  }

  /** Draws with the next frame. */
  ask(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** The camera has moved: draws less until it rests. */
  move(): void {
    this.#moving = true;
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      this.#moving = false;
      this.#last = 0;
      this.ask();
    }, REST);
    this.ask();
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    this.painter.release();
  }

  #draw(): void {
    const scene = this.#scene;
    if (!scene || this.painter.lost) {
      return;
    }
    const start = performance.now();
    this.#adapt(start);
    if (!this.view || !holds(this.view.box, this.camera.box())) {
      this.view = inView(scene, this.camera.box(MARGIN));
      this.painter.inView(this.view);
    }
    const most = this.#moving ? { nodes: this.#budget, lines: this.#budget } : AT_REST;
    const { ratio, camera } = this;
    const what = this.painter.draw(camera.view, camera.size, ratio, most);
    const pen = this.#pen;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, camera.size.width, camera.size.height);
    const { emphasis, view, lineLabel } = this;
    this.labels = drawOver(pen, { scene, view, camera, emphasis, moving: this.#moving, lineLabel });
    this.times.push(performance.now() - start);
    this.times.splice(0, this.times.length - 60);
    this.drawn(what, this.#moving);
  }

  /** Frames that follow each other slowly while moving get less to draw, quick ones more. */
  #adapt(now: number): void {
    if (this.#moving && this.#last) {
      const passed = now - this.#last;
      const factor = passed > 50 ? 0.6 : passed < 20 ? 1.1 : 1;
      this.#budget = Math.min(200_000, Math.max(LEAST, this.#budget * factor));
    }
    this.#last = this.#moving ? now : 0;
  }
}
