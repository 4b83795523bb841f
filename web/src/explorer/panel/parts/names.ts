import type { DocumentRow, FactRow, Graph, Kind, NodeRow } from "../../contract/graph";
import type { Selection, State } from "../../contract/state";

type Language = State["language"];

export function labelOf(node: NodeRow): string {
  return node.names[0] || node.iri;
}

export function typeName(graph: Graph, name: string, language: Language): string {
  return termName(graph.types.get(name), name, language);
}

export function predicateName(graph: Graph, name: string, language: Language): string {
  return termName(graph.predicates.get(name), name, language);
}

function termName(term: Kind | undefined, name: string, language: Language): string {
  return term?.[language] || name;
}

/** The core type, and the finer one where there is one. */
export function kindOf(graph: Graph, node: NodeRow, language: Language): string {
  return [node.type, node.subtype]
    .filter(Boolean)
    .map((name) => typeName(graph, name, language))
    .join(" · ");
}

export function titleOf(document: DocumentRow): string {
  return document.title || document.id;
}

/** The day of a date and time in ISO 8601. */
export function dayOf(published: string): string {
  return published.slice(0, 10);
}

/** An ISO 8601 date or interval, for people: "2019/2021" as "2019 – 2021". */
export function period(time: string): string {
  return time.replace(/^([\d-]+)\/([\d-]*)$/, "$1 – $2");
}

export function selectFact(graph: Graph, fact: FactRow): Selection {
  const { predicate, modality } = fact;
  const iri = (node: number) => graph.nodes[node]!.iri;
  return { kind: "fact", subject: iri(fact.subject), predicate, object: iri(fact.object), modality };
}
