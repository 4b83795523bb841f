/**
 * What `kg build` writes into a page, and what `kg serve` sends: columns, so that they compress well.
 * The Python side is `kg/explorer`. A column has one value a row; -1 and "" mean none. Offsets are
 * UTF-16 code units, half open, as JavaScript counts them.
 *
 * In the page a block is `<script type="application/octet-stream" id="kg-NAME">`: JSON in UTF-8,
 * deflated (raw), in base64. `graph` is read at the start, the others when they are asked for.
 */
export interface GraphBlock {
  meta: Meta;
  /** Core types and the finer ones below them; `parent` is the index of the core type, or -1. */
  types: Term[];
  /** Core predicates and the finer ones below them. */
  predicates: (Term & { symmetric: boolean })[];
  documents: DocumentColumns;
  nodes: NodeColumns;
  facts: FactColumns;
  /** By number: which node is its best-connected one. */
  communities: { node: number[]; size: number[] };
  /** For the characters that occur in names: their readings without tones, "重": "zhong chong". */
  readings: Record<string, string>;
}

export interface Meta {
  kg: string;
  base: string;
  engine: string;
  counts: { documents: number; nodes: number; facts: number; evidence: number; quarantined: number };
  /** Whether the texts of the documents are in the page. */
  texts: boolean;
}

export interface Term {
  name: string;
  zh: string;
  en: string;
  parent: number;
}

export interface DocumentColumns {
  id: string[];
  title: string[];
  /** ISO 8601, or "". */
  published: string[];
  publisher: string[];
  source: string[];
}

export interface NodeColumns {
  /** Without the base. */
  iri: string[];
  /** Index into `types` of the finest class. */
  type: number[];
  /** The label first. */
  names: string[][];
  mentions: number[];
  /** Documents that name it, by index, ascending. */
  documents: number[][];
  /** Facts in the whole graph, of which not all need be here. */
  degree: number[];
  x: number[];
  y: number[];
  community: number[];
  /** PageRank and betweenness, in parts per million of all nodes' together; -1 where not computed. */
  pagerank: number[];
  betweenness: number[];
  /** Places whose coordinates are known: node, longitude and latitude in thousandths of a degree. */
  places: [number, number, number][];
}

export interface FactColumns {
  subject: number[];
  predicate: number[];
  object: number[];
  /** 0 asserted, 1 planned, 2 denied, 3 doubtful, 4 ended. */
  modality: number[];
  /** Finer predicates that its proofs give, by index. */
  finer: number[][];
  roles: string[][];
  /** ISO 8601 dates or intervals that its proofs give. */
  times: string[][];
  /** The best proof's, in hundredths. */
  score: number[];
  /** How many places state it. */
  proofs: number[];
  documents: number[][];
}

/** Every place that states a fact, sorted by fact; `first[f]` up to `first[f + 1]` are those of fact f. */
export interface EvidenceBlock {
  first: number[];
  document: number[];
  /** Index into `sentences`. */
  sentence: number[];
  /** The stretch that states it, in the sentence. */
  start: number[];
  end: number[];
  role: string[];
  time: string[];
  finer: number[];
  score: number[];
  /** Index into `rules`: what found it. */
  by: number[];
  rules: string[];
  /**
   * Where the texts are in the page: `[document, start, end]`, a stretch of that text.
   * Else the sentence itself with the document and the offset at which it starts there.
   */
  sentences: ([number, number, number] | [number, number, string])[];
}

export interface TextsBlock {
  /** By document. */
  texts: string[];
  /** By document: start, end and node of each mention, in the order of the text, flat. */
  mentions: number[][];
}

/** All statements, for SPARQL: the dataset of `graph.trig`. See kg/explorer/statements.py. */
export interface StatementsBlock {
  /** As in N-Triples; a number n stands for the quote of proof n as a plain literal, -1 - n for its sentence. */
  terms: (string | number)[];
  groups: StatementGroup[];
  count: number;
}

/** Statements of one graph whose subjects have the same predicates, by number of the term. */
export interface StatementGroup {
  /** -1 is the default graph. */
  graph: number;
  predicates: number[];
  /** Each the difference to the one before. */
  subjects: number[];
  /** For each predicate how many objects each subject has; empty where all have one. */
  counts: number[][];
  /** For each predicate a column, each the difference to the one before. */
  objects: number[][];
}

/** The library of saved queries, and the prefixes that every query knows. */
export interface QueriesBlock {
  prefixes: Record<string, string>;
  saved: SavedQuery[];
}

export interface SavedQuery {
  name: string;
  zh: string;
  en: string;
  about: { zh: string; en: string };
  /** Variables that are given; `default` is null where one must be. */
  parameters: { name: string; about: { zh: string; en: string }; default: string | null }[];
  text: string;
}
