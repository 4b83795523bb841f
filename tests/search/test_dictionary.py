"""Names are cut as jieba cuts them, whatever else of its dictionary is loaded."""

import warnings
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search.dictionary import Dictionary
from kg.search.marks import key

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

_WORDS = "浙江大学 校友 会 中国人民 银行 重 庆 王 小明 之 青石 科技 有限公司"
_OTHERS = "Green 3D AT&T c++ · “ ” 𠮷 2024年 é 龘"
_PARTS = st.sampled_from([*_WORDS.split(), *_OTHERS.split(), " "])
_TEXTS = st.lists(_PARTS, max_size=8).map("".join)


@given(_TEXTS, _TEXTS)
def test_as_jieba_cuts(text: str, other: str) -> None:
    wanted = [word for word in map(key, jieba.cut(normalize("NFKC", text), HMM=False)) if word]
    for texts in ([text], [other, text]):
        found = Dictionary([normalize("NFKC", text) for text in texts]).words(
            normalize("NFKC", text)
        )
        assert [word for word in map(key, found) if word] == wanted


@pytest.mark.parametrize(
    ("word", "within"),
    [("浙江大学", ["浙江", "大学"]), ("大学", []), ("有限公司", ["有限", "公司"]), ("", [])],
)
def test_words_within_words(word: str, within: list[str]) -> None:
    assert Dictionary([word]).within(word) == within
