import type { Meta } from "./blocks";
import type { Graph } from "./graph";

/** One place that states a fact. */
export interface Proof {
  document: number;
  sentence: string;
  /** Where the sentence starts in the document. */
  offset: number;
  /** The stretch that states the fact, in `sentence`. */
  start: number;
  end: number;
  role: string;
  time: string;
  /** Name of the finer predicate, or "". */
  finer: string;
  /** 0 to 1. */
  score: number;
  by: string;
}

export interface DocumentText {
  text: string;
  /** In the order of the text; `node` is an id of the graph. */
  mentions: { start: number; end: number; node: number }[];
}

export interface Hit {
  node: number;
  /** The name that was found, and which of its characters matched. */
  name: string;
  marks: number[];
}

/** As in SPARQL 1.1 Query Results JSON; a graph as Turtle. */
export type Answer =
  | { kind: "table"; variables: string[]; rows: Record<string, Value>[] }
  | { kind: "boolean"; value: boolean }
  | { kind: "graph"; turtle: string };

export interface Value {
  type: "uri" | "literal" | "bnode";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

/**
 * Where the graph comes from: all of it from the page (`embedded`), or piece by piece from `kg serve`
 * (`remote`). Both fill the same `Graph`; what a method adds to it, it tells by `graph.changed`.
 */
export interface Source {
  readonly kind: "embedded" | "remote";
  readonly meta: Meta;
  readonly graph: Graph;
  /** Whether facts of a node are not in the graph yet. */
  hasMore(node: number): boolean;
  /** Brings neighbours of a node into the graph, the best-connected first. */
  expand(node: number, limit?: number): Promise<void>;
  /** Brings what lies in a stretch of the picture into the graph, the best-connected first. */
  look(box: { left: number; right: number; bottom: number; top: number }): Promise<void>;
  /** Nodes by IRI without the base; brings them into the graph. -1 for what there is not. */
  find(iris: string[]): Promise<number[]>;
  search(words: string, limit: number): Promise<Hit[]>;
  proofs(fact: number): Promise<Proof[]>;
  /** null where the texts are not at hand. */
  text(document: number): Promise<DocumentText | null>;
  /** Shortest ways between two nodes, each a row of facts; those of `usable` facts where embedded. */
  paths(from: number, to: number, limit: number, usable?: (fact: number) => boolean): Promise<number[][]>;
  /** Rejects with an Error whose message is for people. */
  query(sparql: string): Promise<Answer>;
  /** Stops a query that goes on. */
  stop(): void;
}
