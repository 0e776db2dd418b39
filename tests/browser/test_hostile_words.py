"""Hostile words in everything that people type, in a real browser: they stay words on every page, in every scene, tip and touch."""

import json
import math
import os

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from dashboard.app import NAVIGATION, WITHOUT_MASTHEAD
from dashboard.figures.district_layers import TILE_PX, mercator
from dashboard.figures.map_view import fitted_view
from dashboard.ui.wall.scene_list import SCENES
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY
from tests.hostile_city import hostile_city, ordinary_city
from tests.listing import some
from tests.pictures import served
from tests.windows import Windows

PAGES = [name for name in NAVIGATION if name not in WITHOUT_MASTHEAD]
UNFOLDED = {"businesses": "&section=list"}
"""What an address adds where the words that a test looks for stand in a section that is folded."""
ALWAYS = {"overview", "cases", "businesses", "data"}
"""Pages that are opened in every run: maps, charts, points, tables and files. The others are for the whole count."""
MOST_TIMES_AS_HIGH = 3
TOUCHED, SAID_WITHIN, MOST_MOVES = 3, 600, 50
"""Charts of a page that are touched, and ms in which one says what it has."""
LONGEST_TIP = 1_600
"""Letters of what a touch says: a line a part, a name of a few lines."""
TOUCHED_ELEMENTS = {"br", "defs", "clippath", "clipPath", "path", "tspan", "text", "rect", "g", "line"}
"""What a tip, what is said of a touched bar, and the live chart that a touch makes of a picture are made of."""
SAYING = {"overview", "businesses", "cases", "supply", "hotline", "tickets", "community"}
"""Pages where a touch says words of data."""
FOREIGN = """() => {
    const found = { acts: [], leads: [], asks: [], raw: [], twice: [], tags: {}, ran: window.evil !== undefined }
    const unseen = /[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]/, coded = /&(lt|gt|amp|quot|#\\d+);/
    const roots = [document]
    while (roots.length) {
        for (const node of roots.pop().querySelectorAll('*')) {
            if (node.shadowRoot) roots.push(node.shadowRoot)
            found.tags[node.localName] = 1
            for (const { name, value } of node.attributes) {
                if (name.startsWith('on')) found.acts.push(node.outerHTML.slice(0, 200))
                if (unseen.test(value)) found.raw.push(`${node.localName} ${name}: ${value.slice(0, 150)}`)
                if (!['href', 'src', 'xlink:href', 'action', 'formaction', 'poster', 'data'].includes(name) || value.startsWith('#')) continue
                const to = new URL(value, location)
                const [kind, inside] = name.endsWith('href') && node.localName === 'a' ? ['leads', []] : ['asks', ['data:', 'blob:']]
                if (!inside.includes(to.protocol) && to.origin !== location.origin) found[kind].push(node.outerHTML.slice(0, 200))
            }
            if (['script', 'style'].includes(node.localName)) continue
            for (const { nodeType, data } of node.childNodes) {
                if (nodeType === 3 && unseen.test(data)) found.raw.push(`${node.localName}: ${data.slice(0, 150)}`)
                if (nodeType === 3 && coded.test(data)) found.twice.push(`${node.localName}: ${data.slice(0, 150)}`)
            }
        }
    }
    return found
}"""
"""What words of data have become: attributes that act, links and requests that lead away, characters that are not seen as they stand,
codes of characters that are seen, and every kind of element there is; shadow roots included."""
LEAVES_ITS_TILE = """() => [...document.querySelectorAll('#wall .scene.on .tile')].flatMap((tile) => {
    const at = tile.getBoundingClientRect(), walk = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT), found = []
    while (walk.nextNode()) {
        if (!walk.currentNode.data.trim() || walk.currentNode.parentElement.closest('.veil, .source')) continue
        const range = document.createRange()
        range.selectNodeContents(walk.currentNode)
        const box = range.getBoundingClientRect()
        if (box.left < at.left - 1 || box.right > at.right + 1 || box.top < at.top - 1 || box.bottom > at.bottom + 1)
            found.push(`${tile.dataset.tile}: ${walk.currentNode.data.trim().slice(0, 60)}`)
    }
    return found
})"""
HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"


