import type { EvidenceBlock, TextsBlock } from "../contract/blocks";
import type { DocumentText, Proof } from "../contract/source";

/** The places that state a fact, as the block has them; `terms` are the names of predicates. */
export function proofsOf(
  fact: number,
  block: EvidenceBlock,
  texts: TextsBlock | null,
  terms: readonly string[],
): Proof[] {
  const proofs: Proof[] = [];
  for (let row = block.first[fact] ?? 0; row < (block.first[fact + 1] ?? 0); row++) {
    proofs.push({
      document: block.document[row]!,
      ...sentence(block.sentences[block.sentence[row]!]!, texts),
      start: block.start[row]!,
      end: block.end[row]!,
      role: block.role[row]!,
      time: block.time[row]!,
      finer: terms[block.finer[row]!] ?? "",
      score: block.score[row]! / 100,
      by: block.rules[block.by[row]!] ?? "",
    });
  }
  return proofs;
}

function sentence([document, start, rest]: EvidenceBlock["sentences"][number], texts: TextsBlock | null) {
  return typeof rest === "string"
    ? { sentence: rest, offset: start }
    : { sentence: texts?.texts[document]?.slice(start, rest) ?? "", offset: start };
}

export function textOf(document: number, block: TextsBlock): DocumentText | null {
  const text = block.texts[document];
  if (text === undefined) {
    return null;
  }
  const flat = block.mentions[document] ?? [];
  const mentions: DocumentText["mentions"] = [];
  for (let at = 0; at + 2 < flat.length; at += 3) {
    mentions.push({ start: flat[at]!, end: flat[at + 1]!, node: flat[at + 2]! });
  }
  return { text, mentions };
}
