"""The records of a build, each document once."""

from collections.abc import Iterable

from kg.errors import InputError
from kg.model import Record


def distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    """``records`` sorted by id, the same record given twice once.

    Raises:
        InputError: two different records have one id, or one record has an entity id twice.
    """
    by_id: dict[str, Record] = {}
    for record in records:
        known = by_id.setdefault(record.id, record)
        if known is not record and known != record:
            raise InputError(
                f"{record.source}: another document has the id {record.id!r} ({known.source}); "
                "rename one of the files"
            )
    for record in by_id.values():
        ids = [entity.id for entity in record.entities]
        if len(ids) != len(set(ids)):
            raise InputError(
                f"{record.source}: the record has an entity id twice; make it with kg extract"
            )
    return tuple(sorted(by_id.values(), key=lambda record: record.id))
