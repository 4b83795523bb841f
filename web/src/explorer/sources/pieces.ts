import type { Meta, Term } from "../contract/blocks";

/** A node as the server sends it: its number there, and what `NodeRow` has. */
export type NodeTuple = [
  number: number,
  iri: string,
  type: number,
  names: string[],
  mentions: number,
  documents: number[],
  degree: number,
  x: number,
  y: number,
  community: number,
  pagerank: number,
  betweenness: number,
  longitude?: number,
  latitude?: number,
];

/** A fact; its ends are numbers of the server. */
export type FactTuple = [
  subject: number,
  predicate: number,
  object: number,
  modality: number,
  finer: number[],
  roles: string[],
  times: string[],
  score: number,
  proofs: number,
  documents: number[],
];

/** Nodes, each with all its facts to better-connected nodes, which have the lower numbers. */
export interface Piece {
  /** Which build it is of: numbers are good within one build. */
  build: string;
  nodes: NodeTuple[];
  facts: FactTuple[];
}

export interface Overview extends Piece {
  meta: Meta;
  types: Term[];
  predicates: (Term & { symmetric: boolean })[];
  /** The largest ones: best-connected node and size. */
  communities: [nodes: number[], sizes: number[]];
  documentCount: number;
}

export type DocumentTuple = [id: string, title: string, published: string, publisher: string, source: string];
