"""When one name is a short form of another: pure rules on two names of one type.

All names here are name keys (:func:`kg.text.name_key`): simplified, half width, no quotation marks.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import read_table
from kg.text import name_key

TAIL_COLUMNS = ("type", "tail")

_EDITION = re.compile(
    r"^(?:第?[0-9一二三四五六七八九十百零〇]{1,5}(?:届|次|季|批|个)|首届|首次|(?:19|20)[0-9]{2}(?:年度|年)?|[0-9]{4}-[0-9]{4}年?|新版|新一轮)+的?"
)
_LIST_MARK = re.compile(r"[、,;]")
_ABBREVIATION_LONGEST = 7
_INNER = 3
_BRAND_FORM = 4
_BRAND_START = 4
_COMPANY = ("公司", "集团", "有限合伙", "合作社", "limited", "ltd", "ltd.", "inc", "inc.", "gmbh")
_NO_BRAND = (
    "银行",
    "大学",
    "党委",
    "支部",
    "工会",
    "分公司",
    "支行",
    "分行",
    "团委",
    "村",
    "镇",
    "县",
)
_LEVELS = frozenset("区县镇乡村")
_ABBREVIATED_ENDINGS: dict[str, tuple[str, ...]] = {
    "Organization": ("",),
    "Program": ("博览会", "交易会", "运动会", "交易大会", "电影节", "艺术节", "锦标赛", "论坛"),
    "Place": ("铁路", "高速", "大桥", "公路", "高速公路", "线"),
}


@dataclass(frozen=True, slots=True)
class Tails:
    """By type, the ends that a name may drop and still be the same name, longest first."""

    by_type: Mapping[str, tuple[str, ...]]

    def dropped(self, name: str, kind: str) -> tuple[str, ...]:
        """The name without each tail it ends in."""
        tails = self.by_type.get(kind, ())
        return tuple(name[: -len(tail)] for tail in tails if name.endswith(tail) and name != tail)


def load_tails(lexicon: Path) -> Tails:
    """Read ``tails.tsv``."""
    found: dict[str, set[str]] = {}
    for row in read_table(lexicon / "tails.tsv", TAIL_COLUMNS):
        found.setdefault(row["type"], set()).add(name_key(row["tail"]))
    return Tails({kind: tuple(sorted(t, key=lambda w: (-len(w), w))) for kind, t in found.items()})


def without_edition(name: str) -> str:
    """A name without the year, edition or ordinal in front.

    >>> without_edition("第十五届全国运动会"), without_edition("2023年服贸会")
    ('全国运动会', '服贸会')
    """
    core = _EDITION.sub("", name)
    return core if len(core) >= 2 else name


def is_short_form(short: str, full: str, kind: str, tails: Tails) -> float:
    """How surely ``short`` names what ``full`` names, 0 where it does not."""
    if kind == "Person" and short != full:
        return _person(short, full)
    if short == full or len(short) < 2 or len(short) >= len(full) + 2:
        return 0.0
    if _other_edition(short, full):
        return 0.0
    short_core, full_core = (without_edition(name) for name in (short, full))
    if short_core == full_core:
        return 0.95
    if short_core in {*tails.dropped(full, kind), *tails.dropped(full_core, kind)}:
        return 0.95
    if _is_suffix(short_core, full_core, kind):
        return 0.9
    if _is_inner(short_core, full_core, kind, tails):
        return 0.8
    return _abbreviation(short_core, full_core, kind, tails)


def is_brand_form(short: str, full: str, places: Container[str]) -> float:
    """How surely ``short`` is a company's name without place, trade and legal form.

    >>> is_brand_form("禾苗新材", "青禾禾苗新材料股份有限公司", set())
    0.75
    """
    brand = short[:2]
    if len(short) < _BRAND_FORM or len(full) < len(short) + 2 or brand in places:
        return 0.0
    start = full.find(brand)
    if not 0 <= start <= _BRAND_START or not full.endswith(_COMPANY) or short.endswith(_NO_BRAND):
        return 0.0
    return 0.75 if _in_order(short[2:], full[start + 2 :]) else 0.0


def _other_edition(short: str, full: str) -> bool:
    """Whether both name an edition, and not the same one."""
    editions = [match[0] for match in map(_EDITION.match, (short, full)) if match]
    return len(editions) == 2 and editions[0].rstrip("的") != editions[1].rstrip("的")


def _is_inner(short: str, full: str, kind: str, tails: Tails) -> bool:
    """Whether they agree once both have lost a tail and the full one what stands in front."""
    shorts = [core for core in (short, *tails.dropped(short, kind)) if len(core) >= _INNER]
    fulls = [core for core in (full, *tails.dropped(full, kind)) if len(core) >= _INNER]
    return any(_is_suffix(one, other, kind) for one in shorts for other in fulls)


def _is_suffix(short: str, full: str, kind: str) -> bool:
    if not full.endswith(short) or _LIST_MARK.search(full[: -len(short)]):
        return False
    return len(short) >= (2 if kind == "Place" else 3)


def _person(short: str, full: str) -> float:
    """A part of a foreign name; the surname alone or the given name of a Chinese one."""
    if len(short) == 1:
        return 0.7 if len(full) in {2, 3} and full.startswith(short) else 0.0
    parts = re.split(r"[·•・.\-—]", full)
    if len(parts) > 1:
        return 0.9 if short in parts else 0.8 if full.startswith(short) and len(short) >= 2 else 0.0
    if len(short) == 2 and (
        (len(full) in {3, 4} and full.endswith(short))
        or (len(full) == 4 and full.startswith(short))
    ):
        return 0.7
    return 0.0


def _abbreviation(short: str, full: str, kind: str, tails: Tails) -> float:
    """A name made of characters of the full one, in order, ending alike: 河大附院, 图博会."""
    endings = _ABBREVIATED_ENDINGS.get(kind)
    if endings is None or not 3 <= len(short) <= _ABBREVIATION_LONGEST or full.startswith(short):
        return 0.0
    if not set(full) & _LEVELS <= set(short) or _LIST_MARK.search(full):
        return 0.0
    for core in (full, *tails.dropped(full, kind)):
        if (
            core[-1:] == short[-1]
            and len(core) >= len(short) + 2
            and core.endswith(endings)
            and _same_beginning(short, core)
            and _in_order(short, core)
        ):
            return 0.7
    return 0.0


def _same_beginning(short: str, full: str) -> bool:
    """Whether the abbreviation begins where a part of the full name may begin."""
    if short[:2] == full[:2]:
        return len(short) >= 4 and short[2] == full[2]
    return short[0] in full[:6]


def _in_order(short: str, full: str) -> bool:
    characters = iter(full)
    return all(character in characters for character in short)
