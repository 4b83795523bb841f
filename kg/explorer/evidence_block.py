"""Every place that states a fact, and the texts with their mentions, as columns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.explorer.blocks import EvidenceBlock, TextsBlock
from kg.explorer.terms import Terms, document_numbers, numbered
from kg.model import Evidence, Network, Proof, Span
from kg.text import Utf16, utf16_length
from kg.view.select import Part

Sentence = tuple[int, int, int] | tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where a proof stands: its sentence, and in it the stretch that states the fact."""

    document: int
    sentence: Sentence
    start: int
    end: int


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
    sentences = numbered(place.sentence for place in places)
    rules = numbered(proof.by for proof in proofs)
    first = [0]
    for fact in part.facts:
        first.append(first[-1] + len(fact.proofs))
    return EvidenceBlock(
        first=first,
        document=[place.document for place in places],
        sentence=[sentences[place.sentence] for place in places],
        start=[place.start for place in places],
        end=[place.end for place in places],
        role=[proof.role for proof in proofs],
        time=[proof.time for proof in proofs],
        finer=[terms.predicate[p.subpredicate] if p.subpredicate else -1 for p in proofs],
        score=[round(proof.score * 100) for proof in proofs],
        by=[rules[proof.by] for proof in proofs],
        rules=list(rules),
        sentences=list(sentences),
    )


class _Quotes:
    """Places in code points → places in UTF-16, in a text or without one."""

    def __init__(
        self, documents: Mapping[str, int], texts: Mapping[str, str], *, inside: bool
    ) -> None:
        self._documents = documents
        self._texts = texts if inside else {}
        self._units = {name: Utf16(text) for name, text in texts.items()}

    def __call__(self, proof: Proof) -> Quoted:
        found, document = proof.evidence, self._documents.get(proof.document, -1)
        sentence, offset = found.sentence, found.sentence_start
        start = found.start - offset
        if not holds_quote(found):
            sentence, offset, start = found.text, found.start, 0  # a record of somebody else's
        before = utf16_length(sentence[:start])
        after = before + utf16_length(found.text)
        units = self._units.get(proof.document, _as_it_is)
        stretch = Span(offset, offset + len(sentence))
        if sentence and stretch.of(self._texts.get(proof.document, "")) == sentence:
            place = (document, units(stretch.start), units(stretch.end))
            return Quoted(document, place, before, after)
        return Quoted(document, (document, units(offset), sentence), before, after)


_as_it_is = Utf16("")


def holds_quote(found: Evidence) -> bool:
    """Whether the sentence has the quote where the two say."""
    start = found.start - found.sentence_start
    return start >= 0 and found.sentence.startswith(found.text, start)


def texts_block(network: Network, part: Part, texts: Mapping[str, str]) -> TextsBlock:
    """The texts and, in each, what it names of the part's nodes."""
    mentions = mentions_of(network, part)
    return TextsBlock(
        texts=[texts.get(record.id, "") for record in network.records],
        mentions=[
            list(_flat(mentions[record.id], Utf16(texts.get(record.id, ""))))
            for record in network.records
        ],
    )


def mentions_of(network: Network, part: Part) -> dict[str, list[tuple[int, int, int]]]:
    """Start, end (in code points) and node of what each document names of the part, by its id."""
    node = {each.iri: index for index, each in enumerate(part.nodes)}
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for record in network.records:
        for entity in record.entities:
            number = node.get(network.node_of.get((record.id, entity.id), ""))
            if number is not None:
                found[record.id] += [(m.start, m.end, number) for m in entity.mentions]
    return found


def _flat(mentions: list[tuple[int, int, int]], units: Utf16) -> Iterator[int]:
    for start, end, node in sorted(mentions):
        yield from (units(start), units(end), node)
