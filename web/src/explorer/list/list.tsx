import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { select } from "../app/actions";
import type { App } from "../contract/app";
import { selectFact } from "../panel/parts/names";
import { factColumns, nodeColumns } from "./columns";
import { Grid } from "./grid";
import type { Sorting } from "./order";
import { Rows } from "./rows";
import { setTicked, tickedOf, type Table } from "./ticked";
import { Tools } from "./tools";
import { t } from "./words";
import "./list.css";

/** What stays as it is while another screen is shown. */
interface View {
  readonly table: Signal<Table>;
  readonly words: Signal<string>;
  readonly sorting: Record<Table, Signal<Sorting>>;
  readonly rows: Rows;
}

const known = new WeakMap<App, View>();

function viewOf(app: App): View {
  const view = known.get(app) ?? {
    table: signal<Table>("nodes"),
    words: signal(""),
    sorting: {
      nodes: signal({ column: "degree", descending: true }),
      facts: signal({ column: "proofs", descending: true }),
    },
    rows: new Rows(app),
  };
  known.set(app, view);
  return view;
}

export function ListScreen({ app }: { app: App }) {
  const view = viewOf(app);
  const { language } = app.state.value;
  const table = view.table.value;
  const sorting = view.sorting[table].value;
  const words = useSettled(view.words.value);
  const visible = app.visible.value[table];
  const ids = useMemo(
    () => view.rows.find(table, visible, words, sorting, language),
    [table, visible, words, sorting, language],
  );
  const props = {
    language,
    ids,
    sorting,
    label: t(language, table),
    ticked: tickedOf(app)[table].value,
    onSort: (next: Sorting) => (view.sorting[table].value = next),
    onTick: (some: readonly number[], on: boolean) => setTicked(tickedOf(app)[table], some, on),
  };
  return (
    <section class="list-screen" aria-label={t(language, "title")}>
      <Tools
        app={app}
        table={view.table}
        words={view.words}
        sorting={view.sorting[table]}
        shown={ids.length}
        all={visible.size}
      />
      {table === "nodes" ? <Nodes app={app} {...props} /> : <Facts app={app} {...props} />}
      {!ids.length && (
        <p class="list-empty">{t(language, visible.size ? "nothing" : "nothingVisible")}</p>
      )}
    </section>
  );
}

type TableProps = { app: App } & Pick<
  Parameters<typeof Grid>[0],
  "language" | "ids" | "sorting" | "label" | "ticked" | "onSort" | "onTick"
>;

function Nodes({ app, ...props }: TableProps) {
  const { graph } = app.source;
  const { selection } = app.state.value;
  const columns = useMemo(() => nodeColumns(app), [app]);
  const current = selection.kind === "node" ? (graph.byIri(selection.iri) ?? -1) : -1;
  return (
    <Grid
      key="nodes"
      {...props}
      columns={columns}
      row={(id) => graph.nodes[id]!}
      current={current}
      onOpen={(id) => select(app, id)}
    />
  );
}

function Facts({ app, ...props }: TableProps) {
  const { graph } = app.source;
  const { selection } = app.state.value;
  const columns = useMemo(() => factColumns(app), [app]);
  const open = selection.kind === "fact" ? JSON.stringify(selection) : "";
  const chosen = (id: number) => JSON.stringify(selectFact(graph, graph.facts[id]!)) === open;
  const current = useMemo(() => {
    const subject = selection.kind === "fact" ? graph.byIri(selection.subject) : undefined;
    return subject === undefined ? -1 : (graph.factsOf(subject).find(chosen) ?? -1);
  }, [open]);
  return (
    <Grid
      key="facts"
      {...props}
      columns={columns}
      row={(id) => graph.facts[id]!}
      current={current}
      onOpen={(id) => app.set({ selection: selectFact(graph, graph.facts[id]!) })}
    />
  );
}

const QUIET = 150; // ms

/** A text once nobody types on. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
