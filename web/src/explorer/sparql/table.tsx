import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { App } from "../contract/app";
import type { Answer } from "../contract/source";
import { NUMBERS, shown, type Shown } from "./cells";
import { t } from "./words";

const ROW = 34;
const AROUND = 12;
/** A browser cannot make an element of any height. */
export const MOST_ROWS = 200_000;

type Table = Extract<Answer, { kind: "table" }>;

interface Props {
  app: App;
  answer: Table;
  prefixes: Readonly<Record<string, string>>;
  follow: (to: Shown) => void;
}

/** Rows of an answer, of which only those in sight are in the document. */
export function ResultTable({ app, answer, prefixes, follow }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const columns = useMemo(() => widths(app, answer, prefixes), [answer]);
  const count = Math.min(answer.rows.length, MOST_ROWS);
  const first = Math.max(0, Math.floor(view.top / ROW) - AROUND);
  const last = Math.min(count, Math.ceil((view.top + view.height) / ROW) + AROUND);
  useLayoutEffect(() => frame.current!.scrollTo(0, 0), [answer]);
  const look = () => {
    const { scrollTop, clientHeight } = frame.current!;
    setView({ top: scrollTop, height: clientHeight });
  };
  return (
    <div
      class="sparql-frame"
      ref={frame}
      onScroll={look}
      tabIndex={0}
      role="table"
      aria-label={t(app.state.value.language, "results")}
      aria-rowcount={answer.rows.length + 1}
      aria-colcount={answer.variables.length}
    >
      <div class="sparql-row sparql-head" role="row" aria-rowindex={1} style={columns}>
        {answer.variables.map((name) => (
          <div role="columnheader" key={name} class={isNumber(answer, name) ? "sparql-number" : undefined}>
            {name}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: `${count * ROW}px`, position: "relative" }}>
        {answer.rows.slice(first, last).map((row, at) => (
          <div
            class="sparql-row"
            role="row"
            key={first + at}
            aria-rowindex={first + at + 2}
            style={{ ...columns, top: `${(first + at) * ROW}px` }}
          >
            {answer.variables.map((name) => (
              <Cell key={name} cell={shown(app, row[name], prefixes)} follow={follow} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function Cell({ cell, follow }: { cell: Shown; follow: Props["follow"] }) {
  const leads = cell.entity !== undefined || cell.document !== undefined;
  return (
    <div role="cell" class={cell.number ? "sparql-number" : undefined} title={cell.whole}>
      {leads ? (
        <button type="button" class="sparql-link" onClick={() => follow(cell)}>
          {cell.text}
        </button>
      ) : (
        cell.text
      )}
    </div>
  );
}

function isNumber({ rows }: Table, name: string): boolean {
  const first = rows.find((row) => row[name])?.[name];
  return first?.type === "literal" && NUMBERS.test(first.datatype ?? "");
}

/** Columns as wide as what stands in the first rows needs, within bounds. */
function widths(app: App, { variables, rows }: Table, prefixes: Props["prefixes"]) {
  const sample = rows.slice(0, 60);
  const wanted = variables.map((name) => {
    const texts = [name, ...sample.map((row) => shown(app, row[name], prefixes).text)];
    return Math.min(Math.max(...texts.map(units), 6), 44) + 4;
  });
  const least = wanted.map((wide) => Math.min(wide, 16));
  return {
    gridTemplateColumns: wanted.map((wide, at) => `minmax(${least[at]}ch, ${wide}fr)`).join(" "),
    minWidth: `${least.reduce((sum, wide) => sum + wide, 0)}ch`,
  };
}

/** How wide a text is in units of a Latin letter, about. */
function units(text: string): number {
  let sum = 0;
  for (const character of text.slice(0, 60)) {
    sum += character > "\u2e7f" ? 2 : 1;
  }
  return sum;
}
