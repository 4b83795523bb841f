import re
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query import Build, Rows, run, saved_queries, saved_query
from kg.query.results import python_value
from kg.query.saved import parse_saved
from kg.query.tokens import tokenize

_NAMES = list(saved_queries())
_DOCS = Path(__file__).parents[2] / "docs" / "queries.md"


def _rows(build: Build, query: str, /, **parameters: str) -> list[dict[str, object]]:
    saved = saved_query(query)
    results = run(build, saved.text, saved.bind(parameters))
    assert isinstance(results, Rows)
    return [
        dict(zip(results.variables, map(python_value, row), strict=True)) for row in results.rows
    ]


def test_there_are_queries_for_the_common_questions() -> None:
    wanted = {"people", "programmes", "places", "honours", "partners", "evidence", "neighbours"}
    assert wanted <= set(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_each_runs_in_a_fixed_order_and_finds_something(build: Build, name: str) -> None:
    needed = {p.name: "云栖" for p in saved_query(name).parameters if p.default is None}
    rows = _rows(build, name, **needed)
    assert rows
    assert rows == _rows(build, name, **needed)
    assert "ORDER BY" in saved_query(name).text


@pytest.mark.parametrize("name", _NAMES)
def test_each_says_what_it_is_and_uses_its_parameters(name: str) -> None:
    saved = saved_query(name)
    assert re.search(r"[\u4e00-\u9fff]", saved.title)
    assert saved.title_en
    assert saved.about.endswith(".")
    assert saved.about_zh.endswith("。")
    variables = {token.text[1:] for token in tokenize(saved.text) if token.kind == "variable"}
    for parameter in saved.parameters:
        assert parameter.name in variables
        assert parameter.about
        assert parameter.about_zh


@pytest.mark.parametrize(
    "name", [name for name in _NAMES if any(p.name == "name" for p in saved_query(name).parameters)]
)
def test_a_name_that_nothing_has_finds_nothing(build: Build, name: str) -> None:
    assert _rows(build, name, name='没有"}) || (true') == []


def test_people_gives_post_and_quote(build: Build) -> None:
    assert _rows(build, "people") == [
        {
            "person": "林晚",
            "role": "党支部书记兼总经理",
            "organization": "青石数码公司",
            "quote": "青石数码公司党支部书记兼总经理林晚",
            "document": "brief.txt",
        }
    ]
    assert len(_rows(build, "people", name="青石公司")) == 1  # another name of it


def test_places_follows_chains(build: Build) -> None:
    rows = _rows(build, "places", name="桐州")
    assert [(row["thing"], row["directly"]) for row in rows] == [
        ("云栖创意园", "yes"),
        ("青石数码公司", "no"),
    ]


def test_programmes_partners_and_honours(build: Build) -> None:
    programmes = {(row["organizer"], row["programme"]) for row in _rows(build, "programmes")}
    assert ("云栖创意园", "百企百师") in programmes
    assert {(row["one"], row["other"]) for row in _rows(build, "partners", name="北湖")} == {
        ("云栖创意园", "北湖美院")
    }
    assert [row["award"] for row in _rows(build, "honours", name="示范")] == ["全国示范园区"]


def test_evidence_of_one_relation(build: Build) -> None:
    (row,) = _rows(build, "evidence", name="林晚", predicate="memberOf")
    assert row["sentence"] == "青石数码公司党支部书记兼总经理林晚参加了座谈会。"
    assert (row["start"], row["end"], row["rule"]) == (0, 17, "pattern:made")
    assert _rows(build, "evidence", predicate="kinOf") == []


def test_neighbours_takes_two_steps_and_marks_direction(build: Build) -> None:
    assert _rows(build, "neighbours", name="林晚") == [
        {
            "from": "林晚",
            "first": "→ memberOf",
            "via": "青石数码公司",
            "second": "→ locatedIn",
            "to": "云栖创意园",
        }
    ]
    back = _rows(build, "neighbours", name="桐州")
    assert {(row["first"], row["via"]) for row in back} == {("← locatedIn", "云栖创意园")}


def test_what_is_not_asserted_and_what_is_quarantined(build: Build) -> None:
    assert [(row["how"], row["object"]) for row in _rows(build, "modality")] == [
        ("planned", "星河设计周")
    ]
    assert _rows(build, "modality", modality="ended") == []
    (bad,) = _rows(build, "quarantine")
    assert bad["problem"] == "任职者须是人物"


def test_counts(build: Build) -> None:
    (document,) = _rows(build, "documents")
    assert (document["entities"], document["facts"]) == (9, 7)
    types = {row["type"]: row["entities"] for row in _rows(build, "types")}
    assert types["https://kg.example/ontology#Organization"] == 3
    assert sum(int(str(row["facts"])) for row in _rows(build, "relations")) == 7


def test_parameters_are_checked() -> None:
    with pytest.raises(QueryError, match="neighbours needs name"):
        saved_query("neighbours").bind({})
    with pytest.raises(QueryError, match="people has no parameter nam; it takes name"):
        saved_query("people").bind({"nam": "x"})
    with pytest.raises(QueryError, match=r"peple .did you mean people"):
        saved_query("peple")


def test_the_head_of_a_file() -> None:
    text = (
        "# title: 甲\n# title-en: A\n# about: B.\n# parameter x: what = 1\n# parameter y: z\nASK {}"
    )
    saved = parse_saved("a", text)
    assert (saved.title, saved.title_en, saved.about) == ("甲", "A", "B.")
    assert [(p.name, p.about, p.default) for p in saved.parameters] == [
        ("x", "what", "1"),
        ("y", "z", None),
    ]


def test_the_documentation_lists_them_all() -> None:
    table = re.findall(
        r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", _DOCS.read_text("utf-8"), re.MULTILINE
    )
    assert [row[:3] for row in table] == [
        (saved.name, saved.title, saved.about) for saved in saved_queries().values()
    ]
    for row, saved in zip(table, saved_queries().values(), strict=True):
        assert re.findall(r"`(\w+)`:", row[3]) == [p.name for p in saved.parameters]
