import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";
import type { App } from "../contract/app";

/** More ways than this are not told apart: "at least that many". */
export const MOST = 30;

export type Ways =
  | { state: "asking" }
  | { state: "waiting" }
  | { state: "failed"; message: string }
  /** An end that the graph does not have. */
  | { state: "unknown"; iris: readonly string[] }
  | {
      state: "found";
      from: number;
      to: number;
      /** Each a row of facts, from one end to the other. */
      rows: readonly (readonly number[])[];
      /** Where there are no rows: whether there were some without filters. */
      withoutFilters: boolean;
    };

export interface Paths {
  readonly ways: ReadonlySignal<Ways>;
  /** Only over facts that a document states as such. */
  readonly assertedOnly: Signal<boolean>;
  /** The facts of the way that is looked at, in its order. */
  readonly chosen: ReadonlySignal<readonly number[]>;
  retry(): void;
}

const known = new WeakMap<App, Paths>();

/** The ways between the two ends that the state names: one search for the panel and the picture. */
export function pathsOf(app: App): Paths {
  const paths = known.get(app) ?? followed(app);
  known.set(app, paths);
  return paths;
}

/** The facts of the way that is looked at; empty where none is. */
export function chosenPath(app: App): ReadonlySignal<readonly number[]> {
  return pathsOf(app).chosen;
}

const NONE: readonly number[] = [];
const ASKING: Ways = { state: "asking" };

function followed(app: App): Paths {
  const ways = signal<Ways>(ASKING);
  const assertedOnly = signal(false);
  const attempt = signal(0);
  const ends = computed(() => {
    const { selection } = app.state.value;
    return selection.kind === "paths" && selection.from && selection.to
      ? JSON.stringify([selection.from, selection.to])
      : "";
  });
  let last = 0;
  effect(() => {
    const asked = ends.value;
    const usable = asked ? usableNow(app, assertedOnly.value) : undefined;
    void attempt.value;
    const number = ++last;
    const keep = (found: Ways) => number === last && (ways.value = found);
    if (!asked) {
      keep(ASKING);
      return;
    }
    keep({ state: "waiting" });
    const [from, to] = JSON.parse(asked) as [string, string];
    untracked(() => search(app, from, to, usable!)).then(keep, (error: unknown) =>
      keep({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
  });
  const chosen = computed(() => {
    const { selection } = app.state.value;
    const found = ways.value;
    return selection.kind === "paths" && found.state === "found" ? (found.rows[selection.number] ?? NONE) : NONE;
  });
  return { ways, assertedOnly, chosen, retry: () => attempt.value++ };
}

type Usable = (fact: number) => boolean;

/** What passes the filters. In a graph that comes piece by piece, only the modality counts. */
function usableNow(app: App, assertedOnly: boolean): Usable {
  const { facts } = app.source.graph;
  const asserted = (fact: number) => !assertedOnly || facts[fact]?.modality === "asserted";
  if (app.source.kind === "remote") {
    return asserted;
  }
  const { facts: visible } = app.visible.value;
  return (fact) => visible.has(fact) && asserted(fact);
}

async function search(app: App, fromIri: string, toIri: string, usable: Usable): Promise<Ways> {
  const { source } = app;
  const iris = [fromIri, toIri];
  const [from = -1, to = -1] = await source.find(iris);
  if (from < 0 || to < 0) {
    return { state: "unknown", iris: iris.filter((_, at) => [from, to][at]! < 0) };
  }
  const rows = (await source.paths(from, to, MOST, usable)).filter((row) => row.every(usable));
  const withoutFilters = !rows.length && (await source.paths(from, to, 1)).length > 0;
  return { state: "found", from, to, rows, withoutFilters };
}
