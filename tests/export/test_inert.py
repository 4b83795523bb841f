"""Text made harmless for spreadsheets, XML and Markdown."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.inert import cell, cell_text, markdown, xml_text

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "'quoted",
    "=cmd|'/C x'!A0",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell_text(cell(text)) == text


@given(st.text())
def test_every_cell_comes_back(text: str) -> None:
    assert cell_text(cell(text)) == text
    assert cell(text).lstrip()[:1] not in tuple("=+-@＝＋－＠")


@given(st.text())
def test_every_text_fits_into_xml(text: str) -> None:
    escaped = xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ET.fromstring(f"<a>{escaped}</a>")


@given(st.text())
def test_markdown_stays_one_line_of_words(text: str) -> None:
    safe = markdown(text)
    assert "\n" not in safe
    assert "\r" not in safe
    assert not safe.replace("\\\\", "").replace("\\<", "").count("<")
    assert not safe.replace("\\\\", "").replace("\\|", "").count("|")
