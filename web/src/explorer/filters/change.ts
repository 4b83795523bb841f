import type { Core } from "../app/app";
import type { Filter } from "../contract/state";

/** A list without a value that is in it, or with one that is not. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

export function change(app: Core, filter: Partial<Filter>): void {
  app.set({ filter: { ...app.state.peek().filter, ...filter } });
}
