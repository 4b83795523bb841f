import type { FactRow, Graph } from "../contract/graph";
import { labelOf } from "./parts/names";

export type Order = "score" | "time" | "proofs" | "name";
export type Direction = "outgoing" | "both" | "incoming";

/** Facts of a node with one predicate in one direction. */
export interface Group {
  readonly key: string;
  readonly direction: Direction;
  readonly predicate: string;
  readonly shown: readonly number[];
  /** Those that the filters leave out. */
  readonly hidden: readonly number[];
}

/** By direction, then in the order of the vocabulary. */
export function groupsOf(graph: Graph, node: number, visible: ReadonlySet<number>, order: Order): Group[] {
  const groups = new Map<string, Group & { shown: number[]; hidden: number[] }>();
  for (const id of graph.factsOf(node)) {
    const fact = graph.facts[id]!;
    const direction = directionOf(graph, fact, node);
    const key = `${direction} ${fact.predicate}`;
    const group = groups.get(key) ?? { key, direction, predicate: fact.predicate, shown: [], hidden: [] };
    groups.set(key, group);
    (visible.has(id) ? group.shown : group.hidden).push(id);
  }
  const rank = new Map([...graph.predicates.keys()].map((name, at) => [name, at]));
  const place = (group: Group) => DIRECTIONS.indexOf(group.direction) * 1000 + (rank.get(group.predicate) ?? 999);
  const compare = comparing(graph, node, order);
  return [...groups.values()]
    .map((group) => ({ ...group, shown: group.shown.sort(compare), hidden: group.hidden.sort(compare) }))
    .sort((a, b) => place(a) - place(b));
}

const DIRECTIONS: readonly Direction[] = ["outgoing", "both", "incoming"];

function directionOf(graph: Graph, fact: FactRow, node: number): Direction {
  if (graph.predicates.get(fact.predicate)?.symmetric) {
    return "both";
  }
  return fact.subject === node ? "outgoing" : "incoming";
}

function comparing(graph: Graph, node: number, order: Order): (a: number, b: number) => number {
  const fact = (id: number) => graph.facts[id]!;
  const other = (id: number) => {
    const { subject, object } = fact(id);
    return labelOf(graph.nodes[subject === node ? object : subject]!);
  };
  const names = new Map<number, string>();
  const name = (id: number) => names.get(id) ?? names.set(id, other(id)).get(id)!;
  const orders: Record<Order, (a: number, b: number) => number> = {
    score: (a, b) => fact(b).score - fact(a).score || fact(b).proofs - fact(a).proofs,
    proofs: (a, b) => fact(b).proofs - fact(a).proofs || fact(b).score - fact(a).score,
    time: (a, b) => alphabetical(timeOf(graph, fact(b)), timeOf(graph, fact(a))),
    name: (a, b) => alphabetical(name(a), name(b)),
  };
  return (a, b) => orders[order](a, b) || a - b;
}

/** What the fact says of when, else when its newest document came out: newest first, none last. */
function timeOf(graph: Graph, fact: FactRow): string {
  const times = fact.times.length
    ? fact.times
    : fact.documents.map((document) => graph.documents[document]?.published ?? "");
  return times.reduce((latest, time) => (time > latest ? time : latest), "");
}

function alphabetical(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
