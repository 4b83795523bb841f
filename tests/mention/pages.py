"""Documents for the tests, written as words with parts of speech: ``"青禾镇/LOC 的/u"``."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.mention.page import Page, make_page
from kg.mention.tagger import Tagged, TaggedName
from kg.model import Document, Span, Token


@dataclass(frozen=True)
class FakeTagger:
    """Knows some names, and cuts everything else into single characters."""

    names: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        return [self._tagged(sentence) for sentence in sentences]

    def _tagged(self, sentence: str) -> Tagged:
        names = tuple(
            TaggedName(sentence.find(name), sentence.find(name) + len(name), kind, 0.9)
            for name, kind in self.names
            if name in sentence
        )
        return Tagged(tuple(self._tokens(sentence)), names)

    def _tokens(self, sentence: str) -> list[Token]:
        tokens: list[Token] = []
        offset = 0
        while offset < len(sentence):
            word = next((w for w in self.words if sentence.startswith(w, offset)), sentence[offset])
            tokens.append(Token(offset, offset + len(word), "n"))
            offset += len(word)
        return tokens


def document(text: str) -> Document:
    return Document("d", "d.txt", text, (Span(0, len(text)),))


def page_of(marked: str) -> Page:
    """A page from words and tags: ``"记者/n 贺兰舟/PER ，/w"``."""
    text = ""
    tokens = []
    for piece in marked.split(" "):
        word, _, tag = piece.rpartition("/")
        tokens.append(Token(len(text), len(text) + len(word), tag))
        text += word
    return make_page(document(text), tokens)
