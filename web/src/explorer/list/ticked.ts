import { signal, type Signal } from "@preact/signals";
import type { App } from "../contract/app";

export type Table = "nodes" | "facts";

/** The rows that a person has ticked in the list, by id. */
export type Ticked = Record<Table, Signal<ReadonlySet<number>>>;

const known = new WeakMap<App, Ticked>();

export function tickedOf(app: App): Ticked {
  const ticked = known.get(app) ?? { nodes: signal(new Set<number>()), facts: signal(new Set<number>()) };
  known.set(app, ticked);
  return ticked;
}

export function setTicked(ticked: Signal<ReadonlySet<number>>, ids: Iterable<number>, on: boolean): void {
  const next = new Set(ticked.value);
  for (const id of ids) {
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
  }
  ticked.value = next;
}
