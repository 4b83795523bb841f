import { useEffect } from "preact/hooks";
import { EVERYTHING } from "../app/defaults";
import type { App } from "../contract/app";
import type { Selection } from "../contract/state";
import { LinkAction } from "../panel/actions";
import { CloseButton } from "../panel/parts/close";
import { onEscape } from "../panel/parts/keys";
import { Failed, Waiting } from "../panel/parts/load";
import { Icon } from "../shell/icons";
import "../panel/panel.css";
import { MOST, pathsOf, type Ways } from "./chosen";
import "./paths.css";
import { End } from "./picker";
import { Chain, nodesOf, wayInWords } from "./steps";
import { say, t } from "./words";

type Asked = Selection & { kind: "paths" };
type Found = Ways & { state: "found" };

/** Shortest ways between two nodes, with the sentence behind each step. */
export function PathsPanel({ app }: { app: App }) {
  const { selection, language } = app.state.value;
  if (selection.kind !== "paths") {
    return null;
  }
  const close = () => app.set({ selection: { kind: "none" } });
  return (
    <div class="panel paths" onKeyDown={onEscape(close)}>
      <CloseButton label={t(language, "close")} onClick={close} />
      <header class="panel-head">
        <h2>{t(language, "paths")}</h2>
      </header>
      <Ends app={app} asked={selection} />
      <Result app={app} asked={selection} />
    </div>
  );
}

function Ends({ app, asked }: { app: App; asked: Asked }) {
  const { language } = app.state.value;
  const { assertedOnly } = pathsOf(app);
  const change = (change: Partial<Asked>) => app.set({ selection: { ...asked, number: 0, ...change } });
  return (
    <form class="paths-ends" onSubmit={(event) => event.preventDefault()}>
      <End
        app={app}
        end="from"
        iri={asked.from}
        onChoose={(from) => change({ from })}
        focus={!asked.from}
      />
      <End
        app={app}
        end="to"
        iri={asked.to}
        onChoose={(to) => change({ to })}
        focus={asked.from !== "" && !asked.to}
      />
      <button
        type="button"
        class="panel-action paths-swap"
        disabled={!asked.from && !asked.to}
        onClick={() => change({ from: asked.to, to: asked.from })}
      >
        <Icon name="swap" size={15} />
        {t(language, "swap")}
      </button>
      <label class="paths-asserted" title={t(language, "assertedHint")}>
        <input
          type="checkbox"
          checked={assertedOnly.value}
          onChange={(event) => {
            assertedOnly.value = event.currentTarget.checked;
            change({});
          }}
        />
        {t(language, "assertedOnly")}
      </label>
    </form>
  );
}

function Result({ app, asked }: { app: App; asked: Asked }) {
  const { language } = app.state.value;
  const { ways, retry } = pathsOf(app);
  const found = ways.value;
  switch (found.state) {
    case "asking":
      return <p class="panel-soft panel-note">{t(language, "chooseBoth")}</p>;
    case "waiting":
      return <Waiting app={app} lines={5} />;
    case "failed":
      return <Failed app={app} failure={{ message: found.message, retry }} />;
    case "unknown":
      return (
        <p class="panel-failed" role="alert">
          {t(language, "unknown")} <bdi>{found.iris.join(", ")}</bdi>
        </p>
      );
    default:
      return found.rows.length ? <Rows app={app} asked={asked} found={found} /> : <NoPath app={app} found={found} />;
  }
}

function Rows({ app, asked, found }: { app: App; asked: Asked; found: Found }) {
  const { language } = app.state.value;
  const { rows, from } = found;
  const number = Math.min(asked.number, rows.length - 1);
  const row = rows[number]!;
  const nodes = nodesOf(app, from, row);
  const go = (to: number) => app.set({ selection: { ...asked, number: (to + rows.length) % rows.length } });
  useEffect(() => app.goTo(nodes), [nodes.join()]);
  return (
    <section class="paths-result" aria-label={t(language, "paths")}>
      <p class="paths-count" role="status">
        {say.found(language, rows.length, rows.length === MOST, row.length)}
      </p>
      <div class="panel-actions">
        {rows.length > 1 && (
          <div class="paths-steps" role="group" aria-label={t(language, "others")}>
            <button type="button" class="panel-action" aria-label={t(language, "previous")} onClick={() => go(number - 1)}>
              ‹
            </button>
            <span aria-live="polite">{say.position(language, number, rows.length)}</span>
            <button type="button" class="panel-action" aria-label={t(language, "next")} onClick={() => go(number + 1)}>
              ›
            </button>
          </div>
        )}
        <button type="button" class="panel-action" onClick={() => app.goTo(nodes)}>
          {t(language, "seeOnGraph")}
        </button>
        <LinkAction app={app} />
      </div>
      <Chain key={number} app={app} from={from} row={row} />
      {rows.length > 1 && (
        <details class="paths-all">
          <summary>{t(language, "others")}</summary>
          <ol>
            {rows.map((other, at) => (
              <li key={at}>
                <button type="button" class="panel-other" aria-current={at === number} onClick={() => go(at)}>
                  <bdi>{wayInWords(app, from, other)}</bdi>
                </button>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function NoPath({ app, found }: { app: App; found: Found }) {
  const { language } = app.state.value;
  const { assertedOnly } = pathsOf(app);
  const filtered = hasFilters(app);
  const why =
    found.from === found.to
      ? "same"
      : !found.withoutFilters
        ? "noPathAtAll"
        : filtered || !assertedOnly.value
          ? "noPathFiltered"
          : "noPathAsserted";
  return (
    <div class="paths-no" role="status">
      <h3>{t(language, "noPath")}</h3>
      <p>{t(language, why)}</p>
      {found.withoutFilters && assertedOnly.value && (
        <button type="button" class="panel-button" onClick={() => (assertedOnly.value = false)}>
          {t(language, "allowAll")}
        </button>
      )}
      {found.withoutFilters && filtered && (
        <button
          type="button"
          class="panel-button"
          onClick={() => app.set({ filter: EVERYTHING, hidden: [], focus: [] })}
        >
          {t(language, "showAll")}
        </button>
      )}
    </div>
  );
}

function hasFilters(app: App): boolean {
  const { filter, hidden, focus } = app.state.value;
  return hidden.length > 0 || focus.length > 0 || JSON.stringify(filter) !== JSON.stringify(EVERYTHING);
}
