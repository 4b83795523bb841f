/** What the page tells the engine's worker, and what that answers. Blocks are as they stand in the page. */
export type ToWorker =
  | { kind: "load"; blocks: { wasm: string; statements: string; evidence: string; texts: string | null } }
  /** `spaced` is the same query, asked for the place of an error. */
  | { kind: "query"; text: string; spaced: string; form: string };

export type FromWorker =
  | { kind: "progress"; done: number }
  | { kind: "ready" }
  | { kind: "answer"; text: string }
  | { kind: "failed"; message: string; spaced: string };
