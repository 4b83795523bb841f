"""The picture: what is drawn where, and what pointing, clicking and keys do."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import render
from tests.explorer import stories
from tests.explorer.exploring import (
    Setting,
    between,
    camera,
    click,
    colour_of,
    drawn,
    far_from_all,
    names,
    near,
    number,
    pixel,
    place,
    rest,
    written,
)
from tests.explorer.opening import LIN, Reading, opened, page_of

STAGE = "kgExplorer.app.stage.value"


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with drawn(browser, tmp_path) as page:
        yield page


def test_every_node_is_drawn_in_its_colour_in_sight(lab: Reading) -> None:
    ground = pixel(lab, *far_from_all(lab))
    for node in page_of("lab")[0].network.nodes:
        x, y = place(lab, node.label)
        assert 0 < x < 1280
        assert 50 < y < 780
        assert near(pixel(lab, x, y), colour_of(lab, node.label)), node.label
        assert not near(pixel(lab, x, y), ground, 30)
    assert colour_of(lab, "林晓岚") != colour_of(lab, "东屏大学")


def test_types_keep_their_colours_in_light_and_dark(lab: Reading) -> None:
    light = colour_of(lab, "林晓岚")
    ground = pixel(lab, *far_from_all(lab))
    lab.run("kgExplorer.app.set({ theme: 'dark' })")
    rest(lab)
    assert sum(pixel(lab, *far_from_all(lab))) < sum(ground) / 4
    assert light != colour_of(lab, "林晓岚")
    assert near(pixel(lab, *place(lab, "林晓岚")), colour_of(lab, "林晓岚"))


def test_better_connected_nodes_are_larger(lab: Reading) -> None:
    radius = f"id => {STAGE}.surface.scene.radius[id]"
    by_degree = {n: lab.run(radius, number(lab, n)) for n in ("林晓岚", "东屏大学", "石门村")}
    assert by_degree["林晓岚"] > by_degree["东屏大学"] > by_degree["石门村"]
    lab.run("kgExplorer.app.set({ size: 'mentions' })")
    assert lab.run(radius, number(lab, "𠮷野实验室")) > lab.run(radius, number(lab, "石门村"))


def test_names_are_written_and_do_not_overlap(lab: Reading) -> None:
    labels = written(lab)
    assert {"林晓岚", "𠮷野实验室", "东屏大学"} <= {label["text"] for label in labels}
    for at, one in enumerate(labels):
        for other in labels[at + 1 :]:
            apart = abs(one["x"] - other["x"]) * 2 >= (
                len(one["text"]) * one["size"] + len(other["text"]) * other["size"]
            ) or abs(one["y"] - other["y"]) >= min(one["size"], other["size"])
            assert apart, (one["text"], other["text"])


def test_lines_are_drawn_between_nodes_that_facts_join(lab: Reading) -> None:
    ground = pixel(lab, *far_from_all(lab))
    x, y = between(lab, "林晓岚", "𠮷野实验室", 0.25)
    beside = [pixel(lab, x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3)]
    assert any(not near(colour, ground, 12) for colour in beside)
    lab.run(
        "names => kgExplorer.app.set("
        "{ filter: { ...kgExplorer.app.state.value.filter, predicates: names } })",
        ["memberOf"],
    )
    assert "林晓岚 𠮷野实验室" not in names(lab, "facts")
    drawn_lines = lab.run(f"{STAGE}.surface.scene.shownLines.length")
    assert drawn_lines == len(names(lab, "facts"))


def test_pointing_dims_all_but_the_neighbourhood(lab: Reading) -> None:
    x, y = place(lab, "青藤奖")
    before = pixel(lab, x, y)
    lab.page.mouse.move(*place(lab, "林晓岚"))
    lab.settle()
    lab.page.wait_for_timeout(200)
    assert lab.run(f"{STAGE}.pointing.hovered.value") == {
        "kind": "node",
        "node": number(lab, "林晓岚"),
    }
    around = set(lab.run(f"[...{STAGE}.surface.emphasis.nodes]"))
    facts = page_of("lab")[0].network.facts
    lin = f"{stories.BASE}{LIN}"
    ends = {
        f.object if f.subject == lin else f.subject for f in facts if lin in (f.subject, f.object)
    }
    iris = lab.run("ids => ids.map(id => kgExplorer.app.source.graph.nodes[id].iri)", list(around))
    assert {stories.BASE + iri for iri in iris} == ends | {lin}
    assert not near(pixel(lab, x, y), before, 30)  # dimmed
    assert near(pixel(lab, *place(lab, "石门村")), colour_of(lab, "石门村"))
    lab.page.mouse.move(*far_from_all(lab))
    lab.page.wait_for_timeout(200)
    assert near(pixel(lab, x, y), before)


def test_a_click_selects_and_a_click_beside_lets_go(lab: Reading) -> None:
    click(lab, "林晓岚")
    assert lab.selection == {"kind": "node", "iri": LIN}
    assert "林晓岚" in lab.text(".shell-panel")
    lab.page.mouse.click(*far_from_all(lab))
    rest(lab)
    assert lab.selection == {"kind": "none"}


def test_a_click_on_a_line_shows_its_fact(lab: Reading) -> None:
    lab.page.mouse.click(*between(lab, "林晓岚", "石门村"))
    rest(lab)
    assert lab.selection == {
        "kind": "fact",
        "subject": LIN,
        "predicate": "visited",
        "object": "Place/石门村",
        "modality": "denied",
    }


def test_facts_between_the_same_nodes_share_a_line_that_lists_them(
    browser: Any, tmp_path: Path
) -> None:
    one, other = stories.node("甲公司", "Organization"), stories.node("乙公司", "Organization")
    source = stories.document("d", "甲公司与乙公司合作。甲公司隶属于乙公司。")
    facts = [
        stories.fact(
            one, "partnerOf", other, stories.proof(source, "甲公司与乙公司合作。", "合作")
        ),
        stories.fact(one, "partOf", other, stories.proof(source, "甲公司隶属于乙公司。", "隶属于")),
    ]
    told = stories.story([one, other], facts, [source])
    with drawn(browser, tmp_path, render(told.network, told.documents)) as page:
        assert page.run(f"{STAGE}.surface.scene.shownLines.length") == 1
        assert page.run(f"Math.max(...{STAGE}.surface.scene.weight)") == 2
        page.page.mouse.click(*between(page, "甲公司", "乙公司"))
        menu = page.page.get_by_role("menu")
        assert menu.get_by_role("menuitem").count() == 2
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("Enter")
        assert page.selection["kind"] == "fact"
        assert page.page.get_by_role("menu").count() == 0


def test_a_double_click_expands_what_was_hidden(lab: Reading) -> None:
    lab.run("kgExplorer.app.set({ hidden: ['Place/石门村', 'Award/青藤奖'] })")
    rest(lab)
    lab.page.mouse.dblclick(*place(lab, "林晓岚"))
    rest(lab)
    assert "石门村" in names(lab)
    assert "青藤奖" not in names(lab)
    assert lab.selection["iri"] == LIN


def test_the_menu_of_a_node(lab: Reading) -> None:
    click(lab, "石门村", button="right")
    items = lab.page.get_by_role("menuitem")
    assert items.count() == 5
    assert lab.run("document.activeElement.textContent") == "查看详情"
    lab.page.keyboard.press("Escape")
    assert items.count() == 0
    click(lab, "石门村", button="right")
    lab.page.get_by_role("menuitem", name="隐藏").click()
    assert "石门村" not in names(lab)
    click(lab, "青藤奖", button="right")
    lab.page.get_by_role("menuitem", name="只看它和邻居").click()
    rest(lab)
    assert names(lab) == {"青藤奖", "《潮间带笔记》"}
    click(lab, "青藤奖", button="right")
    lab.page.get_by_role("menuitem", name="从这里找路径").click()
    assert lab.selection == {"kind": "paths", "from": "Award/青藤奖", "to": "", "number": 0}


def test_dragging_moves_the_picture_with_the_pointer(lab: Reading) -> None:
    x, y = place(lab, "林晓岚")
    lab.page.mouse.move(*far_from_all(lab))
    lab.page.mouse.down()
    start = far_from_all(lab)
    lab.page.mouse.move(start[0] - 60, start[1] + 40, steps=4)
    lab.page.mouse.up()
    rest(lab)
    assert place(lab, "林晓岚") == pytest.approx((x - 60, y + 40), abs=1)
    assert lab.state["camera"] is not None
    assert lab.selection == {"kind": "none"}


def test_the_wheel_zooms_at_the_pointer(lab: Reading) -> None:
    x, y = place(lab, "东屏大学")
    zoom = camera(lab)["zoom"]
    lab.page.mouse.move(x, y)
    lab.page.mouse.wheel(0, -240)
    rest(lab)
    assert camera(lab)["zoom"] > zoom * 1.3
    assert place(lab, "东屏大学") == pytest.approx((x, y), abs=1)


def test_keys_and_buttons_move_the_camera(lab: Reading) -> None:
    first = camera(lab)
    lab.page.locator(".stage-field").focus()
    lab.page.keyboard.press("+")
    rest(lab)
    assert camera(lab)["zoom"] == pytest.approx(first["zoom"] * 1.5, rel=0.02)
    lab.page.keyboard.press("ArrowUp")
    rest(lab)
    assert camera(lab)["y"] > first["y"]
    lab.page.keyboard.press("0")
    rest(lab)
    assert camera(lab)["zoom"] == pytest.approx(first["zoom"], rel=0.01)
    assert lab.state["camera"] is None
    lab.page.get_by_role("button", name="缩小").click()
    rest(lab)
    assert camera(lab)["zoom"] < first["zoom"]


def test_what_is_selected_is_brought_into_sight(lab: Reading) -> None:
    lab.run("kgExplorer.app.set({ camera: { x: 90000, y: 90000, zoom: 1 } })")
    rest(lab)
    lab.select("node", iri=LIN)
    rest(lab)
    x, y = place(lab, "林晓岚")
    box = lab.page.locator(".stage-field").bounding_box()
    assert box
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_a_path_stands_out(lab: Reading) -> None:
    lab.select("paths", **{"from": LIN, "to": "Award/青藤奖", "number": 0})
    rest(lab)
    iris = lab.run(
        f"[...{STAGE}.surface.emphasis.nodes].map(n => kgExplorer.app.source.graph.nodes[n].iri)"
    )
    assert set(iris) == {LIN, "Work/《潮间带笔记》", "Award/青藤奖"}
    assert lab.run(f"{STAGE}.surface.emphasis.lines.size") == 2


def test_what_a_query_marked_stands_out(lab: Reading) -> None:
    lab.run("kgExplorer.app.set({ marked: ['Place/石门村', 'Place/nowhere'] })")
    rest(lab)
    assert near(pixel(lab, *place(lab, "石门村")), colour_of(lab, "石门村"))
    assert not near(pixel(lab, *place(lab, "东屏大学")), colour_of(lab, "东屏大学"), 30)


def test_the_picture_as_png(lab: Reading) -> None:
    data = lab.run("""async () => {
      const blob = await kgExplorer.app.picture(2);
      return [...new Uint8Array(await blob.arrayBuffer())];
    }""")
    raw = bytes(data)
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    box = lab.page.locator(".stage-field").bounding_box()
    assert box
    width, height = struct.unpack(">II", raw[16:24])
    assert (width, height) == (round(box["width"]) * 2, round(box["height"]) * 2)
    shown = lab.run(
        f"""async ids => {{
      const {{ camera, surface }} = {STAGE};
      const sheet = new OffscreenCanvas({width}, {height})
        .getContext('2d', {{ willReadFrequently: true }});
      sheet.drawImage(await createImageBitmap(await kgExplorer.app.picture(2)), 0, 0);
      return ids.map(id => {{
        const at = camera.toScreen(surface.scene.x[id], surface.scene.y[id]);
        return [...sheet.getImageData(at.x * 2, at.y * 2, 1, 1).data];
      }});
    }}""",
        [number(lab, "林晓岚"), number(lab, "石门村")],
    )
    assert near(tuple(shown[0][:3]), colour_of(lab, "林晓岚"))
    assert near(tuple(shown[1][:3]), colour_of(lab, "石门村"))
    assert shown[0][3] == 255


_NO_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind === 'webgl2' ? null : get.call(this, kind, ...more);
};
    """


