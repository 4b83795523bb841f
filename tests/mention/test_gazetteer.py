from hypothesis import given
from hypothesis import strategies as st

from kg.mention.gazetteer import make_gazetteer

NAMES = st.dictionaries(st.text("甲乙丙", min_size=2, max_size=4), st.integers(), max_size=8)


def test_longest_name_wins_at_each_place() -> None:
    gazetteer = make_gazetteer({"青禾": 1, "青禾镇": 2, "禾镇": 3})
    assert list(gazetteer.find("在青禾镇", 0, 4)) == [(1, 4, 2), (2, 4, 3)]


def test_names_do_not_reach_over_the_end() -> None:
    gazetteer = make_gazetteer({"青禾镇": 1})
    assert list(gazetteer.find("青禾镇", 0, 2)) == []


@given(NAMES, st.text("甲乙丙丁", max_size=30))
def test_finds_exactly_what_stands_there(names: dict[str, int], text: str) -> None:
    found = list(make_gazetteer(names).find(text, 0, len(text)))
    assert all(names[text[start:end]] == value for start, end, value in found)
    starts = {start for start, _, _ in found}
    assert starts == {i for i in range(len(text)) if any(text.startswith(n, i) for n in names)}
