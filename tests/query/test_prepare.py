import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import Answer, Build, Rows, run
from kg.query.prepare import prepare
from kg.rdf import Literal, NamedNode
from kg.schema import PREFIXES

_FIND = "SELECT ?s { ?s rdfs:label ?label FILTER(STR(?label) = ?name) }"


def _refused(query: str) -> str:
    with pytest.raises(QueryError) as caught:
        prepare(query, {}, PREFIXES)
    return str(caught.value)


def _never_connects(query: str) -> None:
    """The engine may take a query for wrong, but must not see the word that makes it connect."""
    try:
        text = prepare(query, {}, PREFIXES).text
    except QueryError:
        return
    assert "service" not in text.lower()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/x>",
        "clear all",
        "WITH <a:g> INSERT { <a:a> <a:b> 1 } WHERE {}",
        "# a note\nDROP ALL",
    ],
)
def test_updates_are_refused(update: str) -> None:
    assert "is refused: a build is only read" in _refused(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:1/>{} FILTER(3>2) }",
        "SELECT * { ?s kg:a\\'b ?o . SERVICE <http://127.0.0.1:1/> {} . ?s kg:c\\' ?o }",
        "SELECT * { ?s ?p '''it's''' SERVICE <http://127.0.0.1:1/> {} ?s ?p '''x''' }",
        "SELECT * { { SELECT * { SERVICE kg:x { ?s ?p ?o } } } }",
        "ASK { #'\nSERVICE <http://127.0.0.1:1/> {} #'\n }",
        # what the engine's grammar and a tokenizer see differently
        "ASK { ?s ?p ?a FILTER(?a<'>')SERVICE <http://127.0.0.1:1/> {} FILTER('a'>'') }",
        "ASK { ?s ?p ?a FILTER(?a<?s#>'''\n)SERVICE <http://127.0.0.1:1/> {} #'''\n }",
        "ASK { ?s ?p trueSERVICE <http://127.0.0.1:1/> {} }",
        "ASK { ?s kg:p?trueSERVICE <http://127.0.0.1:1/> {} }",
        "ASK { SERVICESILENT<http://127.0.0.1:1/>{} }",
        "ASK { SERVICEkg:x{} }",
        "PREFIX service: <http://127.0.0.1:1/> ASK { SERVICE service:x {} }",
    ],
)
def test_remote_services_are_refused(query: str) -> None:
    _never_connects(query)


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE ?x { } }", "ASK { service silent kg:x { } }"]
)
def test_the_refusal_is_said(query: str) -> None:
    assert "SERVICE is refused: kg never opens a connection" in _refused(query)


_PIECES = st.sampled_from(
    """SERVICE service SILENT <http://127.0.0.1:1/> kg:x ?x ?service kg:service { } ( ) < > ' "
    ''' # \\ true FILTER . ; , \n ^^ @en 1""".split()
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_query_holds_the_word_that_connects(text: str) -> None:
    _never_connects("ASK { " + text + " }")


def test_the_engine_takes_no_escape_for_a_keyword(build: Build) -> None:
    with pytest.raises(QueryError):
        run(build, r"ASK { \u0053ERVICE <http://127.0.0.1:1/> { } }")


def test_names_and_strings_with_the_word_mean_the_same(build: Build) -> None:
    query = """PREFIX x: <http://x/> SELECT ?Service { # SERVICE
      BIND(CONCAT("Service \\\\service ", STR(x:Service), STR(<http://x/a-service>),
                  STR(x:sErvice\\/y))
           AS ?Service) }"""
    results = run(build, query)
    assert isinstance(results, Rows)
    assert results.variables == ("Service",)
    assert [term.value for term in results.rows[0] if isinstance(term, Literal)] == [
        "Service \\service http://x/Servicehttp://x/a-servicehttp://x/sErvice/y"
    ]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service ?p 'SERVICE <http://x> {}' }",
        "ASK { ?s kg:service ?o } # SERVICE",
        'ASK { ?s <http://x/SERVICE> """\nSERVICE""" }',
    ],
)
def test_the_word_service_elsewhere_is_no_service(query: str, build: Build) -> None:
    assert run(build, query) == Answer(value=False)


def test_from_does_not_load_anything(build: Build) -> None:
    assert run(build, "ASK FROM <http://127.0.0.1:1/x> { ?s ?p ?o }") == Answer(value=False)


@given(st.text(max_size=40))
def test_no_value_changes_a_query(build: Build, value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    results = run(build, "SELECT ?v { BIND(?name AS ?v) }", {"name": value})
    assert isinstance(results, Rows)
    assert [[cell.value for cell in row if isinstance(cell, Literal)] for row in results.rows] == [
        [value]
    ]


@pytest.mark.parametrize(
    "value",
    ['林晚"', "林晚') || true || ('", '" ) } #', "林晚\\", "x\n} UNION { ?s ?p ?o", "?s", "<a:b>"],
)
def test_hostile_values_find_nothing(build: Build, value: str) -> None:
    assert run(build, _FIND, {"name": value}) == Rows(("s",), ())


def test_values_are_terms(build: Build) -> None:
    results = run(build, _FIND, {"name": "林晚"})
    assert isinstance(results, Rows)
    (person,) = (row[0] for row in results.rows)
    assert isinstance(person, NamedNode)
    assert person.value.endswith("Person/林晚")
    assert run(build, "ASK { ?who kg:memberOf ?o }", {"who": person}) == Answer(value=True)
    counted = run(build, "SELECT ?n { ?s kg:mentionCount ?c FILTER(?c < ?n) } LIMIT 1", {"n": 3})
    assert isinstance(counted, Rows)
    assert str(counted.rows[0][0]) == str(Literal(3))


def test_a_parameter_may_stand_in_a_subquery_and_a_union(build: Build) -> None:
    query = """SELECT ?s { { SELECT ?s { ?s rdfs:label ?l FILTER(STR(?l) = ?name) } } UNION
               { ?s skos:altLabel ?l FILTER(STR(?l) = ?name) } }"""
    results = run(build, query, {"name": "青石公司"})
    assert isinstance(results, Rows)
    assert len(results.rows) == 1


def test_parameters_must_be_those_of_the_query() -> None:
    with pytest.raises(QueryError, match=r"parameter nam .did you mean name"):
        prepare(_FIND, {"nam": "x"}, PREFIXES)
    with pytest.raises(QueryError, match="computed here"):
        prepare("SELECT (1 AS ?name) {}", {"name": "x"}, PREFIXES)
    with pytest.raises(QueryError, match="must be text"):
        prepare(_FIND, {"name": []}, PREFIXES)  # type: ignore[dict-item]


def test_prefixes_are_known_and_may_be_redefined(build: Build) -> None:
    assert run(build, r"ASK { id:Person\/林晚 a kg:Person }") == Answer(value=True)
    assert run(build, "PREFIX kg: <http://x/> ASK { ?s a kg:Person }") == Answer(value=False)
    assert "unknown prefix kgg: (did you mean kg?)" in _refused("ASK { ?s kgg:memberOf ?o }")
    assert "add PREFIX wiki: <…>" in _refused("ASK { ?s wiki:x ?o }")