def test_without_webgl_the_page_says_so_and_offers_the_list(browser: Any, tmp_path: Path) -> None:
    without = Setting(browser, {}, _NO_WEBGL)
    with opened(without, tmp_path, page_of("lab")[1]) as page:
        page.page.wait_for_function("() => document.body.dataset.ready === 'true'")
        notice = page.page.get_by_role("alert")
        assert "WebGL" in notice.inner_text()
        notice.get_by_role("button", name="打开列表").click()
        assert page.state["screen"] == "list"
        page.page.get_by_role("row").filter(has_text="林晓岚").first.wait_for()


def test_a_hub_of_thousands_is_pointed_at_quickly(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, page_of("hub")[1]) as page:
        assert page.run(f"{STAGE}.drawn.value.lines") == 2000
        page.select("node", iri="Organization/青禾协会")
        rest(page)
        assert page.run(f"{STAGE}.surface.emphasis.lines.size") == 2000
        # While it moves less is drawn; the names are those with room.
        page.page.locator(".stage-field").focus()
        page.page.keyboard.press("ArrowLeft")
        rest(page)
        assert len(written(page)) < 300


def test_nothing_moves_smoothly_where_motion_is_not_wanted(browser: Any, tmp_path: Path) -> None:
    with drawn(Setting(browser, {"reduced_motion": "reduce"}), tmp_path) as page:
        before = camera(page)
        page.page.locator(".stage-field").focus()
        page.page.keyboard.press("ArrowRight")
        moved = camera(page)
        assert moved["x"] == pytest.approx(before["x"] + 80 / before["zoom"])


