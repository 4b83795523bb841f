"""The network of a build, kept so that the next build changes it and does not make it anew.

A file of two lines: what it belongs to, with the digest of the second; and the network in lists. It
is believed only where the program is the same and the build beside it the one that it was kept for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kg.folder import MANIFEST, STORE
from kg.model import Appearance, Evidence, Fact, Network, Node, Proof

_FILE = "network.json"
_FORM = 1


class Local(NamedTuple):
    """An entity of one document, with the number of its node and of its mentions."""

    id: str
    node: int
    name: str
    aliases: Sequence[str]
    subtype: str
    mentions: int


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

    def node_of(self) -> dict[tuple[str, str], str]:
        """As in ``Network``."""
        iris = [node.iri for node in self.all_nodes]
        return {
            (document, local.id): iris[local.node]
            for document, locals_ in self.entities.items()
            for local in locals_
        }


def kept_of(network: Network, entities: Mapping[str, Sequence[Local]] | None = None) -> KeptNetwork:
    """What of a network is kept; ``entities`` are found out where they are not known."""
    return KeptNetwork(
        nodes=network.nodes,
        facts=network.facts,
        quarantined_nodes=network.quarantined_nodes,
        quarantined=network.quarantined,
        rejected=dict(network.rejected),
        entities=_entities(network) if entities is None else entities,
    )


def _entities(network: Network) -> dict[str, list[Local]]:
    if network.edits:
        return {}
    nodes = network.nodes + network.quarantined_nodes
    number = {node.iri: index for index, node in enumerate(nodes)}
    return {
        record.id: [
            Local(
                entity.id,
                number[network.node_of[record.id, entity.id]],
                entity.name,
                entity.aliases,
                entity.subtype,
                len(entity.mentions),
            )
            for entity in record.entities
        ]
        for record in network.records
    }


def write_kept(kept: KeptNetwork, folder: Path, program: str) -> None:
    """Keep a network in the folder of its build, whose manifest is there already.

    Raises:
        OSError: it cannot be written.
    """
    text = json.dumps(_value(kept), ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "surrogatepass")
    head = {"form": _FORM, "program": program, "of": _digest_of(folder), "body": _digest(body)}
    place = folder / STORE / _FILE
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(json.dumps(head).encode("ascii") + b"\n" + body + b"\n")


def read_kept(folder: Path, program: str) -> KeptNetwork | None:
    """The network of the build in ``folder``; None where it is not to be believed."""
    try:
        head, body, _ = (folder / STORE / _FILE).read_bytes().split(b"\n")
        said = {"form": _FORM, "program": program, "of": _digest_of(folder), "body": _digest(body)}
        if json.loads(head) != said:
            return None
        return _kept(json.loads(body.decode("utf-8", "surrogatepass")))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _digest_of(folder: Path) -> str:
    return _digest((folder / MANIFEST).read_bytes())


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class _Numbers(dict[str, int]):
    """Texts by number, in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def _value(kept: KeptNetwork) -> dict[str, Any]:
    number = {node.iri: index for index, node in enumerate(kept.all_nodes)}
    documents, texts = _Numbers(), _Numbers()
    for identifier in kept.entities:
        documents[identifier]
    return {
        "nodes": [_node(node, documents) for node in kept.nodes],
        "quarantined_nodes": [_node(node, documents) for node in kept.quarantined_nodes],
        "facts": [_fact(fact, number, documents, texts) for fact in kept.facts],
        "quarantined": [_fact(fact, number, documents, texts) for fact in kept.quarantined],
        "rejected": kept.rejected,
        "entities": list(kept.entities.values()),
        "documents": list(documents),
        "texts": list(texts),
    }


def _node(node: Node, documents: _Numbers) -> list[Any]:
    at = [
        part for place in node.appearances for part in (documents[place.document], place.mentions)
    ]
    return [node.iri, node.type, node.subtype, node.names, at, node.problem]


def _fact(fact: Fact, number: Mapping[str, int], documents: _Numbers, texts: _Numbers) -> list[Any]:
    proofs = [
        [
            documents[proof.document],
            proof.role,
            proof.time,
            proof.score,
            texts[proof.by],
            proof.subpredicate,
            proof.evidence.start,
            proof.evidence.end,
            proof.evidence.text,
            proof.evidence.sentence_start,
            texts[proof.evidence.sentence],
        ]
        for proof in fact.proofs
    ]
    ends = number[fact.subject], number[fact.object]
    return [*ends, texts[fact.predicate], texts[fact.modality], fact.problem, proofs]


def _kept(value: dict[str, Any]) -> KeptNetwork:
    documents, texts = value["documents"], value["texts"]
    nodes, bad = (_nodes(value[name], documents) for name in ("nodes", "quarantined_nodes"))
    iris = [node.iri for node in nodes + bad]

    def facts(rows: list[Any]) -> tuple[Fact, ...]:
        return tuple(
            Fact(
                iris[subject],
                texts[predicate],
                iris[object_],
                texts[modality],
                tuple([_proof(proof, documents, texts) for proof in proofs]),
                problem,
            )
            for subject, object_, predicate, modality, problem, proofs in rows
        )

    return KeptNetwork(
        nodes=nodes,
        facts=facts(value["facts"]),
        quarantined_nodes=bad,
        quarantined=facts(value["quarantined"]),
        rejected=value["rejected"],
        entities={
            name: list(map(Local._make, rows))
            for name, rows in zip(documents, value["entities"], strict=False)
        },
    )


def _nodes(rows: list[Any], documents: Sequence[str]) -> tuple[Node, ...]:
    return tuple(
        Node(
            iri,
            type_,
            subtype,
            tuple(names),
            tuple(map(Appearance, [documents[d] for d in at[::2]], at[1::2])),
            problem,
        )
        for iri, type_, subtype, names, at, problem in rows
    )


def _proof(row: list[Any], documents: Sequence[str], texts: Sequence[str]) -> Proof:
    document, role, time, score, by, finer, start, end, text, sentence_start, sentence = row
    evidence = Evidence(start, end, text, sentence_start, texts[sentence])
    return Proof(documents[document], evidence, role, time, score, texts[by], finer)
