import type { Answer, Value } from "../contract/source";
import type { Prepared } from "./prepare";
import { turtle } from "./turtle";

interface ResultsJson {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Value>[] };
}

/** SPARQL 1.1 Query Results JSON, or N-Triples, as an answer. */
export function answerOf(
  text: string,
  { kind, columns }: Pick<Prepared, "kind" | "columns">,
  prefixes: Readonly<Record<string, string>>,
): Answer {
  if (kind === "graph") {
    return { kind, turtle: turtle(text, prefixes) };
  }
  const { head, boolean, results } = JSON.parse(text) as ResultsJson;
  if (boolean !== undefined) {
    return { kind: "boolean", value: boolean };
  }
  const named = head.vars ?? [];
  const place = (name: string) => columns.indexOf(name);
  const variables = columns.length ? [...named].sort((one, other) => place(one) - place(other)) : named;
  return { kind: "table", variables, rows: results?.bindings ?? [] };
}
