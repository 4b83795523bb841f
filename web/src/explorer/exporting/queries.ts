import type { FactRow, Graph } from "../contract/graph";
import { wellFormed } from "./cells";
import type { What } from "./what";

export const VOCABULARY = "https://kg.example/ontology#";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const HEAD = `PREFIX kg: <${VOCABULARY}>\nPREFIX rdf: <${RDF}>\nPREFIX rdfs: <${RDFS}>\n`;
const EVIDENCE = "?evidence rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:modality ?modality";

/** Entities and facts in one query of a Turtle file: more would make it too long for a server. */
const AT_ONCE = 200;

/** Queries whose answers together are the Turtle of the nodes and facts with all evidence of them. */
export function turtleQueries(graph: Graph, { nodes, facts }: What): string[] {
  const named = nodes.map((id) => iri(graph.base + graph.nodes[id]!.iri));
  const rows = facts.map((id) => graph.facts[id]!);
  const plain = rows.filter(({ modality }) => modality === "asserted").flatMap((fact) => plainRows(graph, fact));
  return [
    ...batches(named).map(ofNodes),
    ...batches(plain).map(ofPlainFacts),
    ...batches(rows.map((fact) => row(graph, fact))).map(ofEvidence),
  ];
}

function ofNodes(values: string): string {
  return `${HEAD}CONSTRUCT { ?node ?predicate ?object } WHERE {
  VALUES ?node { ${values} }
  ?node ?predicate ?object .
  FILTER NOT EXISTS { ?object a kg:Entity }
}`;
}

function ofPlainFacts(values: string): string {
  return `${HEAD}CONSTRUCT { ?subject ?predicate ?object } WHERE {
  VALUES (?subject ?predicate ?object) { ${values} }
  ?subject ?predicate ?object .
}`;
}

/** The evidence, and the documents that it stands in. */
function ofEvidence(values: string): string {
  return `${HEAD}CONSTRUCT { ?thing ?property ?value } WHERE {
  VALUES (?subject ?predicate ?object ?modality) { ${values} }
  ${EVIDENCE} .
  ?evidence kg:document? ?thing .
  ?thing ?property ?value .
}`;
}

/** A query that gives the facts back, or where there are none the nodes; for people to go on from. */
export function selectionQuery(graph: Graph, { nodes, facts }: What): string {
  if (!facts.length) {
    const named = nodes.map((id) => `    ${iri(graph.base + graph.nodes[id]!.iri)}`);
    return `${HEAD}SELECT ?entity ?name ?type WHERE {
  VALUES ?entity {\n${named.join("\n")}\n  }
  ?entity rdfs:label ?name ; a ?type .
}`;
  }
  const rows = facts.map((id) => `    ${row(graph, graph.facts[id]!)}`);
  return `${HEAD}SELECT ?subject ?subjectName ?predicate ?object ?objectName ?modality ?quote WHERE {
  VALUES (?subject ?predicate ?object ?modality) {\n${rows.join("\n")}\n  }
  ${EVIDENCE} ; kg:quote ?quote .
  ?subject rdfs:label ?subjectName .
  ?object rdfs:label ?objectName .
}`;
}

function row(graph: Graph, { subject, predicate, object, modality }: FactRow): string {
  return `(${ends(graph, subject, term(predicate), object)} ${term(modality)})`;
}

/** The triples that a fact may have: its predicate and the finer ones, mutual ones both ways. */
function plainRows(graph: Graph, { subject, predicate, object, finer }: FactRow): string[] {
  const ways: [number, number][] = graph.predicates.get(predicate)?.symmetric
    ? [[subject, object], [object, subject]]
    : [[subject, object]];
  return [predicate, ...finer].flatMap((name) => ways.map(([from, to]) => `(${ends(graph, from, term(name), to)})`));
}

function ends(graph: Graph, subject: number, predicate: string, object: number): string {
  const end = (node: number) => iri(graph.base + graph.nodes[node]!.iri);
  return `${end(subject)} ${predicate} ${end(object)}`;
}

const term = (name: string): string => iri(VOCABULARY + name);

/** Data makes no query: what an IRI cannot hold is written in per cent form. */
function iri(text: string): string {
  return `<${wellFormed(text).replace(/[\x00-\x20<>"{}|\\^`]/g, encodeURIComponent)}>`;
}

function batches(values: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < values.length; at += AT_ONCE) {
    found.push(values.slice(at, at + AT_ONCE).join(" "));
  }
  return found;
}
