from pathlib import Path

import pytest

from kg.errors import ReadError
from tests.read.samples import SIMPLIFIED, TRADITIONAL, body_lines, read

FRAME = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_云州在线</title>
<meta name="pubdate" content="2019-05-06 10:20:00">
<meta property="og:site_name" content="云州在线">
<script>var x = "脚本公司在脚本市";</script>
<style>.x {{ content: "样式公司"; }}</style></head><body>
<div class="nav"><a href="/">首页</a> | <a>新闻</a> | <a>视频</a> | <a>登录</a></div>
<div>您当前的位置：<a>云州在线</a> &gt; <a>新闻</a> &gt; 正文</div>
<h1>{title}</h1><div class="info">2019-05-06 10:20　来源：东湖日报　编辑：小北</div>
<div class="content">{content}</div>
<div class="related"><h3>相关阅读</h3><ul><li><a>·东湖区举办读书节</a></li><li><a>·滨海公司
董事长王五谈合作</a></li><li><a>·北河镇桃花节开幕</a></li></ul></div>
<div class="comment"><form>用户名：<input> 文明上网，理性留言。请登录后再发表评论。</form></div>
<footer>关于我们 | 联系我们</footer><div class="footer">Copyright © 2019 云州在线 版权所有</div>
</body></html>"""
PARAGRAPHS = "".join(f"<p>　　{sentence}</p>" for sentence in SIMPLIFIED)


def page(content: str = PARAGRAPHS, charset: str = "utf-8") -> str:
    return FRAME.format(title="读书会走进每一栋楼", content=content, charset=charset)


def test_the_article_is_headline_and_paragraphs_in_order(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", page())
    assert body_lines(document) == ["读书会走进每一栋楼", *SIMPLIFIED]


def test_the_page_says_title_date_and_publisher(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", page())
    assert document.title == "读书会走进每一栋楼"
    assert document.published == "2019-05-06"
    assert document.publisher == "东湖日报"


def test_the_site_name_is_the_publisher_of_last_resort(tmp_path: Path) -> None:
    text = page().replace("来源：东湖日报　", "")
    text = text.replace("云州在线 版权所有", "").replace("<a>云州在线</a>", "<a>首页</a>")
    assert read(tmp_path, "a.html", text).publisher == "云州在线"


@pytest.mark.parametrize("charset", ["gbk", "utf-8", "gb2312"])
def test_encodings_of_pages(tmp_path: Path, charset: str) -> None:
    content = page(charset=charset).replace("©", "&copy;").replace("·", "&middot;").encode(charset)
    document = read(tmp_path, "a.html", content)
    assert body_lines(document)[1:] == list(SIMPLIFIED)
    assert document.encoding == ("utf-8" if charset == "utf-8" else "gb18030")


def test_a_page_in_big5(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in TRADITIONAL)
    head = '<head><meta charset="big5"><title>見聞</title></head>'
    text = f"<html>{head}<body>{paragraphs}</body></html>"
    document = read(tmp_path, "a.htm", text.encode("big5"))
    assert body_lines(document) == ["見聞", *TRADITIONAL]


def test_inline_elements_and_wrapped_lines_put_no_spaces_in(tmp_path: Path) -> None:
    content = PARAGRAPHS + (
        "<p>　　<a href='x'>青山文化园区</a>的<b>李文山</b>常去<em>云州大学</em>讲课，\n"
        "    听课的有<span>三百</span>人。<br>第二行说的是Open Data\n计划。&nbsp;</p>"
    )
    assert body_lines(read(tmp_path, "a.html", page(content)))[-2:] == [
        "青山文化园区的李文山常去云州大学讲课，听课的有三百人。",
        "第二行说的是Open Data 计划。",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>隐藏公司设在隐藏市。</p>",
        "<p hidden>隐藏公司设在隐藏市。</p>",
        "<div aria-hidden='true'>隐藏公司设在隐藏市。</div>",
        "<!-- 隐藏公司设在隐藏市。 -->",
        "<script>隐藏公司设在隐藏市。</script>",
        "<noscript>隐藏公司设在隐藏市。</noscript>",
        "<template><p>隐藏公司设在隐藏市。</p></template>",
        "<select><option>隐藏公司</option></select>",
        "<textarea>隐藏公司</textarea>",
        "<ruby>字<rt>隐藏</rt></ruby>",
        "<img alt='隐藏公司'>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text(tmp_path: Path, hidden: str) -> None:
    assert "隐藏" not in read(tmp_path, "a.html", page(PARAGRAPHS + hidden)).text


def test_a_page_too_short_for_the_extractor_is_read_all_the_same(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", "<p>云州大学设在云州市。</p>")
    assert document.text == "云州大学设在云州市。"


def test_an_article_scattered_over_a_page_is_read_whole(tmp_path: Path) -> None:
    cells = "".join(
        f"<table><tr><td><a href='#'>条目</a></td><td><font>{s}</font></td></tr></table>"
        for s in SIMPLIFIED
    )
    text = read(tmp_path, "a.html", f"<html><body>{cells}</body></html>").text
    assert all(sentence in text for sentence in SIMPLIFIED)


def test_columns_of_an_old_page_do_not_run_together(tmp_path: Path) -> None:
    article = "<br><br>".join(["读书会走进每一栋楼", *SIMPLIFIED])
    text = (
        "<html><head><title>读书会走进每一栋楼_云州在线</title></head><body><table><tr>"
        "<td width=200><a>热点</a><br><a>·北河镇桃花节开幕</a></td>"
        f"<td><font size=3>　　{article}</font></td></tr></table></body></html>"
    )
    assert body_lines(read(tmp_path, "a.html", text)) == ["读书会走进每一栋楼", *SIMPLIFIED]


def test_what_stands_before_the_headline_is_not_the_article(tmp_path: Path) -> None:
    aside = "<div><h3>专题</h3><p>滨海市推出便民措施，市民反映良好。</p></div>"
    text = page().replace('<div class="nav">', f'{aside}<div class="nav">')
    assert body_lines(read(tmp_path, "a.html", text)) == ["读书会走进每一栋楼", *SIMPLIFIED]


def test_headings_and_short_lines_between_paragraphs_stay(tmp_path: Path) -> None:
    content = PARAGRAPHS + "<h3>楼里的声音</h3><p>本报记者 小北</p>" + f"<p>{SIMPLIFIED[0]}</p>"
    lines = body_lines(read(tmp_path, "a.html", page(content)))
    assert lines[-3:] == ["楼里的声音", "本报记者 小北", SIMPLIFIED[0]]


def test_lists_and_tables_of_the_article_stay(tmp_path: Path) -> None:
    content = (
        PARAGRAPHS
        + "<ul><li>云州大学</li><li>东湖学会</li></ul>"
        + "<table><tr><td>院长</td><td>周远</td></tr></table>"
    )
    lines = body_lines(read(tmp_path, "a.html", page(content)))
    assert lines[-3:] == ["云州大学", "东湖学会", "院长 周远"]


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<!-- 只有注释 -->",
        "<script>1</script>",
        "<p hidden>字</p>",
        "<img src='a'>",
    ],
)
def test_a_page_without_words_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match=r"a\.html: holds no text"):
        read(tmp_path, "a.html", text)


def test_a_page_nested_beyond_measure_is_refused_not_half_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nested deeper than"):
        read(tmp_path, "a.html", "<div>" * 100_000 + "云州大学。")


def test_broken_markup_is_read_as_browsers_do(tmp_path: Path) -> None:
    text = f"<?xml version='1.0' encoding='utf-8'?><div><p>{SIMPLIFIED[0]}<p>{SIMPLIFIED[1]}"
    text += "</b></table>&amp;&#x4e2d;<"
    lines = body_lines(read(tmp_path, "a.html", text))
    assert lines[0] == SIMPLIFIED[0]
    assert lines[1].startswith(f"{SIMPLIFIED[1]}&中")


def test_the_same_page_is_read_the_same_way_twice(tmp_path: Path) -> None:
    assert read(tmp_path, "a.html", page()) == read(tmp_path, "a.html", page())


def test_a_very_long_page_is_read_without_the_extractor(tmp_path: Path) -> None:
    content = "".join(
        f"<p>{number}：{sentence}</p>" for number in range(1500) for sentence in SIMPLIFIED
    )
    lines = body_lines(read(tmp_path, "a.html", page(content)))
    assert f"1499：{SIMPLIFIED[-1]}" in lines
    assert not any("版权所有" in line for line in lines)
