import { effect } from "@preact/signals";
import type { App } from "../contract/app";
import type { Selection } from "../contract/state";

const NOTHING: Selection = { kind: "none" };
const origins = new WeakMap<App, { selection: Selection }>();

/** What was selected before a document was opened; the document is closed to it. */
export function originOf(app: App): { selection: Selection } {
  const known = origins.get(app);
  if (known) {
    return known;
  }
  const origin = { selection: NOTHING };
  origins.set(app, origin);
  effect(() => {
    const { selection } = app.state.value;
    if (selection.kind !== "document") {
      origin.selection = selection;
    }
  });
  return origin;
}

/** Leaves the document: to the node that is followed in it, else to what was selected before. */
export function closeDocument(app: App): void {
  const { selection } = app.state.peek();
  const { selection: before } = originOf(app);
  const node = selection.kind === "document" ? selection.node : undefined;
  const stays = before.kind !== "none" && (before.kind !== "node" || before.iri === node || !node);
  app.set({ selection: stays || !node ? before : { kind: "node", iri: node } });
}
