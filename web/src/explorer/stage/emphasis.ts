import type { Core } from "../app/app";
import { chosenPath } from "../paths/chosen";
import type { Selection } from "../contract/state";
import type { Scene } from "./scene";

/** What stands out from the dimmed rest: nodes and lines, and which of the nodes are meant themselves. */
export interface Emphasis {
  readonly nodes: ReadonlySet<number>;
  readonly lines: ReadonlySet<number>;
  /** Ringed. */
  readonly core: ReadonlySet<number>;
  /** How far the rest is dimmed, 0 to 1. */
  readonly veil: number;
}

export type Hover = { kind: "node"; node: number } | { kind: "line"; line: number } | null;

/** What is pointed at, else what is selected, else what a query has found. */
export function emphasisOf(app: Core, scene: Scene, hover: Hover): Emphasis | null {
  const { selection, marked } = app.state.peek();
  const chosen = selected(app, scene, selection);
  if (hover) {
    const pointed =
      hover.kind === "node" ? around(scene, hover.node, 0.72) : joined(scene, [hover.line], [], 0);
    return chosen ? { ...union(pointed, chosen), veil: Math.max(pointed.veil, chosen.veil) } : pointed;
  }
  if (chosen) {
    return chosen;
  }
  const found = marked.flatMap((iri) => scene.graph.byIri(iri) ?? []).filter((node) => shows(scene, node));
  return found.length ? { nodes: new Set(found), lines: among(scene, found), core: new Set(found), veil: 0.72 } : null;
}

function selected(app: Core, scene: Scene, selection: Selection): Emphasis | null {
  const { graph } = scene;
  switch (selection.kind) {
    case "node": {
      const node = graph.byIri(selection.iri);
      return node === undefined || !shows(scene, node) ? null : around(scene, node, 0.6);
    }
    case "fact": {
      const ends = [graph.byIri(selection.subject), graph.byIri(selection.object)];
      const line = lineBetween(scene, ends[0], ends[1]);
      return line < 0 ? null : joined(scene, [line], [], 0.6);
    }
    case "paths": {
      const lines = chosenPath(app).value.map((fact) => {
        const { subject, object } = graph.facts[fact]!;
        return lineBetween(scene, subject, object);
      });
      const ends = [selection.from, selection.to].flatMap((iri) => graph.byIri(iri) ?? []);
      return joined(scene, lines.filter((line) => line >= 0), ends, 0.75);
    }
    case "document": {
      const number = graph.documents.findIndex(({ id }) => id === selection.id);
      const named = [...scene.nodes].filter((node) => graph.nodes[node]!.documents.includes(number));
      return named.length ? { nodes: new Set(named), lines: among(scene, named), core: new Set(), veil: 0.72 } : null;
    }
    default:
      return null;
  }
}

const shownNodes = new WeakMap<Scene, Set<number>>();

/** Whether a node is drawn in the scene. */
export function shows(scene: Scene, node: number): boolean {
  let set = shownNodes.get(scene);
  if (!set) {
    shownNodes.set(scene, (set = new Set(scene.nodes)));
  }
  return set.has(node);
}

function around(scene: Scene, node: number, veil: number): Emphasis {
  return joined(scene, linesOfNode(scene, node), [node], veil);
}

function joined(scene: Scene, lines: readonly number[], core: readonly number[], veil: number): Emphasis {
  const nodes = new Set(core);
  for (const line of lines) {
    nodes.add(scene.lines.one[line]!);
    nodes.add(scene.lines.other[line]!);
  }
  return { nodes, lines: new Set(lines), core: new Set(core.length ? core : nodes), veil };
}

function union(one: Emphasis, other: Emphasis): Emphasis {
  return {
    nodes: new Set([...one.nodes, ...other.nodes]),
    lines: new Set([...one.lines, ...other.lines]),
    core: new Set([...one.core, ...other.core]),
    veil: one.veil,
  };
}

const byNode = new WeakMap<Scene, Map<number, number[]>>();

export function linesOfNode(scene: Scene, node: number): readonly number[] {
  return (index(scene).get(node) ?? []);
}

function lineBetween(scene: Scene, one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined) {
    return -1;
  }
  const low = Math.min(one, other);
  const high = Math.max(one, other);
  return linesOfNode(scene, one).find((line) => scene.lines.one[line] === low && scene.lines.other[line] === high) ?? -1;
}

function among(scene: Scene, nodes: readonly number[]): Set<number> {
  const wanted = new Set(nodes);
  const lines = nodes.flatMap((node) => [...linesOfNode(scene, node)]);
  return new Set(
    lines.filter((line) => wanted.has(scene.lines.one[line]!) && wanted.has(scene.lines.other[line]!)),
  );
}

/** Drawn lines by node; made when somebody first points at something. */
function index(scene: Scene): Map<number, number[]> {
  let map = byNode.get(scene);
  if (!map) {
    byNode.set(scene, (map = new Map()));
    for (const line of scene.shownLines) {
      for (const node of new Set([scene.lines.one[line]!, scene.lines.other[line]!])) {
        const own = map.get(node);
        if (own) {
          own.push(line);
        } else {
          map.set(node, [line]);
        }
      }
    }
  }
  return map;
}
