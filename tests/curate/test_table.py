"""The text of curation files, as people and spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curate import COLUMNS, decode_curation, read_edits
from kg.curate.table import written
from kg.errors import CurationError, InputError
from kg.model import Document
from tests.strategies import HOSTILE_NAMES, names


def edits(text: str) -> list[dict[str, str]]:
    found = read_edits(Document("curation", "curation.tsv", text, ()))
    return [{column: edit[column] for column in COLUMNS if edit[column]} for edit in found]


def test_comments_blank_lines_and_column_order_are_free() -> None:
    text = "# mine\n\nname\taction\treason\n陈奕\thide\tnot one\n\t\t\n# hide\n王五\thide\n"
    assert edits(text) == [
        {"action": "hide", "name": "陈奕", "reason": "not one"},
        {"action": "hide", "name": "王五"},
    ]


def test_a_spreadsheet_may_have_had_it() -> None:
    text = 'action\tname\tother\t\t\r\nrename\t"""云""帆"\t  乙　\t\t\r\nrename\t\'=1+1\t"a""b"\r\n'
    assert edits(text) == [
        {"action": "rename", "name": '"云"帆', "other": "乙"},
        {"action": "rename", "name": "=1+1", "other": 'a"b'},
    ]


def test_spans_are_those_of_the_characters() -> None:
    text = '# x\r\naction\tname\tother\r\nrename\t \'=甲 \t"乙"\r\n'
    (edit,) = read_edits(Document("c", "c.tsv", text, ()))
    assert edit.cells["name"].span.of(text) == "=甲"
    assert edit.cells["other"].span.of(text) == "乙"
    assert edit.span.of(text) == 'rename\t \'=甲 \t"乙"'
    assert edit.line == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\tother\n", "c.tsv:1: the first line must name the columns"),
        ("action\tname\tcolour\n", "c.tsv:1: the first line must name the columns"),
        ("action\tname\tname\n", "c.tsv:1: the first line must name the columns"),
        ("action\tname\nhide\t甲\t乙\n", "c.tsv:2: 3 cells where the header names 2"),
    ],
)
def test_what_breaks_the_form_is_said(text: str, message: str) -> None:
    with pytest.raises(CurationError, match=message.replace(".", r"\.")):
        read_edits(Document("c", "c.tsv", text, ()))


def test_only_utf8() -> None:
    assert decode_curation(b"\xef\xbb\xbfaction", "c.tsv") == "action"
    with pytest.raises(CurationError, match=r"c\.tsv:2: not in UTF-8"):
        decode_curation("action\n动作".encode("gb18030"), "c.tsv")


def test_no_file_and_an_empty_one_hold_no_edits() -> None:
    assert edits("") == edits("# nothing\n") == edits("\t".join(COLUMNS)) == []


_CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=8
).map(lambda text: text.strip(" \u3000\u00a0\ufeff"))


@given(st.lists(st.tuples(_CELLS | st.sampled_from(['"', '"a"', "'", "#x", "=1", '"=x"']), _CELLS)))
def test_what_is_written_is_read_back(pairs: list[tuple[str, str]]) -> None:
    pairs = [(name, other) for name, other in pairs if name and other]
    wanted = [{"action": "rename", "name": name, "other": other} for name, other in pairs]
    for columns in (COLUMNS, tuple(reversed(COLUMNS))):
        lines = ["\t".join(columns), *(written(edit, columns, "c.tsv") for edit in wanted)]
        assert edits("\n".join(lines)) == wanted


@given(names() | st.sampled_from(HOSTILE_NAMES))
def test_no_cell_that_is_written_is_a_formula(name: str) -> None:
    try:
        line = written({"action": "hide", "name": name, "reason": name}, COLUMNS, "c.tsv")
    except InputError:
        return
    for cell in line.split("\t"):
        assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert "\n" not in line


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\rb", "\x00", "\ud800", "a\u2028b"])
def test_what_no_cell_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="name: line breaks, tabs and control characters"):
        written({"action": "hide", "name": text}, COLUMNS, "c.tsv")
