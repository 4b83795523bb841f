from pathlib import Path

import pytest

from kg.read.dates import first_date
from tests.read.samples import SIMPLIFIED, read


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2010-12-30", "2010-12-30"),
        ("2010年12月30日", "2010-12-30"),
        ("2010年2月3日10:20", "2010-02-03"),
        ("2010/2/3", "2010-02-03"),
        ("2010.02.03", "2010-02-03"),
        ("2010年12月", "2010-12"),
        ("二〇一〇年十二月三十日", "2010-12-30"),
        ("二零一八年四月五日", "2018-04-05"),
        ("2021-03-04T05:06:07+08:00", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("2010年13月40日", ""),
        ("2010-2011", ""),
        ("第200期", ""),
        ("13812345678", ""),
        ("", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert first_date(text) == date


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "读书会\n发布时间：2019-05-06　来源：东湖日报",
            ("读书会", "2019-05-06", "东湖日报", ""),
        ),
        (
            "云州在线\n位置：云州在线 > 正文\n2019读书活动简报第20期\n\n读书会走进楼里",
            ("读书会走进楼里", "", "云州在线", "第20期"),
        ),
        (
            "读书简报\n第3期\n东湖学会编        2014年7月2日\n\n书架搬进楼里",
            ("书架搬进楼里", "2014-07-02", "", "第3期"),
        ),
        ("东湖简报\n第5期（总第65期）", ("东湖简报", "", "", "第5期（总第65期）")),
        ("园区快讯\n（2017年第8期）\n楼里的书", ("楼里的书", "", "", "2017年第8期")),
        ("春天来了吗？", ("春天来了吗？", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_the_head_of_a_document(
    tmp_path: Path, head: str, expected: tuple[str, str, str, str]
) -> None:
    d = read(tmp_path, "a.txt", f"{head}\n{SIMPLIFIED[0]}\n{SIMPLIFIED[1]}")
    assert (d.title, d.published, d.publisher, d.issue) == expected


def test_a_date_that_signs_a_document_is_its_date(tmp_path: Path) -> None:
    text = f"通报\n{SIMPLIFIED[0]}\n\n青山园区办公室\n2019年9月30日"
    assert read(tmp_path, "a.txt", text).published == "2019-09-30"


def test_a_date_in_the_article_is_not_its_date(tmp_path: Path) -> None:
    text = f"通报\n2019年9月30日，读书会在青山园区开幕。\n{SIMPLIFIED[0]}"
    assert read(tmp_path, "a.txt", text).published == ""


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 2019 云州在线 版权所有",
        "版权所有：云州在线 技术支持：某网络",
        "云州在线版权所有",
    ],
)
def test_the_owner_of_the_copyright_publishes(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, "a.txt", f"{SIMPLIFIED[0]}\n{line}").publisher == "云州在线"
