import type { App } from "../contract/app";
import { otherEnd } from "../sources/ways";

/** Shows the neighbours of a node: brings them in, takes them out of hiding, widens the focus. */
export async function expand(app: App, node: number): Promise<void> {
  const { source } = app;
  if (source.hasMore(node)) {
    await source.expand(node);
  }
  const { graph } = source;
  const around = [node, ...neighbours(app, node)].map((id) => graph.nodes[id]!.iri);
  const { hidden, focus } = app.state.peek();
  const shown = new Set(around);
  app.set({
    hidden: hidden.some((iri) => shown.has(iri)) ? hidden.filter((iri) => !shown.has(iri)) : hidden,
    focus: focus.length ? [...new Set([...focus, ...around])] : focus,
  });
  app.goTo(around.flatMap((iri) => graph.byIri(iri) ?? []).filter((id) => app.visible.peek().nodes.has(id)));
}

export function hide(app: App, nodes: readonly number[]): void {
  const iris = nodes.map((node) => app.source.graph.nodes[node]!.iri);
  const { hidden, selection } = app.state.peek();
  const gone = selection.kind === "node" && iris.includes(selection.iri);
  app.set({
    hidden: [...new Set([...hidden, ...iris])],
    selection: gone ? { kind: "none" } : selection,
  });
}

/** Shows only these nodes and their neighbours. */
export function focusOn(app: App, nodes: readonly number[]): void {
  const { graph } = app.source;
  const all = new Set(nodes.flatMap((node) => [node, ...neighbours(app, node)]));
  app.set({ focus: [...all].map((node) => graph.nodes[node]!.iri), hidden: [] });
  app.goTo([...all]);
}

export function unfocus(app: App): void {
  app.set({ focus: [], camera: null });
}

export function select(app: App, node: number): void {
  app.set({ selection: { kind: "node", iri: app.source.graph.nodes[node]!.iri } });
}

/** The first end of a path is chosen; the other is asked for in the panel. */
export function pathFrom(app: App, node: number): void {
  app.set({ selection: { kind: "paths", from: app.source.graph.nodes[node]!.iri, to: "", number: 0 } });
}

export function neighbours(app: App, node: number): number[] {
  const { graph } = app.source;
  return [...new Set(graph.factsOf(node).map((fact) => otherEnd(graph, fact, node)))].filter(
    (other) => other !== node,
  );
}
