import type { ReadonlySignal } from "@preact/signals";
import type { Source } from "./source";
import type { State } from "./state";

/** What of the graph passes the filters, and was not hidden. */
export interface Visible {
  readonly nodes: ReadonlySet<number>;
  readonly facts: ReadonlySet<number>;
}

/** What every part of the page is given. */
export interface App {
  readonly source: Source;
  readonly state: ReadonlySignal<State>;
  readonly visible: ReadonlySignal<Visible>;
  /** Changes the state; one step for undo unless `silent`. */
  set(change: Partial<State>, how?: { silent?: boolean }): void;
  undo(): void;
  redo(): void;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** A short message at the foot of the page, read out by screen readers. */
  say(message: string): void;
  /** Moves the camera to nodes, so that all can be seen. */
  goTo(nodes: readonly number[]): void;
  /** The address of the page with the state as it is. */
  link(): string;
  /** The picture as it is drawn (PNG), once the graph is on screen. */
  picture(scale?: number): Promise<Blob>;
}
