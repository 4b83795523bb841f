import type { Span } from "../panel/parts/cut";

const MOST = 10_000;

/** Where words stand in a text, whatever the case of their letters. */
export function finds(text: string, words: string): Span[] {
  const wanted = folded(words.trim());
  const found: Span[] = [];
  if (!wanted) {
    return found;
  }
  const within = folded(text);
  for (let at = within.indexOf(wanted); at >= 0 && found.length < MOST; at = within.indexOf(wanted, at + wanted.length)) {
    found.push({ start: at, end: at + wanted.length });
  }
  return found;
}

/** In small letters, each of the same length as before, so that offsets stay. */
function folded(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
