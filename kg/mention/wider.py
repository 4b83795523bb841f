"""Names that are wider than what was found of them.

A body's address belongs to its full name (``青禾市上塘区`` + ``禾苗中心``); a numbered meeting
belongs to the body that meets (``禾苗协会`` + ``第三次会议``); a station is named after its town
(``青禾`` + ``南站``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.mention.page import Page
from kg.mention.subtypes import Subtypes, subtype_of
from kg.model import Mention

_LEVELS = frozenset({"Province", "City", "District", "Town", "Village"})
_FULL_FORM = re.compile(r".(?:省|市|区|县|旗|州|盟|镇|乡|村|街道|社区)$")
_MEETING = re.compile(r"^第[0-9一二三四五六七八九十百零〇]{1,5}(?:届|次).*会议?$")
_WIDE = 0.95
_GAP = frozenset({"n", "nz", "vn", "a", "LOC", "s", "nw"})
_GAP_LENGTH = 4


def find_wider(
    page: Page, mentions: Sequence[Mention], subtypes: Subtypes, tail: re.Pattern[str]
) -> Iterator[Mention]:
    """Bodies with their address, numbered meetings with their body, places with what stands there.

    Args:
        page: the document.
        mentions: the names found in it.
        subtypes: the finer types by ending.
        tail: the words that make a longer place name of a place name (the group ``place_tail``).
    """
    ending_at: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        ending_at[mention.end].append(mention)
    for mention in mentions:
        start = mention.start
        if mention.type == "Organization" and subtype_of(mention.text, mention.type, subtypes):
            start = _address_start(start, ending_at)
        elif mention.type == "Program" and _MEETING.match(page.folded[start : mention.end]):
            bodies = [m.start for m in ending_at[start] if m.type == "Organization"]
            start = min(bodies, default=start)
        end = _place_end(page, mention, tail) if mention.type == "Place" else mention.end
        if (start, end) != (mention.start, mention.end):
            score = round(mention.score * _WIDE, 2)
            yield page.mention(start, end, mention.type, "pattern:wider", score)


def _place_end(page: Page, mention: Mention, tail: re.Pattern[str]) -> int:
    """Where the name of a station, basin or port ends that begins with a place's name."""
    offset = mention.end
    while offset - mention.end <= _GAP_LENGTH:
        match = tail.match(page.folded, offset)
        if match is not None and not page.inside_word(match.end()):
            return match.end()
        token = page.next(offset)
        if token is None or token.pos not in _GAP:
            break
        offset = token.end
    return mention.end


def _address_start(start: int, ending_at: dict[int, list[Mention]]) -> int:
    """Where the chain of full place names begins that ends at ``start``."""
    while True:
        links = [
            m
            for m in ending_at.get(start, ())
            if m.type == "Place" and m.subtype in _LEVELS and _FULL_FORM.search(m.text)
        ]
        if not links:
            return start
        start = min(m.start for m in links)
