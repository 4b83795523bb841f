"""Edits made by clicking in the page of ``kg serve --edit``: file, graph and page agree."""

import csv
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from tests.explorer.opening import Reading
from tests.serve.serving import Server, serving

pytestmark = pytest.mark.browser

BASE = "https://kg.example/id/"
CLOUD = "Organization/云帆科技有限公司"
REEF = "Organization/瑞丰集团"
LI = "Person/李明远"
CHEN = "Person/陈志远"
TEXTS = {
    "甲": "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n"
    "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。\n",
    "乙": "云帆科技有限公司位于杭州市。陈志远担任瑞丰集团董事长。\n"
    "李明远毕业于浙江大学。云帆公司与瑞丰集团合作。\n",
    "丙": "李明远任云帆科技有限公司总经理。画家陈志远创作了《山雨》。\n",
}
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = "<img src=x onerror=alert(1)></script>=1+1 \"'\u202e`${alert(1)}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editing")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    pipeline.build([folder / "in"], output=folder / "out", workers=1)
    return folder


class Editor(Reading):
    """A page that edits, its server and what lies on disk."""

    server: Server
    folder: Path
    #: Status and address of what was refused.
    refused: list[tuple[int, str]]

    def heard(self, response: Any) -> None:
        # A busy server says so to a page that asks again.
        is_busy = response.status == 503 and response.request.method == "GET"
        if response.status >= 400 and not is_busy:
            self.refused.append((response.status, response.url))

    @property
    def file(self) -> Path:
        return self.folder / "in" / "curation.tsv"

    def lines(self) -> list[dict[str, str]]:
        """What the file says, without what is empty, and without dates."""
        with self.file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) for row in rows)
        return [{k: v for k, v in row.items() if v and k != "date"} for row in rows]

    def ask(self, pattern: str) -> bool:
        return bool(self.server.ask(f"ASK {{ {pattern} }}").json()["boolean"])

    def labels(self) -> set[str]:
        rows = self.server.rows("SELECT ?l { ?s a kg:Entity ; rdfs:label ?l }")
        return {row["l"] for row in rows}

    def choose(self, kind: str) -> None:
        self.page.locator(f"[data-edit={kind}]").click()
        self.page.wait_for_selector(".editing-dialog")

    def fill(self, label: str, text: str) -> None:
        self.page.locator(".editing-dialog").get_by_label(label).fill(text)

    def find(self, label: str, words: str, option: str) -> None:
        """Chooses an entity that a search in the dialog finds, by keyboard."""
        dialog = self.page.locator(".editing-dialog")
        dialog.get_by_role("combobox", name=label).fill(words)
        dialog.locator("[role=option]").filter(has_text=option).first.wait_for()
        self.page.keyboard.press("Enter")

    def write(self) -> None:
        """Writes what the dialog says, and waits for the graph that has it."""
        self.anew(lambda: self.page.locator(".editing-dialog button[type=submit]").click())

    def anew(self, act: Any) -> None:
        """Does something after which the page loads the graph anew."""
        self.run("() => { window.old = true }")
        act()
        self.page.wait_for_function("() => !window.old && window.kgExplorer", timeout=90_000)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector(".editing-button[aria-label=编辑记录]")
        self.settle()

    def shown(self) -> str:
        return self.text(".panel")

    def take_back(self) -> None:
        self.page.locator(".editing-button").click()
        undo = self.page.get_by_role("button", name="撤回上一次")
        undo.wait_for()
        self.page.wait_for_function(
            "() => !document.querySelector('.editing-list-head button').disabled"
        )
        undo.click()
        self.page.wait_for_selector(
            ".editing-progress[data-state=readyNow], .editing-lines", timeout=60_000
        )
        self.anew(lambda: self.page.keyboard.press("Escape"))


