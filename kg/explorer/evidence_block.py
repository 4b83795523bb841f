"""Every place that states a fact, and the texts with their mentions, as columns."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain

from kg.explorer.blocks import EvidenceBlock, TextsBlock
from kg.explorer.terms import Terms, document_numbers, numbered
from kg.model import Evidence, Network, Proof
from kg.text import Utf16, utf16_length
from kg.view.select import Part

Sentence = tuple[int, int, int] | tuple[int, int, str]

#: Start, end (in code points) and node of each mention of a document, by its id.
Mentions = Mapping[str, Sequence[tuple[int, int, int]]]


def evidence_block(
    network: Network, part: Part, terms: Terms, texts: Mapping[str, str], *, inside: bool
) -> EvidenceBlock:
    """All proofs of the part's facts.

    Args:
        network: all there is.
        part: what the page shows.
        terms: the numbers of predicates.
        texts: of the documents, by id.
        inside: whether the page has the texts, so that a sentence is named by its place in one.
    """
    quote = _Quotes(document_numbers(network), texts, inside=inside)
    proofs = [proof for fact in part.facts for proof in fact.proofs]
    places = [quote(proof) for proof in proofs]
    sentences = numbered([sentence for sentence, _, _ in places])
    rules = numbered([proof.by for proof in proofs])
    return EvidenceBlock(
        first=list(accumulate([len(fact.proofs) for fact in part.facts], initial=0)),
        document=[sentence[0] for sentence, _, _ in places],
        sentence=[sentences[sentence] for sentence, _, _ in places],
        start=[start for _, start, _ in places],
        end=[end for _, _, end in places],
        role=[proof.role for proof in proofs],
        time=[proof.time for proof in proofs],
        finer=[terms.predicate[p.subpredicate] if p.subpredicate else -1 for p in proofs],
        score=[round(proof.score * 100) for proof in proofs],
        by=[rules[proof.by] for proof in proofs],
        rules=list(rules),
        sentences=list(sentences),
    )


class _Quotes:
    """Where a proof stands: its sentence, and in it the stretch that states the fact, in UTF-16."""

    def __init__(
        self, documents: Mapping[str, int], texts: Mapping[str, str], *, inside: bool
    ) -> None:
        self._documents = {
            name: (number, texts.get(name, "") if inside else "", _units(texts.get(name, "")))
            for name, number in documents.items()
        }

    def __call__(self, proof: Proof) -> tuple[Sentence, int, int]:
        found = proof.evidence
        document, text, units = self._documents.get(proof.document, (-1, "", int))
        sentence, offset = found.sentence, found.sentence_start
        start = found.start - offset
        if not holds_quote(found):
            sentence, offset, start = found.text, found.start, 0  # a record of somebody else's
        first = units(offset)
        last = offset + len(sentence)
        if sentence and text[offset:last] == sentence:
            before, after = units(offset + start), units(offset + start + len(found.text))
            return (document, first, units(last)), before - first, after - first
        before = utf16_length(sentence[:start])
        return (document, first, sentence), before, before + utf16_length(found.text)


def _units(text: str) -> Callable[[int], int]:
    """Places in a text in code points → in UTF-16; in most texts they are the same."""
    return int if utf16_length(text) == len(text) else Utf16(text)


def holds_quote(found: Evidence) -> bool:
    """Whether the sentence has the quote where the two say."""
    start = found.start - found.sentence_start
    return start >= 0 and found.sentence.startswith(found.text, start)


def texts_block(network: Network, mentions: Mentions, texts: Mapping[str, str]) -> TextsBlock:
    """The texts and, in each, what it names of the part's nodes."""
    return TextsBlock(
        texts=[texts.get(record.id, "") for record in network.records],
        mentions=[
            _flat(mentions.get(record.id, ()), _units(texts.get(record.id, "")))
            for record in network.records
        ],
    )


def mentions_of(network: Network, part: Part) -> dict[str, list[tuple[int, int, int]]]:
    """Start, end (in code points) and node of what each document names of the part, by its id."""
    node = {each.iri: index for index, each in enumerate(part.nodes)}
    return {
        document: [
            (start, end, number)
            for local in locals_
            if (number := node.get(local.node, -1)) >= 0
            for start, end in zip(local.places[::2], local.places[1::2], strict=True)
        ]
        for document, locals_ in network.named.items()
    }


def _flat(mentions: Sequence[tuple[int, int, int]], units: Callable[[int], int]) -> list[int]:
    every = sorted(mentions)
    if units is not int:
        every = [(units(start), units(end), node) for start, end, node in every]
    return list(chain.from_iterable(every))
