import { endOf, type Token } from "./tokens";

/** What is wrong, in both languages. */
export type Problem = readonly [zh: string, en: string];

/** An error of a query, with the place that is to blame where it is known. */
export class QueryError extends Error {
  constructor(
    readonly problem: Problem,
    /** UTF-16 offset in the query as written. */
    readonly at?: number,
  ) {
    super(problem[1]);
  }
}

/** An error with line and column. */
export function errorAt(query: string, offset: number, [zh, en]: Problem): QueryError {
  const line = query.slice(0, offset).split("\n").length;
  const start = query.lastIndexOf("\n", offset - 1) + 1;
  const column = [...query.slice(start, offset)].length + 1;
  return new QueryError(
    [`第 ${line} 行第 ${column} 列：${zh}`, `line ${line}, column ${column}: ${en}`],
    offset,
  );
}

// The engine tries a keyword by reading as many characters as it has, and blames the place behind them. With more
// space than any keyword needs between all tokens, that place shows the right token. As kg/query/place.py.
const SPACE = " ".repeat(24);

/** The tokens on one line with much space between them, and where each starts there, in code points. */
export function spaced(tokens: readonly Token[]): { text: string; starts: number[] } {
  let text = "";
  let length = 0;
  const starts: number[] = [];
  tokens.forEach((token, number) => {
    if (number && !isGlued(tokens[number - 1]!, token)) {
      text += SPACE;
      length += SPACE.length;
    }
    starts.push(length);
    const shown = token.text.replace(/[\n\r]/g, " ");
    text += shown;
    length += [...shown].length;
  });
  return { text: text + SPACE, starts };
}

/** Whether the two must touch; the engine takes `CONCAT (` for no call, unlike SPARQL. */
function isGlued(before: Token, token: Token): boolean {
  return token.kind === "language" || before.text === "^^" || token.text === "^^" || (before.kind === "word" && token.text === "(");
}

/** What the engine says of the `spaced` tokens, at its place in the query as written. */
export function syntaxError(query: string, tokens: readonly Token[], message: string): QueryError {
  const match = /error at (\d+):(\d+): (.*)/s.exec(message);
  if (!match) {
    return new QueryError([`查询无法执行：${message}`, message]);
  }
  const offset = Number(match[2]) - 1;
  const { text, starts } = spaced(tokens);
  const entries = match[3]!.replace(/^\S+ (one of )?/, "").match(/"(?:[^"\\]|\\.)+"|\[[^\]]*\]|[^,"[]+/g) ?? [];
  const said = entries.map((entry) => entry.trim()).find((entry) => /^[A-Z?].* [a-z]+/.test(entry));
  const last = tokens[tokens.length - 1]!;
  if (said) {
    return errorAt(query, last.start, plainly(said));
  }
  if (offset >= [...text].length) {
    return errorAt(query, endOf(last), joined(["查询不完整", "the query ends too early"], marks(entries)));
  }
  let number = starts.filter((start) => start <= offset).length - 1;
  if (number > 0 && isGlued(tokens[number - 1]!, tokens[number]!) && offset > starts[number]!) {
    number--;
  }
  const token = tokens[Math.max(number, 0)]!;
  const problem: Problem = [`此处不应有 ${token.text}`, `unexpected ${token.text}`];
  return errorAt(query, token.start, joined(problem, hint(token) ?? marks(entries)));
}

export function joined(one: Problem, other: Problem | null): Problem {
  return other ? [one[0] + other[0], one[1] + other[1]] : one;
}

function plainly(said: string): Problem {
  return said.includes("SELECT contains a variable that is unbound")
    ? ["SELECT 中有变量既未分组也未聚合", "SELECT names a variable that is neither grouped nor counted"]
    : [said, said];
}

/** The punctuation that the engine would have taken, where it is little enough to help. */
function marks(entries: readonly string[]): Problem | null {
  const found = entries
    .map((entry) => entry.trim())
    .filter((entry) => entry.startsWith('"') && !entry.includes("\\"))
    .map((entry) => entry.slice(1, -1));
  const few = found.length > 0 && found.length <= 4;
  return few ? [`；应为 ${found.join(" 或 ")}`, `; expected ${found.join(" or ")}`] : null;
}

const QUOTES: Record<string, string> = { "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "。": "." };

const WORDS = (
  "ASC ASK AVG BIND BOUND BY COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DESC DESCRIBE DISTINCT EXISTS FILTER " +
  "FROM GRAPH GROUP GROUP_CONCAT HAVING IF LANG LANGMATCHES LCASE LIMIT MAX MIN MINUS NOT OFFSET OPTIONAL ORDER PREFIX " +
  "REDUCED REGEX REPLACE SAMPLE SELECT SEPARATOR STR STRAFTER STRBEFORE STRENDS STRLEN STRSTARTS SUBSTR SUM UCASE " +
  "UNDEF UNION VALUES WHERE YEAR"
).split(" ");

function hint(token: Token): Problem | null {
  if (token.kind === "word") {
    return nearest(token.text.toUpperCase(), WORDS);
  }
  const plain = QUOTES[token.text] ?? token.text.normalize("NFKC");
  const better = plain !== token.text && /^[\x21-\x7e]+$/.test(plain);
  return better ? [`：SPARQL 要用 ${plain}`, `: SPARQL wants ${plain}`] : null;
}

/** A hint `(did you mean X?)`, or nothing. */
export function nearest(word: string, known: readonly string[]): Problem | null {
  const [best] = known
    .map((each) => ({ each, far: distance(word, each) }))
    .sort((one, other) => one.far - other.far);
  const near = best && best.far > 0 && best.far <= Math.max(1, word.length / 3);
  return near ? [`（是否为 ${best.each}？）`, ` (did you mean ${best.each}?)`] : null;
}

/** How many letters differ (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[other.length]!;
}

