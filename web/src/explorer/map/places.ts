import type { App } from "../contract/app";
import type { Graph, NodeRow } from "../contract/graph";
import { otherEnd } from "../sources/ways";
import { projected, type Point } from "./projection";

export type SizeBy = "facts" | "mentions" | "entities";

/** A place on the map. */
export interface Place {
  readonly node: NodeRow;
  readonly at: Point;
  /** Visible facts that name it, and what is at their other ends. */
  readonly facts: number;
  readonly entities: ReadonlySet<number>;
}

/** All visible places whose coordinates are known, and how many others there are. */
export function visiblePlaces(app: App): { places: Place[]; without: number } {
  const { graph } = app.source;
  const { nodes, facts } = app.visible.value;
  const places: Place[] = [];
  let without = 0;
  for (const id of nodes) {
    const node = graph.nodes[id]!;
    if (node.place) {
      places.push(placeOf(graph, node, node.place, facts));
    } else if (node.type === "Place") {
      without++;
    }
  }
  return { places, without };
}

function placeOf(
  graph: Graph,
  node: NodeRow,
  { lon, lat }: { lon: number; lat: number },
  visible: ReadonlySet<number>,
): Place {
  const facts = graph.factsOf(node.id).filter((fact) => visible.has(fact));
  const entities = new Set(facts.map((fact) => otherEnd(graph, fact, node.id)));
  entities.delete(node.id);
  return { node, at: projected(lon, lat), facts: facts.length, entities };
}

export function weight(place: Place, by: SizeBy): number {
  return by === "facts" ? place.facts : by === "mentions" ? place.node.mentions : place.entities.size;
}

/** The heaviest first. */
export function ranked(places: readonly Place[], by: SizeBy): Place[] {
  return [...places].sort((a, b) => weight(b, by) - weight(a, by) || a.node.id - b.node.id);
}

const SMALLEST = 4; // pixels
const LARGEST = 20;
/** Where all places have little, none is drawn large. */
const A_LOT = 12;

/** The radius by weight: areas compare. */
export function radii(places: readonly Place[], by: SizeBy): (place: Place) => number {
  const most = Math.max(A_LOT, ...places.slice(0, 1).map((place) => weight(place, by)));
  return (place) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(weight(place, by) / most);
}
