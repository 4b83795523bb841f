import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.tokens import tokenize

_PIECES = st.sampled_from(
    [
        "SERVICE",
        " ",
        "\n",
        "{",
        "}",
        "<http://x/>",
        "< 3",
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "#",
        "?x",
        "kg:a\\'b",
        "陈奕",
        "@zh",
        "^^",
        "<",
        ">",
        "_:b",
        "1.5",
        ".",
    ]
)


def _texts(query: str) -> list[str]:
    return [token.text for token in tokenize(query)]


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_tokens_cover_the_query_and_stand_at_their_offsets(query: str) -> None:
    place = 0
    for token in tokenize(query):
        between = query[place : token.start]
        assert not between.strip(" \n\ufeff") or "#" in between
        assert query[token.start : token.end] == token.text
        place = token.end


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("?a<?b&&?c>3", ["?a", "<?b&&?c>", "3"]),  # as SPARQL's grammar reads it
        ("?a < ?b", ["?a", "<", "?b"]),
        ("<http://x/#a> # note\n.", ["<http://x/#a>", "."]),
        ("'a # b' \"\"\"c \" d\"\"\"", ["'a # b'", '"""c " d"""']),
        ("'陈\\'奕'@zh-Hans^^xsd:string", ["'陈\\'奕'", "@zh-Hans", "^^", "xsd:string"]),
        ("id:Person\\/陈奕.", ["id:Person\\/陈奕", "."]),
        ("kg:a.b. :x _:b1 ?变量 -1.5e3 a", ["kg:a.b", ".", ":x", "_:b1", "?变量", "-1.5e3", "a"]),
        ("'no end", ["'", "no", "end"]),
    ],
)  # fmt: skip
def test_tokens(query: str, tokens: list[str]) -> None:
    assert _texts(query) == tokens
