"""What a build was made of is read back equal, wherever the files lie."""

from pathlib import Path

from kg.read import Candidate
from kg.store import Kept, Sources, read_sources, write_sources


def _kept(path: Path, relative: str, *, linked: bool = False, reason: str = "") -> Kept:
    found = Candidate(linked, -relative.count("/"), relative, path, reason)
    return Kept(found, "gb18030", "" if reason else "0" * 64, "")


def test_sources_are_read_back_equal_and_move_with_their_folder(tmp_path: Path) -> None:
    here = tmp_path.resolve() / "一"
    (here / "建" / "store").mkdir(parents=True)

    def sources(home: Path) -> Sources:
        inside, dotted = home / "文" / "甲.txt", home / "文" / "乙..丙.txt"
        outside = home.parent / "外" / "丁.txt"
        return Sources(
            base="https://kg.example/id/",
            encoding="",
            ontology=home.parent / "表",
            engine="kg",
            argument="",
            fingerprint="f",
            roots=(home.parent / "外", home / "文"),
            removed=(home / "文" / "戊.txt",),
            files={
                inside: _kept(inside, "甲.txt"),
                dotted: _kept(dotted, "文/乙..丙.txt"),
                outside: _kept(home / "链.txt", "链.txt", linked=True, reason="为何"),
            },
            texts=False,
            taken=("某",),
        )

    write_sources(sources(here), here / "建", here / "建")
    assert read_sources(here / "建") == sources(here)
    moved = here.rename(here.with_name("二"))
    assert read_sources(moved / "建") == sources(moved)
    text = (moved / "建" / "store" / "sources.json").read_text("ascii")
    assert '\n"roots": ["../\\u5916",\n"\\u6587"],\n' in text
