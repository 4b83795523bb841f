import type { Modality } from "./graph";

export type Screen = "graph" | "list" | "map" | "sparql";

/** What the person looks at. Nodes and documents by IRI and id, so that a link says it, too. */
export type Selection =
  | { kind: "none" }
  | { kind: "node"; iri: string }
  | { kind: "fact"; subject: string; predicate: string; object: string; modality: Modality }
  | { kind: "paths"; from: string; to: string; number: number }
  /** `node` is whose mentions are followed in it, shown in the panel beside it; `start`/`end` is the stretch to look at. */
  | { kind: "document"; id: string; start?: number; end?: number; node?: string };

export interface Filter {
  /** Core and finer types, and predicates, that are not shown. */
  types: readonly string[];
  predicates: readonly string[];
  modalities: readonly Modality[];
  /** Only these; all where empty. */
  documents: readonly string[];
  communities: readonly number[];
  /** Years or dates, "" for open: of what a fact says, else of its document. */
  from: string;
  to: string;
  /** 0 to 1. */
  score: number;
  /** Nodes with fewer facts than this are left out. */
  degree: number;
}

/** All that a link to the view says and that can be undone, but `camera`, `language` and `theme` (not undone). */
export interface State {
  screen: Screen;
  selection: Selection;
  filter: Filter;
  /** Nodes by IRI that were hidden by hand. */
  hidden: readonly string[];
  /** Where not empty, only these nodes (by IRI) are shown: a neighbourhood that grows by expanding. */
  focus: readonly string[];
  colour: "type" | "community";
  size: "degree" | "mentions" | "pagerank" | "betweenness";
  /** Nodes by IRI that a query has found: highlighted. */
  marked: readonly string[];
  sparql: string;
  /** In the coordinates of the layout; null shows everything. */
  camera: { x: number; y: number; zoom: number } | null;
  language: "zh" | "en";
  theme: "auto" | "light" | "dark";
}
