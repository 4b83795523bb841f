"""What edits say of entities: split, merge, rename, retype, hide, new."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.curate.edits import Edit
from kg.curate.names import Things
from kg.curate.work import Ledger, Shapes
from kg.errors import CurationError
from kg.model import Entity
from kg.resolve import Key, Member, Thing, thing_of
from kg.text import name_key

_Value = TypeVar("_Value")


@dataclass
class _Part:
    """Members that leave a thing together, and the edits that say so."""

    edits: list[Edit]
    members: list[Member]


def split(
    things: Things, edits: Sequence[Edit], entities: Mapping[Key, Entity], ledger: Ledger
) -> tuple[list[Thing], dict[Edit, Thing]]:
    """The things of a build after all splits, and what each split has made."""
    parts: dict[int, dict[str, _Part]] = defaultdict(dict)
    for edit in edits:
        try:
            number = things.find(edit, "name")
            leaving = _leaving(edit, things.all[number], entities)
        except CurationError as error:
            ledger.failed(edit, error)
            continue
        _put(edit, leaving, parts[number], ledger)
    result = list(things.all)
    made: dict[Edit, Thing] = {}
    for number, own in parts.items():
        thing = things.all[number]
        gone = {member for part in own.values() for member in part.members}
        rest = [member for member in thing.members if member not in gone]
        if not rest:
            last = max((edit for part in own.values() for edit in part.edits), key=_place)
            ledger.failed(last, _nothing_left(last))
            continue
        pairs = [(member, entities[member.key]) for member in rest]
        result[number] = thing_of(pairs, homonym=thing.homonym)
        for part in own.values():
            new = _split_off(part, entities)
            result.append(new)
            made |= dict.fromkeys(part.edits, new)
    return result, made


def _put(edit: Edit, leaving: list[Member], parts: dict[str, _Part], ledger: Ledger) -> None:
    """Join a split to those that make the same thing."""
    name = name_key(edit["other"]) or "/".join(str(member.key) for member in leaving)
    for other, part in parts.items():
        if other != name and not set(leaving).isdisjoint(part.members):
            ledger.contradicts(
                edit,
                f"{edit['name']} in these documents is split off in {part.edits[0].where}, too",
            )
            return
    part = parts.setdefault(name, _Part([], []))
    part.edits.append(edit)
    part.members += [member for member in leaving if member not in part.members]


def _leaving(edit: Edit, thing: Thing, entities: Mapping[Key, Entity]) -> list[Member]:
    """The members that a split takes out of a thing."""
    key = name_key(_own_name(edit, thing))
    leaving = [
        member
        for member in thing.members
        if (
            member.key.record in edit.documents
            if edit.documents
            else name_key(entities[member.key].name) == key
        )
    ]
    if len(leaving) == len(thing.members):
        raise _nothing_left(edit)
    if not leaving:
        raise edit.error(f"no document calls {thing.label} by its name {edit['name']} alone")
    return leaving


def _own_name(edit: Edit, thing: Thing) -> str:
    """The name by which an edit calls a thing, without a type before it."""
    before, slash, behind = edit["name"].partition("/")
    keys = {name_key(name) for name in thing.names}
    return behind if slash and name_key(edit["name"]) not in keys and before else edit["name"]


def _nothing_left(edit: Edit) -> CurationError:
    return edit.error(
        f"nothing would be left of {edit['name']}; name the documents under 'document' in which it "
        "is another, or rename it"
    )


def _split_off(part: _Part, entities: Mapping[Key, Entity]) -> Thing:
    pairs = [(Member(m.key, "curation"), entities[m.key]) for m in sorted(part.members)]
    name = min(edit["other"] for edit in part.edits)
    thing = thing_of(pairs, homonym=not name)
    if not name:
        return thing
    return replace(thing, names=(name, *sorted(set(thing.names) - {name})))


def make_new(things: Things, edits: Sequence[Edit], shapes: Shapes, ledger: Ledger) -> None:
    """Things that a person says there are; one that documents name so is that one."""
    for edit in sorted(edits, key=lambda edit: (edit["name"], edit.where)):
        text, _, name = edit["name"].partition("/")
        try:
            if not name.strip():
                raise edit.error(f"new needs a type before the name, as in Person/{edit['name']}")
            type_, subtype = things.type_of(edit, text)
        except CurationError as error:
            ledger.errors.append(error)
            continue
        known = things.called(edit["name"])
        new = Thing(type_, subtype, (name.strip(),), homonym=False, members=())
        number = known.pop() if len(known) == 1 else things.put(new)
        shapes.about[edit] = (number,)


def shape(things: Things, edits: Sequence[Edit], shapes: Shapes, ledger: Ledger) -> None:
    """Merge, rename, retype and hide.

    Each name is looked for in what documents say; those not found there, in what the edits that
    found theirs say, and so on. So the order of lines does not matter.
    """
    types = _types(things, edits, ledger)
    pending = [edit for edit in edits if edit.action != "retype" or edit in types]
    errors: dict[Edit, CurationError] = {}
    while pending:
        found = {edit: at for edit in pending if (at := _ends(things, edit, errors))}
        if not found:
            break
        for edit, numbers in found.items():
            shapes.about[edit] = numbers
            if edit.action == "merge":
                things.join(*numbers)
            elif edit.action == "rename":
                things.give_name(numbers[0], edit["other"])
            elif edit.action == "retype":
                things.give_type(numbers[0], *types[edit])
        pending = [edit for edit in pending if edit not in found]
    for edit in pending:
        ledger.failed(edit, errors[edit])
    done = [edit for edit in edits if edit in shapes.about]
    _settle_merges(things, done, shapes, ledger)
    _settle_labels(done, shapes, ledger)
    _settle_types(done, types, shapes, ledger)


def _types(things: Things, edits: Sequence[Edit], ledger: Ledger) -> dict[Edit, tuple[str, str]]:
    """The types that edits give."""
    types = {}
    for edit in edits:
        try:
            if edit.action == "retype":
                types[edit] = things.type_of(edit, edit["other"])
        except CurationError as error:
            ledger.errors.append(error)
    return types


def _ends(things: Things, edit: Edit, errors: dict[Edit, CurationError]) -> tuple[int, ...]:
    columns = ("name", "other") if edit.action == "merge" else ("name",)
    try:
        return tuple(things.find(edit, column) for column in columns)
    except CurationError as error:
        errors[edit] = error
        return ()


def _settle_merges(things: Things, edits: Sequence[Edit], shapes: Shapes, ledger: Ledger) -> None:
    """Which thing stands for all that are one: that which is no other."""
    steps: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.action == "merge":
            one, other = shapes.about[edit]
            if one == other:
                ledger.idle(edit, f"{edit['name']} and {edit['other']} are one as it is")
            else:
                steps[one].append(edit)
    for root in sorted({things.root(number) for number in steps}):
        joined = things.joined(root)
        ends = [number for number in joined if number not in steps]
        concerned = [edit for number in joined for edit in steps.get(number, ())]
        last = max(concerned, key=_place)
        if len(ends) == 1:
            shapes.homes |= dict.fromkeys(joined, ends[0])
        elif not ends:
            others = "、".join(e.where for e in sorted(concerned, key=_place) if e is not last)
            ledger.contradicts(last, f"the merges go round in a circle, with {others}")
        else:
            goal = shapes.about[last][1]
            rival = next(e for e in concerned if shapes.about[e][1] != goal)
            ledger.contradicts(
                last, f"{last['name']} is merged into {last['other']} here, and by {rival.where} "
                f"into {rival['other']}; say which of the two is the other",
            )  # fmt: skip


def _settle_labels(edits: Sequence[Edit], shapes: Shapes, ledger: Ledger) -> None:
    labels = {edit: edit["other"] for edit in edits if edit.action == "rename"}
    for edit, label in labels.items():
        shapes.more.setdefault(shapes.home(shapes.about[edit][0]), set()).add(label)
    _settle(labels, shapes.labels, ("renamed to", "to"), shapes, ledger)


def _settle_types(
    edits: Sequence[Edit],
    types: Mapping[Edit, tuple[str, str]],
    shapes: Shapes,
    ledger: Ledger,
) -> None:
    done = {edit: types[edit] for edit in edits if edit.action == "retype"}
    _settle(done, shapes.types, ("a", "a"), shapes, ledger)


def _settle(
    wanted: Mapping[Edit, _Value],
    settled: dict[int, tuple[Edit, _Value]],
    words: tuple[str, str],
    shapes: Shapes,
    ledger: Ledger,
) -> None:
    """One value for each thing; what is merged into another has that one's."""
    for edit, value in wanted.items():
        (number,) = shapes.about[edit]
        home = shapes.home(number)
        if home != number:
            ledger.idle(edit, f"merged into {shapes.things.all[home].label}; {edit.action} that")
            continue
        other, first = settled.setdefault(home, (edit, value))
        if first != value:
            ledger.contradicts(
                edit,
                f"{edit['name']} is {words[0]} {edit['other']} here and {words[1]} "
                f"{other['other']} in {other.where}",
            )


def hide(shapes: Shapes, ledger: Ledger) -> None:
    """What is no entity; nothing but a rejected fact may speak of it besides."""
    for edit, numbers in shapes.about.items():
        if edit.action == "hide":
            shapes.hidden.setdefault(shapes.home(numbers[0]), edit)
    for edit, numbers in shapes.about.items():
        for home in {shapes.home(number) for number in numbers} & shapes.hidden.keys():
            if edit.action not in ("hide", "reject"):
                first, last = sorted((shapes.hidden[home], edit), key=_place)
                what = shapes.hidden[home]["name"]
                ledger.contradicts(last, f"{what} is hidden by one of this line and {first.where}, "
                                   "and spoken of by the other")  # fmt: skip


def _place(edit: Edit) -> tuple[str, int]:
    return edit.file, edit.line
