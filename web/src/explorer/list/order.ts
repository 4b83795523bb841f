/** How a column is sorted: numbers, or texts in the order of their language. */
export type Keys = ArrayLike<number> | readonly string[];

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Ids in the order of their keys; where keys are equal, by id, and what has none comes last. */
export function sorted(ids: readonly number[], keys: Keys, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const none = (key: number | string) => key === "" || Number.isNaN(key);
  return [...ids].sort((a, b) => {
    const [one, other] = [keys[a]!, keys[b]!];
    if (one === other) {
      return a - b;
    }
    if (none(one) || none(other)) {
      return none(one) && none(other) ? a - b : none(one) ? 1 : -1;
    }
    return one < other ? -sign : sign;
  });
}

/**
 * Texts as keys that plain comparison puts in the order of Chinese: the collator sorts the characters
 * that occur, once, instead of comparing a hundred thousand names with each other.
 */
export function collated(texts: readonly string[]): string[] {
  const characters = new Set<string>();
  for (const text of texts) {
    for (const character of text) {
      characters.add(character);
    }
  }
  const collator = new Intl.Collator("zh", { numeric: false });
  const ranks = new Map(
    [...characters]
      .sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1))
      .map((character, at) => [character, String.fromCodePoint(at + 1 + (at >= 0xd7ff ? 0x800 : 0))]),
  );
  return texts.map((text) => Array.from(text, (character) => ranks.get(character)!).join(""));
}

/** Ids whose text holds all of the words. */
export function matching(ids: Iterable<number>, text: (id: number) => string, words: string): number[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (const id of ids) {
    if (!wanted.length || holds(text(id), wanted)) {
      found.push(id);
    }
  }
  return found;
}

function holds(text: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(word));
}
