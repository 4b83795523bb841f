"""Laws of curation, for any documents and any edits."""

from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.curate import ACTIONS, COLUMNS, read_edits
from kg.curate.table import written
from kg.errors import CurationError, InputError
from kg.graph import build_network
from kg.model import Document, Network
from kg.records import from_json, to_json
from kg.resources import ontology_dir
from kg.schema import default_schema
from tests.strategies import Case, corpora, names, plain_names

BASE = "https://kg.example/id/"
_RELATIONS = [predicate.name for predicate in default_schema().core_predicates()]


@st.composite
def lines(draw: st.DrawFn, cases: list[Case]) -> list[str]:
    """Edits of what documents name, most of them without contradictions."""
    known = sorted({entity.name for case in cases for entity in case.record.entities})
    of_documents = st.sampled_from(known) if known else names()
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        action = draw(st.sampled_from(sorted(ACTIONS)))
        values = {"action": action, "name": draw(of_documents), "reason": draw(names())}
        if action == "new":
            values["name"] = "Person/" + values["name"]
        if action in ("merge", "reject", "add"):
            values["other"] = draw(of_documents)
        if action in ("rename", "split"):
            values["other"] = draw(names())
        if action == "retype":
            values["other"] = draw(st.sampled_from(["Place", "企业", "Work"]))
        if action in ("reject", "add"):
            values["relation"] = draw(st.sampled_from(_RELATIONS))
        if action == "split" and cases:
            values["document"] = draw(st.sampled_from([case.record.id for case in cases]))
        try:
            rows.append(written(values, COLUMNS, "curation.tsv"))
        except InputError:
            continue
    return rows


def document(rows: list[str]) -> Document:
    text = "\t".join(COLUMNS) + "\n" + "".join(row + "\n" for row in rows)
    return Document("curation", "curation.tsv", text, ())


def build(cases: list[Case], rows: list[str]) -> Network | None:
    """The build; None where the edits contradict each other. Edits count as taken before."""
    file = document(rows)
    try:
        return build_network(
            [case.record for case in cases],
            base=BASE,
            ontology=ontology_dir(),
            curation=[file],
            taken=[edit.key for edit in read_edits(file)],
        )
    except CurationError:
        return None


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_neither_the_order_of_lines_nor_of_documents_matters(
    data: st.DataObject, random: Random
) -> None:
    cases = data.draw(corpora(plain_names() | names()))
    rows = data.draw(lines(cases))
    first = build(cases, rows)
    shuffled, mixed = random.sample(rows, len(rows)), random.sample(cases, len(cases))
    second = build(mixed, shuffled)
    assert (first is None) == (second is None)
    if first is None or second is None:
        return
    assert first.nodes == second.nodes
    assert {(f.subject, f.predicate, f.object, f.modality) for f in first.facts} == {
        (f.subject, f.predicate, f.object, f.modality) for f in second.facts
    }
    assert first.rejected == second.rejected
    assert build(cases, rows) == first


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_quotes_are_true_iris_differ_and_nothing_is_lost(data: st.DataObject) -> None:
    cases = data.draw(corpora(plain_names() | names()))
    rows = data.draw(lines(cases))
    network = build(cases, rows)
    assume(network is not None)
    assert network is not None
    text = document(rows).text
    (own,) = (record for record in network.records if record.source == "curation.tsv")
    assert from_json(to_json(own)) == own
    for entity in own.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
    for claim in own.claims:
        evidence = claim.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        assert text[evidence.sentence_start :].startswith(evidence.sentence)
        assert (claim.score, claim.by) == (1.0, "curator")
    iris = [node.iri for node in (*network.nodes, *network.quarantined_nodes)]
    assert len(iris) == len(set(iris))
    claims = sum(len(case.record.claims) for case in cases) + len(own.claims)
    proofs = sum(len(fact.proofs) for fact in (*network.facts, *network.quarantined))
    of_records = sum(n for case in cases for _, n in case.record.rejected)
    turned_down = sum(number for _, number in network.rejected) - of_records
    same = claims - proofs - turned_down
    assert same >= 0  # claims that say the very same are one proof
    for edit in network.edits:
        assert text[edit.start : edit.end] == edit.text
        assert set(edit.nodes) <= set(iris)
