/** `column` 0 is that of the ticks. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows of a page. */
  readonly page: number;
}

/** What a key does in a table: another cell, or an action; null where it does nothing. */
export function move(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { row, column }: Cell,
  { rows, columns, page }: Size,
): Cell | "tick" | "open" | "all" | null {
  const all = ctrlKey || metaKey;
  if (!rows || altKey) {
    return null;
  }
  const to = (nextRow: number, nextColumn = column): Cell => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns, nextColumn)),
  });
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "ArrowRight":
      return to(row, column + 1);
    case "ArrowLeft":
      return to(row, column - 1);
    case "PageDown":
      return to(row + page);
    case "PageUp":
      return to(row - page);
    case "Home":
      return all ? to(0) : to(row, 0);
    case "End":
      return all ? to(rows - 1) : to(row, columns);
    case " ":
      return "tick";
    case "Enter":
      return "open";
    case "a":
      return all ? "all" : null;
    default:
      return null;
  }
}
