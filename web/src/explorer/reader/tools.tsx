import { useEffect, useState } from "preact/hooks";
import type { App } from "../contract/app";
import { labelOf } from "../panel/parts/names";
import { TypeDot } from "../panel/parts/node-link";
import { Icon } from "../shell/icons";
import type { Mention } from "./marks";
import type { useFinding } from "./moves";
import { position, t } from "./words";

interface StepperProps {
  app: App;
  mentions: readonly Mention[];
  /** The number of the mention that was gone to last. */
  stop: number;
  onStep: (mention: Mention) => void;
}

/** Through the mentions of the node that is followed. */
export function Stepper({ app, mentions, stop, onStep }: StepperProps) {
  const { language } = app.state.value;
  const [first] = mentions;
  if (!first) {
    return null;
  }
  const at = Math.max(0, mentions.findIndex((mention) => mention.at === stop));
  const go = (by: number) => onStep(mentions[(at + by + mentions.length) % mentions.length]!);
  return (
    <div class="reader-stepper" role="group" aria-label={labelOf(first.node)}>
      <TypeDot type={first.node.type} />
      <bdi class="reader-followed" lang="zh">
        {labelOf(first.node)}
      </bdi>
      <span class="reader-count" aria-live="polite">
        {position(language, at, mentions.length)}
      </span>
      <Arrow label={t(language, "previousMention")} up onClick={() => go(-1)} />
      <Arrow label={t(language, "nextMention")} onClick={() => go(1)} />
    </div>
  );
}

interface FinderProps {
  app: App;
  finding: ReturnType<typeof useFinding>;
}

/** Finds words in the text. */
export function Finder({ app, finding }: FinderProps) {
  const { language } = app.state.value;
  const { words, setWords, at, found } = finding;
  const count = found.length;
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const go = (by: number) => count && finding.go((at + by + count) % count);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && typed) {
      event.preventDefault();
      event.stopPropagation();
      setTyped("");
    }
  };
  return (
    <div class="reader-finder">
      <input
        type="search"
        value={typed}
        placeholder={t(language, "find")}
        aria-label={t(language, "find")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {words && (
        <span class="reader-count" aria-live="polite">
          {count ? position(language, at, count) : t(language, "none")}
        </span>
      )}
      {count > 0 && <Arrow label={t(language, "previous")} up onClick={() => go(-1)} />}
      {count > 0 && <Arrow label={t(language, "next")} onClick={() => go(1)} />}
    </div>
  );
}

function Arrow({ label, up = false, onClick }: { label: string; up?: boolean; onClick: () => void }) {
  return (
    <button type="button" class="reader-button reader-arrow" aria-label={label} title={label} onClick={onClick}>
      <Icon name={up ? "up" : "down"} size={16} />
    </button>
  );
}
