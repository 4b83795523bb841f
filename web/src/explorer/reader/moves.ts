import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import { Near } from "./block";
import { blockAt, type Block } from "./blocks";
import { finds } from "./find";
import { isSeen, mentionAt, type Mention } from "./marks";
import type { Open } from "./reader";
import { scrollToOffset, type How } from "./scroll";

/** The part of the page that scrolls, and how to get to an offset in it. */
export function useView(blocks: readonly Block[]) {
  const scroll = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState<Near>();
  const [wanted, setWanted] = useState(-1);
  useEffect(() => setNear(new Near(scroll.current!)), []);
  const show = (offset: number, how: How = {}) => {
    setWanted(blockAt(blocks, offset));
    void scrollToOffset(scroll.current!, offset, how);
  };
  return { scroll, near, wanted, show };
}

export type View = ReturnType<typeof useView>;

/** Words that are looked for, and where they are. */
export function useFinding(text: string, { show }: View) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => finds(text, words), [text, words]);
  const go = (to: number) => {
    setAt(to);
    show(found[to]!.start, { calm: true });
  };
  useEffect(() => (found.length ? go(0) : setAt(0)), [found]);
  return { words, setWords, found, at, go };
}

/** The node that is followed and its mentions; `stop` is the mention that was gone to last. */
export function useFollowing(app: App, mentions: readonly Mention[], selection: Open, view: View) {
  const { near, scroll, show } = view;
  const { node, start } = selection;
  const [stop, setStop] = useState(0);
  const followed = (node !== undefined ? app.source.graph.byIri(node) : undefined) ?? -1;
  const own = useMemo(() => mentions.filter((one) => one.node.id === followed), [mentions, followed]);
  useEffect(() => {
    if (start !== undefined && near) {
      setStop(own.find((mention) => mention.end > start)?.at ?? 0);
      show(start);
    }
  }, [start, selection.end, near]);
  useEffect(() => {
    const [first] = own;
    if (first && near && start === undefined && !isSeen(scroll.current!, own)) {
      setStop(first.at);
      show(first.start);
    }
  }, [followed, near]);
  const go = (mention: Mention, how: How = {}) => {
    setStop(mention.at);
    show(mention.start, { calm: true, ...how });
  };
  const choose = (mention: Mention) => {
    setStop(mention.at);
    app.set({ selection: { ...selection, node: mention.node.iri } });
  };
  return { followed, own, stop, go, choose };
}

type Following = ReturnType<typeof useFollowing>;

/** A click or the enter key chooses a mention, arrow keys go from one to the next. */
export function listeners(mentions: readonly Mention[], { followed, stop, go, choose }: Following) {
  const onClick = (event: Event) => {
    const mention = mentionAt(event.target, mentions, followed);
    if (mention && getSelection()?.isCollapsed !== false) {
      choose(mention);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const mention = mentionAt(event.target, mentions, followed);
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (mention && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(mention);
    } else if (move && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const next = mentions[mention ? stop + move : stop];
      if (next) {
        event.preventDefault();
        event.stopPropagation();
        go(next, { focus: true });
      }
    }
  };
  return { onClick, onKeyDown };
}
