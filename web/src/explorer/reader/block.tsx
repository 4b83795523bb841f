import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { cut, type Piece, type Span } from "../panel/parts/cut";
import { labelOf } from "../panel/parts/names";
import type { Block, Paragraph } from "./blocks";
import type { Marked, Mention } from "./marks";

interface Props {
  text: string;
  block: Block;
  number: number;
  spans: readonly Marked[];
  /** The node whose mentions stand out. */
  followed: number;
  /** The mention that the tab key comes to. */
  stop: number;
  /** Whether it is to be drawn wherever it is. */
  wanted: boolean;
  near: Near;
}

/** A stretch of the text; its marks are drawn once it comes near what is seen. */
export function BlockView({ text, block, number, spans, followed, stop, wanted, near }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => near.watch(element.current!, setSeen), [near]);
  const drawn = (seen || wanted) && spans.length > 0;
  const own = spans.some((span) => span.kind === "mention" && span.at === stop) ? stop : -1;
  const followedHere = spans.some((span) => span.kind === "mention" && span.node.id === followed) ? followed : -1;
  return useMemo(
    () => (
      <div class="reader-block" ref={element} data-block={number} style={{ "--reader-length": block.end - block.start }}>
        {block.paragraphs.map((paragraph) => (
          <p key={paragraph.start} class={paragraph.goesOn ? "reader-goes-on" : undefined}>
            {drawn
              ? marked(text, paragraph, spans, followedHere, own)
              : text.slice(paragraph.start, paragraph.end)}
          </p>
        ))}
      </div>
    ),
    [text, block, drawn, drawn && spans, drawn && followedHere, drawn && own],
  );
}

/** Tells elements when they come near what is seen. */
export class Near {
  readonly #observer: IntersectionObserver;
  readonly #tell = new Map<Element, (near: boolean) => void>();

  constructor(root: Element) {
    this.#observer = new IntersectionObserver(
      (entries) => entries.forEach((entry) => this.#tell.get(entry.target)?.(entry.isIntersecting)),
      { root, rootMargin: "1200px 0px" },
    );
  }

  watch(element: Element, tell: (near: boolean) => void): () => void {
    this.#tell.set(element, tell);
    this.#observer.observe(element);
    return () => {
      this.#observer.unobserve(element);
      this.#tell.delete(element);
    };
  }
}

function marked(text: string, { start, end }: Paragraph, spans: readonly Marked[], followed: number, stop: number) {
  const parts: ComponentChildren[] = [];
  let evidence: ComponentChildren[] | null = null;
  for (const piece of cut(start, end, spans)) {
    const drawn = pieceView(text, piece, followed, stop);
    if (piece.spans.some(({ kind }) => kind === "evidence")) {
      if (!evidence) {
        evidence = [];
        parts.push(
          <mark key={`e${piece.start}`} class="reader-evidence" data-at={piece.start}>
            {evidence}
          </mark>,
        );
      }
      evidence.push(drawn);
    } else {
      evidence = null;
      parts.push(drawn);
    }
  }
  return parts;
}

function pieceView(text: string, piece: Piece<Marked>, followed: number, stop: number): ComponentChildren {
  const words = text.slice(piece.start, piece.end);
  const hit = piece.spans.find((span) => span.kind === "hit");
  const inner = hit ? (
    <mark key={`h${piece.start}`} class="reader-hit" data-at={piece.start} data-current={hit.current}>
      {words}
    </mark>
  ) : (
    words
  );
  const mentions = piece.spans.filter((span) => span.kind === "mention").sort(innermost);
  return mentions.length ? mentionView(text, piece, mentions, inner, followed, stop) : inner;
}

/** The shortest of the mentions that overlap here is the one that a click chooses first. */
function innermost(a: Mention, b: Mention): number {
  return a.end - a.start - (b.end - b.start) || a.at - b.at;
}

function mentionView(
  text: string,
  piece: Span,
  mentions: readonly Mention[],
  inner: ComponentChildren,
  followed: number,
  stop: number,
): ComponentChildren {
  const [first, outer] = mentions as [Mention, Mention?];
  const starts = mentions.find((mention) => mention.start === piece.start);
  const seen = text.slice(piece.start, piece.end);
  const whole = starts ? text.slice(starts.start, starts.end) : "";
  const button = starts && {
    role: "button" as const,
    // A label has to begin with what is seen, which is a part of the name where a mark cuts it.
    "aria-label": seen === whole ? whole : `${seen} (${whole})`,
    tabIndex: mentions.some(({ at }) => at === stop) ? 0 : -1,
    "aria-pressed": mentions.some(({ node }) => node.id === followed),
  };
  return (
    <span
      key={`m${piece.start}`}
      class="reader-mention"
      data-type={first.node.type}
      data-outer={outer?.node.type}
      data-mentions={mentions.map(({ at }) => at).join(" ")}
      data-at={piece.start}
      data-followed={mentions.some(({ node }) => node.id === followed)}
      title={mentions.map(({ node }) => labelOf(node)).join(" · ")}
      {...button}
    >
      {inner}
    </span>
  );
}
