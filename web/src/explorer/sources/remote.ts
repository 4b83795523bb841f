import type { Answer, DocumentText, Hit, Proof, Source } from "../contract/source";
import { answerOf } from "../sparql/answers";
import { QueryError } from "../sparql/place";
import { prepare } from "../sparql/prepare";
import { libraryOf } from "../sparql/queries";
import { StoppedError } from "../sparql/session";
import { ask, problemOf } from "./ask";
import { GrowingGraph } from "./growing";
import type { DocumentTuple, Overview, Piece } from "./pieces";
import { shortestWays } from "./ways";

const AT_ONCE = 100;
const SEEN_BOXES = 64;

interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The graph of a `kg serve`, which sends it piece by piece. */
export async function connect(): Promise<Source> {
  const overview = await ask<Overview>("overview");
  const source = new RemoteSource(overview);
  source.loadDocuments().catch(() => undefined); // each is asked for again where it is needed
  return source;
}

class RemoteSource implements Source {
  readonly kind = "remote";
  readonly meta: Overview["meta"];
  readonly graph: GrowingGraph;
  readonly #build: string;
  /** How many of a node's neighbours have been asked for. */
  readonly #asked = new Map<number, number>();
  /** Stretches of which all is here. */
  readonly #seen: Box[] = [];
  readonly #latest = new Map<string, AbortController>();

  constructor(overview: Overview) {
    this.meta = { ...overview.meta, texts: true };
    this.graph = new GrowingGraph(overview);
    this.#build = overview.build;
  }

  hasMore(node: number): boolean {
    return this.graph.factsOf(node).length < (this.graph.nodes[node]?.degree ?? 0);
  }

  async expand(node: number, limit = 50): Promise<void> {
    const number = this.graph.number(node);
    for (let came = 0; came === 0 && this.hasMore(node); ) {
      const from = this.#asked.get(node) ?? 0;
      const piece = await this.#piece<{ next: number; count: number }>("neighbours", { node: number, from, limit });
      came = this.graph.add(piece);
      this.#asked.set(node, piece.next);
      if (piece.next >= piece.count) {
        return;
      }
    }
  }

  async look(box: Box): Promise<void> {
    if (this.#isComplete || this.#seen.some((seen) => holds(seen, box))) {
      return;
    }
    const limit = 600;
    const piece = await this.#newest("look", (signal) => this.#piece("box", { ...box, limit }, signal));
    if (piece) {
      this.graph.add(piece);
      if (piece.nodes.length < limit) {
        this.#seen.push(box);
        this.#seen.splice(0, this.#seen.length - SEEN_BOXES);
      }
    }
  }

  async find(iris: string[]): Promise<number[]> {
    const missing = iris.filter((iri) => this.graph.byIri(iri) === undefined);
    for (let at = 0; at < missing.length && !this.#isComplete; at += AT_ONCE) {
      const wanted = missing.slice(at, at + AT_ONCE).map((iri): [string, string] => ["iri", iri]);
      this.graph.add(this.#checked(await ask<Piece>("find", wanted)));
    }
    return iris.map((iri) => this.graph.byIri(iri) ?? -1);
  }

  async search(words: string, limit: number): Promise<Hit[]> {
    const given = { q: words.trim(), limit };
    const piece = await this.#newest("search", (signal) =>
      this.#piece<{ found: number[]; names: string[] }>("search", given, signal),
    );
    if (!piece) {
      return [];
    }
    this.graph.add(piece);
    return piece.found.flatMap((number, at) => {
      const node = this.graph.id(number);
      const name = piece.names[at]!;
      return node === undefined ? [] : [{ node, name, marks: marksOf(name, words) }];
    });
  }

  async proofs(fact: number): Promise<Proof[]> {
    const { subject, predicate, object, modality } = this.graph.facts[fact]!;
    const end = (node: number) => this.graph.nodes[node]!.iri;
    const given = { subject: end(subject), predicate, object: end(object), modality };
    const { proofs } = await ask<{ proofs: Proof[] }>("proofs", given);
    return proofs;
  }

  async text(document: number): Promise<DocumentText | null> {
    await this.#documentRow(document);
    const id = this.graph.documents[document]?.id;
    if (!id) {
      return null;
    }
    const piece = await this.#piece<{ text: string; mentions: number[] }>("document", { id });
    this.graph.add(piece);
    const mentions: DocumentText["mentions"] = [];
    for (let at = 0; at + 2 < piece.mentions.length; at += 3) {
      const node = this.graph.id(piece.mentions[at + 2]!);
      if (node !== undefined) {
        mentions.push({ start: piece.mentions[at]!, end: piece.mentions[at + 1]!, node });
      }
    }
    return { text: piece.text, mentions };
  }

