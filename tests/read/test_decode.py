import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.decode import UndecodableError, decode, plausibility
from tests.read.samples import SIMPLIFIED, TRADITIONAL

PROSE = "".join(SIMPLIFIED)
OLD_PROSE = "".join(TRADITIONAL)
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
anything = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1, max_size=80
).filter(str.strip)


def cut(text: str) -> st.SearchStrategy[str]:
    """Stretches of 8 to 60 characters of real text."""
    return st.tuples(st.integers(0, len(text) - 60), st.integers(8, 60)).map(
        lambda place: text[place[0] : place[0] + place[1]]
    )


@given(anything, st.sampled_from(sorted(MARKS)))
def test_with_a_mark_any_text_comes_back_whole(text: str, encoding: str) -> None:
    decoded = decode(MARKS[encoding] + text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(anything)
def test_utf8_needs_no_mark(text: str) -> None:
    assert decode(text.encode()) == decode(codecs.BOM_UTF8 + text.encode())


@given(cut(PROSE))
def test_short_stretches_of_gb18030_are_found(text: str) -> None:
    decoded = decode(text.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@given(cut(OLD_PROSE))
def test_short_stretches_of_big5_are_found(text: str) -> None:
    decoded = decode(text.encode("big5hkscs"))
    assert decoded.text == text
    assert decoded.encoding.startswith("big5")


@given(cut(OLD_PROSE))
def test_traditional_text_in_gb18030_is_not_taken_for_big5(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


@given(st.one_of(cut(PROSE), cut(OLD_PROSE)), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_without_a_mark_is_found_from_a_dozen_characters_on(text: str, name: str) -> None:
    whole = f"{text}\n{text}"
    assert decode(whole.encode(name)).text == whole


@pytest.mark.parametrize("start", range(0, len(PROSE) - 14, 7))
def test_fourteen_characters_are_never_taken_for_korean(start: int) -> None:
    snippet = PROSE[start : start + 14]
    assert decode(snippet.encode("gbk")).text == snippet


def test_the_two_characters_that_fool_others() -> None:
    assert decode("联通".encode("gbk")).text == "联通"


def test_line_ends_and_spaces_are_kept() -> None:
    text = "\u3000甲。\r\n乙。\r丙。\n\n "
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("x-gbk", "gb18030"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-8"),
        ("no-such-thing", "gb18030"),
    ],
)
def test_a_page_may_declare_its_encoding(declared: str, real: str) -> None:
    text = f'<html><head><meta charset="{declared}"></head><body>{"文字" * 20}</body></html>'
    assert decode(text.encode(real), page=True).encoding == real
    assert decode(text.encode(real), page=True).text == text


@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gbk", "big5", "iso-8859-1", "windows-1252"])
def test_a_false_declaration_is_not_believed(declared: str, real: str) -> None:
    text = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">{PROSE}'
    assert decode(text.encode(real), page=True).text == text


def test_a_text_about_a_declaration_declares_nothing() -> None:
    text = f'<meta charset="big5"> 是一行代码。{PROSE}'
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    "name", ["gbk", "GB2312", "gb18030", "big5", "utf-8", "utf-16", "utf-8-sig"]
)
def test_what_the_user_says_is_done(name: str) -> None:
    text = OLD_PROSE if name == "big5" else PROSE
    assert decode(text.encode(name), encoding=name).text == text


def test_what_the_user_says_and_is_not_so_is_refused_with_the_place() -> None:
    with pytest.raises(UndecodableError, match=r"not valid utf-8: byte 0x\w\w at offset 0"):
        decode(PROSE.encode("gb18030"), encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UndecodableError, match=f"no encoding is called '{name}'; try utf-8"):
        decode(b"text", encoding=name)


def test_a_broken_byte_in_utf8_is_named_and_not_read_as_something_else() -> None:
    data = PROSE.encode()
    broken = data[:300] + b"\xff" + data[300:]
    with pytest.raises(
        UndecodableError, match=r"not valid utf-8: byte 0xff at offset 300;.*repair"
    ):
        decode(broken)


def test_a_broken_byte_far_into_utf8_is_named_too() -> None:
    data = PROSE.encode() * 2000
    with pytest.raises(UndecodableError, match=f"offset {len(data)};"):
        decode(data + b"\xff" + data)


def test_a_broken_byte_in_gb18030_is_named() -> None:
    data = PROSE.encode("gb18030")
    with pytest.raises(
        UndecodableError, match=f"not valid gb18030: byte 0xff at offset {len(data)}"
    ):
        decode(data + b"\xff\xff" + data)


def test_a_text_cut_off_in_a_character_is_refused() -> None:
    with pytest.raises(UndecodableError, match="not valid utf-8"):
        decode(PROSE.encode()[:-1])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"\xef\xbb\xbf", "holds no text, only white space"),
        (" \n\u3000".encode(), "holds no text, only white space"),
        (b"ab\0cd", r"binary file \(zero byte at offset 2\)"),
        (bytes(range(256)) * 4, "binary file"),
        (b"%PDF-1.7\n\x80", r"binary file \(PDF\)"),
        (b"PK\x03\x04\x14", r"binary file \(Office or zip\)"),
        (codecs.BOM_UTF16_LE + "甲乙".encode("utf-16-le") + b"\x01", "not valid utf-16-le"),
        (b"\x81\xff\xfe\x90\x01\x80\xff" * 9, "encoding not recognised; name the encoding"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)


def test_other_writing_is_left_to_the_detector() -> None:
    text = "Café déjà vu: il a été là, très naïf, à la fenêtre."
    assert decode(text.encode("cp1252")).text == text


def test_rare_characters_stay_what_they_are() -> None:
    for text in ("喆赟", "价格100€，很贵", "好👍", "①②③"):
        assert decode(f"{PROSE}{text}".encode("gb18030")).text == f"{PROSE}{text}"
    for text in ("啲人喺度", "碁牆粧嫺"):
        assert decode(f"{OLD_PROSE}{text}".encode("big5hkscs")).text == f"{OLD_PROSE}{text}"


def test_plausibility_parts_right_from_wrong() -> None:
    assert plausibility(PROSE) > 0.9
    assert plausibility(OLD_PROSE) > 0.9
    assert plausibility(PROSE.encode("gb18030").decode("big5", "replace")) < 0.3
    assert plausibility("plain ASCII") == 1.0
