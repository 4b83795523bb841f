"""A network changed by some documents is the network made anew of all of them."""

from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.folder import MANIFEST
from kg.graph import (
    Documents,
    build_network,
    kept_bytes,
    kept_of,
    read_kept,
    renewed,
    write_kept,
)
from kg.graph.columns import many
from kg.model import (
    Appearance,
    Claim,
    Entity,
    Evidence,
    Fact,
    Mention,
    Network,
    Node,
    Proof,
    Record,
)
from kg.resources import ontology_dir

BASE = "https://kg.example/id/"

_IDS = ("甲", "乙", "丙", "丁")
# Full names and short forms of each other, two that say too little, and a traditional spelling.
_NAMES = ("云帆科技有限公司", "雲帆科技有限公司", "云帆科技", "云帆集团", "云帆", "市委", "王先生")
_TYPES = ("Organization", "Place", "Person")
_PREDICATES = ("partOf", "locatedIn", "metWith", "memberOf", "partnerOf")


@st.composite
def _records(draw: st.DrawFn, identifier: str) -> Record:
    names = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_TYPES),
                st.sampled_from(_NAMES),
                st.lists(st.sampled_from(_NAMES), max_size=2),
                st.sampled_from(("", "Company", "City")),
                st.integers(1, 3),
            ),
            max_size=5,
        )
    )
    entities = tuple(
        Entity(
            f"e{number}",
            type_,
            name,
            tuple(Mention(at, at + len(name), name, type_) for at in range(mentions)),
            subtype,
            tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        )
        for number, (type_, name, aliases, subtype, mentions) in enumerate(names)
    )
    ends = st.integers(0, max(len(entities) - 1, 0)).map("e{}".format)
    claims = draw(
        st.lists(
            st.builds(
                Claim,
                subject=ends,
                predicate=st.sampled_from(_PREDICATES),
                object=ends,
                # Of a quote that is not as long as its span the proof is bad.
                evidence=st.sampled_from((Evidence(0, 2, "云帆"), Evidence(0, 9, "云帆"))),
                role=st.sampled_from(("", "经理")),
                modality=st.sampled_from(("asserted", "planned")),
            ),
            max_size=6,
        )
        if entities
        else st.just([])
    )
    rejected = (("duplicate", 1),) if draw(st.booleans()) else ()
    return Record(
        identifier,
        f"{identifier}.txt",
        "",
        entities=entities,
        claims=tuple(claims),
        rejected=rejected,
    )


@st.composite
def _histories(draw: st.DrawFn) -> list[dict[str, Record]]:
    """Sets of documents, most of which stay from one to the next."""
    versions = {name: [draw(_records(name)), draw(_records(name))] for name in _IDS}
    now = {name: versions[name][0] for name in _IDS if draw(st.booleans())}
    history = [now]
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(_IDS))
        then = draw(st.sampled_from((*versions[name], None)))
        now = {**now, name: then} if then else {n: r for n, r in now.items() if n != name}
        history.append(now)
    return history


def _made(records: Iterable[Record]) -> Network:
    return build_network(tuple(records), base=BASE, ontology=ontology_dir())


@settings(deadline=None, max_examples=150)
@given(history=_histories())
def test_changes_give_what_all_documents_give(history: list[dict[str, Record]]) -> None:
    kept = kept_of(_made(history[0].values()))
    with patch("kg.graph.renew._MOST_CHANGED", 100):
        for old, new in pairwise(history):
            same = {name for name, record in new.items() if old.get(name) == record}
            changes = Documents(
                came=tuple(record for name, record in new.items() if name not in same),
                gone=tuple(record for name, record in old.items() if name not in same),
                same=same,
                record=new.__getitem__,
            )
            full = _made(sorted(new.values(), key=lambda record: record.id))
            found = renewed(kept, changes, base=BASE, ontology=ontology_dir())
            if found is None:  # entities break a shape, or nothing stays
                kept = kept_of(full)
                continue
            assert found.nodes == full.nodes
            assert found.facts == full.facts
            assert found.quarantined == full.quarantined
            assert found.rejected == full.rejected
            assert found.named == full.named
            kept = kept_of(found)


def test_what_is_kept_is_read_back_equal_and_believed_beside_its_build_alone(
    tmp_path: Path,
) -> None:
    evidence = Evidence(3, 5, "云\ud800", 0, "说云\ud800")
    record = Record(
        "甲",
        "甲.txt",
        "",
        entities=(
            Entity(
                "e1",
                "Organization",
                "云帆科技",
                (
                    Mention(0, 4, "云帆科技", "Organization"),
                    Mention(6, 10, "云帆科技", "Organization"),
                ),
            ),
            Entity(
                "e2", "Place", "杭\ud800州市", (Mention(5, 8, "杭州市", "Place"),), "City", ("杭",)
            ),
        ),
        claims=(
            Claim("e1", "locatedIn", "e2", evidence, time="2026", score=0.1),
            Claim("e1", "x", "e2", evidence),
        ),
        rejected=(("duplicate", 2),),
    )
    kept = kept_of(_made([record]))
    assert kept.quarantined
    (tmp_path / MANIFEST).write_text("{}")
    write_kept(kept_bytes(kept), tmp_path, "program")
    again = read_kept(tmp_path, "program")
    assert again is not None
    assert (again.nodes, again.facts, again.quarantined) == (
        kept.nodes,
        kept.facts,
        kept.quarantined,
    )
    assert again.rejected == kept.rejected
    assert again.entities == kept.entities
    first, second = again.entities["甲"]
    assert (first.places, first.mentions) == ((0, 4, 6, 10), 2)
    assert (second.name, second.aliases, second.places) == ("杭\ud800州市", ("杭",), (5, 8))
    assert first.node == next(node.iri for node in again.nodes if node.type == "Organization")
    assert read_kept(tmp_path, "another program") is None
    (tmp_path / MANIFEST).write_text("{ }")
    assert read_kept(tmp_path, "program") is None


def test_a_damaged_file_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{}")
    write_kept(kept_bytes(kept_of(_made([]))), tmp_path, "program")
    assert read_kept(tmp_path, "program") is not None
    place = tmp_path / "store" / "network.bin"
    whole = place.read_bytes()
    for damaged in (
        whole.replace(b'"nodes":0', b'"nodes":1'),
        whole + b"\n",
        whole[:-1],
        b"",
    ):
        assert damaged != whole
        place.write_bytes(damaged)
        assert read_kept(tmp_path, "program") is None


def test_columns_make_the_values_that_are_made_one_by_one() -> None:
    made = many(Appearance, document=["甲", "乙"], mentions=[1, 2])
    assert made == (Appearance("甲", 1), Appearance("乙", 2))
    assert many(Appearance, document=[], mentions=[]) == ()
    with pytest.raises(TypeError, match="Appearance"):
        many(Appearance, document=["甲"])


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Node, "iri type subtype names appearances problem"),
        (Appearance, "document mentions"),
        (Fact, "subject predicate object modality proofs problem"),
        (Proof, "document evidence role time score by subpredicate"),
        (Evidence, "start end text sentence_start sentence"),
    ],
)
def test_every_value_of_a_network_is_kept(kind: type, names: str) -> None:
    """Who adds a value must keep it too, in kg/graph/kept.py."""
    assert " ".join(field.name for field in fields(kind)) == names