@contextmanager
def edited(
    browser: Any,
    folder: Path,
    state: str = "",
    *,
    token: str | None = None,
    refusals: tuple[int, ...] = (),
    **options: Any,
) -> Iterator[Editor]:
    """A page with the token in its address (or another, or none, where ``""``)."""
    with serving(folder / "out", "--edit", "--workers", "2") as server:
        context = browser.new_context(
            **{"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **options}
        )
        page = context.new_page()
        editor = Editor(page)
        editor.server, editor.folder, editor.refused = server, folder, []
        page.on("response", editor.heard)
        given = server.token if token is None else token
        parts = [part for part in (given and f"token={given}", state) if part]
        page.goto(f"{server.address}#{'&'.join(parts)}")
        page.wait_for_function("() => window.kgExplorer")
        if token is None:
            page.wait_for_selector(".editing-button", state="attached")
        editor.settle()
        yield editor
        context.close()
        assert [one for one in editor.refused if one[0] not in refusals] == []
        assert [text for text in editor.problems if not text.startswith("Failed to load")] == []
        own = (server.address, "blob:", "data:")
        assert [url for url in editor.requests if not url.startswith(own)] == []
        assert not any(server.token in url.partition("#")[0] for url in editor.requests)
        assert server.token not in "".join(server.lines)


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "work")
    return tmp_path / "work"


def test_renamed_found_again_and_taken_back_to_the_byte(browser: Any, work: Path) -> None:
    before = (work / "out" / "graph.nt").read_bytes()
    with edited(browser, work, f"node={CLOUD}") as page:
        page.choose("rename")
        page.fill("新名称", "云帆集团")
        page.fill("理由", "工商登记")
        page.fill("编辑者", "王编辑")
        page.write()
        assert page.lines() == [
            {
                "action": "rename",
                "name": "云帆科技有限公司",
                "other": "云帆集团",
                "reason": "工商登记",
                "by": "王编辑",
            }
        ]
        assert page.selection == {"kind": "node", "iri": "Organization/云帆集团"}
        assert (
            page.shown().splitlines()[1:3][-1].startswith("云帆集团") or "云帆集团" in page.shown()
        )
        assert page.message == "编辑已生效： 改名 云帆科技有限公司 → 云帆集团"
        assert {"云帆集团"} <= page.labels()
        # The curator's name is known the next time.
        page.choose("rename")
        assert page.page.locator(".editing-dialog").get_by_label("编辑者").input_value() == "王编辑"
        page.page.keyboard.press("Escape")
        page.take_back()
        assert not page.file.exists()
        assert (work / "out" / "graph.nt").read_bytes() == before
        assert page.selection == {"kind": "node", "iri": CLOUD}
        assert page.message.startswith("已撤回：")


@pytest.mark.parametrize("stays", [CLOUD, REEF])
def test_two_are_shown_side_by_side_and_become_one(browser: Any, work: Path, stays: str) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("merge")
        page.find("与哪个实体合并", "云帆", "云帆科技有限公司")
        cards = page.texts(".editing-dialog .editing-card")
        assert [card.splitlines()[0] for card in cards] == ["瑞丰集团", "云帆科技有限公司"]
        assert "3 条事实 · 3 次提及 · 2 篇文档" in cards[0]
        name = stays.partition("/")[2]
        page.page.locator(".editing-dialog").get_by_role("radio", name=name).check()
        page.write()
        goes = "瑞丰集团" if stays == CLOUD else "云帆科技有限公司"
        assert page.lines() == [{"action": "merge", "name": goes, "other": name}]
        assert page.selection == {"kind": "node", "iri": stays}
        assert goes not in page.labels()
        assert goes in page.shown()  # as another name
        assert page.ask(f"<{BASE}{LI}> kg:memberOf <{BASE}{stays}>")
        assert page.ask(f"<{BASE}{CHEN}> kg:memberOf <{BASE}{stays}>")


