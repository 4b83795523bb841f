import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.read.article import Sort, body, lay_out, site_of
from kg.read.cues import load_cues
from kg.resources import ontology_dir
from tests.read.samples import SIMPLIFIED, TRADITIONAL, body_lines, read

CUES = load_cues(ontology_dir())


def article(text: str) -> list[str]:
    return [span.of(text) for span in body(text, lay_out(text, CUES), CUES)]


PAGE = f"""云州在线
 您当前的位置 ：云州在线 > 新闻 > 文化 > 正文
读书会走进每一栋楼
2019-05-06 10:20　来源：云州在线　作者：小北　[字号：大 中 小]
点击下载

　　{SIMPLIFIED[0]}
　　{SIMPLIFIED[1]}（责任编辑：小南）

   文明上网，理性留言。请登录后再发表评论。
 我要评论
[ 复制链接 ] [ 发表评论 ]
相关稿件

园区动态 更多...

·东湖区举办读书节 五百人到场参...
·云州大学新楼落成
·滨海公司董事长王五谈合作

一周热点

·北河镇桃花节开幕
图片看园 更多...
Copyright © 2019 云州在线 版权所有
"""


def test_a_copied_page_keeps_title_and_paragraphs_alone(tmp_path: Path) -> None:
    assert body_lines(read(tmp_path, "a.txt", PAGE)) == [
        "读书会走进每一栋楼",
        SIMPLIFIED[0],
        SIMPLIFIED[1],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "您现在的位置：首页 >> 东湖要闻 >> 书香专栏",
        "当前位置:首页 > 读书 > 正文",
        "首页 > 东湖 > 文化 > 正文",
        "云州在线 > 读书 > 正文　　　　字号：大 中 小",
        "首页 园区概况 入驻企业 服务指南",
        "发布时间:2018-04-05 来源:云州网 阅读:58次",
        "2018-04-05 16:40   来源:东湖日报   责编:小北",
        "2018年04月05日16:40 编辑:xiaobei",
        "作者:周远 日期:2018-04-05 浏览:58次",
        "责任编辑：小北　　相关阅读：·老街新铺 ·河边夜市",
        "責任編輯：小北",
        "上一篇:东湖灯会    下一篇:春游通知",
        "【打印】【关闭】上一篇:东湖灯会 下一篇:春游通知",
        "友情链接:云州读书网 东湖之声",
        "主办:云州在线编辑部 云ICP备00000000号",
        "版权所有:云州小学 技术支持:某某网络",
        "云州在线版权所有 未经许可谢绝转载",
        "Copyright © 2012-2018 云州网 版权所有",
        "[ 复制链接 ] [ 发表评论 ]",
        "扫码分享",
        "更多...",
    ],
)
def test_lines_of_furniture(line: str) -> None:
    text = f"标题在此\n{line}\n{SIMPLIFIED[0]}\n{SIMPLIFIED[1]}\n{line}"
    assert "".join(article(text)).replace("\n", "") == f"标题在此{SIMPLIFIED[0]}{SIMPLIFIED[1]}"


@pytest.mark.parametrize(
    "line",
    [
        "云州市读书会名单公示",
        "二〇一八年四月五日",
        "总编导　李文山",
        "地点:青山路九号三楼",
        "主办:云州大学、青山书局   协办:东湖学会",
        "本报记者　周远",
        "（本报记者 周远）",
        "报名期限：2018年4月5日至4月9日",
        "咨询部门：云州市文化局　电话：0000-1234567",
        "代表作品：《云州旧事》《东湖灯影》",
        "【位置】云州市东湖区青山脚下，三面是水。",
        "2003年，他的摄影集版权归云州出版社所有。",
        "未经批准，任何单位不得占用园区道路。",
        "网友评论说，这样的活动应当多办。",
        "更多的企业搬进了园区，相关报道也多了起来。",
        "·1998年，李文山任云州大学讲师。",
        "一、把组织建起来",
        "云州设计公司",
    ],
)
def test_lines_of_the_article(line: str) -> None:
    text = f"标题在此\n{line}\n{SIMPLIFIED[0]}\n{line}"
    assert "".join(article(text)).count(line) == 2


def test_bullets_between_paragraphs_stay() -> None:
    text = f"{SIMPLIFIED[0]}\n·青山文化园区\n·云州大学\n·东湖学会\n{SIMPLIFIED[1]}"
    assert article(text) == [text]


def test_a_few_signature_lines_behind_the_last_paragraph_stay() -> None:
    text = f"{SIMPLIFIED[0]}\n\n　　青山文化园区管理办公室\n　　2019年9月30日"
    assert article(text) == [text]


def test_prose_behind_related_articles_is_never_lost() -> None:
    text = f"{SIMPLIFIED[0]}\n相关阅读\n·老街新铺\n{SIMPLIFIED[1]}"
    assert "".join(article(text)).count("。") == 2
    assert "老街新铺" not in "".join(article(text))


def test_a_comment_box_glued_to_a_paragraph_is_cut_off() -> None:
    text = f"{SIMPLIFIED[0]} 　　请文明上网、理性发言，注册后发表评论。"
    assert article(text) == [SIMPLIFIED[0]]


def test_traditional_furniture_is_known_too() -> None:
    text = f"版權所有：雲州網\n{TRADITIONAL[0]}\n相關閱讀：老街新鋪"
    assert article(text) == [TRADITIONAL[0]]


def test_a_text_of_nothing_but_furniture_stays_whole() -> None:
    assert article("来源：云州网") == ["来源：云州网"]


def test_lists_without_any_prose_stay() -> None:
    text = "云州大学\n青山园区\n东湖学会"
    assert article(text) == [text]


def test_a_blank_text_has_no_body() -> None:
    assert article(" \n\u3000") == []


def test_left_out_stretches_are_no_body() -> None:
    text = "# 标题\n甲公司设在乙市。"
    without = (Span(0, 2),)
    layout = lay_out(text, CUES, without)
    assert [s.of(text) for s in body(text, layout, CUES, without)] == ["标题\n甲公司设在乙市。"]


def test_the_site_is_the_first_name_of_a_breadcrumb() -> None:
    for crumb, site in [
        ("您的位置：云州在线 > 新闻 > 正文", "云州在线"),
        ("您现在的位置: 首页 >> 要闻", ""),
        ("云州在线 > 新闻 > 正文", "云州在线"),
        ("云州在线的新闻。", ""),
    ]:
        assert site_of(lay_out(crumb, CUES).lines[0], crumb, CUES) == site


def test_a_long_line_is_prose_whatever_it_holds() -> None:
    text = "版权所有" * 60
    assert lay_out(text, CUES).lines[0].sort is Sort.PROSE


pieces = st.sampled_from(
    [
        *SIMPLIFIED,
        *PAGE.splitlines(),
        "\n",
        "\r\n",
        " ",
        "\u3000",
        "·",
        "（责任编辑：某）",
        "【打印】",
        "a" * 250,
        "�",
        "𠀀",
    ]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_body_spans_are_sorted_apart_inside_and_not_blank(text: str) -> None:
    spans = body(text, lay_out(text, CUES), CUES)
    assert bool(spans) == bool(text.strip())
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


def test_a_line_of_five_million_characters_takes_twice_the_time_of_half_of_it() -> None:
    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            body(text, lay_out(text, CUES), CUES)
            times.append(time.perf_counter() - start)
        return min(times)

    line = "云州大学，青山园区"
    half, whole = line * (2_500_000 // len(line)), line * (5_000_000 // len(line))
    assert seconds(whole) < 6 * seconds(half) + 0.05
