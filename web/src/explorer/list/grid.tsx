import type { TargetedKeyboardEvent } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSize } from "../app/size";
import type { State } from "../contract/state";
import type { Column } from "./columns";
import { Head } from "./head";
import { move, type Cell } from "./keys";
import type { Sorting } from "./order";
import { Row } from "./row";

const ROW = 40;
const CARD = 96;
const NARROW = 560;
/** Rows that are drawn above and below those in sight, so that quick scrolling shows no gaps. */
const SPARE = 8;

export interface GridProps<R> {
  readonly language: State["language"];
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly ids: readonly number[];
  row(id: number): R;
  /** The row whose details are open, or -1. */
  readonly current: number;
  readonly ticked: ReadonlySet<number>;
  readonly sorting: Sorting;
  onSort(sorting: Sorting): void;
  onTick(ids: readonly number[], on: boolean): void;
  onOpen(id: number): void;
}

/** A table of any length: only the rows in sight are in the page. */
export function Grid<R>(props: GridProps<R>) {
  const { ids, ticked, onTick, onOpen } = props;
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box, ids);
  const [active, setActive] = useState<Cell>({ row: 0, column: 1 });
  const [anchor, setAnchor] = useState(0);
  const columns = props.columns.filter(({ from, card }) => (view.narrow ? card : from <= view.width));
  const height = view.narrow ? CARD : ROW;
  const first = Math.max(0, Math.floor(view.top / height) - SPARE);
  const last = Math.min(ids.length, Math.ceil((view.top + view.height) / height) + SPARE);
  const at = { row: Math.min(active.row, ids.length - 1), column: Math.min(active.column, columns.length) };
  const widths = `44px ${columns.map(({ width }) => width).join(" ")}`;
  const cell = (row: number, column: number) => `${name}-${row}-${column}`;

  const go = (to: Cell) => {
    setActive(to);
    view.show(to.row * height, height);
  };
  const tick = (row: number, range: boolean) => {
    const on = !ticked.has(ids[row]!);
    onTick(range ? ids.slice(Math.min(anchor, row), Math.max(anchor, row) + 1) : [ids[row]!], on);
    setAnchor(row);
    setActive({ row, column: 0 });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const size = { rows: ids.length, columns: columns.length, page: view.page(height) };
    const to = event.target === box.current && move(event, at, size);
    if (!to) {
      return;
    }
    event.preventDefault();
    if (to === "tick" || (to === "open" && at.column === 0)) {
      tick(at.row, event.shiftKey);
    } else if (to === "all") {
      onTick(ids, true);
    } else if (to === "open") {
      onOpen(ids[at.row]!);
    } else {
      go(to);
    }
  };
  return (
    <div
      ref={box}
      class={view.narrow ? "list-grid list-cards" : "list-grid"}
      style={{ "--list-columns": widths, "--list-row": `${height}px` }}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={ids.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={at.row >= first && at.row < last ? cell(at.row, at.column) : undefined}
      onKeyDown={onKeyDown}
      onScroll={view.scrolled}
    >
      {!view.narrow && <Head {...props} columns={columns} />}
      <div role="rowgroup" class="list-body" style={{ height: `${ids.length * height}px` }}>
        {ids.slice(first, last).map((id, n) => (
          <Row
            key={id}
            {...props}
            columns={columns}
            card={view.narrow}
            id={id}
            at={first + n}
            active={first + n === at.row ? at.column : -1}
            cell={cell}
            onTickRow={tick}
            onOpenRow={() => {
              setActive({ row: first + n, column: Math.max(1, at.column) });
              onOpen(id);
            }}
          />
        ))}
      </div>
    </div>
  );
}

const HEAD = 40;

/** How large the table's window is, and where it is scrolled to. */
function useView(box: { current: HTMLDivElement | null }, ids: readonly number[]) {
  const size = useSize(box);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    box.current!.scrollTop = 0;
    setTop(0);
  }, [ids]);
  const narrow = size.width > 0 && size.width < NARROW;
  const head = narrow ? 0 : HEAD;
  return {
    ...size,
    top,
    narrow,
    scrolled: () => setTop(box.current!.scrollTop),
    page: (row: number) => Math.max(1, Math.floor((size.height - head) / row) - 1),
    /** Scrolls as little as needed. */
    show(start: number, length: number): void {
      const element = box.current!;
      const most = start;
      const least = start + length + head - element.clientHeight;
      element.scrollTop = Math.min(most, Math.max(least, element.scrollTop));
      setTop(element.scrollTop);
    },
  };
}