@pytest.fixture(scope="module")
def usual(chromium, tmp_path_factory) -> dict[str, tuple[int, set[str]]]:
    """By page that is asked for: its height, px, and the kinds of elements that it has, where the same city has ordinary words. In Chinese."""
    with served(ordinary_city(tmp_path_factory.mktemp("ordinary")).root) as where:
        windows, found = Windows(chromium), {}
        for name in ALWAYS | {"wall"} if not os.environ.get("SANDTABLE_LONG") else set(NAVIGATION):
            page, _ = windows.opened(f"{where}/{NAVIGATION[name][0]}?lang=zh{UNFOLDED.get(name, '')}")
            found[name] = page.evaluate(HEIGHT), set(page.evaluate(FOREIGN)["tags"])
        windows.close()
    return found


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The hostile city. Tests only read it."""
    return hostile_city(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def address(usual, city):
    """Where the hostile city is served, once the ordinary one is no longer."""
    with served(city.root) as where:
        yield where


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("name", some(PAGES, ALWAYS))
def test_words_stay_words_on_a_page(windows, address, city, usual, name, lang):
    page, complaints = windows.opened(f"{address}/{NAVIGATION[name][0]}?lang={lang}{UNFOLDED.get(name, '')}")
    assert page.evaluate(HEIGHT) <= MOST_TIMES_AS_HIGH * usual[name][0]
    assert "evil" in page.inner_text("body"), "the words are not there at all"
    page.keyboard.press("Shift")  # at the first touch the page lets go of the place that its address names
    said = [*_touched_bars(page), *_touched_districts(page)]
    if name == "businesses":
        said += _touched_point(page, city)
    assert name not in SAYING or any("evil" in words for words in said)
    assert all(len(words) < LONGEST_TIP for words in said)
    _assert_harmless(page, complaints, usual[name][1] | TOUCHED_ELEMENTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_stay_words_in_every_scene(windows, address, usual, lang):
    page, complaints = windows.opened(f"{address}/wall?lang={lang}&seconds=600")
    for name in SCENES:
        expect(page.locator("#wall .scene.on")).to_have_attribute("data-scene", name)
        _assert_harmless(page, complaints, usual["wall"][1])
        assert page.evaluate(LEAVES_ITS_TILE) == [], name
        page.keyboard.press("ArrowRight")


def _assert_harmless(page: Page, complaints: list[str], known: set[str]) -> None:
    found = page.evaluate(FOREIGN)
    strange = set(found.pop("tags")) - known
    assert not strange and not any(found.values()) and not complaints, (strange, found, complaints)


def _touched_bars(page: Page) -> list[str]:
    """What the first charts say of one of their marks: the picture, then the live chart that a touch makes of it."""
    said = []
    for chart in page.locator('[class*="st-key-live-"]:has(.still-frame .mark)').all()[:TOUCHED]:
        mark = chart.locator(".mark").last
        said.append(mark.locator("title").text_content() or "")
        _touch(page, mark)
        chart.locator(".js-plotly-plot .main-svg").first.wait_for(state="attached")
        if not chart.locator(".barlayer .point path").count():
            continue
        _touch(page, chart.locator(".barlayer .point path").last)
        hover = chart.locator(".hoverlayer .hovertext, .hoverlayer .legend").first
        try:
            hover.wait_for(state="attached", timeout=SAID_WITHIN)
        except TimeoutError:
            continue  # a bar without any length
        said.append(chart.locator(".hoverlayer").text_content() or "")
    return said


def _touched_districts(page: Page) -> list[str]:
    """What a touch says of one district of the first map that has any."""
    districts = page.locator("path.district[data-id]")
    if not districts.count():
        return []
    districts.nth(3).hover(force=True)
    return [page.locator(".tip:not([hidden])").first.inner_text()]


def _touched_point(page: Page, city: Workspace) -> list[str]:
    """What a touch says of a point of the map of businesses: the picture of it, and the live map that comes when it is touched."""
    rows = pd.concat(pd.read_csv(file) for file in FIXTURE_CITY.glob("*/businesses.csv")).dropna(subset=["lon"])
    view = fitted_view(rows, json.loads((city.geodata / "districts.json").read_text(encoding="utf-8"))["bounds"])
    scale = TILE_PX * 2 ** view["zoom"] / 360
    east = (rows["lon"].iloc[0] - view["longitude"]) * scale
    north = math.degrees(mercator(rows["lat"].iloc[0]) - mercator(view["latitude"])) * scale
    still = page.locator(".map-still").first
    still.scroll_into_view_if_needed()
    at, tip = still.bounding_box(), page.locator(".deck-tooltip")
    said = still.locator(".mark title").all_text_contents()
    for move in range(MOST_MOVES):  # the picture under the pointer is drawn some time after the page is quiet
        page.mouse.move(at["x"] + at["width"] / 2 + east + move % 2, at["y"] + at["height"] / 2 - north)
        page.wait_for_timeout(200)  # a pointer that stays asks for the live map
        if tip.count() and tip.first.is_visible():
            return [*said, tip.first.inner_text()]
    raise AssertionError("no tip on the map")


def _touch(page: Page, mark: Locator) -> None:
    mark.scroll_into_view_if_needed()
    at = mark.bounding_box()
    for step in (1, 0):
        page.mouse.move(at["x"] + at["width"] / 2 - step, at["y"] + at["height"] / 2)