def test_graphics_that_were_taken_away_come_back(lab: Reading) -> None:
    lab.run(f"""() => {{
      const context = {STAGE}.surface.base.getContext('webgl2');
      globalThis.lose = context.getExtension('WEBGL_lose_context');
      globalThis.before = {STAGE};
      lose.loseContext();
    }}""")
    lab.page.wait_for_timeout(200)
    lab.run("lose.restoreContext()")
    lab.page.wait_for_function(f"() => {STAGE} && {STAGE} !== globalThis.before")
    rest(lab)
    assert near(pixel(lab, *place(lab, "林晓岚")), colour_of(lab, "林晓岚"))


def test_a_finger_taps_and_a_long_press_opens_the_menu(browser: Any, tmp_path: Path) -> None:
    phone = Setting(browser, {"has_touch": True, "is_mobile": True})
    with drawn(phone, tmp_path, width=375, height=812) as page:
        page.page.touchscreen.tap(*place(page, "林晓岚"))
        rest(page)
        assert page.selection == {"kind": "node", "iri": LIN}
        page.run("kgExplorer.app.set({ selection: { kind: 'none' } })")
        rest(page)
        x, y = place(page, "石门村")
        session = page.page.context.new_cdp_session(page.page)
        touch = {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
        session.send("Input.dispatchTouchEvent", touch)
        page.page.get_by_role("menu").wait_for()
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert "石门村" in page.text(".stage-menu")


def test_two_fingers_zoom(browser: Any, tmp_path: Path) -> None:
    phone = Setting(browser, {"has_touch": True, "is_mobile": True})
    with drawn(phone, tmp_path, width=375, height=812) as page:
        zoom = camera(page)["zoom"]
        session = page.page.context.new_cdp_session(page.page)

        def fingers(kind: str, apart: int) -> None:
            points = [{"x": 180 - apart, "y": 400, "id": 1}, {"x": 180 + apart, "y": 400, "id": 2}]
            points = points if apart else []
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        fingers("touchStart", 30)
        for apart in (40, 50, 60):
            fingers("touchMove", apart)
        fingers("touchEnd", 0)
        rest(page)
        assert camera(page)["zoom"] == pytest.approx(zoom * 2, rel=0.1)


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 800), (1280, 1100), (1920, 900)])
def test_what_is_shown_whole_lies_beside_the_legend(
    browser: Any, tmp_path: Path, width: int, height: int
) -> None:
    with drawn(browser, tmp_path, width=width, height=height) as page:
        for share in (0.5, 1, 1.3, 1.6, 2, 5):
            left, right, legend, rim = page.run(
                f"""share => {{
                  const {{ camera, element }} = {STAGE};
                  const box = {{ left: -900 * share, right: 900 * share, bottom: -900, top: 900 }};
                  const view = camera.fitting(box);
                  const stage = element.getBoundingClientRect();
                  const legend = document.querySelector(".shell-legend").getBoundingClientRect();
                  const onScreen = x => (x - view.x) * view.zoom + stage.width / 2 + stage.x;
                  return [onScreen(box.left), onScreen(box.right), legend.right, stage.right];
                }}""",
                share,
            )
            assert legend < left < right < rim
