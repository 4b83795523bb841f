"""A sentence with its words: what stands beside and between the slots of a view."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Token
from kg.relate.view import FIRST_SLOT, View

# The letter of each core type in features, in the order of kg.relate.view.TYPES.
LETTERS = "POLGAW"
_TO_LETTERS = {FIRST_SLOT + number: letter for number, letter in enumerate(LETTERS)}


def lettered(text: str) -> str:
    """Text of a view with its slots as letters, such as ``P在L``."""
    return text.translate(_TO_LETTERS)


@dataclass(frozen=True, slots=True)
class Worded:
    """A view with its words.

    Attributes:
        view: the sentence, every mention a slot of its own.
        letters: its text with slots as letters.
        indices: where its slots stand, in order.
        words: the words that are no part of a mention.
        places: where each of them begins in ``letters``.
        short: the view with names taken together.
        slots: where a mention, by its offset in the document, stands in ``short``.
    """

    view: View
    letters: str
    indices: tuple[int, ...]
    words: tuple[str, ...]
    places: tuple[int, ...]
    short: View
    slots: dict[int, int]

    def between(self, first: int, last: int) -> tuple[str, ...]:
        """The words between two places."""
        return self.words[bisect_right(self.places, first) : bisect_left(self.places, last)]

    def before(self, index: int) -> str:
        """The word, else the character, right before a place; ``^`` where the sentence begins."""
        place = bisect_left(self.places, index) - 1
        if place >= 0 and self.places[place] + len(self.words[place]) >= index:
            return self.words[place]
        return "^" if index == 0 else self.letters[index - 1]

    def after(self, index: int) -> str:
        """The word, else the character, right behind a place; ``$`` where the sentence ends."""
        place = bisect_right(self.places, index)
        if place < len(self.places) and self.places[place] == index + 1:
            return self.words[place]
        return "$" if index + 1 >= len(self.letters) else self.letters[index + 1]


def with_words(view: View, short: View, tokens: Sequence[Token], starts: Sequence[int]) -> Worded:
    """A view with its words.

    Args:
        view: the sentence.
        short: the same with names taken together.
        tokens: the words of the document.
        starts: where they begin.
    """
    place_of = {offset: place for place, offset in enumerate(view.at) if place not in view.units}
    words, places = [], []
    first = bisect_left(starts, view.sentence.start)
    last = bisect_left(starts, view.sentence.end)
    for token in tokens[first:last]:
        place = place_of.get(token.start)
        if place is None:
            continue
        length, longest = 0, token.end - token.start
        while length < longest and place_of.get(token.start + length) == place + length:
            length += 1
        words.append(view.text[place : place + length])
        places.append(place)
    slots = {
        member.mention.start: index
        for index, unit in short.units.items()
        for member in unit.members
    }
    return Worded(
        view=view,
        letters=lettered(view.text),
        indices=tuple(sorted(view.units)),
        words=tuple(words),
        places=tuple(places),
        short=short,
        slots=slots,
    )
