"""All edits on all things of a build."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.curate.edits import Edit
from kg.curate.facts import Facts, Statement, read_facts, without_rejected
from kg.curate.names import Iri, Things
from kg.curate.shape import hide, make_new, shape, split
from kg.curate.table import read_edits
from kg.curate.work import Ledger, Shapes, check_documents
from kg.errors import InputError
from kg.model import Document, Edited, Record
from kg.resolve import Key, Member, Resolution, Thing
from kg.schema import Schema

REJECTED = "curation"


@dataclass(frozen=True, slots=True)
class Curated:
    """What resolution and edits have found together.

    Attributes:
        resolution: the things, as the edits have them.
        records: of the documents, without the claims that a person rejects.
        own: the records of the curation files, with what they state.
        rejected: how many claims a person rejects.
        edits: the edits, with what they did.
        names: by the IRI of a node the number of its thing in ``things``.
    """

    resolution: Resolution
    records: Sequence[Record]
    own: tuple[Record, ...] = ()
    rejected: int = 0
    edits: tuple[Edited, ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    things: Things | None = None

    def text_for(self, iri: str) -> str:
        """The shortest text that means a node, in a curation file.

        Raises:
            InputError: there is no such node.
        """
        number = self.names.get(iri)
        if number is None and self.things:
            number = next(iter(self.things.meaning(iri)), None)
        if number is None or self.things is None:
            raise InputError(f"no entity has the IRI {iri}; load the graph anew")
        return self.things.shortest(number)


def curate(
    records: Sequence[Record],
    resolution: Resolution,
    files: Sequence[Document],
    *,
    iri: Iri,
    base: str,
    schema: Schema,
    taken: Collection[str] = (),
) -> Curated:
    """Apply curation files. The result depends on the sets of records and files alone.

    Args:
        records: of all documents but the files.
        resolution: of their entities.
        files: the curation files as documents.
        iri: what a thing's IRI is.
        base: what these IRIs start with.
        schema: the vocabulary.
        taken: keys of edits that an earlier build has taken: where their names mean nothing any
            more, that is no error.

    Raises:
        CurationError: a line breaks the rules, means nothing, or contradicts another.
    """
    if not files:
        return Curated(resolution, records)
    ledger = Ledger(taken)
    files = sorted(files, key=lambda file: (file.source, file.id))
    edits = [edit for file in files for edit in read_edits(file)]
    good = check_documents(edits, {record.id for record in records}, ledger)

    def of(*actions: str) -> list[Edit]:
        return [edit for edit in good if edit.action in actions]

    things = Things(resolution.things, iri, base, schema)
    split_off: dict[Edit, Thing] = {}
    if splits := of("split"):
        entities = {Key(r.id, e.id): e for r in records for e in r.entities}
        parts, split_off = split(things, splits, entities, ledger)
        things = Things(parts, iri, base, schema)
    shapes = Shapes(things)
    for edit, thing in split_off.items():
        shapes.about[edit] = (things.all.index(thing),)
    make_new(things, of("new"), shapes, ledger)
    shape(things, of("merge", "rename", "retype", "hide"), shapes, ledger)
    facts = read_facts(of("reject", "add"), things, shapes, schema, ledger)
    hide(shapes, ledger)
    ledger.close()
    statements = _statements(files, good, facts, shapes)
    final = _final(things, shapes, statements)
    homes = {member.key: home for home, thing in final.items() for member in thing.members}
    for home in shapes.hidden:
        homes |= {m.key: home for part in shapes.parts(home) for m in part.members}
    kept, rejected = without_rejected(records, homes, facts, shapes, ledger)
    ledger.close()
    final = _told_apart(final, resolution, iri)
    nodes = {home: iri(thing) for home, thing in final.items()}
    ordered = sorted(final.values(), key=lambda thing: (thing.type, thing.label, thing.members[0]))
    return Curated(
        resolution=Resolution(tuple(ordered)),
        records=kept,
        own=tuple(sorted((s.record() for s in statements), key=lambda record: record.id)),
        rejected=rejected,
        edits=tuple(_edited(edit, nodes, shapes, ledger, files) for edit in edits),
        names={node: home for home, node in nodes.items()},
        things=things,
    )


def _statements(
    files: Sequence[Document], edits: Sequence[Edit], facts: Facts, shapes: Shapes
) -> list[Statement]:
    statements = {file.id: Statement(file, shapes) for file in files}
    for edit in edits:
        if edit in facts.added or (edit.action == "new" and edit in shapes.about):
            statements[edit.document].take(edit, facts.added.get(edit))
    return list(statements.values())


def _final(things: Things, shapes: Shapes, statements: Sequence[Statement]) -> dict[int, Thing]:
    """What has become of the things, by home, without those that are hidden."""
    own: dict[int, list[Member]] = {}
    for statement in statements:
        for home, key in statement.members.items():
            own.setdefault(home, []).append(Member(key, "curation"))
    final = {}
    for number, thing in enumerate(things.all):
        if shapes.home(number) == number and number not in shapes.hidden:
            final[number] = _one(number, thing, shapes, own.get(number, []))
    return final


def _one(home: int, thing: Thing, shapes: Shapes, own: Sequence[Member]) -> Thing:
    first, *others = shapes.parts(home)
    if not (others or own or home in shapes.labels or home in shapes.types or home in shapes.more):
        return thing
    members = [*first.members, *own]
    members += [Member(member.key, "curation") for part in others for member in part.members]
    type_, subtype = shapes.type_of(home)
    finer = (part.subtype for part in others if part.type == type_ and part.subtype)
    label = shapes.labels[home][1] if home in shapes.labels else thing.label
    names = {
        *(name for part in (first, *others) for name in part.names),
        *shapes.more.get(home, ()),
    }
    return Thing(
        type=type_,
        subtype=subtype or (min(finer, default="") if home not in shapes.types else ""),
        names=(label, *sorted(names - {label})),
        homonym=thing.homonym and home not in shapes.labels,
        members=tuple(sorted(members)),
    )


def _told_apart(final: Mapping[int, Thing], resolution: Resolution, iri: Iri) -> dict[int, Thing]:
    """The same, where edits gave two things one name and type, these as homonyms."""
    untouched = set(resolution.things)
    seen: dict[str, list[int]] = {}
    for home, thing in final.items():
        seen.setdefault(iri(thing), []).append(home)
    clashing = {home for homes in seen.values() if len(homes) > 1 for home in homes}
    return {
        home: replace(thing, homonym=True) if home in clashing and thing not in untouched else thing
        for home, thing in final.items()
    }


def _edited(
    edit: Edit,
    nodes: Mapping[int, str],
    shapes: Shapes,
    ledger: Ledger,
    files: Sequence[Document],
) -> Edited:
    text = next(file.text for file in files if file.id == edit.document)
    problem = ledger.problems.get(edit, "")
    homes = {shapes.home(number) for number in shapes.about.get(edit, ())}
    return Edited(
        document=edit.document,
        line=edit.line,
        start=edit.span.start,
        end=edit.span.end,
        text=edit.span.of(text),
        action=edit.action,
        reason=edit["reason"],
        by=edit.producer,
        nodes=tuple(sorted(nodes[home] for home in homes if home in nodes)),
        problem=problem,
    )
