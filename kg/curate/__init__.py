"""What people say of the graph by hand: the lines of curation files, and what they do to a build.

``read_edits`` makes edits of a file's text, ``curate`` applies them to what resolution has found;
both are pure. ``kg.curate.file`` writes lines and takes them back. See ``docs/curation.md``.
"""

from kg.curate.apply import REJECTED, Curated, curate
from kg.curate.edits import ACTIONS, COLUMNS, Edit, is_curator
from kg.curate.kept import curation_of
from kg.curate.table import decode_curation, read_edits
from kg.read import CURATION, is_curation

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "CURATION",
    "REJECTED",
    "Curated",
    "Edit",
    "curate",
    "curation_of",
    "decode_curation",
    "is_curation",
    "is_curator",
    "read_edits",
]
