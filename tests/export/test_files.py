"""Every file of a build: readable by others, equal to each other, always the same bytes."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import to_canonical_graph

from kg.errors import InputError, OutputError
from kg.export import FORMATS, encode, to_networkx, write, write_all
from kg.export.inert import cell_text, xml_text
from kg.export.tables import EVIDENCE_COLUMNS, entity_rows
from kg.graph import QUARANTINE
from kg.model import Network
from kg.rdf import Quad, RdfFormat, parse_text
from kg.records import from_json
from kg.schema import VOCABULARY
from tests.export import sample
from tests.export.test_inert import FORMULAS

# rdflib warns of itself when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")

KG = rdflib.Namespace(VOCABULARY)
RDFLIB_NAMES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
HOSTILE = (
    *FORMULAS,
    "</script><script>alert(1)</script>",
    'a","b\r\nc',
    "[链接](javascript:alert(1)) | *x* `y` <b>",
    "]]>&amp;<!--",
    "行\r\n内\t\x01\x0b\ufffe\x00",
    "\u202e反转\u2028",
    '"@id": "x"',
    "𠮷野家",
    "{{x}}",
)
NAMES = st.lists(
    st.text(min_size=1, max_size=12) | st.sampled_from(HOSTILE), min_size=2, max_size=4
)
THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("build")
    write_all(sample.network(), made)
    return made


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes UTF-8 for something else without its mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def triples(network: Network, form: str) -> set[object]:
    graph = rdflib.Graph()
    graph.parse(data=encode(network, form), format=RDFLIB_NAMES[form])
    return set(to_canonical_graph(graph))


def test_writes_every_file_and_names_it_in_the_manifest(folder: Path) -> None:
    written = {path.name for path in folder.iterdir()}
    assert written == {form.file for form in FORMATS.values() if form.file} | {"manifest.json"}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["base"] == sample.BASE
    assert manifest["counts"]["facts"] == 10
    assert manifest["counts"]["quarantined"] == 1
    assert set(manifest["files"]) == written - {"manifest.json"}
    for name, described in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert described == {
            "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
        }  # fmt: skip


def test_manifest_names_files_that_others_put_there_before(tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text("page", "utf-8")
    write_all(sample.network(), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["files"]["graph.html"]["bytes"] == 4


def test_same_bytes_in_another_process(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.export import sample;"
        "from kg.export import write_all; write_all(sample.network(), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        made = tmp_path / seed
        made.mkdir()
        subprocess.run(
            [sys.executable, "-c", program, str(made)],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Shanghai"},
            check=True,
        )
        for path in sorted(folder.iterdir()):
            assert (made / path.name).read_bytes() == path.read_bytes(), path.name


def test_all_rdf_formats_hold_the_same_statements() -> None:
    network = sample.network()
    expected = triples(network, "nt")
    assert len(expected) > 100
    for form in RDFLIB_NAMES:
        assert triples(network, form) == expected, form


@pytest.mark.parametrize("form", ["nt", "ttl", "rdf"])
def test_the_engine_reads_them_too(form: str) -> None:
    network = sample.network()
    formats = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML}
    statements = [_triple(q) for q in parse_text(encode(network, form), formats[form])]
    trig = parse_text(encode(network, "trig"), RdfFormat.TRIG)
    assert set(statements) == {_triple(q) for q in trig if q.graph_name != QUARANTINE}
    assert len(statements) == len(set(statements))


def _triple(quad: Quad) -> tuple[str, str, str]:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def test_quarantine_lies_in_its_own_graph_and_nowhere_else() -> None:
    network = sample.network()
    dataset = rdflib.Dataset()
    dataset.parse(data=encode(network, "trig"), format="trig")
    problem = list(dataset.quads((None, KG.problem, None, None)))
    assert [quad[3] for quad in problem] == [rdflib.URIRef(QUARANTINE.value)]
    assert b"kg:problem" not in encode(network, "ttl")
    nquads = rdflib.Dataset()
    nquads.parse(data=encode(network, "nq"), format="nquads")
    assert set(nquads) == set(dataset)


def test_what_is_planned_is_evidence_and_no_plain_fact() -> None:
    graph = rdflib.Graph()
    graph.parse(data=encode(sample.network(), "ttl"), format="turtle")
    zhou, park, forum = (
        rdflib.URIRef(node.iri) for node in (sample.ZHOU, sample.PARK, sample.FORUM)
    )
    assert (zhou, KG.memberOf, park) in graph
    assert (park, KG.organizes, forum) not in graph


def test_jsonld_is_compact_under_the_names_of_the_vocabulary() -> None:
    value = json.loads(encode(sample.network(), "jsonld"))
    context = value["@context"]
    assert context["memberOf"] == {"@id": "kg:memberOf", "@type": "@id"}
    assert context["Person"] == "kg:Person"
    assert context["prefLabel"] == {"@id": "skos:prefLabel", "@language": "zh"}
    zhou = next(node for node in value["@graph"] if node["@id"] == sample.ZHOU.iri)
    assert zhou["memberOf"] == sample.PARK.iri
    assert zhou["prefLabel"] == zhou["label"] == "周明兰"
    assert "Person" in zhou["@type"]


def test_graph_tools_read_graphml_and_gexf() -> None:
    network = sample.network()
    expected = to_networkx(network)
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(io.BytesIO(encode(network, form)))
        assert set(graph) == set(expected)
        assert graph.number_of_edges() == expected.number_of_edges() == 10
        assert graph.nodes[sample.PARK.iri]["label"] == "云栖设计园"
        assert graph.nodes[sample.PARK.iri]["type_label"] == "园区"
        edges = graph.get_edge_data(sample.ZHOU.iri, sample.PARK.iri)
        edge = edges if "predicate" in edges else next(iter(edges.values()))
        assert edge["predicate"] == "memberOf"
        assert edge["roles"] == "主任 | 党委书记、主任"
        assert edge["evidence"] == 2


def test_networkx_graph_has_an_edge_for_each_modality() -> None:
    graph = to_networkx(sample.network())
    assert graph[sample.PARK.iri][sample.FORUM.iri]["organizes/planned"]["modality"] == "planned"
    assert graph[sample.ZHOU.iri][sample.PARK.iri]["memberOf"]["quote"] == "云栖设计园主任周明兰"


def test_tables_have_names_and_evidence() -> None:
    network = sample.network()
    entities = {row["label"]: row for row in rows(encode(network, "entities"))}
    assert entities["云栖设计园"]["aliases"] == "设计园"
    assert entities["云栖设计园"]["facts"] == "6"
    assert entities["南塘村"]["facts"] == "0"
    relations = rows(encode(network, "relations"))
    job = next(row for row in relations if row["predicate"] == "memberOf")
    assert (job["subject_label"], job["predicate_label"]) == ("周明兰", "任职于")
    assert (job["evidence"], job["documents"]) == ("2", "2")
    evidence = rows(encode(network, "evidence"))
    assert tuple(evidence[0]) == EVIDENCE_COLUMNS
    assert len(evidence) == 11
    for row in evidence:
        start, end = int(row["start"]), int(row["end"])
        assert row["sentence"][start:end] == row["text"]


def test_rows_are_numbers_and_words_for_frames() -> None:
    row = next(row for row in entity_rows(sample.network()) if row["label"] == "云栖设计园")
    assert (row["mentions"], row["type"], row["subtype"]) == (6, "Organization", "Park")


def test_records_come_back_equal() -> None:
    network = sample.network()
    lines = encode(network, "records").decode("utf-8").splitlines()
    assert tuple(map(from_json, lines)) == network.records


def test_report_tells_what_was_left_out() -> None:
    report = encode(sample.network(), "report").decode("utf-8")
    assert "| 事实 · facts | 10 |" in report
    assert "| 任职于 · member of | 1 | 2 |" in report
    assert "| domain | 7 |" in report
    assert "| broken.txt | looks binary |" in report
    assert "subject is a Place, not a Person" in report
    assert "| 云栖设计园 | 主办 · organizes | 海丝论坛 | 计划 · planned |" in report


def test_empty_network_has_all_files(tmp_path: Path) -> None:
    write_all(Network(sample.BASE, (), (), ()), tmp_path)
    for form in ("ttl", "rdf", "jsonld"):
        assert triples(Network(sample.BASE, (), (), ()), form) == set()
    assert rows((tmp_path / "entities.csv").read_bytes()) == []


def test_unknown_format_and_unwritable_place_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"docx: no such format; choose one of ttl, nt"):
        write(sample.network(), "docx", tmp_path / "x")
    with pytest.raises(OutputError, match="cannot be written"):
        write(sample.network(), "nt", tmp_path / "missing" / "x.nt")
    write(sample.network(), "nt", tmp_path / "x.nt")
    assert (tmp_path / "x.nt").read_bytes() == encode(sample.network(), "nt")


@THOROUGH
@given(NAMES)
def test_hostile_names_stay_names_in_every_file(names: list[str]) -> None:
    network = sample.network_of_names(names)
    expected = triples(network, "nt")
    for form in ("ttl", "jsonld"):
        assert triples(network, form) == expected, form
    graph = rdflib.Graph()
    graph.parse(data=encode(network, "rdf"), format="xml")
    assert len(graph) == len(expected)
    tables = rows(encode(network, "entities"))
    assert [cell_text(row["label"]) for row in tables] == names
    assert len(rows(encode(network, "evidence"))) == sum(len(f.proofs) for f in network.facts)
    drawn = nx.read_graphml(io.BytesIO(encode(network, "graphml")))
    shown = sorted(str(label) for _, label in drawn.nodes(data="label"))
    assert shown == sorted(map(xml_text, names))
    assert nx.read_gexf(io.BytesIO(encode(network, "gexf"))).number_of_nodes() == len(names)
    lines = encode(network, "records").decode("utf-8").split("\n")[:-1]
    assert tuple(map(from_json, lines)) == network.records
    report = encode(network, "report").decode("utf-8")
    assert all(line.startswith(("#", "|", "无")) for line in report.splitlines() if line)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_lone_surrogates_stop_no_format(form: str) -> None:
    data = encode(sample.network_of_names(["甲\ud800乙", "丙"]), form)
    assert form == "neo4j" or data.decode("utf-8")  # that one is an archive of such files
