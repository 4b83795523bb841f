"""The reader: a document's text with all that it names, and the evidence where it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import render
from kg.model import Proof
from tests.explorer import stories
from tests.explorer.decoded import units
from tests.explorer.opening import LAB, LIN, Reading, opened, page_of
from tests.strategies import HOSTILE_NAMES

_TEXT = page_of("lab")[0].text("lab-day")
_MARKS = """() => {
  const found = {};
  for (const element of document.querySelectorAll("[data-mentions]")) {
    for (const number of element.dataset.mentions.split(" ")) {
      found[number] = (found[number] ?? "") + element.textContent;
    }
  }
  return Object.values(found);
}"""
_SEEN = """selector => {
  const view = document.querySelector(".reader-scroll").getBoundingClientRect();
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.top >= view.top && box.bottom <= view.bottom;
}"""


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        yield page


def seen(page: Reading, selector: str) -> None:
    page.page.wait_for_selector(selector)
    page.page.wait_for_function(_SEEN, arg=selector)


def proofs() -> list[Proof]:
    return [proof for fact in page_of("lab")[0].network.facts for proof in fact.proofs]


def stretch(proof: Proof) -> tuple[int, int]:
    """Where the evidence stands, in UTF-16 units."""
    text = page_of("lab")[0].text(proof.document)
    return len(units(text[: proof.evidence.start])), len(units(text[: proof.evidence.end]))


def test_the_whole_text_is_there_and_every_mention_is_marked(lab: Reading) -> None:
    lab.select("document", id="lab-day")
    paragraphs = lab.page.locator(".reader-text p").all_text_contents()
    assert paragraphs == [line for line in _TEXT.split("\n") if line]
    record = next(r for r in page_of("lab")[0].network.records if r.id == "lab-day")
    mentions = sorted((m.start, m.end, m.text) for e in record.entities for m in e.mentions)
    lab.page.wait_for_selector(".reader-mention")
    assert sorted(lab.run(_MARKS)) == sorted(text for *_, text in mentions)
    assert lab.page.locator(".reader-text").get_attribute("lang") == "zh"
    assert lab.text(".reader-head h2") == "𠮷野实验室开放日"
    assert lab.texts(".reader-head dd") == ["2024-05-20", "临海晚报", "lab-day.txt"]


def test_a_jump_marks_the_characters_that_state_the_fact(lab: Reading) -> None:
    for proof in proofs():
        start, end = stretch(proof)
        lab.select("document", id=proof.document, start=start, end=end)
        seen(lab, ".reader-evidence")
        marked = lab.page.locator(".reader-evidence").all_text_contents()
        assert "".join(marked) == proof.evidence.text


def test_the_panel_jumps_and_closing_comes_back(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    lab.click(".panel-origin .panel-jump")
    first = proofs_of(LIN)[0]
    start, end = stretch(first)
    chosen = {"kind": "document", "id": "lab-day", "start": start, "end": end, "node": LIN}
    assert lab.selection == chosen
    assert lab.text(".panel-head h2").startswith("林晓岚")
    seen(lab, ".reader-mention[data-followed=true]")
    followed = lab.page.locator(".reader-mention[data-followed=true]").all_text_contents()
    assert followed == ["林晓岚", "林晓岚"]
    lab.page.keyboard.press("Escape")
    lab.settle()
    assert lab.selection == {"kind": "node", "iri": LIN}
    assert lab.page.locator(".reader").count() == 0


def proofs_of(iri: str) -> list[Proof]:
    facts = page_of("lab")[0].network.facts
    return [p for f in facts if f.subject == stories.BASE + iri for p in f.proofs if p.score > 0.95]


def test_a_document_of_a_node_opens_at_its_first_mention(lab: Reading) -> None:
    lab.select("node", iri="Award/青藤奖")
    lab.click(".panel-document")
    assert lab.selection == {"kind": "document", "id": "lab-day", "node": "Award/青藤奖"}
    seen(lab, ".reader-mention[data-followed=true]")
    assert lab.text(".reader-stepper .reader-followed") == "青藤奖"


def test_a_click_on_a_mention_selects_its_node_the_innermost_first(lab: Reading) -> None:
    lab.select("document", id="lab-day")
    lab.click(".reader-mention[data-type=Person]")
    assert lab.selection == {"kind": "document", "id": "lab-day", "node": LIN}
    assert lab.text(".panel-head h2").startswith("林晓岚")
    both = ".reader-mention[data-outer=Organization]"
    assert lab.texts(both) == ["𠮷野实验室"]
    lab.click(both)
    assert lab.selection["node"] == LAB
    lab.click(both)
    assert lab.selection["node"] == "Organization/𠮷野实验室工会"
    lab.run("kgExplorer.app.undo()")
    assert lab.selection["node"] == LAB


def test_stepping_through_the_mentions_of_a_node(lab: Reading) -> None:
    lab.select("document", id="lab-day", node=LAB)
    assert lab.text(".reader-stepper .reader-count") == "第 1 / 6 处"
    lab.page.get_by_label("下一次提及").click()
    assert lab.text(".reader-stepper .reader-count") == "第 2 / 6 处"
    lab.page.get_by_label("上一次提及").click()
    lab.page.get_by_label("上一次提及").click()
    assert lab.text(".reader-stepper .reader-count") == "第 6 / 6 处"


def test_mentions_by_keyboard(lab: Reading) -> None:
    lab.select("document", id="lab-day")
    lab.page.wait_for_selector(".reader-mention")
    lab.page.locator(".reader-scroll").focus()
    assert lab.page.locator(".reader-mention[tabindex='0']").count() == 1
    lab.page.keyboard.press("Tab")
    active = "document.activeElement.getAttribute('aria-label')"
    assert lab.run(active) == "𠮷野实验室"
    for number in (1, 2):
        lab.page.keyboard.press("ArrowRight")
        focused = f"[data-mentions='{number}'][tabindex='0']:focus"
        lab.page.wait_for_selector(focused)
    assert lab.run(active) == "林晓岚"
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert lab.selection["node"] == LIN


def test_finding_words(lab: Reading) -> None:
    lab.select("document", id="news")
    lab.page.get_by_label("在文中查找").fill("LIN x")
    lab.page.wait_for_selector(".reader-hit")
    assert lab.page.locator(".reader-hit").all_text_contents() == ["Lin X"]
    lab.page.get_by_label("在文中查找").fill("实验室")
    lab.page.wait_for_function("() => document.querySelectorAll('.reader-hit').length === 2")
    assert lab.text(".reader-finder .reader-count") == "第 1 / 2 处"
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert lab.text(".reader-finder .reader-count") == "第 2 / 2 处"
    assert lab.texts(".reader-hit[data-current=true]") == ["实验室"]
    lab.page.get_by_label("在文中查找").fill("没有的词")
    lab.page.wait_for_function("() => !document.querySelector('.reader-hit')")
    assert "没有" in lab.text(".reader-finder .reader-count")
    lab.page.keyboard.press("Escape")
    lab.settle()
    assert lab.selection["kind"] == "document"


def test_what_a_document_names_and_states_is_listed_beside_it(lab: Reading) -> None:
    lab.select("document", id="lab-day")
    assert lab.texts(".panel-entity")[0].split() == ["𠮷野实验室", "6", "次"]
    assert lab.page.locator(".panel-entity").count() == 8
    row = lab.page.locator(".panel-others li", has_text="星河论坛")
    assert "计划" in row.inner_text()
    row.locator(".panel-other").click()
    seen(lab, ".reader-evidence")
    marked = lab.page.locator(".reader-evidence").all_text_contents()
    assert marked == ["𠮷野实验室计划明年在临海市举办星河论坛"]


def test_without_texts_the_known_sentences_stand_there(browser: Any, tmp_path: Path) -> None:
    found = [proof for proof in proofs() if proof.document == "lab-day"]
    start, end = stretch(found[0])
    link = f"doc=lab-day,{start},{end}"
    with opened(browser, tmp_path, page_of("lab", texts=False)[1], link) as page:
        assert "没有带上文档的全文" in page.text(".reader-note")
        sentences = {p.evidence.sentence_start: p.evidence.sentence for p in found}
        assert page.texts(".reader-known blockquote") == [sentences[at] for at in sorted(sentences)]
        marked = page.page.locator(".reader-known [data-current=true] mark").all_text_contents()
        assert found[0].evidence.text in marked


def test_a_document_of_a_megabyte_stays_quick(browser: Any, tmp_path: Path) -> None:
    story, html = page_of("long")
    text = story.text("chronicle")
    assert len(text.encode()) > 850_000
    [proof] = story.network.facts[0].proofs
    with opened(browser, tmp_path, html) as page:
        page.run("kgExplorer.app.source.text(0)")
        took = page.run("""async selection => {
            const before = performance.now();
            kgExplorer.app.set({ selection });
            await new Promise(done => {
              const look = () => document.querySelector(".reader-evidence")
                ? done() : requestAnimationFrame(look);
              look();
            });
            return performance.now() - before;
        }""", {"kind": "document", "id": "chronicle",
               "start": proof.evidence.start, "end": proof.evidence.end})  # fmt: skip
        assert took < 3000  # milliseconds, on a busy machine; 200 to 500 on a quiet one
        seen(page, ".reader-evidence")
        marked = page.page.locator(".reader-evidence").all_text_contents()
        assert marked == [proof.evidence.text]  # the text seen is empty until its block is painted
        assert page.page.locator(".reader-mention").count() < 2000
        page.page.get_by_label("在文中查找").fill("第4321段")
        seen(page, ".reader-hit")
        assert page.text(".reader-finder .reader-count") == "第 1 / 1 处"
        assert "".join(page.page.locator(".reader-text p").all_text_contents()) == text.replace(
            "\n", ""
        )


def test_a_document_that_a_server_has_not_told_of_yet_is_waited_for(lab: Reading) -> None:
    lab.run("""() => { const { app } = kgExplorer;
        window.row = app.source.graph.documents.find(({ id }) => id === "news");
        row.id = "";
        app.set({ selection: { kind: "document", id: "news" } }); }""")
    lab.page.wait_for_selector(".reader .panel-waiting")
    lab.run("() => { row.id = 'news'; kgExplorer.app.source.graph.changed.value++; }")
    lab.page.wait_for_selector(".reader-text p")
    lab.settle()
    assert "林晓岚（Lin Xiaolan）" in lab.text(".reader-text")


def test_on_a_phone_the_text_fits(browser: Any, tmp_path: Path) -> None:
    link = f"doc=lab-day,16,27,{LAB}"
    with opened(browser, tmp_path, page_of("lab")[1], link, width=375, height=812) as page:
        seen(page, ".reader-evidence")
        wide = page.run("""() => [".reader-scroll", ".reader-tools"].map(selector => {
            const element = document.querySelector(selector);
            return element.scrollWidth - element.clientWidth; })""")
        assert wide == [0, 0]
        small = page.run("""() => [...document.querySelectorAll(".reader-tools :is(button, input)")]
            .filter(e => e.getBoundingClientRect().height < 40).length""")
        assert small == 0
        assert not page.page.locator(".panel-head").is_visible()
        page.click(".panel-fold")
        assert page.page.locator(".panel-head").is_visible()


def test_hostile_texts_stay_text(browser: Any, tmp_path: Path) -> None:
    strings = [*HOSTILE_NAMES, "<img src=x onerror=alert(1)>", "</p><script>alert(1)</script>"]
    strings = [text for text in dict.fromkeys(strings) if text.strip()]
    story = stories.hostile(strings)
    bad = "document.querySelectorAll('.reader :is(script, img, iframe, a, [onclick])').length"
    with opened(browser, tmp_path, render(story.network, story.documents)) as page:
        for source in story.documents:
            page.select("document", id=source.id, start=0, end=2)
            shown = page.page.locator(".reader-text p").all_text_contents()
            assert " ".join(shown).split() == source.text.split()
            assert page.run(bad) == 0
