import { ask } from "../sources/ask";

interface Found {
  nodes: [number: number, iri: string, ...rest: unknown[]][];
  found: number[];
  names: string[];
}

/**
 * IRIs without the base of all nodes that have just this name, in the graph that is served. Asked for apart
 * from the source's search, of which only the newest question counts: a field may ask one at the same time.
 */
export async function called(name: string): Promise<string[]> {
  const { nodes, found, names } = await ask<Found>("search", { q: name, limit: 20 });
  return found.flatMap((number, at) => {
    const node = nodes.find(([own]) => own === number);
    return node && names[at] === name ? [node[1]] : [];
  });
}
