import { QueryError, errorAt, joined, nearest, type Problem } from "./place";
import { endOf, isWord, tokenize, type Token } from "./tokens";

const READS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"];
const WANTED: Problem = [
  "；应以 SELECT、ASK、CONSTRUCT 或 DESCRIBE 开头",
  "; expected SELECT, ASK, CONSTRUCT or DESCRIBE",
];

/** A query that may run: only reads, only this graph, all prefixes known. As kg/query/prepare.py. */
export interface Prepared {
  written: string;
  tokens: readonly Token[];
  /** Declarations of the known prefixes, to be put before whatever the engine is given. */
  head: string;
  kind: "table" | "boolean" | "graph";
  /** The order of the columns of `SELECT *`, which the engine sorts; empty where the query names its columns. */
  columns: readonly string[];
}

export function prepare(query: string, known: Readonly<Record<string, string>>): Prepared {
  const tokens = tokenize(query);
  if (!tokens.length) {
    throw new QueryError([
      "查询为空；可试 SELECT * { ?s ?p ?o }",
      "the query is empty; try SELECT * { ?s ?p ?o }",
    ]);
  }
  const { body, declared } = prologue(tokens);
  const first = checkedForm(query, tokens, body);
  for (const token of tokens) {
    check(query, token, [...declared, ...Object.keys(known)]);
  }
  const star = tokens[body + 1 + Number(isWord(tokens[body + 1], "DISTINCT", "REDUCED"))]?.text === "*";
  const variables = tokens.filter(({ kind }) => kind === "variable").map(({ text }) => text.slice(1));
  return {
    written: query,
    tokens,
    head: Object.entries(known)
      .filter(([name]) => !declared.has(name))
      .map(([name, iri]) => `PREFIX ${name}: <${iri}> `)
      .join(""),
    kind: first === "ASK" ? "boolean" : first === "SELECT" ? "table" : "graph",
    columns: first === "SELECT" && star ? [...new Set(variables)] : [],
  };
}

/** Where the query proper begins, and the prefixes declared before it. */
function prologue(tokens: readonly Token[]): { body: number; declared: Set<string> } {
  const declared = new Set<string>();
  let body = 0;
  while (isWord(tokens[body], "PREFIX", "BASE", "VERSION")) {
    if (isWord(tokens[body], "PREFIX")) {
      declared.add(tokens[body + 1]?.text.split(":")[0] ?? "");
      body++;
    }
    body += 2;
  }
  return { body, declared };
}

function checkedForm(query: string, tokens: readonly Token[], body: number): string {
  const first = tokens[body];
  if (!first) {
    throw errorAt(query, endOf(tokens[tokens.length - 1]!), joined(["查询不完整", "the query ends too early"], WANTED));
  }
  const word = first.text.toUpperCase();
  if (isWord(first, ...UPDATES)) {
    throw errorAt(query, first.start, [`不接受 ${word}：图谱只读`, `${word} is refused: the graph is only read`]);
  }
  if (!isWord(first, ...READS)) {
    const problem: Problem = [`此处不应有 ${first.text}`, `unexpected ${first.text}`];
    throw errorAt(query, first.start, joined(problem, nearest(word, READS) ?? WANTED));
  }
  return word;
}

function check(query: string, token: Token, known: readonly string[]): void {
  if (token.text === '"' || token.text === "'") {
    throw errorAt(query, token.start, ["字符串没有结束", "this string has no end"]);
  }
  if (isWord(token, "SERVICE")) {
    throw errorAt(query, token.start, [
      "不接受 SERVICE：不会连接网络",
      "SERVICE is refused: kg never opens a connection",
    ]);
  }
  const prefix = token.text.split(":")[0]!;
  if (token.kind === "name" && prefix !== "_" && !known.includes(prefix)) {
    const declare: Problem = [`；请先声明 PREFIX ${prefix}: <…>`, `; add PREFIX ${prefix}: <…> before the query`];
    const problem: Problem = [`未知前缀 ${prefix}:`, `unknown prefix ${prefix}:`];
    throw errorAt(query, token.start, joined(problem, nearest(prefix, known) ?? declare));
  }
}

/**
 * A saved query as text to run and to change, without its head: each parameter's variable is replaced by its value,
 * which is bound as a literal, so that no value can change the query.
 */
export function bound(query: string, values: Readonly<Record<string, string>>): string {
  const tokens = tokenize(query);
  const { body } = prologue(tokens);
  const columns = projection(tokens, body);
  let text = "";
  let place = 0;
  tokens.forEach((token, number) => {
    const value = token.kind === "variable" ? values[token.text.slice(1)] : undefined;
    if (value !== undefined) {
      const term = JSON.stringify(value).replace(/[\ud800-\udfff]/gu, "\ufffd");
      text += query.slice(place, token.start) + (columns.has(number) ? `(${term} AS ${token.text})` : term);
      place = endOf(token);
    }
  });
  return withoutHead(text + query.slice(place));
}

function withoutHead(query: string): string {
  return query
    .split("\n")
    .filter((line) => !line.startsWith("# "))
    .join("\n")
    .trim();
}

/** The places of the plain variables that a SELECT names as its columns. */
function projection(tokens: readonly Token[], body: number): Set<number> {
  const found = new Set<number>();
  let depth = 0;
  for (let number = body + 1; isWord(tokens[body], "SELECT") && number < tokens.length; number++) {
    const token = tokens[number]!;
    depth += Number(token.text === "(") - Number(token.text === ")");
    if (token.text === "{" || isWord(token, "WHERE", "FROM")) {
      break;
    }
    if (token.kind === "variable" && depth === 0) {
      found.add(number);
    }
  }
  return found;
}
