// The same rule as kg/cells.py: what makes a spreadsheet take a cell for a formula, full-width forms
// included, also behind white space; and the quote itself, so that dropping one gives the text back.
const FORMULA = /^(?:'|[\t\r\n]|[\s\x00-\x1f\x85\ufeff]*[=+\-@＝＋－＠])/u;
const JOINT = " | ";

export type Cell = string | number;

/** Text as a spreadsheet cell that is never a formula. */
export function inert(text: string): string {
  const whole = wellFormed(text);
  return FORMULA.test(whole) ? `'${whole}` : whole;
}

/** Text without lone surrogates, which no UTF-8 file can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Several values in one cell: sorted, each once. */
export function joined(values: Iterable<string>): string {
  return [...new Set(values)].filter(Boolean).sort().join(JOINT);
}

/** A CSV file as pieces of text: a byte order mark, which Excel needs for Chinese, then RFC 4180. */
export function csv(columns: readonly string[], rows: Iterable<readonly Cell[]>): string[] {
  const pieces = [`\ufeff${line(columns)}`];
  for (const row of rows) {
    pieces.push(line(row));
  }
  return pieces;
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(written).join(",")}\r\n`;
}

function written(cell: Cell): string {
  const text = typeof cell === "number" ? String(cell) : inert(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
