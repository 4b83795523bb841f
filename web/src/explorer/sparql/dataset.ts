import type { EvidenceBlock, StatementGroup, StatementsBlock, TextsBlock } from "../contract/blocks";

const CHUNK = 20_000;

export interface Piece {
  text: string;
  statements: number;
}

/**
 * The dataset as N-Quads, in pieces. What is said of documents is also in the default graph, as `kg query`
 * sees it: asking for a fact's document should not need to know its graph.
 */
export function* datasetLines(
  block: StatementsBlock,
  evidence: EvidenceBlock,
  texts: TextsBlock | null,
): Generator<Piece> {
  const terms = block.terms.map((term) => (typeof term === "string" ? term : literal(quoted(term, evidence, texts))));
  let lines: string[] = [];
  for (const group of block.groups) {
    const graph = group.graph < 0 ? "" : terms[group.graph]!;
    for (const triple of triplesOf(group, terms)) {
      lines.push(`${triple}${graph} .`);
      if (graph.endsWith("documents>")) {
        lines.push(`${triple} .`);
      }
      if (lines.length >= CHUNK) {
        yield piece(lines);
        lines = [];
      }
    }
  }
  yield piece(lines);
}

function piece(lines: readonly string[]): Piece {
  return { text: lines.map((line) => `${line}\n`).join(""), statements: lines.length };
}

function* triplesOf(group: StatementGroup, terms: readonly string[]): Generator<string> {
  const predicates = group.predicates.map((number) => terms[number]!);
  const at = predicates.map(() => 0);
  const object = predicates.map(() => 0);
  let subject = 0;
  for (let row = 0; row < group.subjects.length; row++) {
    subject += group.subjects[row]!;
    for (let column = 0; column < predicates.length; column++) {
      const start = `${terms[subject]!} ${predicates[column]!} `;
      const objects = group.objects[column]!;
      for (let left = group.counts[column]![row] ?? 1; left > 0; left--) {
        object[column]! += objects[at[column]!++]!;
        yield `${start}${terms[object[column]!]!} `;
      }
    }
  }
}

/** The quote of a proof, or with a negative number its sentence. */
function quoted(number: number, evidence: EvidenceBlock, texts: TextsBlock | null): string {
  const proof = number < 0 ? -1 - number : number;
  const [document, start, rest] = evidence.sentences[evidence.sentence[proof]!]!;
  const sentence = typeof rest === "string" ? rest : (texts?.texts[document] ?? "").slice(start, rest);
  return number < 0 ? sentence : sentence.slice(evidence.start[proof], evidence.end[proof]);
}

function literal(text: string): string {
  const escaped = text.replace(/["\\\n\r]/g, (mark) => ESCAPES[mark]!);
  // RDF has no lone surrogates.
  return `"${escaped.replace(/[\ud800-\udfff]/gu, "\ufffd")}"`;
}

const ESCAPES: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" };
