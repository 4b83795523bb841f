import type { NodeRow } from "../contract/graph";
import type { DocumentText } from "../contract/source";
import type { Span } from "../panel/parts/cut";

export interface Mention extends Span {
  readonly kind: "mention";
  /** Its number in the text. */
  readonly at: number;
  readonly node: NodeRow;
}
export interface Hit extends Span {
  readonly kind: "hit";
  readonly current: boolean;
}
export interface Evidence extends Span {
  readonly kind: "evidence";
}
export type Marked = Mention | Hit | Evidence;

export function mentionsOf(nodes: readonly NodeRow[], rows: DocumentText["mentions"]): Mention[] {
  const known = rows.flatMap(({ start, end, node }) => {
    const row = nodes[node];
    return row ? [{ start, end, node: row }] : [];
  });
  return known.map((mention, at) => ({ ...mention, kind: "mention", at }));
}

export function evidenceOf(start: number | undefined, end = start): Evidence[] {
  return start !== undefined && end !== undefined && end > start ? [{ kind: "evidence", start, end }] : [];
}

export function hitsOf(found: readonly Span[], current: number): Hit[] {
  return found.map(({ start, end }, at) => ({ kind: "hit", start, end, current: at === current }));
}

/** The mention of an element; where several overlap, the one after that which is followed. */
export function mentionAt(
  target: EventTarget | null,
  mentions: readonly Mention[],
  followed: number,
): Mention | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-mentions]") : null;
  const here = element?.dataset.mentions?.split(" ").map((at) => mentions[Number(at)]!);
  if (!here) {
    return undefined;
  }
  const before = here.findIndex(({ node }) => node.id === followed);
  return here[(before + 1) % here.length];
}

/** Whether any of the mentions can be seen as the text stands. */
export function isSeen(scroll: HTMLElement, mentions: readonly Mention[]): boolean {
  const starts = new Set(mentions.map(({ start }) => String(start)));
  const view = scroll.getBoundingClientRect();
  return [...scroll.querySelectorAll<HTMLElement>(".reader-mention")].some((element) => {
    if (!starts.has(element.dataset.at ?? "")) {
      return false;
    }
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top >= view.top && box.bottom <= view.bottom;
  });
}
