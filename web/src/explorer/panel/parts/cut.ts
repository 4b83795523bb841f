export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Piece<S extends Span> extends Span {
  /** The spans that cover it, in the order given. */
  readonly spans: readonly S[];
}

/** A stretch of a text, cut wherever a span starts or ends; spans may overlap. */
export function cut<S extends Span>(start: number, end: number, spans: readonly S[]): Piece<S>[] {
  const inside = spans.filter((span) => span.start < end && span.end > start && span.start < span.end);
  const edges = new Set([start, end]);
  for (const span of inside) {
    edges.add(Math.max(span.start, start));
    edges.add(Math.min(span.end, end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, at) => {
    const to = sorted[at + 1]!;
    return { start: from, end: to, spans: inside.filter((span) => span.start <= from && span.end >= to) };
  });
}

/** Where any of the names stands in a text, longer names first; what they find does not overlap. */
export function occurrences(text: string, names: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name); name && at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      if (!found.some((span) => span.start < end && span.end > at)) {
        found.push({ start: at, end });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** An offset that does not part a character of two code units; moved to the left where it would. */
export function whole(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000 ? at - 1 : at;
}
