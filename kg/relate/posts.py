"""Posts that say more than membership: founders, and managers who are the party's secretary too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.lexicon import read_table
from kg.relate.match import Candidate
from kg.relate.view import Member, Scene
from kg.schema import Schema
from kg.text import fold

COLUMNS = ("word", "predicate", "score")
# More than one post: 书记兼总经理, 书记、部长.
_SEVERAL = re.compile(r".[兼、].")


def parent_posts(scene: Scene, found: Sequence[Candidate]) -> list[Candidate]:
    """A party secretary and manager, ``甲公司党支部书记兼总经理``, holds posts in ``甲公司`` too.

    The organ's name becomes part of the role. Only where the role names more than one post.
    """
    inside: dict[tuple[int, int], list[Member]] = {}
    for inner, outer in scene.nested:
        span = (outer.mention.start, outer.mention.end)
        if inner.entity.type == outer.entity.type == "Organization":
            inside.setdefault(span, []).append(inner)
    posts = []
    for candidate in found:
        start, end = candidate.role
        if candidate.predicate != "memberOf" or not _SEVERAL.search(scene.folded[start:end]):
            continue
        organ = candidate.object.mention
        for parent in inside.get((organ.start, organ.end), ()):
            if parent.mention.start == organ.start:
                role = (parent.mention.end, end)
                post = replace(candidate, object=parent, role=role, by="pattern:parent-post")
                posts.append(post)
    return posts


@dataclass(frozen=True, slots=True)
class Posts:
    """Words of roles, each with the relation that it states besides, and a score."""

    rows: tuple[tuple[str, str, float], ...]

    def implied(self, scene: Scene, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The founder of a body founded it."""
        for candidate in found:
            start, end = candidate.role
            role = scene.folded[start:end]
            for word, predicate, score in self.rows:
                if word in role:
                    by = "pattern:post-implies"
                    yield replace(
                        candidate, predicate=predicate, subpredicate="", score=score, by=by
                    )
                    break


def read_posts(ontology: Path, schema: Schema) -> Posts:
    """The table of posts of an ontology folder.

    Raises:
        OntologyError: a line names an unknown predicate, has no score, or is out of order.
    """
    rows: list[tuple[str, str, float]] = []
    last = ""
    for row in read_table(ontology / "patterns" / "relation-roles.tsv", COLUMNS):
        predicate = schema.predicates.get(row["predicate"])
        if predicate is None or predicate.parent:
            raise row.error(f"{row['predicate']!r} is not a core predicate of the vocabulary")
        if not re.fullmatch(r"0\.\d{1,2}|1\.0", row["score"]):
            raise row.error(f"score {row['score']!r} must be between 0 and 1, such as 0.85")
        if row["word"] <= last:
            raise row.error(f"word {row['word']!r} must come after {last!r}, once")
        last = row["word"]
        rows.append((fold(row["word"]), row["predicate"], float(row["score"])))
    return Posts(tuple(rows))
