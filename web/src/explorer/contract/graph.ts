import type { Signal } from "@preact/signals";

export interface NodeRow {
  readonly id: number;
  /** Without the base. */
  readonly iri: string;
  /** Core type, finer type (or ""). */
  readonly type: string;
  readonly subtype: string;
  readonly names: readonly string[];
  readonly mentions: number;
  readonly documents: readonly number[];
  /** Facts in the whole graph. */
  readonly degree: number;
  readonly x: number;
  readonly y: number;
  readonly community: number;
  readonly pagerank: number;
  readonly betweenness: number;
  /** Degrees, where known. */
  readonly place?: { readonly lon: number; readonly lat: number };
}

export type Modality = "asserted" | "planned" | "denied" | "doubtful" | "ended";

export interface FactRow {
  readonly id: number;
  readonly subject: number;
  readonly predicate: string;
  readonly object: number;
  readonly modality: Modality;
  readonly finer: readonly string[];
  readonly roles: readonly string[];
  readonly times: readonly string[];
  /** 0 to 1. */
  readonly score: number;
  readonly proofs: number;
  readonly documents: readonly number[];
}

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly publisher: string;
  readonly source: string;
}

export interface Kind {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** The core type or predicate above it, or "". */
  readonly parent: string;
  readonly symmetric?: boolean;
}

/** What the page knows of the graph. It only grows; ids are indexes and stay. */
export interface Graph {
  readonly base: string;
  readonly nodes: readonly NodeRow[];
  readonly facts: readonly FactRow[];
  readonly documents: readonly DocumentRow[];
  readonly communities: readonly { readonly node: number; readonly size: number }[];
  readonly types: ReadonlyMap<string, Kind>;
  readonly predicates: ReadonlyMap<string, Kind>;
  /** Facts of a node, in both directions. */
  factsOf(node: number): readonly number[];
  byIri(iri: string): number | undefined;
  /** Grows with every change. */
  readonly changed: Signal<number>;
}
