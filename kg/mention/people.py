"""How long a person's name is, when the places where it stands differ.

Chinese puts no space behind a name, so ``李广说`` may be read as a name of three characters. Where
the document has the name several times, what follows tells: a character that always follows
belongs to it, one that follows once does not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.page import Page, is_han
from kg.model import Mention

SURNAME_COLUMNS = ("surname",)

_SHARE = 0.6
_SURE = 0.75


def load_surnames(lexicon: Path) -> frozenset[str]:
    """Read ``surnames.tsv``."""
    return frozenset(
        row["surname"] for row in read_table(lexicon / "surnames.tsv", SURNAME_COLUMNS)
    )


def steady_names(
    page: Page, mentions: Iterable[Mention], surnames: frozenset[str]
) -> Iterator[Mention]:
    """The mentions, with names of two or three characters as long as the document bears out."""
    found = list(mentions)
    people = Counter(page.folded[m.start : m.end] for m in found if m.type == "Person")
    followers = _followers(page, found, surnames)
    bare = _bare_surnames(page, found)
    for mention in found:
        end = mention.end
        if _is_native(page, mention, surnames):
            end = _bare_surname_end(page, mention, people, bare) or _steady_end(
                page, mention, followers, people
            )
        elif _runs_on(page, mention, people, surnames):
            end = mention.end - 1
        yield mention if end == mention.end else _ending(page, mention, end)


def _ending(page: Page, mention: Mention, end: int) -> Mention:
    return replace(mention, end=end, text=page.text[mention.start : end])


def _is_native(page: Page, mention: Mention, surnames: frozenset[str]) -> bool:
    """Whether this is a name of a one-character surname and one or two more."""
    name = page.folded[mention.start : mention.end]
    if mention.type != "Person" or len(name) not in {2, 3} or name[:2] in surnames:
        return False
    return name[0] in surnames and all(map(is_han, name))


def _runs_on(page: Page, mention: Mention, people: Counter[str], surnames: frozenset[str]) -> bool:
    """Whether a name of three characters known elsewhere was taken with the word behind it."""
    name = page.folded[mention.start : mention.end]
    if mention.type != "Person" or len(name) != 4 or people[name] > 1 or not people[name[:3]]:
        return False
    return name[0] in surnames and name[:2] not in surnames and all(map(is_han, name))


def _bare_surname_end(
    page: Page, mention: Mention, people: Counter[str], bare: frozenset[str]
) -> int | None:
    """Where a surname alone ends that was taken with the word behind it (``冯`` + ``推荐``).

    Only in a document that uses the surname alone elsewhere and names somebody in full, and only
    for a reading that occurs once and is not sure.
    """
    name = page.folded[mention.start : mention.end]
    if name[0] not in bare or people[name] > 1 or mention.score >= _SURE:
        return None
    fuller = any(other[0] == name[0] and len(other) in {2, 3} and other != name for other in people)
    return mention.start + 1 if fuller else None


def _bare_surnames(page: Page, mentions: Iterable[Mention]) -> frozenset[str]:
    """Surnames that the document uses alone."""
    words = {page.folded[t.start] for t in page.tokens if t.pos == "PER" and t.end - t.start == 1}
    names = {page.folded[m.start] for m in mentions if m.type == "Person" and len(m.text) == 1}
    return frozenset(words | names)


def _followers(
    page: Page, mentions: Sequence[Mention], surnames: frozenset[str]
) -> dict[str, Counter[str]]:
    """For the first two characters of each such name, what follows them in the document."""
    heads = {page.folded[m.start : m.start + 2] for m in mentions if _is_native(page, m, surnames)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for span in page.body:
        for offset in range(span.start, span.end - 1):
            head = page.folded[offset : offset + 2]
            if head in heads:
                counts[head][page.folded[offset + 2 : offset + 3]] += 1
    return counts


def _steady_end(
    page: Page, mention: Mention, followers: dict[str, Counter[str]], people: Counter[str]
) -> int:
    """Where the name ends by what follows it elsewhere; its own end where that tells nothing."""
    head = page.folded[mention.start : mention.start + 2]
    counts = followers[head]
    here = page.folded[mention.start + 2 : mention.start + 3]
    total = sum(counts.values())
    third, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if total < 2:
        return mention.end
    if times / total > _SHARE and people[head + third] and here == third:
        return mention.start + 3
    if counts[here] == 1 and people[head]:
        return mention.start + 2
    return mention.end
