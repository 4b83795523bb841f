import type { Proof } from "../../contract/source";
import { cut, occurrences, whole, type Piece, type Span } from "./cut";

const CONTEXT = 160; // characters kept on either side of the evidence in a very long sentence

interface Props {
  proof: Proof;
  /** All names of the two ends. */
  names: readonly string[];
}

/** The sentence; what states the fact is marked, and the names of the ends stand out. */
export function Quote({ proof, names }: Props) {
  const { sentence } = proof;
  const from = proof.start > CONTEXT ? whole(sentence, proof.start - CONTEXT) : 0;
  const to = sentence.length - proof.end > CONTEXT ? whole(sentence, proof.end + CONTEXT) : sentence.length;
  const ends = occurrences(sentence, names);
  const text = ({ start, end }: Span) => sentence.slice(start, end);
  const piece = (span: Piece<Span>) =>
    span.spans.length ? <strong key={span.start}>{text(span)}</strong> : text(span);
  const stretch = (start: number, end: number) => cut(start, end, ends).map(piece);
  return (
    <blockquote lang="zh" class="panel-quote">
      {from > 0 && "…"}
      {proof.start > from && stretch(from, proof.start)}
      {proof.end > proof.start && <mark>{stretch(proof.start, proof.end)}</mark>}
      {proof.end < to && stretch(proof.end, to)}
      {to < sentence.length && "…"}
    </blockquote>
  );
}
