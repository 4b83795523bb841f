import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.mention.page import make_page
from kg.mention.patterns import bare, find_patterns, load_patterns, load_words
from kg.resources import ontology_dir
from tests.mention.pages import document, page_of

WORDS = load_words(ontology_dir() / "lexicon")
PATTERNS = load_patterns(ontology_dir(), WORDS)


def names(text: str, kind: str) -> list[str]:
    page = make_page(document(text), [])
    return [m.text for m in find_patterns(page, PATTERNS) if m.type == kind]


def test_byline_with_two_reporters() -> None:
    assert names("（记者 贺兰舟 施雨桐）", "Person") == ["贺兰舟", "施雨桐"]
    assert names("(通讯员：岑小满)", "Person") == ["岑小满"]


def test_book_titles() -> None:
    assert names("他写了《青禾河边》和《〈青禾〉续编》。", "Work") == ["青禾河边", "〈青禾〉续编"]


@pytest.mark.parametrize("verb", ["荣获", "被评为", "获评", "被授予", "先后荣获"])
def test_honours_in_a_list(verb: str) -> None:
    text = f"青禾剧社{verb}全省文明单位、青禾市先进集体和“金禾奖”。"
    assert names(text, "Award") == ["全省文明单位", "青禾市先进集体", "金禾奖"]


def test_half_width_punctuation_works_as_full_width() -> None:
    text = '青禾剧社荣获"金禾奖","银禾奖".'
    assert names(text, "Award") == ["金禾奖", "银禾奖"]


def test_certified_status_after_becoming() -> None:
    text = "成为国内首个戏曲国家级大学科技园、青禾市首批青年创业园。"
    assert names(text, "Award") == ["戏曲国家级大学科技园", "青禾市首批青年创业园"]


def test_numbered_event() -> None:
    assert names("昨天，第十三届青禾国际音乐节开幕。", "Program") == ["第十三届青禾国际音乐节"]


def test_name_that_would_cut_a_word_is_left() -> None:
    page = page_of("第三届/m 青禾/nz 作品/n 展览馆/n 开放/v")
    assert [m for m in find_patterns(page, PATTERNS) if m.type == "Program"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [("“甲乙”", "甲乙"), ("《甲》", "甲"), ("甲“乙”", "甲“乙”"), (" 甲乙 ", "甲乙")],
)
def test_bare(text: str, kept: str) -> None:
    start, end = bare(text, 0, len(text))
    assert text[start:end] == kept


def write_tables(folder: Path, row: str) -> Path:
    (folder / "patterns").mkdir()
    header = "id\ttype\tsubtype\tscore\tsplit\tending\tpattern\n"
    (folder / "patterns" / "names.tsv").write_text(header + row, "utf-8")
    return folder


def test_unknown_word_group_names_the_line(tmp_path: Path) -> None:
    ontology = write_tables(tmp_path, "x\tPerson\t\t0.8\t\t\t{nothing}\n")
    with pytest.raises(OntologyError, match=r"names\.tsv:2: no word group 'nothing'"):
        load_patterns(ontology, WORDS)


def test_broken_expression_names_the_line(tmp_path: Path) -> None:
    ontology = write_tables(tmp_path, "x\tPerson\t\t0.8\t\t\t(\n")
    with pytest.raises(OntologyError, match=re.escape("names.tsv:2: not a pattern")):
        load_patterns(ontology, WORDS)


def test_certified_status_of_one() -> None:
    text = "它是青禾市戏曲孵化基地，也成为国家戏曲产业拓展区。"
    assert set(names(text, "Award")) == {"青禾市戏曲孵化基地", "国家戏曲产业拓展区"}


def test_lecture_series_without_quotation_marks() -> None:
    assert names("两个月举办青禾·创业大讲堂。", "Program") == ["青禾·创业大讲堂"]
