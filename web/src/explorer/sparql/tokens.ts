/**
 * SPARQL cut into tokens with their offsets. The engine parses; this is for what it does not tell: where exactly an
 * error is, which words are coloured how, which variables a saved query leaves open. As kg/query/tokens.py.
 */
export type TokenKind =
  | "blank"
  | "iri"
  | "string"
  | "variable"
  | "language"
  | "name"
  | "number"
  | "word"
  | "mark";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
}

const LETTER =
  "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d" +
  "\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const IN_VARIABLE = `${LETTER}_0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040`;
const IN_NAME = `${IN_VARIABLE}\\-`;
const LOCAL = `(?:[${IN_NAME}:]|%[0-9A-Fa-f]{2}|\\\\.)`;
const LOCAL_INNER = `(?:[${IN_NAME}:.]|%[0-9A-Fa-f]{2}|\\\\.)`;

const KINDS: readonly (readonly [TokenKind, string])[] = [
  ["blank", "[\\s\\ufeff]+|#[^\\r\\n]*"],
  ["iri", '<(?:[^<>"{}|^`\\\\\\x00-\\x20]|\\\\u[0-9A-Fa-f]{4}|\\\\U[0-9A-Fa-f]{8})*>'],
  [
    "string",
    `"""(?:[^"\\\\]|\\\\.|"(?!""))*"""|'''(?:[^'\\\\]|\\\\.|'(?!''))*'''|"(?:[^"\\\\\\r\\n]|\\\\.)*"|'(?:[^'\\\\\\r\\n]|\\\\.)*'`,
  ],
  ["variable", `[?$][${IN_VARIABLE}]+`],
  ["language", "@[A-Za-z]+(?:-[A-Za-z0-9]+)*"],
  ["name", `(?:_|[${LETTER}](?:[${IN_NAME}.]*[${IN_NAME}])?)?:(?:${LOCAL}(?:${LOCAL_INNER}*${LOCAL})?)?`],
  ["number", "[+\\-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+\\-]?\\d+)?"],
  ["word", "\\p{L}[\\p{L}\\p{N}_]*"],
  ["mark", "\\^\\^|&&|\\|\\||!=|<=|>=|<<\\(|\\)>>|<<|>>|\\{\\||\\|\\}|."],
];

const TOKEN = new RegExp(KINDS.map(([, pattern]) => `(${pattern})`).join("|"), "gsu");

/** All of the text, white space and comments too. Never fails: what begins no token is a mark of its own. */
export function* pieces(query: string): Generator<Token> {
  for (const match of query.matchAll(TOKEN)) {
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)]![0];
    yield { kind, text: match[0], start: match.index };
  }
}

export function tokenize(query: string): Token[] {
  return [...pieces(query)].filter(({ kind }) => kind !== "blank");
}

export function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}

export function endOf(token: Token): number {
  return token.start + token.text.length;
}
