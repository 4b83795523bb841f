import type { Core } from "../app/app";
import { labelOf } from "../panel/parts/names";
import { copyText } from "../panel/parts/copy";
import { drawingOf } from "./drawing";
import { download, fileName, textFile } from "./download";
import { selectionQuery, turtleQueries } from "./queries";
import { svgOf } from "./svg";
import { entitiesCsv, evidenceCsv, relationsCsv } from "./tables";
import { whatOf, type Scope, type What } from "./what";
import { say, t } from "./words";

export const JOBS = ["png", "svg", "entities", "relations", "evidence", "turtle", "sparql", "copyQuery", "copyLink"] as const;
export type Job = (typeof JOBS)[number];

/** Facts in a query for people; more can be had as Turtle. */
const MOST_IN_QUERY = 1000;

/** Does a job for a scope; what went wrong is told. */
export async function run(app: Core, job: Job, scope: Scope): Promise<void> {
  const { language } = app.state.peek();
  const what = whatOf(app, scope);
  const forAll = job === "png" || job === "copyLink";
  if (!forAll && !what.nodes.length) {
    app.say(t(language, "nothing"));
    return;
  }
  try {
    await DO[job](app, what, subjectOf(app, scope), scope);
  } catch (error) {
    app.say(t(language, "failed") + (error instanceof Error ? error.message : String(error)));
  }
}

const DO: Record<Job, (app: Core, what: What, subject: string, scope: Scope) => Promise<void> | void> = {
  async png(app, _, subject) {
    save(app, fileName(subject, "", "png"), await app.picture(2));
  },
  svg(app, what, subject, scope) {
    const drawing = drawingOf(app, what, scope === "visible", subject || "kg");
    save(app, fileName(subject, "", "svg"), textFile(svgOf(drawing), "image/svg+xml"));
  },
  entities(app, what, subject) {
    saveCsv(app, subject, "entities", entitiesCsv(app.source.graph, what));
  },
  relations(app, what, subject) {
    saveCsv(app, subject, "relations", relationsCsv(app.source.graph, what));
  },
  async evidence(app, what, subject) {
    saveCsv(app, subject, "evidence", await evidenceCsv(app, what, progress(app, what.facts.length)));
  },
  async turtle(app, what, subject) {
    const queries = turtleQueries(app.source.graph, what);
    const told = progress(app, queries.length);
    told(0);
    const pieces: string[] = [];
    for (const query of queries) {
      const answer = await app.source.query(query);
      pieces.push(answer.kind === "graph" ? answer.turtle : "", "\n");
      told(pieces.length / 2);
    }
    save(app, fileName(subject, "", "ttl"), textFile(pieces, "text/turtle"));
  },
  sparql(app, what) {
    const sparql = queryOf(app, what);
    if (sparql) {
      app.set({ sparql, screen: "sparql" });
    }
  },
  async copyQuery(app, what) {
    const sparql = queryOf(app, what);
    if (sparql) {
      await copyText(app, sparql);
    }
  },
  copyLink: (app) => copyText(app, app.link()),
};

function queryOf(app: Core, what: What): string {
  if (Math.max(what.facts.length, what.facts.length ? 0 : what.nodes.length) > MOST_IN_QUERY) {
    app.say(say.tooMany(app.state.peek().language, MOST_IN_QUERY));
    return "";
  }
  return selectionQuery(app.source.graph, what);
}

/** Says how far a long job is, but not each step of it. */
function progress(app: Core, all: number): (done: number) => void {
  let last = -1;
  return (done) => {
    const part = Math.floor((done / Math.max(1, all)) * 10) / 10;
    if (part !== last) {
      last = part;
      app.say(say.progress(app.state.peek().language, part));
    }
  };
}

function saveCsv(app: Core, subject: string, part: string, pieces: readonly string[]): void {
  save(app, fileName(subject, part, "csv"), textFile(pieces, "text/csv"));
}

function save(app: Core, name: string, content: Blob): void {
  download(name, content);
  app.say(t(app.state.peek().language, "saved") + name);
}

/** What the file is of, for its name; "" where it is of many things. */
function subjectOf(app: Core, scope: Scope): string {
  const { selection } = app.state.peek();
  const { graph } = app.source;
  const ofOne = scope === "selection" || scope === "around";
  if (!ofOne || selection.kind === "none") {
    return "";
  }
  const iris =
    selection.kind === "node"
      ? [selection.iri]
      : selection.kind === "fact"
        ? [selection.subject, selection.object]
        : selection.kind === "paths"
          ? [selection.from, selection.to]
          : [];
  const names = iris.flatMap((iri) => graph.byIri(iri) ?? []).map((id) => labelOf(graph.nodes[id]!));
  return selection.kind === "document" ? selection.id : names.join("-");
}
