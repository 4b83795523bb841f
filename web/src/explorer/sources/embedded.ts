import type { EvidenceBlock, GraphBlock, TextsBlock } from "../contract/blocks";
import type { Source } from "../contract/source";
import { NameIndex } from "../search/names";
import { PageEngine } from "../sparql/engine";
import { readBlock } from "./blocks";
import { proofsOf, textOf } from "./proofs";
import { tableGraph } from "./table";
import { shortestWays } from "./ways";

/** The graph that the page itself holds. */
export async function embedded(): Promise<Source> {
  const block = await readBlock<GraphBlock>("graph");
  const graph = tableGraph(block);
  const predicates = block.predicates.map(({ name }) => name);
  const evidence = once(() => readBlock<EvidenceBlock>("evidence"));
  const texts = once(() => (block.meta.texts ? readBlock<TextsBlock>("texts") : Promise.resolve(null)));
  const engine = new PageEngine();
  let names: NameIndex | undefined;
  return {
    kind: "embedded",
    meta: block.meta,
    graph,
    hasMore: () => false,
    expand: () => Promise.resolve(),
    look: () => Promise.resolve(),
    find: (iris) => Promise.resolve(iris.map((iri) => graph.byIri(iri) ?? -1)),
    search(words, limit) {
      names ??= new NameIndex(graph.nodes, block.readings);
      return Promise.resolve(names.search(words, limit));
    },
    async proofs(fact) {
      const [proofs, inside] = await Promise.all([evidence(), texts()]);
      return proofsOf(fact, proofs, inside, predicates);
    },
    async text(document) {
      const inside = await texts();
      return inside && textOf(document, inside);
    },
    paths: (from, to, limit, usable = () => true) =>
      Promise.resolve(shortestWays(graph, from, to, limit, usable)),
    query: (sparql) => engine.query(sparql),
    stop: () => engine.stop(),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
