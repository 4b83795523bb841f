import type { App } from "../contract/app";
import type { FactRow, Graph, NodeRow } from "../contract/graph";
import type { Proof } from "../contract/source";
import { csv, joined, type Cell } from "./cells";
import type { What } from "./what";

// The columns of entities.csv, relations.csv and evidence.csv, as kg/export/tables.py has them.
const ENTITIES = ["id", "label", "type", "subtype", "type_label", "aliases", "mentions", "documents", "facts"];
const RELATIONS = [
  ...["subject", "subject_label", "predicate", "predicate_label", "object", "object_label", "modality"],
  ...["subpredicates", "roles", "times", "score", "evidence", "documents"],
];
const EVIDENCE = [
  ...["subject", "subject_label", "predicate", "subpredicate", "object", "object_label", "modality"],
  ...["role", "time", "document", "title", "published", "start", "end", "text", "sentence", "score", "by"],
];

export function entitiesCsv(graph: Graph, { nodes }: What): string[] {
  return csv(ENTITIES, map(nodes, (id) => entity(graph, graph.nodes[id]!)));
}

export function relationsCsv(graph: Graph, { facts }: What): string[] {
  return csv(RELATIONS, map(facts, (id) => relation(graph, graph.facts[id]!)));
}

const AT_ONCE = 8;

/** One row for each place that states one of the facts; `told` hears how many facts are done. */
export async function evidenceCsv(
  app: App,
  { facts }: What,
  told: (done: number) => void = () => undefined,
): Promise<string[]> {
  const { graph } = app.source;
  const rows: Cell[][] = [];
  const offset = offsets(app);
  for (let at = 0; at < facts.length; at += AT_ONCE) {
    const some = facts.slice(at, at + AT_ONCE);
    const proofs = await Promise.all(some.map((fact) => app.source.proofs(fact)));
    for (const [n, id] of some.entries()) {
      for (const proof of proofs[n]!) {
        rows.push(evidence(graph, graph.facts[id]!, proof, await offset(proof)));
      }
    }
    told(at + some.length);
  }
  return csv(EVIDENCE, rows);
}

function entity(graph: Graph, node: NodeRow): Cell[] {
  const [label = "", ...others] = node.names;
  const kind = graph.types.get(node.subtype) ?? graph.types.get(node.type);
  return [
    ...[graph.base + node.iri, label, node.type, node.subtype, kind?.zh ?? "", others.join(" | ")],
    ...[node.mentions, node.documents.length, node.degree],
  ];
}

function relation(graph: Graph, fact: FactRow): Cell[] {
  return [
    ...ends(graph, fact, graph.predicates.get(fact.predicate)?.zh ?? ""),
    ...[fact.modality, joined(fact.finer), joined(fact.roles), joined(fact.times)],
    ...[fact.score, fact.proofs, fact.documents.length],
  ];
}

function evidence(graph: Graph, fact: FactRow, proof: Proof, start: number | null): Cell[] {
  const document = graph.documents[proof.document];
  const quote = proof.sentence.slice(proof.start, proof.end);
  return [
    ...ends(graph, fact, proof.finer),
    ...[fact.modality, proof.role, proof.time],
    ...[document?.id ?? "", document?.title ?? "", document?.published ?? ""],
    ...(start === null ? ["", ""] : [start, start + length(quote)]),
    ...[quote, proof.sentence, proof.score, proof.by],
  ];
}

/**
 * Where a proof starts, in characters as evidence.csv counts them; the page counts UTF-16 units. null where
 * the text is not at hand to count in.
 */
function offsets(app: App): (proof: Proof) => Promise<number | null> {
  const texts = new Map<number, Promise<string | null>>();
  return async ({ document, offset, start }) => {
    const found = texts.get(document) ?? app.source.text(document).then((text) => text?.text ?? null);
    texts.set(document, found);
    const text = await found;
    return text === null ? null : length(text.slice(0, offset + start));
  };
}

/** In characters. */
function length(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length - 1; at++) {
    pairs += Number((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00);
  }
  return text.length - pairs;
}

function ends(graph: Graph, { subject, predicate, object }: FactRow, third: string): Cell[] {
  const [one, other] = [graph.nodes[subject]!, graph.nodes[object]!];
  return [
    ...[graph.base + one.iri, one.names[0] ?? "", predicate, third],
    ...[graph.base + other.iri, other.names[0] ?? ""],
  ];
}

function* map<T>(ids: Iterable<number>, row: (id: number) => T): Generator<T> {
  for (const id of ids) {
    yield row(id);
  }
}
