import { TypeDot } from "../panel/parts/node-link";
import type { NodeRow } from "../contract/graph";
import type { GridProps } from "./grid";
import { say } from "./words";

interface Props<R> extends GridProps<R> {
  readonly card: boolean;
  readonly id: number;
  /** Number of the row in the table. */
  readonly at: number;
  /** Number of the cell that the keys are at, or -1. */
  readonly active: number;
  cell(row: number, column: number): string;
  onTickRow(at: number, range: boolean): void;
  onOpenRow(): void;
}

export function Row<R>(props: Props<R>) {
  const { id, at, active, cell, columns, language, ticked, current } = props;
  const row = props.row(id);
  const texts = columns.map((column) => column.text(row, language));
  const on = ticked.has(id);
  const mark = (column: number) => (active === column ? "list-cell list-active" : "list-cell");
  return (
    <div
      role="row"
      class={current === id ? "list-row list-current" : "list-row"}
      style={{ transform: `translateY(calc(var(--list-row) * ${at}))` }}
      aria-rowindex={at + 2}
      aria-selected={on}
      aria-current={current === id ? "true" : undefined}
      onClick={props.onOpenRow}
    >
      <div role="gridcell" id={cell(at, 0)} class={`${mark(0)} list-tick`} aria-colindex={1} onClick={stop}>
        <label>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={on}
            aria-label={say.tickOne(language, texts[0]!)}
            onClick={(event) => props.onTickRow(at, event.shiftKey)}
          />
        </label>
      </div>
      {columns.map((column, n) => (
        <div
          key={column.key}
          role="gridcell"
          id={cell(at, n + 1)}
          class={`${mark(n + 1)} list-of-${column.key}${column.numeric ? " list-number" : ""}`}
          aria-colindex={n + 2}
          style={props.card ? { gridArea: column.card } : undefined}
          lang={column.chinese ? "zh" : undefined}
          title={texts[n]}
        >
          {column.key === "name" && <TypeDot type={(row as NodeRow).type} />}
          <bdi>{texts[n]}</bdi>
        </div>
      ))}
    </div>
  );
}

function stop(event: Event): void {
  event.stopPropagation();
}
