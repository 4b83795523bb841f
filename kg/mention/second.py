"""The tagger's word classes as a second voter on names, beside its head for names.

The two heads learned from different texts: the word classes know many companies and people that the
head for names has not seen, and where they cut is a check on where a name ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.mention.page import Page, is_han
from kg.model import Mention, Token

_SURE = 0.7
_VOTED = {"ORG": "Organization", "PER": "Person", "LOC": "Place"}
# Where the head for names is unsure and the word class differs, what the name becomes ("" = none).
_CORRECTED = {
    ("Place", "ORG"): "Organization",
    ("Place", "PER"): "Person",
    ("Person", "ORG"): "Organization",
    ("Person", "LOC"): "Place",
    ("Person", "TIME"): "",
}
_CONTENT = frozenset({"n", "v", "a", "nz", "vn", "an", "f", "s"})
_NEW_SCORE = {"ORG": 0.5, "PER": 0.45}


def vote(page: Page, tagged: Iterable[Mention]) -> Iterator[Mention]:
    """The tagger's names with doubtful types corrected, and names that only the words show."""
    covered: set[int] = set()
    for mention in tagged:
        covered.update(range(mention.start, mention.end))
        token = page.next(mention.start)
        same = token is not None and token.end == mention.end
        kind = mention.type
        if same and token is not None and mention.score < _SURE:
            kind = _CORRECTED.get((mention.type, token.pos), mention.type)
        if kind:
            yield (
                mention if kind == mention.type else replace(mention, type=kind, by="tagger:words")
            )
    for token in page.tokens:
        if token.pos in _NEW_SCORE and covered.isdisjoint(range(token.start, token.end)):
            yield from _only_words(page, token)


def _only_words(page: Page, token: Token) -> Iterator[Mention]:
    """A name by its word class alone: two characters or more, and no part of a longer wording."""
    text = page.text[token.start : token.end]
    if len(text) < 2 or not all(map(is_han, text)) or _glued(page, token):
        return
    yield page.mention(
        token.start, token.end, _VOTED[token.pos], "tagger:words", _NEW_SCORE[token.pos]
    )


def _glued(page: Page, token: Token) -> bool:
    """Whether a lone character beside it suggests that the words are cut in the wrong place."""
    before, behind = page.previous(token.start), page.next(token.end)
    if before is not None and before.pos in _CONTENT and before.end - before.start == 1:
        return True
    if behind is None:
        return False
    return behind.pos == "nz" or (behind.pos in _CONTENT and behind.end - behind.start == 1)
