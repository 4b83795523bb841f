import type { App } from "../contract/app";
import type { Selection, State } from "../contract/state";
import { ask } from "../sources/ask";
import { called } from "./called";
import { edits, type EditLine, type ListedEdit } from "./api";

/** Lines that were written, or taken back, and the nodes (IRIs without the base) that they are about. */
export interface Change {
  lines: readonly EditLine[];
  about: readonly string[];
  isBack: boolean;
}

/**
 * The state for the graph that is served now: names are parts of IRIs, so a node that was renamed, merged or
 * given another type has another one, and what is selected has to be found again.
 */
export async function settled(app: App, changes: readonly Change[]): Promise<Partial<State>> {
  const { selection, hidden, focus, marked } = app.state.peek();
  const left = afterFact(selection, changes);
  const now = await moved(app, changes, [...new Set([...ends(left), ...hidden, ...focus, ...marked])]);
  const all = (iris: readonly string[]) => [...new Set(iris.flatMap((iri) => now.get(iri) ?? []))];
  return { selection: renamed(left, now), hidden: all(hidden), focus: all(focus), marked: all(marked) };
}

function ends(selection: Selection): string[] {
  switch (selection.kind) {
    case "node":
      return [selection.iri];
    case "fact":
      return [selection.subject, selection.object];
    case "paths":
      return [selection.from, selection.to].filter(Boolean);
    case "document":
      return selection.node ? [selection.node] : [];
    default:
      return [];
  }
}

/** Where the fact that is selected goes, its subject is what one looks at. */
function afterFact(selection: Selection, changes: readonly Change[]): Selection {
  const goes = ({ lines, isBack }: Change) => lines.some(({ action }) => action === (isBack ? "add" : "reject"));
  return selection.kind === "fact" && changes.some(goes) ? { kind: "node", iri: selection.subject } : selection;
}

function renamed(selection: Selection, now: ReadonlyMap<string, string>): Selection {
  const iris = ends(selection).map((iri) => now.get(iri));
  const [one, other] = iris;
  if (selection.kind === "document") {
    const { node: _, ...document } = selection;
    return one ? { ...document, node: one } : document;
  }
  if (iris.includes(undefined)) {
    const left = one ?? other;
    return left && selection.kind === "fact" ? { kind: "node", iri: left } : { kind: "none" };
  }
  switch (selection.kind) {
    case "node":
      return { ...selection, iri: one! };
    case "fact":
      return { ...selection, subject: one!, object: other! };
    case "paths": {
      const [from, to] = selection.from ? [one!, other ?? ""] : ["", one ?? ""];
      return { ...selection, from, to };
    }
    default:
      return selection;
  }
}

const AT_ONCE = 100;

/** By IRI as it was: the one that the node has now. */
async function moved(app: App, changes: readonly Change[], iris: readonly string[]): Promise<Map<string, string>> {
  const now = new Map<string, string>();
  const gone: string[] = [];
  for (let at = 0; at < iris.length; at += AT_ONCE) {
    const some = iris.slice(at, at + AT_ONCE);
    const { found } = await ask<{ found: number[] }>("find", some.map((iri): [string, string] => ["iri", iri]));
    some.forEach((iri, number) => ((found[number] ?? -1) < 0 ? gone.push(iri) : now.set(iri, iri)));
  }
  const listed = gone.length ? (await edits.list()).edits : [];
  for (const iri of gone) {
    const other = byEdit(app, changes, listed, iri) ?? (await byName(app, changes, iri));
    if (other !== undefined) {
      now.set(iri, other);
    }
  }
  return now;
}

/** The node that an edit about this one is about now. */
function byEdit(app: App, changes: readonly Change[], listed: readonly ListedEdit[], iri: string): string | undefined {
  for (const { lines } of changes.filter(({ about, isBack }) => !isBack && about.includes(iri)).reverse()) {
    const own = listed.find((edit) => lines.some((line) => isSame(line, edit)));
    if (own?.nodes.length === 1) {
      return own.nodes[0]!.slice(app.source.graph.base.length);
    }
  }
  return undefined;
}

function isSame(one: EditLine, other: EditLine): boolean {
  return (["action", "name", "relation", "other", "document"] as const).every((key) => one[key] === other[key]);
}

/** The node that has a name of this one: one of the same core type before others. */
async function byName(app: App, changes: readonly Change[], iri: string): Promise<string | undefined> {
  if (changes.some(({ lines, about, isBack }) => !isBack && about.includes(iri) && lines[0]?.action === "hide")) {
    return undefined;
  }
  const { graph } = app.source;
  const names = graph.nodes[graph.byIri(iri) ?? -1]?.names ?? [];
  for (const name of names) {
    const exact = await called(name);
    const type = iri.split("/")[0];
    const best = exact.find((other) => other.split("/")[0] === type) ?? exact[0];
    if (best) {
      return best;
    }
  }
  return undefined;
}