def test_what_a_name_means_in_one_document_is_parted(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={CHEN}") as page:
        page.choose("split")
        boxes = page.page.locator(".editing-dialog [type=checkbox]")
        for number in range(3):
            boxes.nth(number).check()
        page.page.locator(".editing-dialog button[type=submit]").click()
        page.page.wait_for_selector(".editing-dialog .editing-problem")
        assert page.text(".editing-dialog .editing-problem") == "选一些文档，但不要全选。"
        for title in ("甲", "乙"):
            page.page.locator(".editing-dialog label", has_text=re.compile(f"^{title}$")).uncheck()
        page.fill("分出的实体叫什么", "陈志远（画家）")
        page.write()
        assert page.lines() == [
            {"action": "split", "name": "陈志远", "document": "丙", "other": "陈志远（画家）"}
        ]
        assert {"陈志远", "陈志远（画家）"} <= page.labels()
        assert page.selection == {"kind": "node", "iri": CHEN}
        assert "山雨" not in page.shown()


def test_a_part_with_a_name_of_its_own_is_parted_by_it(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={CLOUD}", refusals=(422,)) as page:
        page.choose("split")
        page.page.locator(".editing-dialog").get_by_label(
            "以此名称出现的部分", exact=True
        ).first.check()
        page.page.locator(".editing-dialog").get_by_role(
            "radio", name="云帆公司", exact=True
        ).check()
        page.page.locator(".editing-dialog button[type=submit]").click()
        # Whether a document knows it by this name alone, the server knows.
        page.page.wait_for_selector(".editing-dialog .editing-problem")
        assert "云帆公司" in page.text(".editing-dialog .editing-problem")
        assert not page.file.exists()


def test_another_type(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("retype")
        page.page.locator(".editing-dialog button[type=submit]").click()
        assert page.text(".editing-dialog .editing-problem") == "与现在相同。"
        page.page.locator(".editing-dialog").get_by_role("radio", name="社会团体").check()
        page.write()
        assert page.lines() == [{"action": "retype", "name": "瑞丰集团", "other": "Association"}]
        assert page.ask(f"<{BASE}{REEF}> a kg:Association")
        assert "社会团体" in page.text(".panel-kind")


def test_no_entity_at_all(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("hide")
        assert "(3 条事实)" in page.text(".editing-dialog")
        page.write()
        assert page.lines() == [{"action": "hide", "name": "瑞丰集团"}]
        assert "瑞丰集团" not in page.labels()
        assert page.selection == {"kind": "none"}


def test_a_fact_is_added_to_an_entity_that_is_there(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("add")
        relation = page.page.locator(".editing-dialog select").first
        relation.select_option("in memberOf")
        page.find("另一端", "limingyuan", "李明远")
        page.fill("职务", "顾问")
        page.fill("时间", "2019至今")
        page.page.locator(".editing-dialog button[type=submit]").click()
        assert page.text(".editing-dialog .editing-problem").startswith("时间写作 2020、")
        page.page.wait_for_function(
            "document.activeElement.getAttribute('aria-invalid') === 'true'"
        )
        page.fill("时间", "2019/2021")
        page.fill("编辑者", "王编辑")
        page.write()
        assert page.lines() == [
            {
                "action": "add",
                "name": "李明远",
                "relation": "memberOf",
                "other": "瑞丰集团",
                "role": "顾问",
                "time": "2019/2021",
                "by": "王编辑",
            }
        ]
        assert page.ask(f"<{BASE}{LI}> kg:memberOf <{BASE}{REEF}>")
        assert page.selection == {"kind": "node", "iri": REEF}
        assert "顾问" in page.shown()


def test_a_fact_is_added_to_an_entity_that_is_new(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={LI}") as page:
        page.choose("add")
        page.page.locator(".editing-dialog select").first.select_option("out heads")
        page.page.locator(".editing-dialog").get_by_role("radio", name="新的实体").check()
        page.page.locator(".editing-dialog").get_by_label("类型").select_option("Association")
        page.fill("名称", "青山商会")
        page.write()
        assert page.lines() == [
            {"action": "new", "name": "Association/青山商会"},
            {
                "action": "add",
                "name": "李明远",
                "relation": "heads",
                "other": "Association/青山商会",
            },
        ]
        assert page.ask(f"<{BASE}{LI}> kg:heads <{BASE}Organization/青山商会>")
        assert "青山商会" in page.shown()
        # What was written together goes together.
        page.take_back()
        assert not page.file.exists()


def test_a_fact_is_rejected_by_keyboard_alone(browser: Any, work: Path) -> None:
    fact = f"fact={LI},created,Work/山雨,asserted"
    with edited(browser, work, fact) as page:
        assert page.ask(f"<{BASE}{LI}> kg:created <{BASE}Work/山雨>")
        page.page.locator("[data-edit=reject]").focus()
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector(".editing-dialog")
        assert page.texts(".editing-dialog .editing-statement bdi") == ["李明远", "山雨"]
        seen = set()
        for _ in range(12):  # the focus never leaves the dialog
            page.page.keyboard.press("Tab")
            seen.add(page.run("document.activeElement.closest('.editing-dialog') !== null"))
        assert seen == {True}
        page.page.keyboard.press("Escape")
        assert page.page.locator(".editing-dialog").count() == 0
        assert page.run("document.activeElement.dataset.edit") == "reject"
        assert page.selection["kind"] == "fact"
        page.page.keyboard.press("Enter")
        page.page.get_by_label("理由").focus()
        page.page.keyboard.type("作者是陈志远")
        page.anew(lambda: page.page.keyboard.press("Enter"))
        assert page.lines() == [
            {
                "action": "reject",
                "name": "李明远",
                "relation": "created",
                "other": "山雨",
                "reason": "作者是陈志远",
            }
        ]
        assert not page.ask(f"<{BASE}{LI}> kg:created <{BASE}Work/山雨>")
        assert page.selection == {"kind": "node", "iri": LI}
        assert "山雨" not in page.shown()
        assert page.run("document.activeElement.className").split()[0] == "shell-panel"


def test_close_names_are_offered_for_one_that_is_unknown(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}", refusals=(422,)) as page:
        page.choose("merge")
        page.page.get_by_role("combobox", name="与哪个实体合并").fill("云帆科技公司有限")
        page.page.locator(".editing-dialog button[type=submit]").click()
        page.page.wait_for_selector(".editing-dialog .editing-close .button")
        assert "云帆科技公司有限" in page.text(".editing-dialog .editing-problem")
        assert page.run("document.activeElement.getAttribute('role')") == "combobox"
        page.page.locator(
            ".editing-dialog .editing-close .button", has_text="云帆科技有限公司"
        ).click()
        page.page.wait_for_selector(".editing-dialog .editing-card")
        page.page.locator(".editing-dialog").get_by_role("radio", name="云帆科技有限公司").check()
        page.write()
        assert page.lines() == [
            {"action": "merge", "name": "瑞丰集团", "other": "云帆科技有限公司"}
        ]


def test_the_list_tells_all_lines_and_takes_them_out(browser: Any, work: Path) -> None:
    file = work / "in" / "curation.tsv"
    rows = [
        "action\tname\trelation\tother\treason\tby\tdate",
        "# by hand",
        "hide\t青山区\t\t\t不是\t王\t2026-05-06",
        "rename\t瑞丰集团\t\t瑞丰控股\t改名\t李\t2026-05-07",
    ]
    file.write_text("\n".join(rows) + "\n", "utf-8")
    pipeline.build([work / "in"], output=work / "out", workers=1)
    with edited(browser, work) as page:
        page.page.locator(".editing-button").click()
        page.page.wait_for_selector(".editing-lines li .panel-node")
        texts = page.texts(".editing-lines > li")
        assert ["改名" in texts[0], "不是实体" in texts[1]] == [True, True]
        for part in ("瑞丰集团", "瑞丰控股", "第 4 行", "李", "2026-05-07", "已生效"):
            assert part in texts[0]
        page.click(".editing-lines .panel-node")
        assert page.selection == {"kind": "node", "iri": "Organization/瑞丰控股"}
        assert page.page.locator(".editing-dialog").count() == 0
        page.page.locator(".editing-button").click()
        remove = page.page.locator("[data-line='3'] .panel-jump")
        remove.click()
        assert file.read_text("utf-8").splitlines() == rows  # it asks once more
        remove.click()
        page.page.wait_for_selector(".editing-progress[data-state=readyNow]", timeout=60_000)
        assert page.page.locator(".editing-lines > li").count() == 1
        page.anew(lambda: page.page.keyboard.press("Escape"))
        assert file.read_text("utf-8").splitlines() == [*rows[:2], rows[3]]
        assert "青山区" in page.labels()
        page.take_back()
        assert file.read_text("utf-8").splitlines() == rows


def test_an_edit_without_effect_says_why(browser: Any, work: Path) -> None:
    (work / "in" / "curation.tsv").write_text("action\tname\nhide\t青山区\n", "utf-8")
    pipeline.build([work / "in"], output=work / "out", workers=1)
    (work / "in" / "甲.txt").unlink()
    from kg import changes

    changes.update(output=work / "out")
    with edited(browser, work) as page:
        page.page.locator(".editing-button").click()
        page.page.wait_for_selector(".editing-lines li[data-state=idle]")
        assert "无效果" in page.text(".editing-lines")
        assert "青山区" in page.text(".editing-lines .editing-warning")


def test_what_changed_by_hand_meanwhile_is_not_taken_back(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("rename")
        page.fill("新名称", "瑞丰控股")
        page.write()
        with page.file.open("a", encoding="utf-8") as file:
            file.write("# by hand\n")
        page.page.locator(".editing-button").click()
        page.page.wait_for_selector(".editing-lines li")
        page.page.wait_for_selector(".editing-list-head button:disabled")
        page.page.locator(".editing-lines .panel-jump").click()
        page.page.locator(".editing-lines .editing-sure").click()
        show = page.page.locator(".editing-dialog").get_by_role("button", name="显示", exact=True)
        page.anew(show.click)
        assert "瑞丰集团" in page.labels()
        assert "# by hand" in page.file.read_text("utf-8-sig")


def test_how_far_the_build_is_and_what_it_says_where_it_fails(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        status = {"written": 1, "served": 0, "message": ""}
        states = [{"state": "building", **status}]
        answer = {"edits": [], "status": states[0]}
        page.page.route("**/edits", lambda route: route.fulfill(json=answer, status=202))
        page.page.route("**/edits/status?*", lambda route: route.fulfill(json=states[-1]))
        page.choose("hide")
        page.page.keyboard.press("Tab")
        page.page.locator(".editing-dialog button[type=submit]").click()
        page.page.wait_for_selector(".editing-progress[data-state=building]")
        assert page.texts(".editing-progress [role=status]") == ["正在按编辑重新生成图谱…"]
        assert page.page.locator(".editing-dialog").count() == 0
        assert page.selection == {"kind": "node", "iri": REEF}
        said = f"curation.tsv:2: no entity is called {HOSTILE}"
        states.append({**status, "state": "failed", "message": said})
        page.page.wait_for_selector(".editing-progress[data-state=failed]")
        (told,) = page.run(
            "[...document.querySelectorAll('.editing-progress [role=alert]')]"
            ".map(element => element.textContent)"
        )
        assert told == f"没能生成图谱： {said}"
        page.page.locator(".editing-progress").get_by_role("button", name="关闭").click()
        page.page.wait_for_selector(".editing-progress[data-state='']", state="attached")


def test_hostile_reasons_and_names_stay_text(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}") as page:
        page.choose("rename")
        page.fill("新名称", HOSTILE)
        page.fill("理由", HOSTILE)
        page.fill("编辑者", HOSTILE)
        page.write()
        assert page.selection["kind"] == "node"
        page.page.locator(".editing-button").click()
        page.page.wait_for_selector(".editing-lines li .panel-node")
        line = page.run("document.querySelector('.editing-lines li').textContent")
        assert line.count("<img src=x onerror=alert(1)></script>=1+1") >= 4
        for place in (".panel", ".editing-dialog"):
            assert page.page.locator(f"{place} :is(img, script, iframe, a)").count() == 0


def test_the_token_leaves_the_address_and_the_state_stays(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}&view=list") as page:
        page.page.wait_for_selector("[data-edit=rename]")
        assert page.server.token not in page.page.url
        assert page.state["screen"] == "list"
        assert page.server.token not in page.run("kgExplorer.app.link()")
        page.page.reload()
        page.page.wait_for_selector("[data-edit=rename]")
        assert page.state["screen"] == "list"
        assert page.selection == {"kind": "node", "iri": REEF}


def test_without_a_token_nothing_edits_until_it_is_pasted(browser: Any, work: Path) -> None:
    with edited(browser, work, f"node={REEF}", token="", refusals=(401,)) as page:
        assert page.problems == []
        assert page.page.locator("[data-edit]").count() == 0
        assert not any("/edits" in url for url in page.requests)
        page.page.get_by_role("button", name="输入口令以编辑").click()
        page.fill("口令", "不是这个")
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector(".editing-dialog .editing-problem")
        assert page.text(".editing-dialog .editing-problem") == "口令不对。"
        page.fill("口令", f"{page.server.address}#token={page.server.token}")
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector("[data-edit=rename]")
        assert page.page.locator(".editing-dialog").count() == 0


def test_a_server_that_takes_no_edits_shows_nothing(browser: Any, work: Path) -> None:
    with serving(work / "out", "--workers", "1") as server:
        page = browser.new_page(locale="zh-CN")
        reading = Reading(page)
        page.goto(f"{server.address}#token=abc&node={REEF}")
        page.wait_for_function("() => window.kgExplorer")
        reading.settle()
        assert reading.text(".panel h2").strip().startswith("瑞丰集团")
        assert page.locator(".editing-button, [data-edit]").count() == 0
        assert reading.problems == []
        page.close()


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
def test_dialogs_are_accessible(browser: Any, work: Path, language: str, scheme: str) -> None:
    options: dict[str, Any] = {"locale": language, "color_scheme": scheme, "bypass_csp": True}
    with edited(browser, work, f"node={CLOUD}", **options) as page:
        page.page.add_script_tag(path=str(AXE))
        for kind in ("rename", "merge", "split", "retype", "add", "hide"):
            page.choose(kind)
            if language == "en-GB":
                shown = page.run(
                    "[...document.querySelectorAll('.editing-dialog :is(label, legend, p)')]"
                    ".filter(e => !e.querySelector('[lang=zh]') && !e.closest('[lang=zh]'))"
                    ".map(e => e.textContent).join('')"
                )
                assert not set("的理由名称实体事") & set(shown), kind
            found = page.run("async () => (await axe.run('.editing-dialog')).violations")
            bad = [v["id"] for v in found if v["impact"] in ("serious", "critical")]
            assert bad == [], kind
            page.page.keyboard.press("Escape")
            page.page.wait_for_selector(".editing-dialog", state="detached")


def test_on_a_phone_dialogs_fit_and_can_be_touched(browser: Any, work: Path) -> None:
    size: dict[str, Any] = {"viewport": {"width": 375, "height": 812}, "has_touch": True}
    with edited(browser, work, f"node={CLOUD}", **size) as page:
        page.page.wait_for_selector("[data-edit]", state="attached")
        for kind in ("rename", "merge", "split", "retype", "add", "hide"):
            page.choose(kind)
            wide, small = page.run("""() => {
                const dialog = document.querySelector(".editing-dialog");
                const { left, right } = dialog.getBoundingClientRect();
                const small = [...dialog.querySelectorAll("button, .field, label:has(input)")]
                    .filter(e => e.getBoundingClientRect().height < 40).map(e => e.outerHTML);
                return [left < 0 || right > 375 || dialog.scrollWidth > dialog.clientWidth, small];
            }""")
            assert (wide, small) == (False, []), kind
            page.page.keyboard.press("Escape")
