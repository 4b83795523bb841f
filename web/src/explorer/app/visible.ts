import type { Visible } from "../contract/app";
import type { FactRow, Graph, NodeRow } from "../contract/graph";
import type { Filter, State } from "../contract/state";
import { Mask } from "./mask";

type Asked = Pick<State, "filter" | "hidden" | "focus">;

/** What passes the filters: one pass over the nodes, one over the facts. */
export function visibleOf(graph: Graph, asked: Asked): Visible & { nodes: Mask; facts: Mask } {
  const { filter } = asked;
  const nodes = new Mask(graph.nodes.length);
  const facts = new Mask(graph.facts.length);
  const nodePasses = nodeTest(graph, asked);
  for (const node of graph.nodes) {
    if (nodePasses(node)) {
      nodes.add(node.id);
    }
  }
  const factPasses = factTest(graph, filter);
  const joined = new Mask(graph.nodes.length);
  for (const fact of graph.facts) {
    if (nodes.has(fact.subject) && nodes.has(fact.object) && factPasses(fact)) {
      facts.add(fact.id);
      joined.add(fact.subject);
      joined.add(fact.object);
    }
  }
  // A filter of facts leaves the nodes that its facts join, not the dust of all others.
  return { nodes: !asked.focus.length && limitsFacts(filter) ? joined : nodes, facts };
}

/** Whether a filter says something of facts alone. */
export function limitsFacts(filter: Filter): boolean {
  return Boolean(
    filter.predicates.length || filter.modalities.length || filter.from || filter.to || filter.score,
  );
}

export function nodeTest(graph: Graph, { filter, hidden, focus }: Asked): (node: NodeRow) => boolean {
  const types = new Set(filter.types);
  const communities = new Set(filter.communities);
  const documents = documentMask(graph, filter.documents);
  const away = numbers(graph, hidden);
  const only = focus.length ? numbers(graph, focus) : null;
  return (node) =>
    !(types.size && (types.has(node.type) || types.has(node.subtype || `${node.type}/`))) &&
    node.degree >= filter.degree &&
    !away.has(node.id) &&
    (!only || only.has(node.id)) &&
    (!communities.size || communities.has(node.community)) &&
    (!documents || node.documents.some((document) => documents.has(document)));
}

export function factTest(graph: Graph, filter: Filter): (fact: FactRow) => boolean {
  const predicates = new Set(filter.predicates);
  const modalities = new Set(filter.modalities);
  const documents = documentMask(graph, filter.documents);
  const inTime = timeTest(graph, filter.from, filter.to);
  return (fact) =>
    !(predicates.size && predicateIsOff(fact, predicates)) &&
    !(modalities.size && modalities.has(fact.modality)) &&
    !(filter.score && fact.score < filter.score) &&
    (!documents || fact.documents.some((document) => documents.has(document))) &&
    (!inTime || inTime(fact));
}

/** A fact that only finer predicates give is off when all of them are. */
function predicateIsOff(fact: FactRow, off: ReadonlySet<string>): boolean {
  if (off.has(fact.predicate)) {
    return true;
  }
  const finer = fact.finer;
  return finer.length ? finer.every((name) => off.has(name)) : off.has(`${fact.predicate}/`);
}

/** Whether a fact's own times, else the dates of its documents, touch the range. */
function timeTest(graph: Graph, from: string, to: string): ((fact: FactRow) => boolean) | null {
  if (!from && !to) {
    return null;
  }
  const last = to ? `${to}\uffff` : "\uffff";
  const touches = (time: string): boolean => {
    const [start = "", end = start] = time.split("/");
    return start <= last && `${end || "\uffff"}\uffff` >= from;
  };
  const dated = graph.documents.map(({ published }) => published !== "" && touches(published));
  return (fact) =>
    fact.times.length ? fact.times.some(touches) : fact.documents.some((document) => dated[document]);
}

function documentMask(graph: Graph, ids: readonly string[]): ReadonlySet<number> | null {
  if (!ids.length) {
    return null;
  }
  const wanted = new Set(ids);
  return new Set(graph.documents.flatMap(({ id }, at) => (wanted.has(id) ? [at] : [])));
}

export function numbers(graph: Graph, iris: readonly string[]): ReadonlySet<number> {
  return new Set(iris.flatMap((iri) => graph.byIri(iri) ?? []));
}
