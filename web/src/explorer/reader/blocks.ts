import { whole, type Span } from "../panel/parts/cut";

/** A line of the text, or a stretch of a very long one. */
export interface Paragraph extends Span {
  /** Whether it goes on with the line of the one before. */
  readonly goesOn: boolean;
}

/** Paragraphs that are drawn together, once they come near. */
export interface Block extends Span {
  readonly paragraphs: readonly Paragraph[];
}

const BLOCK = 1500; // characters; a screen or two
const LONGEST = 3000;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let gathered: Paragraph[] = [];
  const close = () => {
    if (gathered.length) {
      blocks.push({ start: gathered[0]!.start, end: gathered.at(-1)!.end, paragraphs: gathered });
      gathered = [];
    }
  };
  for (const paragraph of paragraphsOf(text)) {
    gathered.push(paragraph);
    if (paragraph.end - gathered[0]!.start >= BLOCK) {
      close();
    }
  }
  close();
  return blocks;
}

function* paragraphsOf(text: string): Generator<Paragraph> {
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\n", start);
    const end = line < 0 ? text.length : line;
    if (text.slice(start, end).trim()) {
      yield* stretches(text, start, end);
    }
    start = end + 1;
  }
}

/** A line cut after sentences, where it is too long to be drawn at once. */
function* stretches(text: string, start: number, end: number): Generator<Paragraph> {
  for (let from = start; from < end; ) {
    const to = end - from <= LONGEST ? end : goodBreak(text, from);
    yield { start: from, end: to, goesOn: from > start };
    from = to;
  }
}

function goodBreak(text: string, from: number): number {
  const stop = text.lastIndexOf("。", from + LONGEST - 1);
  return stop > from + LONGEST / 2 ? stop + 1 : whole(text, from + LONGEST);
}

/** The block that has an offset, or the next one. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.end > offset) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Spans by the blocks that they touch. */
export function byBlock<S extends Span>(blocks: readonly Block[], spans: readonly S[]): Map<number, S[]> {
  const found = new Map<number, S[]>();
  for (const span of spans) {
    for (let at = blockAt(blocks, span.start); at < blocks.length && blocks[at]!.start < span.end; at++) {
      const inside = found.get(at);
      if (inside) {
        inside.push(span);
      } else {
        found.set(at, [span]);
      }
    }
  }
  return found;
}
