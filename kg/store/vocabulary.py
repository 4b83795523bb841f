"""The vocabulary of a build that was made with an ontology of the user's: kept to read it with.

Its labels and types must be known wherever the build is read, also where the ontology is not.
"""

import shutil
from pathlib import Path

from kg.folder import STORE

_FILE = "kg.ttl"


def keep_vocabulary(ontology: Path, building: Path) -> None:
    """Copy the vocabulary of an ontology folder into the folder of a build.

    Raises:
        OSError: it cannot be written.
    """
    (building / STORE).mkdir(exist_ok=True)
    shutil.copyfile(ontology / _FILE, building / STORE / _FILE)


def vocabulary_of(folder: Path) -> Path | None:
    """What :func:`kg.schema.using` is to be told to read the build in ``folder``."""
    place = folder.absolute() / STORE
    return place if (place / _FILE).is_file() else None
