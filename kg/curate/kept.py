"""The curation files of a build, as it took them."""

from collections.abc import Iterable
from json import dumps
from pathlib import Path

from kg.errors import OutputError
from kg.model import Document, Record
from kg.read import is_curation
from kg.records import document_from_json


def curation_of(folder: Path, records: Iterable[Record]) -> tuple[Document, ...]:
    """The curation files among the documents of a build, if its ``records`` name any.

    Raises:
        OutputError: the texts of the documents cannot be read.
    """
    own = [record for record in records if is_curation(record.source)]
    beginnings = tuple('{"id": ' + dumps(record.id, ensure_ascii=False) + ", " for record in own)
    if not own:
        return ()
    path = folder / "documents.jsonl"
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            lines_of_own = (line for line in lines if line.startswith(beginnings))
            return tuple(document_from_json(line, str(path)) for line in lines_of_own)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be read ({error}); run kg build again") from error
