import type { Graph } from "../contract/graph";

/**
 * All shortest ways between two nodes, each a row of facts, at most `limit`; breadth first from one
 * end, then back from the other. The order hangs on the numbers of facts alone.
 */
export function shortestWays(
  graph: Graph,
  from: number,
  to: number,
  limit: number,
  usable: (fact: number) => boolean,
): number[][] {
  if (from === to || limit < 1) {
    return [];
  }
  const distance = distances(graph, from, to, usable);
  const length = distance.get(to);
  const ways: number[][] = [];
  if (length !== undefined) {
    collect(to, length, []);
  }
  return ways;

  function collect(node: number, left: number, after: readonly number[]): void {
    if (left === 0) {
      ways.push([...after]);
      return;
    }
    for (const fact of graph.factsOf(node)) {
      if (ways.length >= limit) {
        return;
      }
      const next = otherEnd(graph, fact, node);
      if (distance.get(next) === left - 1 && usable(fact)) {
        collect(next, left - 1, [fact, ...after]);
      }
    }
  }
}

function distances(
  graph: Graph,
  from: number,
  to: number,
  usable: (fact: number) => boolean,
): Map<number, number> {
  const distance = new Map([[from, 0]]);
  let edge = [from];
  for (let steps = 1; edge.length && !distance.has(to); steps++) {
    const next: number[] = [];
    for (const node of edge) {
      for (const fact of graph.factsOf(node)) {
        const other = otherEnd(graph, fact, node);
        if (!distance.has(other) && usable(fact)) {
          distance.set(other, steps);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return distance;
}

export function otherEnd(graph: Graph, fact: number, node: number): number {
  const { subject, object } = graph.facts[fact]!;
  return subject === node ? object : subject;
}
