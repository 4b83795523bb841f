import { signal } from "@preact/signals";
import type { Term } from "../contract/blocks";
import type { DocumentRow, FactRow, Graph, NodeRow } from "../contract/graph";
import type { DocumentTuple, FactTuple, NodeTuple, Overview, Piece } from "./pieces";
import { kinds, MODALITIES } from "./table";

/** A graph that comes piece by piece. Nodes and facts are numbered as they come, and stay. */
export class GrowingGraph implements Graph {
  readonly base: string;
  readonly nodes: NodeRow[] = [];
  readonly facts: FactRow[] = [];
  readonly documents: DocumentRow[];
  readonly communities: { node: number; size: number }[] = [];
  readonly types: Graph["types"];
  readonly predicates: Graph["predicates"];
  readonly changed = signal(0);
  readonly #types: readonly Term[];
  readonly #predicates: readonly Term[];
  readonly #factsOf: number[][] = [];
  readonly #byIri = new Map<string, number>();
  /** By number of the server. */
  readonly #ids = new Map<number, number>();
  /** The other way round. */
  readonly #numbers: number[] = [];
  /** Facts one of whose ends is not here yet, by that end's number. */
  readonly #waiting = new Map<number, FactTuple[]>();

  constructor(overview: Overview) {
    this.base = overview.meta.base;
    this.#types = overview.types;
    this.#predicates = overview.predicates;
    this.types = kinds(overview.types);
    this.predicates = kinds(overview.predicates);
    this.documents = Array.from({ length: overview.documentCount }, () => UNKNOWN);
    this.add(overview);
    const [nodes, sizes] = overview.communities;
    this.communities = nodes.map((number, at) => ({ node: this.id(number) ?? -1, size: sizes[at]! }));
  }

  factsOf(node: number): readonly number[] {
    return this.#factsOf[node] ?? [];
  }

  byIri(iri: string): number | undefined {
    return this.#byIri.get(iri);
  }

  /** By the server's number. */
  id(number: number): number | undefined {
    return this.#ids.get(number);
  }

  /** The server's number of a node. */
  number(node: number): number {
    return this.#numbers[node]!;
  }

  /** Takes in what is not here yet; how many nodes that were. */
  add({ nodes, facts }: Piece): number {
    const came = new Set<number>();
    for (const node of nodes) {
      if (!this.#ids.has(node[0])) {
        came.add(node[0]);
        this.#addNode(node);
      }
    }
    for (const fact of facts) {
      // It was sent with that end which is connected less well, perhaps for the second time.
      if (came.has(Math.max(fact[0], fact[2]))) {
        this.#addFact(fact);
      }
    }
    for (const number of came) {
      const waiting = this.#waiting.get(number) ?? [];
      this.#waiting.delete(number);
      waiting.forEach((fact) => this.#addFact(fact));
    }
    if (came.size) {
      this.changed.value++;
    }
    return came.size;
  }

  addDocuments(first: number, rows: readonly DocumentTuple[]): void {
    rows.forEach(([id, title, published, publisher, source], at) => {
      this.documents[first + at] = { id, title, published, publisher, source };
    });
    this.changed.value++;
  }

  #addNode(tuple: NodeTuple): void {
    const id = this.nodes.length;
    const [number, iri, type, names, mentions, documents, degree, x, y, community, pagerank, betweenness, lon, lat] =
      tuple;
    const term = this.#types[type]!;
    const core = this.#types[term.parent];
    this.nodes.push({
      id,
      iri,
      type: core?.name ?? term.name,
      subtype: core ? term.name : "",
      names,
      mentions,
      documents,
      degree,
      x,
      y,
      community,
      pagerank,
      betweenness,
      ...(lon !== undefined && lat !== undefined ? { place: { lon: lon / 1000, lat: lat / 1000 } } : {}),
    });
    this.#factsOf.push([]);
    this.#numbers.push(number);
    this.#ids.set(number, id);
    this.#byIri.set(iri, id);
  }

  #addFact(tuple: FactTuple): void {
    const [from, predicate, to, modality, finer, roles, times, score, proofs, documents] = tuple;
    const subject = this.#ids.get(from);
    const object = this.#ids.get(to);
    if (subject === undefined || object === undefined) {
      const missing = subject === undefined ? from : to;
      this.#waiting.set(missing, [...(this.#waiting.get(missing) ?? []), tuple]);
      return;
    }
    const id = this.facts.length;
    this.facts.push({
      id,
      subject,
      predicate: this.#predicates[predicate]!.name,
      object,
      modality: MODALITIES[modality]!,
      finer: finer.map((index) => this.#predicates[index]!.name),
      roles,
      times,
      score: score / 100,
      proofs,
      documents,
    });
    this.#factsOf[subject]!.push(id);
    if (object !== subject) {
      this.#factsOf[object]!.push(id);
    }
  }
}

const UNKNOWN: DocumentRow = { id: "", title: "…", published: "", publisher: "", source: "" };
