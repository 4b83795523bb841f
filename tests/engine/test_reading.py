"""Which places of a name are mentions, given the words of the text."""

from kg.engine import Document, Span, Token
from kg.engine.chat.answers import Answer
from kg.engine.chat.reading import Passage, read_names
from kg.engine.windows import windows
from kg.model import Annotation
from kg.schema import default_schema


def _read(words: str, *names: tuple[str, str]) -> Annotation:
    """What is read of a text whose words are cut at ``/``; 湖 is in names alone."""
    text = words.replace("/", "")
    tokens, start = [], 0
    for word in words.split("/"):
        tokens.append(Token(start, start + len(word), "LOC" if "湖" in word else "v"))
        start += len(word)
    document = Document("d", "d.txt", text, (Span(0, len(text)),))
    answer = Answer([{"name": name, "type": type_} for name, type_ in names], [])
    passages = [Passage(window, answer) for window in windows(document, 1000)]
    return read_names(document, passages, tokens, "openai:m", default_schema())


def _places(annotation: Annotation, name: str) -> list[int]:
    return [mention.start for mention in annotation.mentions if mention.text == name]


def test_a_place_of_one_character_must_be_a_word() -> None:
    found = _read("沪剧/团/在/沪/演出/。", ("沪", "Place"), ("团", "Organization"))
    assert _places(found, "沪") == [4]
    assert dict(found.rejected) == {"name too short or too long": 1}
    assert dict(_read("沪剧/团", ("沪", "Place")).rejected) == {"name only inside other words": 1}


def test_a_name_is_not_found_across_words_where_it_stands_as_one() -> None:
    found = _read("提高/明显/，/高明/很/高兴/。", ("高明", "Person"))
    assert _places(found, "高明") == [5]
    only = _read("提高/明显/。", ("高明", "Person"))  # the model may know better than the words
    assert _places(only, "高明") == [1]


def test_a_name_inside_a_longer_one_is_named_there_if_nowhere_else() -> None:
    names = [("北湖大学", "Organization"), ("北湖大学出版社", "Organization"), ("北湖", "Place")]
    found = _read("北湖大学出版社/和/北湖大学/医院", *names)
    assert _places(found, "北湖大学出版社") == [0]
    assert _places(found, "北湖大学") == [8]
    assert _places(found, "北湖") == [0, 8]
    assert _places(_read("北湖大学出版社", *names), "北湖大学") == [0]


def test_the_surer_type_of_a_name_is_taken() -> None:
    found = _read("北湖/在/此", ("北湖", "Place"), ("北湖", "Water"), ("北湖", "Water"))
    (mention,) = found.mentions
    assert (mention.type, mention.subtype) == ("Place", "Water")
