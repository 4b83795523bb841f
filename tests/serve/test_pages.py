"""Pages of entities and documents."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
import rdflib

from kg.model import Entity, Mention, Record
from kg.serve.jobs.document_page import pieces
from kg.serve.jobs.entity_page import Link
from kg.serve.paths import local_path
from tests.query.sample import BASE, EVIL, LIN, STONE, TEXT
from tests.serve.serving import Server

# rdflib calls what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.links: dict[str, str] = {}
        self._open: list[str] = []
        self._href = ""
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._href = dict(attrs).get("href") or "" if tag == "a" else self._href

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._open:
            self.marked.append(data)
        if self._open[-1:] == ["a"]:
            self.links.setdefault(data, self._href)


def page(server: Server, path: str, **headers: str) -> Page:
    found = server.get(path, headers={**BROWSER, **headers})
    assert found.status_code == 200
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    return Page(found.text)


def test_an_entity_with_its_facts_and_sentences(server: Server) -> None:
    found = page(server, local_path(LIN.iri, BASE))
    assert "林晚" in found.text
    assert "任职于" in found.text
    assert "党支部书记兼总经理" in found.text
    assert found.marked == ["青石数码公司党支部书记兼总经理林晚"]
    assert found.links["青石数码公司"] == local_path(STONE.iri, BASE)
    assert found.links["云栖园简报"].startswith("/entity/document/brief?start=0&end=17")


def test_in_english_by_parameter_or_preference(server: Server) -> None:
    path = local_path(LIN.iri, BASE)
    assert "member of" in page(server, path + "?lang=en").text
    assert "member of" in page(server, path, **{"Accept-Language": "en-GB,en;q=0.9"}).text
    assert "任职于" in page(server, path, **{"Accept-Language": "fr, zh-TW;q=0.8"}).text


@pytest.mark.parametrize(
    ("accept", "syntax"), [("text/turtle", "turtle"), ("application/ld+json", "json-ld")]
)
def test_an_entity_as_rdf(server: Server, accept: str, syntax: str) -> None:
    found = server.get(local_path(LIN.iri, BASE), headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=found.content, format=syntax)
    kg = rdflib.Namespace("https://kg.example/ontology#")
    assert (rdflib.URIRef(LIN.iri), kg.memberOf, rdflib.URIRef(STONE.iri)) in graph
    quotes = {str(quote) for quote in graph.objects(None, kg.quote)}
    assert quotes == {"青石数码公司党支部书记兼总经理林晚"}


def test_a_document_with_all_its_mentions(server: Server) -> None:
    found = page(server, "/entity/document/brief?start=0&end=17")
    assert TEXT in found.text
    assert "".join(found.marked) == TEXT[:17]
    assert found.links["青石数码公司"] == local_path(STONE.iri, BASE)
    assert {"林晚", "桐州市", "百企百师"} <= found.links.keys()


def test_other_resources_have_a_page_too(server: Server) -> None:
    rows = server.rows("SELECT ?e { ?e a kg:Evidence } LIMIT 1")
    found = page(server, local_path(rows[0]["e"], BASE))
    assert "kg:sentence" in found.text


def test_what_is_not_there(server: Server) -> None:
    for path in ("/entity/Person/无名", "/entity/", "/entity/%FF", "/entity/a%20b/<c>"):
        found = server.get(path, headers=BROWSER)
        assert found.status_code == 404
    assert server.get("/nowhere").status_code == 404


def test_the_path_of_an_iri_itself_leads_to_its_page(server: Server) -> None:
    found = server.get("/id/Person/" + quote("林晚"), headers={"Accept": "text/turtle"})
    assert found.status_code == 303
    assert found.headers["location"] == local_path(LIN.iri, BASE)
    followed = server.client.get(found.headers["location"], headers={"Accept": "text/turtle"})
    assert "林晚" in followed.text


def test_hostile_names_are_only_text(server: Server) -> None:
    found = page(server, local_path(EVIL.iri, BASE))
    assert "script" not in found.tags
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert "<script>" in found.text


def test_the_home_page_shows_the_view(server: Server) -> None:
    home = server.get("/", headers=BROWSER)
    assert 'src="/graph.html"' in home.text
    assert "frame-src 'self'" in home.headers["content-security-policy"]
    view = server.get("/graph.html")
    assert view.text == '<!doctype html><p>graph.html & "all"</p>'


def test_the_editor_is_for_browsers(server: Server) -> None:
    found = server.get("/sparql", headers=BROWSER)
    assert found.headers["content-type"].startswith("text/html")
    policy = found.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


def test_completion_finds_by_part_of_a_name(server: Server) -> None:
    found = server.get("/complete", params={"q": "石"}).json()
    assert [each["label"] for each in found] == ["青石公司", "青石数码公司"]
    assert found[1] == {"label": "青石数码公司", "iri": STONE.iri, "type": "Company"}
    assert server.get("/complete", params={"q": '") } #'}).json() == []
    assert server.get("/complete").json() == []


def test_templates_run_as_they_are(server: Server) -> None:
    settings = server.get("/editor.json").json()
    assert {"kg", "id", "rdfs"} <= settings["prefixes"].keys()
    assert any(term["zh"] == "任职于" for term in settings["predicates"])
    assert len(settings["templates"]) > 5
    for template in settings["templates"]:
        assert server.ask(template["query"]).status_code == 200, template
    (people,) = [each for each in settings["templates"] if each["name"] == "people"]
    assert "林晚" in server.ask(people["query"], "csv").text


def test_mentions_within_mentions_are_all_marked() -> None:
    text = "北湖美术学院图书馆开放。"
    school = Entity(
        "a", "Organization", "北湖美术学院", (Mention(0, 6, "北湖美术学院", "Organization"),)
    )
    library = Entity(
        "b", "Organization", "北湖美术学院图书馆", (Mention(0, 9, text[:9], "Organization"),)
    )
    record = Record("d", "d.txt", "", entities=(school, library))
    links = {"a": Link("学院", "/a"), "b": Link("馆", "/b")}
    found = pieces(text, [[0, 12]], record, links, (2, 8))
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.link and piece.link.path, piece.evidence) for piece in found] == [
        ("北湖", "/a", False),
        ("美术学院", "/a", True),
        ("图书", "/b", True),
        ("馆", "/b", False),
        ("开放。", None, False),
    ]
    assert re.fullmatch("[^<]*", text)
