import type { Graph } from "../contract/graph";

/** Facts that join the same two nodes share one line. */
export interface Lines {
  readonly count: number;
  /** The ends of line `i`: `one[i] < other[i]`, or equal for a loop. */
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  /** The facts of line `i` are `facts[first[i]]` up to `facts[first[i + 1]]`, ascending. */
  readonly first: Uint32Array;
  readonly facts: Uint32Array;
}

export function linesOf(graph: Graph): Lines {
  const size = graph.facts.length;
  const lineOf = new Uint32Array(size);
  const numbers = new Map<number, number>();
  const one: number[] = [];
  const other: number[] = [];
  const count: number[] = [];
  for (const { id, subject, object } of graph.facts) {
    const low = Math.min(subject, object);
    const high = Math.max(subject, object);
    const key = low * 2 ** 26 + high;
    let line = numbers.get(key);
    if (line === undefined) {
      line = one.length;
      numbers.set(key, line);
      one.push(low);
      other.push(high);
      count.push(0);
    }
    lineOf[id] = line;
    count[line]!++;
  }
  return { count: one.length, one: Uint32Array.from(one), other: Uint32Array.from(other), ...grouped(lineOf, count) };
}

function grouped(lineOf: Uint32Array, count: readonly number[]): { first: Uint32Array; facts: Uint32Array } {
  const first = new Uint32Array(count.length + 1);
  count.forEach((size, line) => (first[line + 1] = first[line]! + size));
  const next = first.slice();
  const facts = new Uint32Array(lineOf.length);
  lineOf.forEach((line, fact) => (facts[next[line]!++] = fact));
  return { first, facts };
}
