import { computed, effect, signal } from "@preact/signals";
import type { Core, Stage } from "../app/app";
import { parts } from "../app/app";
import { neighbours } from "../app/actions";
import { shownTheme } from "../app/theme";
import type { State } from "../contract/state";
import { chosenPath } from "../paths/chosen";
import { Camera, type View } from "./camera";
import { palette } from "./colours";
import { emphasisOf } from "./emphasis";
import { gestures } from "./gestures";
import { linesOf } from "./lines";
import { pictureOf } from "./picture";
import type { Drawn } from "./painter";
import { Pointing } from "./pointing";
import { groundOf, sceneOf, type Box, type Scene } from "./scene";
import { Surface } from "./surface";
import { Wait } from "./wait";

const SETTLED = 350;
/** A second click of a double click comes before that. */
const SECOND = 340;
/** Joins the picture to the state of the page. */
export class Control implements Stage {
  readonly surface: Surface;
  readonly camera: Camera;
  readonly pointing: Pointing;
  readonly drawn = signal<Drawn>({ nodes: 0, lines: 0, ofLines: 0 });
  readonly #ends: (() => void)[] = [];
  readonly #settle = new Wait();
  readonly #look = new Wait();
  readonly #refit = new Wait();
  /** Whether somebody has just been sent to somewhere. */
  #goes = false;
  /** The camera as the state has it, if it came from here. */
  #told: State["camera"] = null;
  #placed = false;
  #fitted = false;

