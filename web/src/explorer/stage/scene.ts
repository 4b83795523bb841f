import type { Mask } from "../app/mask";
import type { Graph } from "../contract/graph";
import type { State } from "../contract/state";
import { nodeColour, rgba, type Palette } from "./colours";
import type { Lines } from "./lines";
import { shapeOf } from "./shapes";

/** How a line is drawn; bits. */
export const TO_OTHER = 1;
export const TO_ONE = 2;
/** None of its facts is asserted. */
export const UNSURE = 4;

/**
 * What is drawn, in plain columns: nodes and lines that pass the filters, the most important first,
 * so that the front part of each is what to draw when not all can be.
 */
export interface Scene {
  readonly graph: Graph;
  readonly lines: Lines;
  readonly palette: Palette;
  /** By node, whether drawn or not. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Pixels at zoom 1. */
  readonly radius: Float32Array;
  /** Red, green, blue, and the number of the shape. */
  readonly colour: Uint8Array;
  readonly nodes: Uint32Array;
  readonly shownLines: Uint32Array;
  /** By line. */
  readonly marks: Uint8Array;
  readonly weight: Uint8Array;
  readonly box: Box | null;
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** What of a scene hangs on the graph alone. */
export interface Ground {
  readonly graph: Graph;
  readonly lines: Lines;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export function groundOf(graph: Graph, lines: Lines): Ground {
  return {
    graph,
    lines,
    x: Float32Array.from(graph.nodes, ({ x }) => x),
    y: Float32Array.from(graph.nodes, ({ y }) => y),
  };
}

type Look = Pick<State, "colour" | "size">;

export function sceneOf(
  ground: Ground,
  visible: { nodes: Mask; facts: Mask },
  look: Look,
  colours: Palette,
): Scene {
  const { graph } = ground;
  const radius = radii(graph, look.size);
  const rank = ranks(graph, radius);
  const nodes = sorted(Uint32Array.from(visible.nodes), rank);
  const { shownLines, marks, weight } = shown(ground, visible.facts, rank);
  const colour = coloured(graph, look.colour, colours);
  return { ...ground, palette: colours, radius, colour, nodes, shownLines, marks, weight, box: boxOf(ground, nodes) };
}

function coloured(graph: Graph, by: State["colour"], colours: Palette): Uint8Array {
  const known = new Map<string, [number, number, number, number]>();
  const bytes = new Uint8Array(graph.nodes.length * 4);
  for (const node of graph.nodes) {
    const name = nodeColour(node, by, colours);
    let four = known.get(name);
    if (!four) {
      known.set(name, (four = rgba(name)));
    }
    bytes.set(four, node.id * 4);
    bytes[node.id * 4 + 3] = shapeOf(node.type);
  }
  return bytes;
}

const LEAST = 4;
const MOST = 22;

/** Between {@link LEAST} and {@link MOST} pixels; the area follows the measure. */
function radii(graph: Graph, size: State["size"]): Float32Array {
  const values = Float32Array.from(graph.nodes, (node) => Math.max(0, node[size]));
  const most = values.reduce((one, other) => Math.max(one, other), size === "degree" || size === "mentions" ? 24 : 1);
  return values.map((value) => LEAST + (MOST - LEAST) * Math.sqrt(value / most));
}

/** For each node its place in the order of importance, 0 first. */
function ranks(graph: Graph, radius: Float32Array): Float32Array {
  const order = Uint32Array.from(graph.nodes, ({ id }) => id);
  const degree = Float32Array.from(graph.nodes, (node) => node.degree + node.mentions / 1000);
  order.sort((one, other) => radius[other]! - radius[one]! || degree[other]! - degree[one]! || one - other);
  const rank = new Float32Array(order.length);
  order.forEach((node, at) => (rank[node] = at));
  return rank;
}

function sorted(items: Uint32Array, rank: Float32Array): Uint32Array {
  return items.sort((one, other) => rank[one]! - rank[other]! || one - other);
}

function shown({ graph, lines }: Ground, facts: Mask, rank: Float32Array) {
  const marks = new Uint8Array(lines.count);
  const weight = new Uint8Array(lines.count);
  const order = new Float32Array(lines.count);
  const some: number[] = [];
  for (let line = 0; line < lines.count; line++) {
    const one = lines.one[line]!;
    let mark = UNSURE;
    let count = 0;
    for (let at = lines.first[line]!; at < lines.first[line + 1]!; at++) {
      const id = lines.facts[at]!;
      if (facts.has(id)) {
        const fact = graph.facts[id]!;
        count++;
        mark |= graph.predicates.get(fact.predicate)?.symmetric ? 0 : fact.subject === one ? TO_OTHER : TO_ONE;
        mark &= fact.modality === "asserted" ? ~UNSURE : ~0;
      }
    }
    if (count) {
      some.push(line);
      marks[line] = mark;
      weight[line] = Math.min(255, count);
      // A line matters as much as its lesser end; of two such, the one with the greater other end.
      const other = lines.other[line]!;
      order[line] = Math.max(rank[one]!, rank[other]!) + Math.min(rank[one]!, rank[other]!) / 1e6;
    }
  }
  return { shownLines: sorted(Uint32Array.from(some), order), marks, weight };
}

function boxOf({ x, y }: Ground, nodes: Uint32Array): Box | null {
  if (!nodes.length) {
    return null;
  }
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const node of nodes) {
    box.left = Math.min(box.left, x[node]!);
    box.right = Math.max(box.right, x[node]!);
    box.bottom = Math.min(box.bottom, y[node]!);
    box.top = Math.max(box.top, y[node]!);
  }
  return box;
}
