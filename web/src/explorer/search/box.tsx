import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { Hit } from "../contract/source";
import { Icon } from "../shell/icons";
import { typeToken } from "../stage/colours";
import { searchWords } from "./words";
import "./search.css";

const MOST = 12;

export interface SearchBoxProps {
  app: App;
  /** What the field is for, read out and shown while it is empty. */
  label: string;
  onChoose(node: number): void;
  /** For focusing it from elsewhere. */
  id?: string;
  /** Empties the field after a choice. */
  clears?: boolean;
  value?: string;
  /** What is typed, before anything is chosen. */
  onType?(words: string): void;
  /** The text that says what is wrong with it. */
  problemId?: string;
  /** The first field of a dialog. */
  isFirst?: boolean;
}

/** A field that finds nodes by any of their names, as a combobox with a list of suggestions. */
export function SearchBox({
  app,
  label,
  onChoose,
  id,
  clears = false,
  value = "",
  onType,
  problemId,
  isFirst = false,
}: SearchBoxProps) {
  const own = useId();
  const field = id ?? `search-${own}`;
  const [words, setWords] = useState(value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { hits, failed } = useHits(app, open ? words : "");
  const { language } = app.state.value;
  const shown = open && words.trim() !== "" && hits !== null;
  // At once: an effect after the paint would take back a key that was pressed meanwhile.
  useLayoutEffect(() => setActive(0), [hits]);
  useEffect(() => setWords(value), [value]);

  const choose = (hit: Hit) => {
    setOpen(false);
    setWords(clears ? "" : hit.name);
    onChoose(hit.node);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const count = hits?.length ?? 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown && count) {
      setActive((at) => (at + step + count) % count);
    } else if (event.key === "Enter" && shown && hits[active] && !event.isComposing) {
      choose(hits[active]);
    } else if (event.key === "Escape" && (shown || words)) {
      setOpen(false);
      setWords("");
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" size={16} />
      <input
        id={field}
        class="field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-invalid={problemId ? true : undefined}
        aria-describedby={problemId}
        data-first={isFirst ? "" : undefined}
        placeholder={label}
        aria-expanded={shown}
        aria-controls={`${field}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length ? `${field}-${active}` : undefined}
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          setOpen(true);
          onType?.(event.currentTarget.value);
        }}
        onFocus={() => {
          setOpen(true);
          void app.source.search("", 1);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div class="search-list" hidden={!shown}>
        <ul id={`${field}-list`} role="listbox" aria-label={label}>
          {shown &&
            hits.map((hit, at) => (
              <Suggestion
                app={app}
                hit={hit}
                key={hit.node}
                id={`${field}-${at}`}
                chosen={at === active}
                onChoose={() => choose(hit)}
                onPoint={() => setActive(at)}
              />
            ))}
        </ul>
        {shown && !hits.length && <p>{searchWords(language, failed ? "failed" : "nothing")}</p>}
      </div>
      <span class="out-of-sight" role="status">
        {shown ? `${hits.length} ${searchWords(language, "found")}` : ""}
      </span>
    </div>
  );
}

/** What is found, a moment after the last key; null until there is an answer. */
function useHits(app: App, words: string): { hits: Hit[] | null; failed: boolean } {
  const [answer, setAnswer] = useState<{ hits: Hit[] | null; failed: boolean }>({ hits: null, failed: false });
  const last = useRef(0);
  useEffect(() => {
    const number = ++last.current;
    const keep = (hits: Hit[] | null, failed = false) => number === last.current && setAnswer({ hits, failed });
    if (!words.trim()) {
      keep(null);
      return undefined;
    }
    const timer = setTimeout(
      () => app.source.search(words, MOST).then(keep, () => keep([], true)),
      app.source.kind === "remote" ? 120 : 20,
    );
    return () => clearTimeout(timer);
  }, [words]);
  return answer;
}

interface SuggestionProps {
  app: App;
  hit: Hit;
  id: string;
  chosen: boolean;
  onChoose(): void;
  onPoint(): void;
}

function Suggestion({ app, hit, id, chosen, onChoose, onPoint }: SuggestionProps) {
  const { graph } = app.source;
  const { language } = app.state.value;
  const node = graph.nodes[hit.node];
  if (!node) {
    return null;
  }
  const kind = graph.types.get(node.subtype || node.type);
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span class="dot" data-type={node.type} style={{ background: typeToken(node.type) }} />
      <span class="search-name">
        <bdi>
          <Marked text={hit.name} marks={hit.marks} />
        </bdi>
        {hit.name !== node.names[0] && <small>{node.names[0]}</small>}
      </span>
      <small>
        {kind?.[language] ?? node.type} · {node.degree}
      </small>
    </li>
  );
}

function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  const set = new Set(marks);
  const pieces: { text: string; strong: boolean }[] = [];
  let at = 0;
  for (const character of text) {
    const strong = set.has(at);
    const last = pieces.at(-1);
    if (last?.strong === strong) {
      last.text += character;
    } else {
      pieces.push({ text: character, strong });
    }
    at += character.length;
  }
  return <>{pieces.map((piece) => (piece.strong ? <b>{piece.text}</b> : piece.text))}</>;
}
