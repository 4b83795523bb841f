"""What names say: their words and how they sound, as the index has them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from unicodedata import normalize

from kg.search.dictionary import Dictionary
from kg.search.marks import key, marked, spoken
from kg.search.sounds import readings

BETWEEN = "|"

Said = tuple[str, str]


class Sayings:
    """Words and sounds of some names: those that are known, or found in a dictionary."""

    def __init__(self, names: frozenset[str], known: Mapping[str, Said]) -> None:
        self._known = known
        self._unknown = names - known.keys()

    def of(self, name: str) -> Said:
        """The words of one of the names, and its readings."""
        return self._known.get(name) or analysed(name, self._dictionary)

    @cached_property
    def _dictionary(self) -> Dictionary:
        names = self._unknown
        return Dictionary([*(normalize("NFKC", name) for name in names), *map(key, names)])


def analysed(name: str, dictionary: Dictionary) -> Said:
    """The words of a name and how it sounds, as the index has them."""
    plain = normalize("NFKC", name)
    cut = tuple(word for word in map(key, dictionary.words(plain)) if word)
    tokens = dict.fromkeys(
        part for word in _joined(cut) if len(word) > 1 for part in (word, *dictionary.within(word))
    )
    return " ".join(tokens), BETWEEN.join(readings(cut))


def _joined(cut: tuple[str, ...]) -> Iterator[str]:
    """Words as cut; single characters that follow each other are a word that no dictionary has."""
    for is_single, group in groupby(cut, key=lambda word: len(word) == 1):
        if is_single:
            yield "".join(group)
        else:
            yield from group


def sound_tokens(sounds: str) -> tuple[str, str, str]:
    """The pairs of syllables, the single ones and the initials of all readings of a name."""
    spelt = [reading.split() for reading in sounds.split(BETWEEN)]
    both = [token for syllables in spelt for token in marked(spoken(syllables))]
    single = dict.fromkeys(syllable for syllables in spelt for syllable in syllables)
    initials = dict.fromkeys(" ".join(marked([s[0] for s in syllables])) for syllables in spelt)
    return " ".join(both), " ".join(single), " ".join(initials)


def syllables(sounds: Iterable[str]) -> str:
    """All that the readings of some names have, in order."""
    return " ".join(sorted({*" ".join(sounds).replace(BETWEEN, " ").split()}))
