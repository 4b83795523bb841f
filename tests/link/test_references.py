from kg.link import load_linker
from kg.model import Annotation, Entity, Mention, Token
from kg.resources import ontology_dir
from tests.link.samples import document

LINKER = load_linker(ontology_dir())


def linked(marked: str, *names: tuple[str, str]) -> tuple[Entity, ...]:
    """Entities of a text written as ``"word/tag word/tag"`` in which ``names`` are found."""
    text, tokens = "", []
    for piece in marked.split(" "):
        word, _, tag = piece.rpartition("/")
        tokens.append(Token(len(text), len(text) + len(word), tag))
        text += word
    mentions = tuple(
        Mention(start, start + len(name), name, kind)
        for name, kind in names
        for start in [text.index(name)]
    )
    return LINKER(document(text), Annotation(tuple(tokens), mentions))


def test_general_word_stands_for_the_body_named_before() -> None:
    (entity,) = linked(
        "禾苗公司/ORG 成立/v 。/w 公司/n 有/v 人/n 。/w 该/r 公司/n 好/a",
        ("禾苗公司", "Organization"),
    )
    assert [m.text for m in entity.mentions] == ["禾苗公司", "公司", "该公司"]
    assert entity.aliases == ()


def test_used_so_twice_it_is_a_short_name() -> None:
    (entity,) = linked(
        "禾苗公司/ORG 成立/v 。/w 公司/n 大/a 。/w 公司/n 好/a", ("禾苗公司", "Organization")
    )
    assert entity.aliases == ("公司",)


def test_not_as_part_of_a_longer_wording() -> None:
    (entity,) = linked("禾苗公司/ORG 成立/v 。/w 公司/n 注册/vn 忙/a", ("禾苗公司", "Organization"))
    assert len(entity.mentions) == 1


def test_nothing_before_nothing_meant() -> None:
    assert linked("公司/n 成立/v") == ()


def test_organ_of_what_the_general_word_stands_for() -> None:
    (entity,) = linked(
        "禾苗文化创意园党委/ORG 开会/v 。/w 园区党委/ORG 说/v",
        ("禾苗文化创意园党委", "Organization"),
        ("园区党委", "Organization"),
    )
    assert (entity.name, entity.aliases) == ("禾苗文化创意园党委", ("园区党委",))
