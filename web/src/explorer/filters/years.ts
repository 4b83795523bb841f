import { computed, type ReadonlySignal } from "@preact/signals";
import type { Core } from "../app/app";
import type { Graph } from "../contract/graph";

const MOST_BARS = 40;

/** How many facts there are of each stretch of `step` years from `first` on. */
export interface Years {
  readonly first: number;
  readonly step: number;
  readonly counts: readonly number[];
}

const known = new WeakMap<Core, ReadonlySignal<Years | null>>();

/** Null where nothing has a date. */
export function yearsOf(app: Core): ReadonlySignal<Years | null> {
  let years = known.get(app);
  if (!years) {
    const { graph } = app.source;
    known.set(app, (years = computed(() => (graph.changed.value, counted(graph)))));
  }
  return years;
}

function counted(graph: Graph): Years | null {
  const published = graph.documents.map((document) => yearIn(document.published));
  const byYear = new Map<number, number>();
  for (const fact of graph.facts) {
    const times = fact.times.length ? fact.times.map(yearIn) : fact.documents.map((at) => published[at] ?? 0);
    for (const year of new Set(times)) {
      if (year) {
        byYear.set(year, (byYear.get(year) ?? 0) + 1);
      }
    }
  }
  return byYear.size ? barred(byYear) : null;
}

/** Lone years far from the others (a birth in 1512) would press all others into one bar: the middle 98 % count. */
function barred(byYear: ReadonlyMap<number, number>): Years {
  const sorted = [...byYear].sort(([one], [other]) => one - other);
  const all = sorted.reduce((sum, [, number]) => sum + number, 0);
  const [start] = quantile(sorted, all * 0.01);
  const [end] = quantile(sorted, all * 0.99);
  const step = Math.ceil((end - start + 1) / MOST_BARS);
  const counts = new Array<number>(Math.ceil((end - start + 1) / step)).fill(0);
  for (const [year, number] of sorted) {
    if (year >= start && year <= end) {
      counts[Math.floor((year - start) / step)]! += number;
    }
  }
  return { first: start, step, counts };
}

function quantile(sorted: readonly (readonly [number, number])[], rank: number): readonly [number, number] {
  let sum = 0;
  return sorted.find(([, number]) => (sum += number) >= rank) ?? sorted.at(-1)!;
}

function yearIn(time: string): number {
  return Number(/^\d{4}/.exec(time)?.[0] ?? 0);
}
