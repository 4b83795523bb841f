import { signal } from "@preact/signals";
import type { GraphBlock, FactColumns, NodeColumns, Term } from "../contract/blocks";
import type { DocumentRow, FactRow, Graph, Kind, Modality, NodeRow } from "../contract/graph";

export const MODALITIES: readonly Modality[] = ["asserted", "planned", "denied", "doubtful", "ended"];

/** A graph that is here as a whole: rows are views of its columns. */
export function tableGraph(block: GraphBlock): Graph {
  const { nodes, facts } = block;
  const places = new Map(nodes.places.map(([node, lon, lat]) => [node, { lon: lon / 1000, lat: lat / 1000 }]));
  const rows = nodes.iri.map((_, id) => new Node(id, nodes, block.types, places));
  const factRows = facts.subject.map((_, id) => new Fact(id, facts, block.predicates));
  const factsOf = adjacency(nodes.iri.length, facts);
  let numbers: Map<string, number> | undefined;
  return {
    base: block.meta.base,
    nodes: rows,
    facts: factRows,
    documents: documentRows(block),
    communities: block.communities.node.map((node, at) => ({ node, size: block.communities.size[at]! })),
    types: kinds(block.types),
    predicates: kinds(block.predicates),
    factsOf,
    byIri(iri) {
      numbers ??= new Map(nodes.iri.map((name, id) => [name, id]));
      return numbers.get(iri);
    },
    changed: signal(0),
  };
}

export function kinds(terms: readonly (Term & { symmetric?: boolean })[]): Map<string, Kind> {
  return new Map(terms.map((term) => [term.name, { ...term, parent: terms[term.parent]?.name ?? "" }]));
}

function documentRows({ documents }: GraphBlock): DocumentRow[] {
  return documents.id.map((id, at) => ({
    id,
    title: documents.title[at]!,
    published: documents.published[at]!,
    publisher: documents.publisher[at]!,
    source: documents.source[at]!,
  }));
}

/** Facts by node, in both directions, in the order of the facts; a fact of a node with itself once. */
function adjacency(count: number, { subject, object }: FactColumns): (node: number) => readonly number[] {
  const first = new Int32Array(count + 1);
  each((node) => first[node + 1]!++);
  for (let node = 0; node < count; node++) {
    first[node + 1]! += first[node]!;
  }
  const next = first.slice(0, count);
  const flat = new Int32Array(first[count]!);
  each((node, fact) => (flat[next[node]!++] = fact));
  return (node) => Array.from(flat.subarray(first[node], first[node + 1]));

  function each(visit: (node: number, fact: number) => void): void {
    for (let fact = 0; fact < subject.length; fact++) {
      visit(subject[fact]!, fact);
      if (subject[fact] !== object[fact]) {
        visit(object[fact]!, fact);
      }
    }
  }
}

class Node implements NodeRow {
  readonly #columns: NodeColumns;
  readonly #types: readonly Term[];
  readonly #places: ReadonlyMap<number, { lon: number; lat: number }>;
  constructor(
    readonly id: number,
    columns: NodeColumns,
    types: readonly Term[],
    places: ReadonlyMap<number, { lon: number; lat: number }>,
  ) {
    this.#columns = columns;
    this.#types = types;
    this.#places = places;
  }
  get iri() {
    return this.#columns.iri[this.id]!;
  }
  get type() {
    const term = this.#types[this.#columns.type[this.id]!]!;
    return this.#types[term.parent]?.name ?? term.name;
  }
  get subtype() {
    const term = this.#types[this.#columns.type[this.id]!]!;
    return term.parent < 0 ? "" : term.name;
  }
  get names() {
    return this.#columns.names[this.id]!;
  }
  get mentions() {
    return this.#columns.mentions[this.id]!;
  }
  get documents() {
    return this.#columns.documents[this.id]!;
  }
  get degree() {
    return this.#columns.degree[this.id]!;
  }
  get x() {
    return this.#columns.x[this.id]!;
  }
  get y() {
    return this.#columns.y[this.id]!;
  }
  get community() {
    return this.#columns.community[this.id]!;
  }
  get pagerank() {
    return this.#columns.pagerank[this.id]!;
  }
  get betweenness() {
    return this.#columns.betweenness[this.id]!;
  }
  get place() {
    return this.#places.get(this.id);
  }
}

class Fact implements FactRow {
  readonly #columns: FactColumns;
  readonly #predicates: readonly Term[];
  constructor(
    readonly id: number,
    columns: FactColumns,
    predicates: readonly Term[],
  ) {
    this.#columns = columns;
    this.#predicates = predicates;
  }
  get subject() {
    return this.#columns.subject[this.id]!;
  }
  get object() {
    return this.#columns.object[this.id]!;
  }
  get predicate() {
    return this.#predicates[this.#columns.predicate[this.id]!]!.name;
  }
  get modality() {
    return MODALITIES[this.#columns.modality[this.id]!]!;
  }
  get finer() {
    return this.#columns.finer[this.id]!.map((index) => this.#predicates[index]!.name);
  }
  get roles() {
    return this.#columns.roles[this.id]!;
  }
  get times() {
    return this.#columns.times[this.id]!;
  }
  get score() {
    return this.#columns.score[this.id]! / 100;
  }
  get proofs() {
    return this.#columns.proofs[this.id]!;
  }
  get documents() {
    return this.#columns.documents[this.id]!;
  }
}
