"""The map: places that are known, sizes, moving about, and what is not on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import render
from tests.explorer.opening import Reading, opened
from tests.explorer.stories import Story, document, fact, node, proof, story

KEPT = ".map-picture canvas"


def atlas() -> Story:
    """Four places in China and one elsewhere that are known, and one that nobody knows."""
    source = document(
        "trip",
        "白露剧团位于杭州市。白露剧团访问北京市。白露剧团访问上海市。白露剧团访问巴黎。"
        "青禾书院位于杭州市。白露剧团访问无名谷。上海市很大，上海市很新，上海市很远。",
        "巡演日记",
        "2024-03-01",
    )
    troupe = node("白露剧团", "Organization", "")
    school = node("青禾书院", "Organization", "School")
    city = {name: node(name, "Place", "City") for name in ("杭州市", "北京市", "上海市", "巴黎")}
    valley = node("无名谷", "Place", "")
    facts = [
        fact(
            troupe,
            "locatedIn",
            city["杭州市"],
            proof(source, "白露剧团位于杭州市。", "白露剧团位于杭州市"),
        )
    ]
    facts.append(
        fact(
            school,
            "locatedIn",
            city["杭州市"],
            proof(source, "青禾书院位于杭州市。", "青禾书院位于杭州市"),
        )
    )
    for place in [*list(city.values())[1:], valley]:
        sentence = f"白露剧团访问{place.label}。"
        facts.append(fact(troupe, "visited", place, proof(source, sentence, sentence[:-1])))
    return story([troupe, school, valley, *city.values()], facts, [source])


@pytest.fixture(scope="module")
def html() -> str:
    made = atlas()
    return render(made.network, made.documents)


@pytest.fixture
def page(browser: Any, tmp_path: Path, html: str) -> Iterator[Reading]:
    with opened(browser, tmp_path, html, "view=map") as opened_page:
        drawn(opened_page)
        yield opened_page


def pixels(page: Reading) -> str:
    """What is drawn, as a picture."""
    drawn(page)
    return str(page.run(f"document.querySelector('{KEPT}').toDataURL()"))


def drawn(page: Reading) -> None:
    """Until all that was done is drawn."""
    page.page.wait_for_selector(".map-picture[data-ready=true]")
    page.run(
        """async () => {
          for (let frames = 0; frames < 4; frames++) {
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          }
        }"""
    )


def summary(page: Reading) -> str:
    return page.text(".map-count")


def names(page: Reading) -> list[str]:
    return page.texts(".map-place bdi")


def test_places_by_weight_and_those_without_coordinates_counted(page: Reading) -> None:
    assert names(page)[0] == "杭州市"
    assert set(names(page)) == {"杭州市", "北京市", "上海市", "巴黎"}
    assert page.texts(".map-place span")[0] == "2 条事实 · 2 个实体"
    assert summary(page) == "视野内 4 个地点，与 2 个实体有关"
    assert page.text(".map-without") == "另有 1 个地点坐标未知，不在图上"


def test_the_land_and_the_dots_are_drawn(page: Reading) -> None:
    colours = page.run(
        f"""() => {{
          const canvas = document.querySelector('{KEPT}');
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Map();
          for (let at = 0; at < data.length; at += 16) {{
            const key = data.slice(at, at + 3).join(',');
            seen.set(key, (seen.get(key) ?? 0) + 1);
          }}
          return [...seen.values()].sort((a, b) => b - a).slice(0, 2);
        }}"""
    )
    assert min(colours) > 5000  # land and sea both cover much of it


def test_land_is_land_and_sea_is_sea(browser: Any, tmp_path: Path) -> None:
    """Where the 180th meridian and the poles are, outlines of a globe go wrong on a flat map."""
    made = story([node("石门村", "Place", "Village")], [], [document("d", "石门村。")])
    with opened(browser, tmp_path, render(made.network), "view=map") as page:
        drawn(page)
        found = grounds(page, {"land": (104, 35), "sea": (-148, 10), **LAND, **SEA})
    land, sea = found.pop("land"), found.pop("sea")
    assert land != sea
    assert found == dict.fromkeys(LAND, land) | dict.fromkeys(SEA, sea)


LAND = {
    "Siberia": (100, 67),
    "Chukotka": (177, 67.5),
    "beyond the meridian": (-177.5, 66.7),
    "Alaska": (-153, 65),
    "Greenland": (-40, 70),
    "Brazil": (-55, -10),
    "Australia": (134, -25),
    "Antarctica": (65, -69.5),
}
SEA = {"Pacific": (170, 28), "Atlantic": (-35, 28), "Arctic": (-160, 77), "Southern": (100, -58)}


def grounds(page: Reading, places: dict[str, tuple[float, float]]) -> dict[str, str]:
    """The colours at places while the map shows the whole world, as it does without places."""
    return dict(
        page.run(
            f"""places => {{
              const canvas = document.querySelector('{KEPT}');
              const {{ width, height }} = canvas;
              const {{ data }} = canvas.getContext('2d').getImageData(0, 0, width, height);
              const colour = ([lon, lat]) => {{
                const sine = Math.sin(lat * Math.PI / 180);
                const north = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
                const x = Math.round((lon / 360 + 0.5) * width);
                const y = Math.round((north - 0.42) * width + height / 2);
                return data.slice((y * width + x) * 4, (y * width + x) * 4 + 3).join(' ');
              }};
              return Object.entries(places).map(([name, at]) => [name, colour(at)]);
            }}""",
            places,
        )
    )


def test_it_is_moved_by_keys_wheel_buttons_and_drag(page: Reading) -> None:
    box = page.page.locator(KEPT).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    start = pixels(page)
    as_at_first = (page.text(".map-scale"), summary(page))
    page.page.locator(".map-picture").focus()
    page.page.keyboard.press("+")
    closer = pixels(page)
    assert closer != start
    page.page.keyboard.press("ArrowRight")
    assert pixels(page) != closer
    page.page.keyboard.press("0")
    assert (page.text(".map-scale"), summary(page)) == as_at_first
    page.page.mouse.move(x, y)
    page.page.mouse.wheel(0, -240)
    assert pixels(page) != start
    page.page.get_by_role("button", name="显示全部地点").click()
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 120, y + 40, steps=4)
    page.page.mouse.up()
    page.page.mouse.move(5, 5)
    assert pixels(page) != start
    page.page.get_by_role("button", name="放大").click()
    page.page.get_by_role("button", name="缩小").click()
    assert page.selection["kind"] == "none"


def test_fewer_places_in_view_are_counted(page: Reading) -> None:
    for _ in range(12):
        page.page.get_by_role("button", name="放大").click()
    wait_for_summary(page, "视野内 0 个地点，与 0 个实体有关")
    page.page.get_by_role("button", name="巴黎").click()
    page.settle()
    assert page.selection == {"kind": "node", "iri": "Place/巴黎"}
    wait_for_summary(page, "视野内 1 个地点，与 1 个实体有关")


def wait_for_summary(page: Reading, text: str) -> None:
    page.page.wait_for_function(
        "text => document.querySelector('.map-count').textContent === text", arg=text
    )


def test_a_click_on_a_dot_selects_it_and_the_panel_tells_what_happens_there(page: Reading) -> None:
    page.run("kgExplorer.app.set({ hidden: ['Place/北京市', 'Place/上海市', 'Place/巴黎'] })")
    page.settle()
    page.page.locator(".map-picture").focus()
    page.page.keyboard.press("0")
    drawn(page)
    box = page.page.locator(KEPT).bounding_box()
    assert box is not None
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.settle()
    assert page.selection == {"kind": "node", "iri": "Place/杭州市"}
    told = page.text(".shell-panel")
    assert "白露剧团" in told
    assert "青禾书院" in told
    assert page.page.get_by_role("button", name="杭州市", pressed=True).count() >= 1


def test_filters_count_and_sizes_follow_another_measure(page: Reading) -> None:
    page.run(
        "kgExplorer.app.set({ filter: { ...kgExplorer.app.state.value.filter,"
        " predicates: ['visited'] } })"
    )
    page.settle()
    assert names(page) == ["杭州市"]
    page.run("kgExplorer.app.undo()")
    page.settle()
    before = pixels(page)
    page.page.get_by_label("圆点大小").select_option("mentions")
    page.settle()
    assert pixels(page) != before


def test_no_known_place(browser: Any, tmp_path: Path) -> None:
    made = story([node("石门村", "Place", "Village")], [], [document("d", "石门村。")])
    with opened(browser, tmp_path, render(made.network), "view=map") as page:
        assert "没有已知坐标的地点" in summary(page)
        assert "1" in page.text(".map-without")


def test_two_fingers_zoom(browser: Any, tmp_path: Path, html: str) -> None:
    with opened(browser, tmp_path, html, "view=map", width=375, height=812) as page:
        assert page.run("document.documentElement.scrollWidth") <= 375
        before = pixels(page)
        page.run(
            f"""() => {{
              const canvas = document.querySelector('{KEPT}');
              const box = canvas.getBoundingClientRect();
              canvas.setPointerCapture = () => {{}};
              const send = (type, pointerId, dx) => canvas.dispatchEvent(new PointerEvent(type, {{
                pointerId, pointerType: 'touch', button: 0, bubbles: true,
                clientX: box.left + box.width / 2 + dx, clientY: box.top + box.height / 2,
              }}));
              send('pointerdown', 1, -20); send('pointerdown', 2, 20);
              for (let at = 30; at < 120; at += 10) {{
                send('pointermove', 1, -at); send('pointermove', 2, at);
              }}
              send('pointerup', 1, -120); send('pointerup', 2, 120);
            }}"""
        )
        assert pixels(page) != before
        assert page.selection["kind"] == "none"
