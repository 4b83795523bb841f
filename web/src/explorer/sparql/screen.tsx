import { useEffect, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { QueriesBlock } from "../contract/blocks";
import { Editor } from "./editor";
import { hasStatements, loading } from "./engine";
import { Found } from "./outcome";
import { libraryOf } from "./queries";
import { outcome, run, stop, type Outcome } from "./run";
import { Saved } from "./saved";
import { t } from "./words";
import "./sparql.css";

const FIRST = `SELECT ?entity ?name (COUNT(*) AS ?facts) WHERE {
  ?evidence rdf:subject|rdf:object ?entity .
  ?entity rdfs:label ?name .
}
GROUP BY ?entity ?name
ORDER BY DESC(?facts) ?name
LIMIT 100`;

const NO_LIBRARY: QueriesBlock = { prefixes: {}, saved: [] };

/** Ask the graph in SPARQL. */
export function SparqlScreen({ app }: { app: App }) {
  const { language, sparql } = app.state.value;
  const [library, setLibrary] = useState(NO_LIBRARY);
  useEffect(() => void libraryOf(app.source).then(setLibrary, () => undefined), []);
  if (app.source.kind === "embedded" && !hasStatements()) {
    return (
      <section class="sparql" aria-label={t(language, "title")}>
        <p class="sparql-note">{t(language, "tooLarge")}</p>
      </section>
    );
  }
  const query = sparql || FIRST;
  const change = (text: string) => app.set({ sparql: text }, { silent: true });
  const use = (text: string) => {
    change(text);
    void run(app, text);
  };
  const state = outcome.value;
  return (
    <section class="sparql" aria-label={t(language, "title")}>
      <div class="sparql-ask">
        <Saved app={app} queries={library} use={use} />
        <Editor
          value={query}
          label={t(language, "query")}
          fault={state.kind === "failed" ? state.at : undefined}
          onInput={change}
          onRun={() => use(query)}
        />
        <div class="sparql-bar">
          <Run app={app} state={state} onRun={() => use(query)} />
          <Known prefixes={library.prefixes} label={t(language, "prefixes")} />
        </div>
      </div>
      <div class="sparql-found" aria-busy={state.kind === "running"}>
        {state.kind === "failed" && (
          <p class="sparql-error" role="alert">
            {state.problem[language === "zh" ? 0 : 1]}
          </p>
        )}
        {state.kind === "done" && <Found app={app} answer={state.answer} prefixes={library.prefixes} />}
      </div>
    </section>
  );
}

function Run({ app, state, onRun }: { app: App; state: Outcome; onRun: () => void }) {
  const { language } = app.state.value;
  return (
    <>
      {state.kind === "running" ? (
        <button type="button" class="sparql-stop" onClick={() => stop(app)}>
          {t(language, "stop")}
        </button>
      ) : (
        <button type="button" class="sparql-run" title={t(language, "runKeys")} onClick={onRun}>
          {t(language, "run")}
        </button>
      )}
      <p role="status">{told(state, language)}</p>
      {loading.value !== null && (
        <progress value={loading.value} max={1} aria-label={t(language, "loading")} />
      )}
    </>
  );
}

function told(state: Outcome, language: "zh" | "en"): string {
  switch (state.kind) {
    case "none":
      return t(language, "runKeys");
    case "running":
      return t(language, loading.value === null ? "running" : "loading");
    case "stopped":
      return t(language, "stopped");
    case "failed":
      return "";
    case "done": {
      const time = `${(state.ms / 1000).toFixed(2)} ${t(language, "seconds")}`;
      const rows = state.answer.kind === "table" ? state.answer.rows.length : null;
      const unit = t(language, rows === 1 ? "row" : "rows");
      return rows === null ? time : `${rows.toLocaleString("en")} ${unit} · ${time}`;
    }
  }
}

function Known({ prefixes, label }: { prefixes: Readonly<Record<string, string>>; label: string }) {
  const names = Object.entries(prefixes).filter(([name]) => name);
  return (
    <p class="sparql-prefixes">
      {label}
      {names.map(([name, iri]) => (
        <code key={name} title={iri}>
          {name}:
        </code>
      ))}
    </p>
  );
}
