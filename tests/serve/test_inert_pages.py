"""Whatever a document says, a page only shows it."""

from collections.abc import Iterator

import pytest

from kg.export import write_all
from kg.graph.iris import document_iri, segment
from kg.model import (
    Appearance,
    Claim,
    Document,
    Entity,
    Evidence,
    Fact,
    Mention,
    Network,
    Node,
    Proof,
    Record,
    Span,
)
from kg.records import document_to_json
from kg.serve.jobs import JOBS
from kg.serve.paths import ENTITY, local_path
from kg.serve.session import Session, prepare_opening
from tests.serve.test_pages import Page

BASE = "https://kg.example/id/"
CORPUS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</article></main><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{background:url(http://evil.example)}</style>",
    "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;&#x3c;",
    "<!-- --><![CDATA[ ]]>",
    "a\u202eb\u2028c",
)

TAGS = frozenset(
    "html head meta title link body nav a main h1 h2 p span b ul li q mark footer dl dt dd "
    "article".split()
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A build in which every text that comes from outside is hostile."""
    nodes, facts, records, documents = [], [], [], []
    for hostile in CORPUS:
        text = f"{hostile}任职于{hostile}。"
        size = len(hostile)
        person = Node(
            f"{BASE}Person/{segment(hostile)}", "Person", "", (hostile, hostile + "2"), ()
        )
        body = Node(f"{BASE}Organization/{segment(hostile)}", "Organization", "", (hostile,), ())
        named = [
            Node(n.iri, n.type, n.subtype, n.names, (Appearance(hostile, 1),))
            for n in (person, body)
        ]
        evidence = Evidence(0, len(text) - 1, text[:-1], 0, text)
        proof = Proof(hostile, evidence, role=hostile, time="", by=f"pattern:{hostile}")
        nodes += named
        facts.append(Fact(person.iri, "memberOf", body.iri, "asserted", (proof,)))
        entities = (
            Entity("e1", "Person", hostile, (Mention(0, size, hostile, "Person"),)),
            Entity(
                "e2",
                "Organization",
                hostile,
                (Mention(size + 3, 2 * size + 3, hostile, "Organization"),),
            ),
        )
        claim = Claim("e1", "memberOf", "e2", evidence, role=hostile)
        document = Document(
            hostile, hostile, text, (Span(0, len(text)),), title=hostile, publisher=hostile
        )
        documents.append(document)
        records.append(
            Record(
                hostile,
                hostile,
                document.text_sha256,
                title=hostile,
                publisher=hostile,
                entities=entities,
                claims=(claim,),
            )
        )
    folder = tmp_path_factory.mktemp("hostile")
    lines = "".join(document_to_json(document) + "\n" for document in documents)
    (folder / "documents.jsonl").write_text(lines, "utf-8")
    ordered = tuple(sorted(nodes, key=lambda node: node.iri))
    write_all(Network(BASE, ordered, tuple(facts), tuple(records)), folder)
    opened = prepare_opening(folder, 1 << 26).session()
    yield opened
    opened.texts.close()


@pytest.mark.parametrize("hostile", CORPUS)
@pytest.mark.parametrize("kind", ["Person", "Organization", "document", "role"])
def test_pages_only_show(session: Session, kind: str, hostile: str) -> None:
    iri = document_iri(BASE, hostile) if kind == "document" else f"{BASE}{kind}/{segment(hostile)}"
    path = local_path(iri, BASE).removeprefix(ENTITY)
    values = {
        "path": path,
        "language": "zh",
        "accept": "text/html",
        "format": "",
        "start": "0",
        "end": "9",
    }
    reply = JOBS["page"](session, values)
    assert reply.status == 200
    page = Page(reply.body.decode("utf-8"))
    assert set(page.tags) <= TAGS
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    links = [value for name, value in page.attributes if name in ("href", "src")]
    assert all(link.startswith(("/", "data:,")) for link in links), links
    assert hostile.partition("\u2028")[0] in page.text
    assert page.tags.count("meta") == 4
