import type { App } from "../contract/app";
import { typeName } from "../panel/parts/names";
import { TypeDot } from "../panel/parts/node-link";
import { t } from "./words";

type Key = Parameters<typeof t>[1];

const GESTURES: readonly [does: Key, result: Key][] = [
  ["click", "clickDoes"],
  ["double", "doubleDoes"],
  ["menu", "menuDoes"],
  ["hover", "hoverDoes"],
  ["drag", "dragDoes"],
  ["wheel", "wheelDoes"],
];

const KEYS: readonly [keys: readonly string[], result: Key][] = [
  [["/"], "slash"],
  [["←", "↑", "↓", "→"], "arrows"],
  [["+", "−"], "plus"],
  [["0"], "zero"],
  [["Enter"], "enter"],
  [["Space"], "space"],
  [["Esc"], "escape"],
  [["Ctrl Z"], "undo"],
  [["Ctrl Shift Z"], "redo"],
  [["?"], "question"],
];

export function Guide({ app }: { app: App }) {
  const { language } = app.state.value;
  const section = (title: Key, children: preact.ComponentChildren) => (
    <section key={title}>
      <h3>{t(language, title)}</h3>
      {children}
    </section>
  );
  return (
    <div class="help-guide">
      {section(
        "mouse",
        <dl class="help-table">
          {GESTURES.map(([does, result]) => (
            <div key={does}>
              <dt>{t(language, does)}</dt>
              <dd>{t(language, result)}</dd>
            </div>
          ))}
        </dl>,
      )}
      {section("looks", <Looks app={app} />)}
      {section(
        "keys",
        <dl class="help-table">
          {KEYS.map(([keys, result]) => (
            <div key={result}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(language, result)}</dd>
            </div>
          ))}
        </dl>,
      )}
      {section(
        "origin",
        <>
          <p>{t(language, "sentences")}</p>
          <p>{t(language, "found")}</p>
          {app.source.kind === "embedded" && <p>{t(language, "offline")}</p>}
        </>,
      )}
    </div>
  );
}

function Looks({ app }: { app: App }) {
  const { language } = app.state.value;
  const { types } = app.source.graph;
  const core = [...types.values()].filter(({ parent }) => !parent);
  return (
    <>
      <p>{t(language, "dots")}</p>
      <ul class="help-types">
        {core.map(({ name }) => (
          <li key={name}>
            <TypeDot type={name} />
            {typeName(app.source.graph, name, language)}
          </li>
        ))}
      </ul>
      <p>{t(language, "size")}</p>
      <p>{t(language, "community")}</p>
      <p>{t(language, "line")}</p>
      <ul class="help-lines">
        <Sample label={t(language, "asserted")} />
        <Sample label={t(language, "other")} dashed />
      </ul>
      <p>{t(language, "dashed")}</p>
    </>
  );
}

function Sample({ label, dashed }: { label: string; dashed?: boolean }) {
  return (
    <li>
      <svg viewBox="0 0 48 8" width="48" height="8" aria-hidden="true">
        <path d="M1 4h46" stroke="currentColor" stroke-width="2" stroke-dasharray={dashed ? "5 4" : undefined} />
      </svg>
      {label}
    </li>
  );
}
