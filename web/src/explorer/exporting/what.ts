import type { App } from "../contract/app";
import { chosenPath } from "../paths/chosen";
import { neighbours } from "../app/actions";
import { tickedOf } from "../list/ticked";

export const SCOPES = ["selection", "ticked", "marked", "around", "visible"] as const;
export type Scope = (typeof SCOPES)[number];

/** What is exported: nodes and facts of the graph, ascending. */
export interface What {
  readonly nodes: readonly number[];
  readonly facts: readonly number[];
}

const NOTHING: What = { nodes: [], facts: [] };

/** The nodes and facts that a scope stands for now; nothing where it stands for none. */
export function whatOf(app: App, scope: Scope): What {
  switch (scope) {
    case "selection":
      return selected(app);
    case "ticked":
      return ticked(app);
    case "marked":
      return among(app, known(app, app.state.value.marked));
    case "around":
      return around(app);
    case "visible": {
      const { nodes, facts } = app.visible.value;
      return { nodes: [...nodes], facts: [...facts] };
    }
  }
}

/** A node with all its visible facts and their other ends; a fact with its ends; a way as it goes. */
function selected(app: App): What {
  const { selection } = app.state.value;
  const { graph } = app.source;
  if (selection.kind === "node") {
    const node = graph.byIri(selection.iri);
    return node === undefined ? NOTHING : ofFacts(app, visibleFacts(app, node), [node]);
  }
  if (selection.kind === "paths") {
    return ofFacts(app, chosenPath(app).value);
  }
  if (selection.kind === "document") {
    return ofDocument(app, selection.id);
  }
  return selection.kind === "fact" ? ofFacts(app, selectedFact(app, selection)) : NOTHING;
}

function selectedFact(app: App, selection: { subject: string; predicate: string; object: string; modality: string }) {
  const { graph } = app.source;
  const subject = graph.byIri(selection.subject);
  const object = graph.byIri(selection.object);
  return subject === undefined || object === undefined
    ? []
    : graph.factsOf(subject).filter((id) => {
        const fact = graph.facts[id]!;
        return (
          fact.subject === subject &&
          fact.object === object &&
          fact.predicate === selection.predicate &&
          fact.modality === selection.modality
        );
      });
}

function ofDocument(app: App, id: string): What {
  const { graph } = app.source;
  const at = graph.documents.findIndex((document) => document.id === id);
  const { nodes, facts } = app.visible.value;
  return {
    nodes: [...nodes].filter((node) => graph.nodes[node]!.documents.includes(at)),
    facts: [...facts].filter((fact) => graph.facts[fact]!.documents.includes(at)),
  };
}

function ticked(app: App): What {
  const { nodes, facts } = tickedOf(app);
  return union(among(app, [...nodes.value]), ofFacts(app, [...facts.value]));
}

/** The selected or marked nodes, their neighbours, and all visible facts between any of them. */
function around(app: App): What {
  const { selection, marked } = app.state.value;
  const iris = selection.kind === "node" ? [selection.iri] : marked;
  const centre = known(app, iris);
  const { nodes } = app.visible.value;
  const near = centre.flatMap((node) => [node, ...neighbours(app, node)]).filter((node) => nodes.has(node));
  return among(app, near);
}

/** Nodes, and the visible facts between them. */
function among(app: App, nodes: readonly number[]): What {
  const inside = new Set(nodes);
  const { facts } = app.source.graph;
  const between = nodes
    .flatMap((node) => visibleFacts(app, node))
    .filter((id) => inside.has(facts[id]!.subject) && inside.has(facts[id]!.object));
  return { nodes: ascending(nodes), facts: ascending(between) };
}

function ofFacts(app: App, ids: readonly number[], also: readonly number[] = []): What {
  const { facts } = app.source.graph;
  const ends = ids.flatMap((id) => [facts[id]!.subject, facts[id]!.object]);
  return { nodes: ascending([...also, ...ends]), facts: ascending(ids) };
}

function union(one: What, other: What): What {
  return {
    nodes: ascending([...one.nodes, ...other.nodes]),
    facts: ascending([...one.facts, ...other.facts]),
  };
}

function visibleFacts(app: App, node: number): number[] {
  const { facts } = app.visible.value;
  return app.source.graph.factsOf(node).filter((fact) => facts.has(fact));
}

function known(app: App, iris: readonly string[]): number[] {
  return iris.flatMap((iri) => app.source.graph.byIri(iri) ?? []);
}

const ascending = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
