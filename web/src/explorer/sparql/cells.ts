import type { App } from "../contract/app";
import type { Graph } from "../contract/graph";
import type { Value } from "../contract/source";
import { VOCABULARY } from "../exporting/queries";
import { shortName } from "./turtle";

/** A value of the results as it is shown, and what it leads to. */
export interface Shown {
  text: string;
  /** The whole value, for a tip. */
  whole: string;
  /** IRI without the base of an entity, or id of a document. */
  entity?: string;
  document?: string;
  number?: boolean;
}

export const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

export function shown(app: App, value: Value | undefined, prefixes: Readonly<Record<string, string>>): Shown {
  if (!value) {
    return { text: "", whole: "" };
  }
  const whole = value.value;
  const named = entityNamed(app, value);
  if (named !== undefined) {
    return { text: whole, whole: app.source.graph.base + named, entity: named };
  }
  if (value.type !== "uri") {
    return { text: whole, whole, number: NUMBERS.test(value.datatype ?? "") };
  }
  const { base } = app.source.graph;
  return whole.startsWith(base) ? ofBase(app, whole, whole.slice(base.length)) : ofVocabulary(app, whole, prefixes);
}

function ofBase(app: App, whole: string, iri: string): Shown {
  const { graph } = app.source;
  const node = graph.byIri(iri);
  if (node !== undefined) {
    return { text: graph.nodes[node]!.names[0]!, whole, entity: iri };
  }
  const [kind, ...rest] = iri.split("/");
  const name = decoded(rest.join("/"));
  if (kind === "document") {
    const row = graph.documents.find(({ id }) => id === name);
    return row ? { text: row.title || row.source, whole, document: row.id } : { text: name, whole };
  }
  const remote = app.source.kind === "remote" && /^[A-Z]/.test(kind ?? "");
  return remote ? { text: name.replace(/~[0-9a-f]{12}$/, ""), whole, entity: iri } : { text: iri, whole };
}

function ofVocabulary(app: App, whole: string, prefixes: Readonly<Record<string, string>>): Shown {
  const name = whole.startsWith(VOCABULARY) ? whole.slice(VOCABULARY.length) : "";
  const { types, predicates } = app.source.graph;
  const kind = types.get(name) ?? predicates.get(name);
  return { text: kind ? kind[app.state.value.language] : (shortName(whole, prefixes) ?? whole), whole };
}

/** The scheme of kg/graph/iris.py: per cent forms, and a mark behind what is nothing but dots. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment.replace(/^(\.*)~$/, "$1"));
  } catch {
    return segment;
  }
}

/** The entities that rows name, without the base, each once, in order. */
export function entitiesOf(app: App, rows: readonly Record<string, Value>[]): string[] {
  const { base } = app.source.graph;
  const found = new Set<string>();
  for (const row of rows) {
    for (const value of Object.values(row)) {
      const named = entityNamed(app, value);
      if (named !== undefined) {
        found.add(named);
      } else if (value.type === "uri" && value.value.startsWith(base)) {
        found.add(value.value.slice(base.length));
      }
    }
  }
  return known(app, found);
}

let labels: { graph: Graph; changed: number; iris: Map<string, string | null> } | undefined;

/** Saved queries give labels, not entities: a label that just one entity has leads to it. */
function entityNamed({ source: { graph } }: App, value: Value): string | undefined {
  if (value.type !== "literal" || value["xml:lang"] !== "zh") {
    return undefined;
  }
  const changed = graph.changed.peek();
  if (labels?.graph !== graph || labels.changed !== changed) {
    const iris = new Map<string, string | null>();
    for (const { names, iri } of graph.nodes) {
      iris.set(names[0]!, iris.has(names[0]!) ? null : iri);
    }
    labels = { graph, changed, iris };
  }
  return labels.iris.get(value.value) ?? undefined;
}

/** The same of Turtle, which names them by the prefix `id:`. */
export function entitiesIn(app: App, turtle: string): string[] {
  const names = turtle.matchAll(/(?:^|\s)id:((?:\\.|[^\s\\;,])+)/g);
  return known(app, new Set(Array.from(names, ([, name]) => name!.replace(/\\(.)/g, "$1"))));
}

function known(app: App, iris: ReadonlySet<string>): string[] {
  const { source } = app;
  return [...iris].filter((iri) => source.graph.byIri(iri) !== undefined || (source.kind === "remote" && /^[A-Z]/.test(iri)));
}
