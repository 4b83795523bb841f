import type { Signal } from "@preact/signals";
import { hide } from "../app/actions";
import type { App } from "../contract/app";
import { download, fileName, textFile } from "../exporting/download";
import { entitiesCsv, relationsCsv } from "../exporting/tables";
import { factColumns, nodeColumns } from "./columns";
import { Arrow } from "./head";
import type { Sorting } from "./order";
import { tickedOf, type Table } from "./ticked";
import { say, t } from "./words";

interface Props {
  app: App;
  table: Signal<Table>;
  words: Signal<string>;
  sorting: Signal<Sorting>;
  shown: number;
  all: number;
}

/** Above the table: which one, what of it, in what order, and what to do with the ticked rows. */
export function Tools(props: Props) {
  const { app, table, words, shown, all } = props;
  const { language } = app.state.value;
  const choice = (name: Table) => (
    <button
      type="button"
      class="list-choice"
      aria-pressed={table.value === name}
      onClick={() => (table.value = name)}
    >
      {t(language, name)}
    </button>
  );
  return (
    <div class="list-tools">
      <div class="list-choices" role="group" aria-label={t(language, "tables")}>
        {choice("nodes")}
        {choice("facts")}
      </div>
      <input
        class="field list-filter"
        type="search"
        value={words.value}
        placeholder={t(language, table.value === "nodes" ? "filterNodes" : "filterFacts")}
        aria-label={t(language, "filter")}
        onInput={(event) => (words.value = event.currentTarget.value)}
      />
      <SortChoice {...props} />
      <p class="list-count" role="status">
        {say.rows(language, shown, all)}
      </p>
      <p class="out-of-sight">{t(language, "keys")}</p>
      <Actions app={app} table={table.value} />
    </div>
  );
}

/** On phones, where the table has no titles. */
function SortChoice({ app, table, sorting }: Props) {
  const { language } = app.state.value;
  const columns = table.value === "nodes" ? nodeColumns(app) : factColumns(app);
  const { column, descending } = sorting.value;
  return (
    <div class="list-sort">
      <select
        class="field"
        aria-label={t(language, "sortBy")}
        value={column}
        onChange={(event) => (sorting.value = { column: event.currentTarget.value, descending })}
      >
        {columns.map(({ key, title }) => (
          <option key={key} value={key}>
            {t(language, title)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        aria-label={t(language, descending ? "descending" : "ascending")}
        onClick={() => (sorting.value = { column, descending: !descending })}
      >
        <Arrow shown down={descending} />
      </button>
    </div>
  );
}

/** More would not fit into a link. */
const MOST = 2000;

function Actions({ app, table }: { app: App; table: Table }) {
  const { language } = app.state.value;
  const { graph } = app.source;
  const ticked = tickedOf(app)[table];
  const ids = [...ticked.value].sort((a, b) => a - b);
  if (!ids.length) {
    return null;
  }
  const ends = () => [...new Set(ids.flatMap((id) => [graph.facts[id]!.subject, graph.facts[id]!.object]))];
  const nodes = () => (table === "nodes" ? ids : ends());
  const upTo = (act: (nodes: number[]) => void) => () => {
    const found = nodes();
    if (found.length > MOST) {
      app.say(say.tooMany(language, MOST));
    } else {
      act(found);
    }
  };
  const iris = (some: readonly number[]) => some.map((node) => graph.nodes[node]!.iri);
  const save = () => {
    const pieces = table === "nodes" ? entitiesCsv(graph, { nodes: ids, facts: [] }) : relationsCsv(graph, { nodes: [], facts: ids });
    download(fileName("", table === "nodes" ? "entities" : "relations", "csv"), textFile(pieces, "text/csv"));
  };
  return (
    <div class="list-actions" role="group" aria-label={say.ticked(language, ids.length)}>
      <span class="list-ticked">{say.ticked(language, ids.length)}</span>
      <Button label={t(language, "csv")} act={save} />
      <Button label={t(language, "mark")} act={upTo((some) => show(app, some, { marked: iris(some) }))} />
      <Button label={t(language, "only")} act={upTo((some) => show(app, some, { focus: iris(some) }))} />
      {table === "nodes" && (
        <Button
          label={t(language, "hide")}
          act={upTo((some) => {
            hide(app, some);
            ticked.value = new Set();
          })}
        />
      )}
      <Button label={t(language, "untick")} act={() => (ticked.value = new Set())} />
    </div>
  );
}

function show(app: App, nodes: readonly number[], change: Parameters<App["set"]>[0]): void {
  app.set({ ...change, screen: "graph" });
  // The picture has to be on screen before it can move.
  requestAnimationFrame(() => app.goTo(nodes));
}

function Button({ label, act }: { label: string; act: () => void }) {
  return (
    <button type="button" class="button" onClick={act}>
      {label}
    </button>
  );
}
