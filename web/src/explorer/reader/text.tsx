import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { App } from "../contract/app";
import type { DocumentText } from "../contract/source";
import { BlockView } from "./block";
import { blocksOf, byBlock } from "./blocks";
import { evidenceOf, hitsOf, mentionsOf, type Marked } from "./marks";
import { listeners, useFinding, useFollowing, useView } from "./moves";
import type { Open } from "./reader";
import { Finder, Stepper } from "./tools";
import { t } from "./words";

interface Props {
  app: App;
  text: DocumentText;
  selection: Open;
  head: ComponentChildren;
}

/** The text with everything that it names; what is looked for or states a fact stands out. */
export function TextView({ app, text: { text, mentions: rows }, selection, head }: Props) {
  const { language } = app.state.value;
  const { start, end } = selection;
  const blocks = useMemo(() => blocksOf(text), [text]);
  const mentions = useMemo(() => mentionsOf(app.source.graph.nodes, rows), [rows]);
  const view = useView(blocks);
  const finding = useFinding(text, view);
  const following = useFollowing(app, mentions, selection, view);
  const { found, at } = finding;
  const spans = useMemo(() => {
    const all: Marked[] = [...mentions, ...evidenceOf(start, end), ...hitsOf(found, at)];
    return byBlock(blocks, all);
  }, [blocks, mentions, start, end, found, at]);
  return (
    <>
      <div class="reader-tools">
        <Stepper app={app} mentions={following.own} stop={following.stop} onStep={following.go} />
        {start !== undefined && (
          <button type="button" class="reader-button" onClick={() => view.show(start)}>
            {t(language, "toEvidence")}
          </button>
        )}
        <Finder app={app} finding={finding} />
      </div>
      <div
        class="reader-scroll"
        ref={view.scroll}
        tabIndex={0}
        role="region"
        aria-label={t(language, "text")}
        aria-description={t(language, "hint")}
        {...listeners(mentions, following)}
      >
        <div class="reader-page">
          {head}
          <div class="reader-text" lang="zh">
            {view.near &&
              blocks.map((block, number) => (
                <BlockView
                  key={block.start}
                  text={text}
                  block={block}
                  number={number}
                  spans={spans.get(number) ?? NO_SPANS}
                  followed={following.followed}
                  stop={following.stop}
                  wanted={view.wanted === number}
                  near={view.near!}
                />
              ))}
          </div>
        </div>
      </div>
    </>
  );
}

const NO_SPANS: readonly Marked[] = [];
