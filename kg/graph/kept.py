"""The network of a build, kept so that the next build changes it and does not make it anew.

A line of JSON: what it belongs to, with the digest of the rest; one with the texts; and columns of
numbers, one for each attribute of the nodes, proofs, facts and entities. It is believed only where
the program is the same and the build beside it the one that it was kept for.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from pathlib import Path

from kg.folder import MANIFEST, STORE
from kg.graph.columns import Reader, Writer, many
from kg.model import Appearance, Evidence, Fact, Local, Network, Node, Proof

_FILE = "network.bin"
_FORM = 2


@dataclass(frozen=True, slots=True)
class KeptNetwork:
    """A network without its records, and which entities of which document its nodes are made of.

    Attributes:
        entities: by the id of a document; none where more than the documents shaped the network, so
            that it cannot be told from them what becomes of it.
    """

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    quarantined_nodes: tuple[Node, ...]
    quarantined: tuple[Fact, ...]
    rejected: Mapping[str, int]
    entities: Mapping[str, Sequence[Local]]

    @property
    def all_nodes(self) -> tuple[Node, ...]:
        """The good ones and the others."""
        return self.nodes + self.quarantined_nodes


def kept_of(network: Network) -> KeptNetwork:
    """What of a network is kept."""
    return KeptNetwork(
        nodes=network.nodes,
        facts=network.facts,
        quarantined_nodes=network.quarantined_nodes,
        quarantined=network.quarantined,
        rejected=dict(network.rejected),
        entities={} if network.edits else network.named,
    )


def write_kept(body: bytes, folder: Path, program: str) -> None:
    """Keep a network in the folder of its build, whose manifest is there already.

    Raises:
        OSError: it cannot be written.
    """
    head = {"form": _FORM, "program": program, "of": _digest_of(folder), "body": _digest(body)}
    place = folder / STORE / _FILE
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(json.dumps(head).encode("ascii") + b"\n" + body)


def read_kept(folder: Path, program: str) -> KeptNetwork | None:
    """The network of the build in ``folder``; None where it is not to be believed."""
    try:
        head, _, body = (folder / STORE / _FILE).read_bytes().partition(b"\n")
        said = {"form": _FORM, "program": program, "of": _digest_of(folder), "body": _digest(body)}
        return _kept(body) if json.loads(head) == said else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _digest_of(folder: Path) -> str:
    return _digest((folder / MANIFEST).read_bytes())


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def kept_bytes(kept: KeptNetwork) -> bytes:
    """A network as :func:`write_kept` writes it; before there is a manifest."""
    to = Writer()
    nodes, facts = kept.all_nodes, kept.facts + kept.quarantined
    _write_nodes(nodes, to)
    _write_facts(facts, to)
    _write_entities(kept.entities.values(), to)
    rest = {
        "nodes": len(kept.nodes),
        "facts": len(kept.facts),
        "rejected": kept.rejected,
        "documents": list(kept.entities),
        "texts": list(to.texts),
        "sizes": list(map(len, to.columns)),
    }
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return b"".join([text.encode("utf-8", "surrogatepass"), b"\n", *to.columns])


def _kept(body: bytes) -> KeptNetwork:
    end = body.index(b"\n")
    rest = json.loads(body[:end].decode("utf-8", "surrogatepass"))
    source = Reader(rest["texts"], rest["sizes"], memoryview(body)[end + 1 :])
    nodes, facts = _read_nodes(source), _read_facts(source)
    good_nodes, good_facts = rest["nodes"], rest["facts"]
    return KeptNetwork(
        nodes=nodes[:good_nodes],
        facts=facts[:good_facts],
        quarantined_nodes=nodes[good_nodes:],
        quarantined=facts[good_facts:],
        rejected=rest["rejected"],
        entities=dict(zip(rest["documents"], _read_entities(source), strict=True)),
    )


def _write_nodes(nodes: Sequence[Node], to: Writer) -> None:
    places = [place for node in nodes for place in node.appearances]
    to.words([node.iri for node in nodes])
    to.words([node.type for node in nodes])
    to.words([node.subtype for node in nodes])
    to.words([name for node in nodes for name in node.names])
    to.lengths([node.names for node in nodes])
    to.words([place.document for place in places])
    to.numbers([place.mentions for place in places])
    to.lengths([node.appearances for node in nodes])
    to.words([node.problem for node in nodes])


def _read_nodes(source: Reader) -> tuple[Node, ...]:
    return many(
        Node,
        iri=source.words(),
        type=source.words(),
        subtype=source.words(),
        names=source.cut(source.words()),
        appearances=source.cut(
            many(Appearance, document=source.words(), mentions=source.numbers())
        ),
        problem=source.words(),
    )


def _write_facts(facts: Sequence[Fact], to: Writer) -> None:
    proofs = [proof for fact in facts for proof in fact.proofs]
    quotes = [proof.evidence for proof in proofs]
    to.words([fact.subject for fact in facts])
    to.words([fact.predicate for fact in facts])
    to.words([fact.object for fact in facts])
    to.words([fact.modality for fact in facts])
    to.words([proof.document for proof in proofs])
    to.numbers([quote.start for quote in quotes])
    to.numbers([quote.end for quote in quotes])
    to.words([quote.text for quote in quotes])
    to.numbers([quote.sentence_start for quote in quotes])
    to.words([quote.sentence for quote in quotes])
    to.words([proof.role for proof in proofs])
    to.words([proof.time for proof in proofs])
    to.numbers([proof.score for proof in proofs], "d")
    to.words([proof.by for proof in proofs])
    to.words([proof.subpredicate for proof in proofs])
    to.lengths([fact.proofs for fact in facts])
    to.words([fact.problem for fact in facts])


def _read_facts(source: Reader) -> tuple[Fact, ...]:
    return many(
        Fact,
        subject=source.words(),
        predicate=source.words(),
        object=source.words(),
        modality=source.words(),
        proofs=source.cut(
            many(
                Proof,
                document=source.words(),
                evidence=many(
                    Evidence,
                    start=source.numbers(),
                    end=source.numbers(),
                    text=source.words(),
                    sentence_start=source.numbers(),
                    sentence=source.words(),
                ),
                role=source.words(),
                time=source.words(),
                score=source.numbers("d"),
                by=source.words(),
                subpredicate=source.words(),
            )
        ),
        problem=source.words(),
    )


def _write_entities(documents: Collection[Sequence[Local]], to: Writer) -> None:
    locals_ = [local for document in documents for local in document]
    to.words([local.id for local in locals_])
    to.words([local.node for local in locals_])
    to.words([local.name for local in locals_])
    to.words([alias for local in locals_ for alias in local.aliases])
    to.lengths([local.aliases for local in locals_])
    to.words([local.subtype for local in locals_])
    to.numbers([at for local in locals_ for at in local.places])
    to.lengths([local.places for local in locals_])
    to.lengths(documents)


def _read_entities(source: Reader) -> list[tuple[Local, ...]]:
    columns = (
        source.words(),
        source.words(),
        source.words(),
        source.cut(source.words()),
        source.words(),
        source.cut(source.numbers()),
    )
    return source.cut(map(tuple.__new__, repeat(Local), zip(*columns, strict=True)))
