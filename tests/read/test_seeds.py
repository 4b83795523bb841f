"""The seed documents are read as seeds/README.md says."""

from pathlib import Path

import pytest

from kg.model import Document
from kg.read import find, load
from kg.text import simplify
from tests.read.samples import body_lines

SEEDS = Path(__file__).parents[2] / "seeds"
ENCODINGS = {
    "cartoonist": "gb18030",
    "cartoonist-neighbours": "big5",
    "chen-yi": "utf-8",
    "german-partner": "gb18030",
    "honours": "utf-8",
    "lecture-hall": "utf-8",
    "park-profile": "utf-8",
    "service-desk": "utf-8",
    "young-staff": "utf-16-le",
}
FURNITURE = (
    "城东科技园",
    "江南设计公司",
    "青山大学",
    "王五",
    "脚本公司",
    "隐藏公司",
    "发表评论",
    "版权所有",
)
HONOURS = (
    "中国最佳创意产业园区",
    "浙江省现代服务业集聚区示范区",
    "艺术创意国家级大学科技园",
    "国家动画产业基地拓展区",
    "杭州首批留学生创业园",
    "杭州市文化创意产业大学生创业孵化基地",
)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    return {source.id: load(source) for source in find([SEEDS]).sources}


def test_all_are_found_and_in_the_encodings_they_are_for(seeds: dict[str, Document]) -> None:
    assert {id_: document.encoding for id_, document in seeds.items()} == ENCODINGS
    assert find([SEEDS]).skipped == ()


def test_bytes_are_as_they_were_written() -> None:
    assert (SEEDS / "chen-yi.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in (SEEDS / "chen-yi.txt").read_bytes()
    assert (SEEDS / "young-staff.txt").read_bytes().startswith(b"\xff\xfe")
    assert b"charset=gbk" in (SEEDS / "german-partner.html").read_bytes()


def test_no_furniture_is_article(seeds: dict[str, Document]) -> None:
    for document in seeds.values():
        article = "\n".join(body_lines(document))
        assert not [word for word in FURNITURE if word in article], document.id
        assert "kg示例文库" not in article, document.id


def test_every_paragraph_is_article(seeds: dict[str, Document]) -> None:
    for id_ in ("honours", "cartoonist-neighbours"):
        prose = [line for line in seeds[id_].text.splitlines() if line.endswith("。")]
        assert [line for line in body_lines(seeds[id_]) if line.endswith("。")] == prose


def test_titles_and_dates_are_known(seeds: dict[str, Document]) -> None:
    assert seeds["lecture-hall"].title == "两个月一堂课"
    assert seeds["service-desk"].title == "一张工位牌背后的账"
    assert seeds["service-desk"].issue == "第7期"
    dated = {id_: document.published for id_, document in seeds.items() if document.published}
    assert dated == {
        "park-profile": "2026-11-02",
        "chen-yi": "2026-11-03",
        "cartoonist": "2026-11-04",
        "lecture-hall": "2026-11-05",
        "young-staff": "2026-11-06",
        "service-desk": "2026-11-07",
        "german-partner": "2026-11-08",
        "honours": "2026-11-09",
    }
    assert {d.publisher for d in seeds.values() if d.published} == {"kg示例文库"}


def test_the_facts_are_stated(seeds: dict[str, Document]) -> None:
    article = simplify("\n".join(line for d in seeds.values() for line in body_lines(d)))
    for statement in (
        "陈奕是时光坐标公司党支部书记兼总经理",
        "蔡志忠是台湾漫画大师",
        "在之江文化创意中心设立了自己的工作室",
        "之江文化创意中心党委组织开展“双创双培”活动",
        "之江文化创意中心与德国艺术学院共同筹建“欧洲艺术四零空间”",
        *HONOURS,
    ):
        assert statement in article.replace("「", "“").replace("」", "”")


def test_one_is_written_in_traditional_characters(seeds: dict[str, Document]) -> None:
    text = seeds["cartoonist-neighbours"].text
    assert "陳奕是時光坐標公司黨支部書記兼總經理" in text
    assert "之江文化創意中心" in text
