import type { App } from "../contract/app";
import type { Answer } from "../contract/source";
import { csv } from "../exporting/cells";
import { download, fileName, textFile } from "../exporting/download";
import { entitiesIn, entitiesOf, type Shown } from "./cells";
import { MOST_ROWS, ResultTable } from "./table";
import { t } from "./words";

const MOST_TEXT = 200_000;

interface Props {
  app: App;
  answer: Answer;
  prefixes: Readonly<Record<string, string>>;
}

/** What a query gave, and what can be done with it. */
export function Found({ app, answer, prefixes }: Props) {
  const { language } = app.state.value;
  if (answer.kind === "boolean") {
    return <p class="sparql-boolean">{t(language, answer.value ? "yes" : "no")}</p>;
  }
  const empty = answer.kind === "table" ? !answer.rows.length : !answer.turtle;
  if (empty) {
    return <p class="sparql-note">{t(language, "nothing")}</p>;
  }
  return (
    <>
      <Actions app={app} answer={answer} />
      {answer.kind === "table" ? (
        <ResultTable app={app} answer={answer} prefixes={prefixes} follow={(to) => void follow(app, to)} />
      ) : (
        <Turtle text={answer.turtle} language={language} />
      )}
    </>
  );
}

function Turtle({ text, language }: { text: string; language: "zh" | "en" }) {
  return (
    <>
      {text.length > MOST_TEXT && <p class="sparql-note">{t(language, "cutText")}</p>}
      <pre class="sparql-turtle" tabIndex={0} aria-label={t(language, "results")}>
        {text.slice(0, MOST_TEXT)}
      </pre>
    </>
  );
}

function Actions({ app, answer }: { app: App; answer: Exclude<Answer, { kind: "boolean" }> }) {
  const { language } = app.state.value;
  const entities = answer.kind === "table" ? entitiesOf(app, answer.rows) : entitiesIn(app, answer.turtle);
  return (
    <div class="sparql-actions">
      {entities.length > 0 ? (
        <>
          <button type="button" onClick={() => void showInGraph(app, entities)}>
            {t(language, "showInGraph")} ({entities.length})
          </button>
          <button type="button" onClick={() => void onlyThese(app, entities)}>
            {t(language, "onlyThese")}
          </button>
        </>
      ) : (
        <span class="sparql-note">{t(language, "noneShown")}</span>
      )}
      <button type="button" onClick={() => save(answer)}>
        {t(language, answer.kind === "table" ? "csv" : "turtle")}
      </button>
      {answer.kind === "table" && answer.rows.length > MOST_ROWS && (
        <span class="sparql-note">{t(language, "cut").replace("{n}", String(MOST_ROWS))}</span>
      )}
    </div>
  );
}

function save(answer: Exclude<Answer, { kind: "boolean" }>): void {
  if (answer.kind === "graph") {
    download(fileName("", "statements", "ttl"), textFile([answer.turtle], "text/turtle"));
    return;
  }
  const rows = answer.rows.map((row) => answer.variables.map((name) => row[name]?.value ?? ""));
  download(fileName("", "results", "csv"), textFile(csv(answer.variables, rows), "text/csv"));
}

async function showInGraph(app: App, iris: readonly string[]): Promise<void> {
  const here = await there(app, iris);
  app.set({ screen: "graph", marked: here });
  app.say(t(app.state.peek().language, "marked").replace("{n}", String(here.length)));
  goTo(app, here);
}

async function onlyThese(app: App, iris: readonly string[]): Promise<void> {
  const here = await there(app, iris);
  app.set({ screen: "graph", focus: here, hidden: [], marked: [] });
  goTo(app, here);
}

/** Those that the graph has, or that the server brings. */
async function there(app: App, iris: readonly string[]): Promise<string[]> {
  const found = await app.source.find([...iris]);
  return iris.filter((_, at) => found[at]! >= 0);
}

/** The graph may have to come on screen first. */
function goTo(app: App, iris: readonly string[]): void {
  const nodes = iris.flatMap((iri) => app.source.graph.byIri(iri) ?? []);
  requestAnimationFrame(() => requestAnimationFrame(() => app.goTo(nodes)));
}

async function follow(app: App, { entity, document }: Shown): Promise<void> {
  if (document !== undefined) {
    app.set({ selection: { kind: "document", id: document } });
    return;
  }
  if (entity !== undefined && (await app.source.find([entity]))[0]! >= 0) {
    app.set({ selection: { kind: "node", iri: entity } });
  }
}
