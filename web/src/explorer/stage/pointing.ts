import { batch, signal, type Signal } from "@preact/signals";
import { expand, select } from "../app/actions";
import type { Core } from "../app/app";
import type { Camera } from "./camera";
import type { Hover } from "./emphasis";
import type { Gestures, Point } from "./gestures";
import { lineAt, nodeAt } from "./pick";
import type { Surface } from "./surface";

/** What is open over the picture, at a point of it. */
export type Popup =
  | { kind: "node"; at: Point; node: number }
  | { kind: "facts"; at: Point; facts: readonly number[] }
  | null;

/** With more lines than that in view, pointing means nodes alone. */
const LINES_TO_POINT_AT = 4000;

/** What pointing, clicking and pressing on the picture means. */
export class Pointing implements Gestures {
  readonly camera: Camera;
  readonly popup: Signal<Popup> = signal(null);
  readonly hovered = signal<Hover>(null);

  constructor(
    readonly app: Core,
    readonly surface: Surface,
    readonly element: HTMLElement,
  ) {
    this.camera = surface.camera;
  }

  /** The picture moves: what was pointed at is elsewhere. */
  leave(): void {
    this.hovered.value = null;
    this.popup.value = null;
  }

  #hit(at: Point, slack = 4): Hover {
    const { scene, view } = this.surface;
    if (!scene || !view) {
      return null;
    }
    const node = nodeAt(scene, view, this.camera, at, slack);
    if (node >= 0) {
      return { kind: "node", node };
    }
    const lines = this.camera.view.zoom > 0.12 && view.lines.length <= LINES_TO_POINT_AT ? view.lines : null;
    const line = lines ? lineAt(scene, lines, this.camera, at) : -1;
    return line < 0 ? null : { kind: "line", line };
  }

  hover(at: Point | null): void {
    const hit = at && !this.popup.peek() ? this.#hit(at, 2) : null;
    const last = this.hovered.peek();
    if (JSON.stringify(hit) !== JSON.stringify(last)) {
      this.hovered.value = hit;
      this.element.style.cursor = hit ? "pointer" : "";
    }
  }

  click(at: Point): void {
    const hit = this.#hit(at, 6);
    if (this.popup.peek()) {
      this.popup.value = null;
    } else if (hit?.kind === "node") {
      select(this.app, hit.node);
    } else if (hit?.kind === "line") {
      this.#openFacts(at, this.factsOn(hit.line));
    } else if (this.app.state.peek().selection.kind !== "none") {
      this.app.set({ selection: { kind: "none" } });
    }
  }

  #openFacts(at: Point, facts: readonly number[]): void {
    const [first] = facts;
    if (facts.length === 1) {
      this.openFact(first!);
    } else {
      this.popup.value = { kind: "facts", at, facts };
    }
  }

  openFact(id: number): void {
    const { graph } = this.app.source;
    const { subject, predicate, object, modality } = graph.facts[id]!;
    batch(() => {
      this.popup.value = null;
      this.app.set({
        selection: {
          kind: "fact",
          subject: graph.nodes[subject]!.iri,
          predicate,
          object: graph.nodes[object]!.iri,
          modality,
        },
      });
    });
  }

  double(at: Point): void {
    const hit = this.#hit(at, 6);
    if (hit?.kind === "node") {
      expand(this.app, hit.node).catch((error: unknown) => this.app.say(String(error)));
    } else {
      this.camera.zoomBy(2, at, true);
    }
  }

  menu(at: Point): void {
    const hit = this.#hit(at, 8);
    this.popup.value =
      hit?.kind === "node"
        ? { kind: "node", at, node: hit.node }
        : hit
          ? { kind: "facts", at, facts: this.factsOn(hit.line) }
          : null;
  }

  /** Visible facts on a line. */
  factsOn(line: number): number[] {
    const { lines } = this.surface.scene!;
    const facts = [...lines.facts.subarray(lines.first[line], lines.first[line + 1])];
    return facts.filter((fact) => this.app.visible.peek().facts.has(fact));
  }

  /** The names of the relations on a line. */
  lineLabel(line: number): string {
    const { language } = this.app.state.peek();
    const { graph } = this.app.source;
    const names = this.factsOn(line).map((fact) => {
      const { predicate, finer } = graph.facts[fact]!;
      const kind = graph.predicates.get(finer[0] ?? predicate) ?? graph.predicates.get(predicate);
      return kind?.[language] ?? predicate;
    });
    const different = [...new Set(names)];
    return different.slice(0, 2).join(language === "zh" ? "、" : ", ") + (different.length > 2 ? " …" : "");
  }
}
