import { computed, type ReadonlySignal } from "@preact/signals";
import type { Core } from "../app/app";
import type { FactRow, NodeRow } from "../contract/graph";

export type Counts = ReadonlyMap<string, number>;

/** How many there are in the graph, and how many of them are shown, by name. */
export interface Both {
  readonly all: Counts;
  readonly shown: Counts;
}

const ofNodes = remembered((app) =>
  both(
    () => (app.source.graph.changed.value, app.source.graph.nodes),
    () => app.visible.value.nodes,
    nodeKeys,
  ),
);
const ofFacts = remembered((app) =>
  both(
    () => (app.source.graph.changed.value, app.source.graph.facts),
    () => app.visible.value.facts,
    factKeys,
  ),
);

/** By type, finer type, "Type/" for those of no finer one, and "#number" of the community. */
export const nodeCounts = (app: Core): ReadonlySignal<Both> => ofNodes(app);

/** By predicate, finer predicate, "predicate/" for those of no finer one, and "modality:" with it. */
export const factCounts = (app: Core): ReadonlySignal<Both> => ofFacts(app);

function nodeKeys({ type, subtype, community }: NodeRow): string[] {
  return [type, subtype || `${type}/`, `#${community}`];
}

function factKeys({ predicate, finer, modality }: FactRow): string[] {
  return [predicate, ...(finer.length ? finer : [`${predicate}/`]), `modality:${modality}`];
}

function both<Row extends { id: number }>(
  rows: () => readonly Row[],
  shown: () => { has(id: number): boolean },
  keys: (row: Row) => string[],
): ReadonlySignal<Both> {
  const all = computed(() => counted(rows(), () => true, keys));
  return computed(() => {
    const visible = shown();
    return { all: all.value, shown: counted(rows(), (id) => visible.has(id), keys) };
  });
}

function counted<Row extends { id: number }>(
  rows: readonly Row[],
  counts: (id: number) => boolean,
  keys: (row: Row) => string[],
): Counts {
  const numbers = new Map<string, number>();
  for (const row of rows) {
    if (counts(row.id)) {
      for (const key of keys(row)) {
        numbers.set(key, (numbers.get(key) ?? 0) + 1);
      }
    }
  }
  return numbers;
}

function remembered<T>(make: (app: Core) => T): (app: Core) => T {
  const known = new WeakMap<Core, T>();
  return (app) => {
    let value = known.get(app);
    if (value === undefined) {
      known.set(app, (value = make(app)));
    }
    return value;
  };
}
