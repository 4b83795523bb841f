"""Shared hypothesis strategies: names, hostile ones among them, and documents with true records.

``corpora()`` gives lists of ``Case``: a document, and a record whose mentions and evidence stand in
its text where they say.
"""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from kg.model import Claim, Document, Entity, Evidence, Mention, Modality, Record, Span
from kg.schema import default_schema

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    '=HYPERLINK("http://example.org","点我")',
    "+SUM(1,2)",
    "@SUM(A1)",
    "-2+3",
    "引\"号'与\\反斜杠",
    "} INSERT DATA { <urn:a> <urn:b> <urn:c> } #",
    "> . <urn:a> <urn:b> <urn:c> . <",
    '"""\n"@zh . ',
    "a/b",
    "../../etc/passwd",
    "..",
    ".",
    "~",
    "100%",
    "100%25",
    "%2F",
    "a?b#c",
    "制\t表\r\n换行",
    "nul\x00bell\x07",
    "\u202e反向\u202c",
    "零\u200b宽",
    "全　角 空格",
    "\ue000私用",
    "\ufffe非字符",
    "\U000f0000",
    "𠮷野家",
    "e\u0301",
    "é",
    "$(rm -rf /)",
    "`id`",
    "{{7*7}}",
    "[x](javascript:alert(1))",
    "&amp;&lt;",
    "]]>",
    "-->",
)

# Few characters, so that names meet, are parts of one another, and have traditional twins.
_CHARACTERS = "陈陳奕江文化心甲乙丙章张西陕山"

_MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "denied", "doubtful", "ended")


def plain_names() -> st.SearchStrategy[str]:
    """Short names of few characters."""
    return st.text(_CHARACTERS, min_size=1, max_size=4)


def hostile_names() -> st.SearchStrategy[str]:
    """Names that break careless writers: known ones, and any text without lone surrogates."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
    return st.sampled_from(HOSTILE_NAMES) | anything


def names() -> st.SearchStrategy[str]:
    """Any name, hostile ones included; never empty."""
    return plain_names() | hostile_names()


@dataclass(frozen=True)
class Case:
    """A document and a true record of it."""

    document: Document
    record: Record


@st.composite
def entities(draw: st.DrawFn, number: int, name: st.SearchStrategy[str]) -> Entity:
    """An entity without mentions; its type has its subtype, its aliases are names too."""
    schema = default_schema()
    type_ = draw(st.sampled_from([kind.name for kind in schema.core_kinds()]))
    finer = [kind.name for kind in schema.kinds.values() if kind.parent == type_]
    own = draw(name)
    aliases = draw(st.lists(name, max_size=2, unique=True))
    return Entity(
        id=f"e{number}",
        type=type_,
        name=own,
        mentions=(),
        subtype=draw(st.sampled_from(["", *finer])),
        aliases=tuple(alias for alias in aliases if alias != own),
    )


@dataclass(frozen=True)
class _Drawn:
    """A claim before its text is written."""

    subject: int
    object: int
    claim: Claim


@st.composite
def _claims(draw: st.DrawFn, found: list[Entity]) -> _Drawn:
    """Any claim between two entities, mostly one that the vocabulary admits."""
    schema = default_schema()
    index = st.integers(0, len(found) - 1)
    subject, object_ = draw(index), draw(index)
    types = found[subject].type, found[object_].type
    all_names = [predicate.name for predicate in schema.core_predicates()]
    admitted = [name for name in all_names if schema.admits(name, *types)]
    predicate = draw(st.sampled_from(admitted or all_names) | st.sampled_from(all_names))
    finer = [p.name for p in schema.predicates.values() if p.parent == predicate]
    role = (
        draw(st.sampled_from(["", "主任", "党支部书记兼总经理"])) if predicate == "memberOf" else ""
    )
    claim = Claim(
        subject=found[subject].id,
        predicate=predicate,
        object=found[object_].id,
        evidence=Evidence(0, 0, ""),
        role=role,
        modality=draw(st.sampled_from(_MODALITIES)),
        time=draw(st.sampled_from(["", "2010", "2010-12", "2010-12-30", "2010/2012"])),
        score=draw(st.integers(0, 100)) / 100,
        by=draw(st.sampled_from(["pattern:title-before-name", "pattern:a b", "model"])),
        subpredicate=draw(st.sampled_from(["", *finer])),
    )
    return _Drawn(subject, object_, claim)


@st.composite
def cases(draw: st.DrawFn, name: st.SearchStrategy[str] | None = None, id_: str = "d0") -> Case:
    """A document made of sentences that name its entities and state its claims."""
    own = names() if name is None else name
    count = draw(st.integers(0, 4))
    found = [draw(entities(number, own)) for number in range(1, count + 1)]
    drawn = draw(st.lists(_claims(found), max_size=4)) if found else []
    text = ""
    mentions: list[list[Mention]] = [[] for _ in found]
    claims: list[Claim] = []

    def write(number: int) -> None:
        nonlocal text
        entity = found[number]
        start = len(text)
        text += entity.name
        mentions[number].append(Mention(start, len(text), entity.name, entity.type))

    for number in range(len(found)):
        text += draw(st.sampled_from(["据悉，", "近日，", "𠮷日，"]))
        write(number)
        text += "出现在名单中。\n"
    for item in drawn:
        sentence_start = len(text)
        text += draw(st.sampled_from(["", "会上，"]))
        start = len(text)
        write(item.subject)
        text += draw(st.sampled_from(["与", "在", "的"]))
        write(item.object)
        end = len(text)
        text += "。\n"
        evidence = Evidence(
            start, end, text[start:end], sentence_start, text[sentence_start : len(text) - 1]
        )
        claims.append(replace(item.claim, evidence=evidence))
    document = Document(
        id=id_,
        source=f"{id_}.txt",
        text=text,
        body=(Span(0, len(text)),) if text else (),
        title=draw(st.sampled_from(["", "园区简报"]) | own),
        published=draw(st.sampled_from(["", "2010-12-30"])),
        publisher=draw(st.sampled_from(["", "之江文化创意中心"])),
        issue=draw(st.sampled_from(["", "第3期"])),
    )
    record = Record(
        id=document.id,
        source=document.source,
        text_sha256=document.text_sha256,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        issue=document.issue,
        encoding=document.encoding,
        entities=tuple(
            replace(entity, mentions=tuple(named))
            for entity, named in zip(found, mentions, strict=True)
        ),
        claims=tuple(claims),
        rejected=tuple(draw(st.sampled_from([(), (("domain", 2),), (("distance", 1),)]))),
    )
    return Case(document, record)


@st.composite
def corpora(
    draw: st.DrawFn, name: st.SearchStrategy[str] | None = None, max_size: int = 4
) -> list[Case]:
    """Documents with different ids."""
    size = draw(st.integers(0, max_size))
    return [draw(cases(name, f"d{number}")) for number in range(size)]


def records(name: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Record]:
    """A true record."""
    return cases(name).map(lambda case: case.record)


def documents(name: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Document]:
    """A document whose text names hostile things."""
    return cases(name).map(lambda case: case.document)
