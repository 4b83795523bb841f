"""Links that say the state, hostile links, undoing."""

from pathlib import Path
from typing import Any

import pytest

from tests.explorer.corpus import CORPUS
from tests.explorer.exploring import camera, drawn, names, rest
from tests.explorer.opening import LIN, Reading, opened, page_of

CHANGES: list[dict[str, Any]] = [
    {"screen": "list"},
    {"selection": {"kind": "node", "iri": LIN}},
    {
        "selection": {
            "kind": "fact",
            "subject": LIN,
            "predicate": "memberOf",
            "object": "Organization/东屏大学",
            "modality": "ended",
        }
    },
    {"selection": {"kind": "paths", "from": LIN, "to": "Award/青藤奖", "number": 1}},
    {"selection": {"kind": "document", "id": "lab-day", "start": 3, "end": 9, "node": LIN}},
    {
        "filter": {
            "types": ["Place", "Person/"],
            "predicates": ["memberOf"],
            "modalities": ["denied", "ended"],
            "documents": ["lab-day", "a,b&c=d%"],
            "communities": [0, 2],
            "from": "2015",
            "to": "2019-05",
            "score": 0.55,
            "degree": 2,
        }
    },
    {
        "hidden": [LIN, "Place/a b,c"],
        "focus": [LIN, "Organization/东屏大学"],
        "marked": ["Place/x"],
    },
    {"colour": "community", "size": "pagerank", "theme": "dark", "language": "en"},
    {"sparql": 'SELECT ?s WHERE { ?s ?p "a&b=c#d%" }\n# 注释\U0001f600'},
    {"camera": {"x": -12.5, "y": 300, "zoom": 0.75}},
]


def link(page: Reading) -> str:
    page.page.wait_for_function("""() => {
      const said = kgExplorer.app.link().replace(/^[^#]*#/, '');
      return decodeURIComponent(location.hash.slice(1)) === decodeURIComponent(said);
    }""")
    return str(page.run("kgExplorer.app.link()")).partition("#")[2]


@pytest.mark.parametrize("change", CHANGES, ids="+".join)
def test_a_link_says_the_state(browser: Any, tmp_path: Path, change: dict[str, Any]) -> None:
    html = page_of("lab")[1]
    with opened(browser, tmp_path, html) as page:
        page.run("change => kgExplorer.app.set(change)", change)
        said = link(page)
        before = page.state
    with opened(browser, tmp_path, html) as page:
        page.page.evaluate("hash => { location.hash = hash }", said)
        page.page.wait_for_timeout(100)
        after = page.state
        for name, value in change.items():
            assert after[name] == value
        assert {**after, "camera": None} == {**before, "camera": None}
        assert page.message == ""


def test_a_link_is_short_and_readable(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        assert link(page) == ""
        page.select("node", iri=LIN)
        page.run("kgExplorer.app.set({ camera: null }, { silent: true })")
        assert link(page).split("&")[0] == "node=Person/林晓岚"


BAD = [
    "view=nowhere",
    "at=1,2",
    "at=NaN,1,1",
    "at=1e999,0,0",
    "degree=-4",
    "degree=x",
    "score=__proto__",
    "from=20xx",
    "not=__proto__,constructor",
    "fact=a,b",
    "fact=a,b,c,toString",
    "groups=1.5,-2",
    "node=%E0%A4%A",
    "lang=constructor",
    "theme=<b>",
    "zzz",
    "node=" + "x" * 300_000,
]


@pytest.mark.parametrize("hash_", BAD, ids=lambda text: text[:24])
def test_what_a_link_gets_wrong_is_left_out_and_said(
    browser: Any, tmp_path: Path, hash_: str
) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        before = page.state
        page.page.evaluate("hash => { location.hash = hash }", hash_)
        page.page.wait_for_timeout(100)
        assert "链接" in page.message
        after = page.state
        for name in ("screen", "language", "theme", "colour", "size"):
            assert after[name] == before[name]
        if after["camera"]:
            assert 0 < after["camera"]["zoom"] < 1e9
        page.run("kgExplorer.app.set({ language: 'en' })")
        assert "Graph" in page.text(".shell-tabs")


def test_no_link_makes_anything_run(browser: Any, tmp_path: Path) -> None:
    keys = ("node", "doc", "hide", "only", "hidden", "marked", "sparql", "from", "lang", "paths")
    with drawn(browser, tmp_path) as page:
        for number, text in enumerate(CORPUS):
            key = keys[number % len(keys)]
            script = "([key, text]) => { location.hash = `${key}=${encodeURIComponent(text)}` }"
            page.page.evaluate(script, [key, text[:3000].encode("utf-8", "replace").decode()])
            page.page.wait_for_timeout(25)
        page.settle()
        assert page.run("globalThis.kgRan") is None
        assert page.run("({}).polluted") is None


def test_undo_and_redo(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        assert page.page.get_by_role("button", name="撤销").is_disabled()
        page.select("node", iri=LIN)
        page.run(
            "types => kgExplorer.app.set("
            "{ filter: { ...kgExplorer.app.state.value.filter, types } })",
            ["Person"],
        )
        page.run("kgExplorer.app.set({ theme: 'dark', language: 'en' }, { silent: true })")
        page.page.keyboard.press("Control+z")
        assert page.state["filter"]["types"] == []
        assert page.state["theme"] == "dark"
        page.click("button[aria-label=Undo]")
        assert page.selection == {"kind": "none"}
        page.page.keyboard.press("Control+Shift+z")
        page.page.keyboard.press("Control+y")
        assert page.state["filter"]["types"] == ["Person"]
        assert "林晓岚" not in names(page)
        page.page.keyboard.press("Control+z")
        page.run("kgExplorer.app.set({ colour: 'community' })")
        assert page.run("kgExplorer.app.canRedo.value") is False


def test_undo_remembers_a_hundred_steps_and_no_more(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        page.run(
            """() => { for (let n = 1; n <= 150; n++) kgExplorer.app.set({ sparql: `${n}` }) }"""
        )
        steps = page.run("""() => {
          let steps = 0;
          while (kgExplorer.app.canUndo.value) { kgExplorer.app.undo(); steps++; }
          return steps;
        }""")
        assert steps == 100
        assert page.state["sparql"] == "50"


def test_the_same_state_is_no_step(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        page.run("kgExplorer.app.set({ hidden: [], selection: { kind: 'none' } })")
        assert page.run("kgExplorer.app.canUndo.value") is False


def test_the_camera_is_in_the_link_but_no_step(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, hash_="at=10,20,2") as page:
        assert camera(page) == {"x": 10, "y": 20, "zoom": 2}
        page.page.locator(".stage-field").focus()
        page.page.keyboard.press("ArrowRight")
        rest(page)
        assert page.state["camera"] == {"x": 50, "y": 20, "zoom": 2}
        assert page.run("kgExplorer.app.canUndo.value") is False
        assert link(page) == "at=50,20,2"


def test_share_copies_the_link(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, hash_="node=Person/林晓岚") as page:
        page.page.get_by_role("button", name="复制链接").first.click()
        page.page.wait_for_function("() => kgExplorer.app.message.value !== ''")
        assert "复制" in page.text(".shell-message")