  async paths(
    from: number,
    to: number,
    limit: number,
    usable: (fact: number) => boolean = () => true,
  ): Promise<number[][]> {
    if (this.#isComplete) {
      return shortestWays(this.graph, from, to, limit, usable);
    }
    const given = { start: this.graph.number(from), end: this.graph.number(to), limit };
    const piece = await this.#piece<{ ways: number[][]; givenUp: boolean }>("paths", given);
    if (piece.givenUp) {
      throw new Error("范围太大，没有找到路径 · No path was found before the search was given up");
    }
    this.graph.add(piece);
    const ways = piece.ways.map((way) => this.#facts(way.map((number) => this.graph.id(number)!), usable));
    return ways.filter((way) => way !== null);
  }

  async query(sparql: string): Promise<Answer> {
    const stopping = this.#controller("query");
    // What is wrong at first sight need not be asked.
    prepare(sparql, (await libraryOf(this)).prefixes);
    try {
      const response = await fetch("/sparql", {
        method: "POST",
        body: sparql,
        headers: {
          "Content-Type": "application/sparql-query",
          Accept: "application/sparql-results+json, text/turtle;q=0.9",
        },
        signal: stopping.signal,
      });
      const text = await response.text();
      if (!response.ok) {
        throw queryError(sparql, text.trim() || (await problemOf(response)));
      }
      const turtle = (response.headers.get("Content-Type") ?? "").startsWith("text/turtle");
      return turtle ? { kind: "graph", turtle: text } : answerOf(text, { kind: "table", columns: [] }, {});
    } catch (error) {
      throw stopping.signal.aborted ? new StoppedError("stopped") : error;
    }
  }

  stop(): void {
    this.#latest.get("query")?.abort();
  }

  /** Titles and dates of all documents, in the background. */
  async loadDocuments(): Promise<void> {
    const count = this.graph.documents.length;
    for (let from = 0; from < count; ) {
      const rows = await this.#documents(from, 5000);
      if (!rows) {
        return;
      }
      from += rows;
    }
  }

  async #documentRow(document: number): Promise<void> {
    if (!this.graph.documents[document]?.id) {
      await this.#documents(document, 1);
    }
  }

  async #documents(from: number, limit: number): Promise<number> {
    const { documents } = await ask<{ documents: DocumentTuple[] }>("documents", { from, limit });
    this.graph.addDocuments(from, documents);
    return documents.length;
  }

  get #isComplete(): boolean {
    return this.graph.nodes.length >= this.meta.counts.nodes;
  }

  /** The facts along a row of nodes, of several between two nodes the first asserted one; null where one is missing. */
  #facts(way: readonly number[], usable: (fact: number) => boolean): number[] | null {
    const facts: number[] = [];
    for (let at = 1; at < way.length; at++) {
      const [one, other] = [way[at - 1]!, way[at]!];
      const between = this.graph.factsOf(one).filter((fact) => {
        const { subject, object } = this.graph.facts[fact]!;
        return (subject === other || object === other) && usable(fact);
      });
      const best = between.find((fact) => this.graph.facts[fact]!.modality === "asserted") ?? between[0];
      if (best === undefined) {
        return null;
      }
      facts.push(best);
    }
    return facts;
  }

  async #piece<More = object>(
    name: string,
    given: Readonly<Record<string, string | number>>,
    signal?: AbortSignal,
  ): Promise<Piece & More> {
    return this.#checked(await ask<Piece & More>(name, given, signal));
  }

  #checked<T extends Piece>(piece: T): T {
    if (piece.build !== this.#build) {
      throw new Error("图谱已更新，请重新载入此页 · The graph was built anew; load this page again");
    }
    return piece;
  }

  /** Only the newest question of a kind counts; null where another came meanwhile. */
  async #newest<T>(kind: string, question: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const { signal } = this.#controller(kind);
    try {
      return await question(signal);
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      throw error;
    }
  }

  #controller(kind: string): AbortController {
    this.#latest.get(kind)?.abort();
    const controller = new AbortController();
    this.#latest.set(kind, controller);
    return controller;
  }
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left && outer.right >= inner.right && outer.bottom <= inner.bottom && outer.top >= inner.top
  );
}

/** Which characters of a name the words are, where they stand in it as they are. */
function marksOf(name: string, words: string): number[] {
  const [plain, wanted] = [name.toLowerCase(), words.trim().toLowerCase()];
  const start = plain.indexOf(wanted);
  return start < 0 || plain.length !== name.length ? [] : Array.from(wanted, (_, at) => start + at);
}

/** What the server has against a query, at its place. */
function queryError(query: string, text: string): QueryError {
  const [, line, column] = /^line (\d+), column (\d+):/.exec(text) ?? [];
  if (!line || !column) {
    return new QueryError([text, text]);
  }
  const before = query.split("\n").slice(0, Number(line) - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const own = [...query.slice(start)].slice(0, Number(column) - 1).join("");
  return new QueryError([text, text], start + own.length);
}