  constructor(
    readonly app: Core,
    readonly element: HTMLElement,
    base: HTMLCanvasElement,
    over: HTMLCanvasElement,
  ) {
    this.camera = new Camera(() => this.#moved());
    this.surface = new Surface(base, over, this.camera);
    this.pointing = new Pointing(app, this.surface, element);
    this.surface.lineLabel = (line) => this.pointing.lineLabel(line);
    this.surface.drawn = (what, moving) => {
      if (!moving) {
        this.drawn.value = what;
      }
      document.body.dataset.ready = "true";
    };
    this.#follow();
    this.#ends.push(
      gestures(element, this.pointing),
    );
    const own = () => {
      this.#fitted = false;
      this.#refit.stop();
    };
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      element.addEventListener(name, own, { capture: true, passive: true });
    }
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(element);
    this.#ends.push(() => sizes.disconnect());
  }

  end(): void {
    [this.#settle, this.#look, this.#refit].forEach((wait) => wait.stop());
    this.#ends.forEach((end) => end());
    this.surface.end();
  }

  /** Whether the camera moves, or is about to. */
  get busy(): boolean {
    return this.camera.travels || [this.#settle, this.#look, this.#refit].some((wait) => wait.waits);
  }

  goTo(wanted: readonly number[]): void {
    const scene = this.surface.scene;
    const nodes = wanted.filter((node) => scene?.x[node] !== undefined);
    if (!scene || !nodes.length) {
      return;
    }
    this.#fitted = false;
    this.#goes = true;
    setTimeout(() => (this.#goes = false), 2 * SECOND);
    this.camera.covered = this.#sheet();
    const box = boxOf(scene, nodes);
    this.camera.travel(this.camera.fitting(box, nodes.length === 1 ? 1.1 : 1.4));
  }

  fit(): void {
    const box = this.surface.scene?.box;
    if (box) {
      this.camera.covered = this.#sheet();
      this.camera.limit(box);
      this.camera.travel(this.camera.fitting(box));
      this.#fitted = true;
    }
  }

  picture(scale: number): Promise<Blob> {
    return pictureOf(this.surface, scale);
  }

  #follow(): void {
    const { app } = this;
    const { graph } = app.source;
    const ground = computed(() => (graph.changed.value, groundOf(graph, linesOf(graph))));
    const look = parts(app.state, ["colour", "size"]);
    const scene = computed(() => {
      void shownTheme.value;
      return sceneOf(ground.value, app.visible.value, look.value, palette());
    });
    const chosen = parts(app.state, ["selection", "marked", "language"]);
    const path = chosenPath(app);
    this.#ends.push(
      effect(() => {
        this.surface.scene = scene.value;
        this.camera.limit(scene.value.box);
      }),
      effect(() => {
        void chosen.value;
        void path.value;
        this.surface.emphasis = emphasisOf(app, scene.value, this.pointing.hovered.value);
        this.surface.ask();
      }),
      effect(() => this.#obey(app.state.value.camera)),
      effect(() => this.#keepInSight(chosen.value.selection)),
    );
  }

  /** A camera that somebody else has put into the state. */
  #obey(camera: State["camera"]): void {
    if (!this.#placed || camera === this.#told) {
      return;
    }
    this.#told = camera;
    if (camera) {
      this.camera.jump(camera);
    } else {
      this.fit();
    }
  }

  /** A selected node that is out of sight is brought into it. */
  #keepInSight(selection: State["selection"]): void {
    const node = selection.kind === "node" ? this.app.source.graph.byIri(selection.iri) : undefined;
    if (!this.#placed) {
      return;
    }
    // After the panel has taken its room, and a second click could have come.
    this.#look.after(SECOND, () => {
      const scene = this.surface.scene;
      this.camera.covered = this.#sheet();
      if (!scene || node === undefined || this.#goes) {
        return;
      }
      const [x, y] = [scene.x[node]!, scene.y[node]!];
      if (!this.camera.sees(x, y)) {
        this.camera.travel({ ...this.camera.target, x, y: y - this.camera.covered / 2 / this.camera.target.zoom });
      }
    });
  }

  /** How much of the picture the panel lies over, as it does on phones. */
  #sheet(): number {
    const panel = document.querySelector(".shell-panel")?.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    return panel && panel.left <= own.left && panel.right >= own.right ? Math.max(0, own.bottom - panel.top) : 0;
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) {
      return;
    }
    const before = this.camera.size;
    this.surface.resize(width, height);
    this.camera.limit(this.surface.scene?.box ?? null);
    if (this.#placed) {
      // What is on the screen stays where it is while a panel opens beside it.
      const whole = this.app.state.peek().camera === null;
      const { x, y, zoom } = this.camera.view;
      const shift = (width - before.width) / 2 / zoom;
      this.#fitted = whole;
      this.camera.jump({ x: x + shift, y: y - (height - before.height) / 2 / zoom, zoom });
      this.#refit.after(SECOND, () => whole && !this.#goes && this.fit());
    } else {
      this.#place();
    }
  }

  #place(): void {
    const { camera, selection } = this.app.state.peek();
    const scene = this.surface.scene;
    const node = selection.kind === "node" ? this.app.source.graph.byIri(selection.iri) : undefined;
    this.#placed = true;
    this.#told = camera;
    if (camera) {
      this.camera.jump(camera);
    } else if (scene?.box) {
      const box = node === undefined ? scene.box : boxOf(scene, [node, ...neighbours(this.app, node)]);
      this.camera.jump(this.camera.fitting(box));
      this.#fitted = node === undefined;
      this.#keepInSight(selection); // the panel comes after the picture
    }
  }

  #moved(): void {
    this.surface.move();
    this.pointing.leave();
    this.#settle.after(SETTLED, () => this.#settled());
  }

  #settled(): void {
    if (this.camera.travels) {
      return; // it settles where it arrives
    }
    const view = this.#fitted ? null : rounded(this.camera.view);
    this.#fitted = false;
    if (JSON.stringify(view) !== JSON.stringify(this.app.state.peek().camera)) {
      this.#told = view;
      this.app.set({ camera: view }, { silent: true });
    }
    this.app.source.look(this.camera.box()).catch((error: unknown) => this.app.say(String(error)));
  }
}

function boxOf(scene: Scene, nodes: readonly number[]): Box {
  const x = nodes.map((node) => scene.x[node]!);
  const y = nodes.map((node) => scene.y[node]!);
  const all = (values: number[], pick: (one: number, other: number) => number) => values.reduce(pick);
  return {
    left: all(x, Math.min),
    right: all(x, Math.max),
    bottom: all(y, Math.min),
    top: all(y, Math.max),
  };
}

function rounded({ x, y, zoom }: View): View {
  return { x: Number(x.toFixed(1)), y: Number(y.toFixed(1)), zoom: Number(zoom.toPrecision(3)) };
}
