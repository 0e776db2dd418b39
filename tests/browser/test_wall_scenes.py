"""The wall in a real browser: readable at six metres, nothing clipped, scaled whole, driven by keys and by itself."""

import re
import shutil

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.intake.service import take_in
from dashboard.tokens import WALL_TYPE
from dashboard.ui.wall.scene_list import SCENES
from dashboard.warehouse.workspace import Workspace
from tests.pictures import served, settle, watch

TEXTS = """() => {
    const scene = document.querySelector('#wall .scene.on'), canvas = document.querySelector('#wall .canvas')
    const scale = canvas.getBoundingClientRect().width / 1920, shown = []
    for (const root of [scene, ...document.querySelectorAll('#wall header, #wall footer, #wall .moment-banner:not([hidden])')]) {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        while (walk.nextNode()) {
            const words = walk.currentNode.textContent.trim(), box = walk.currentNode.parentElement
            if (!words || box.closest('.veil')) continue
            const range = document.createRange()
            range.selectNodeContents(walk.currentNode)
            const at = range.getBoundingClientRect(), tile = (box.closest('.tile') || root).getBoundingClientRect()
            shown.push({ words, size: parseFloat(getComputedStyle(box).fontSize), kind: box.className?.baseVal ?? box.className, tag: box.tagName,
                out: at.left < tile.left - 1 || at.right > tile.right + 1 || at.top < tile.top - 1 || at.bottom > tile.bottom + 1,
                cut: box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflow === 'hidden' })
        }
    }
    return { scale, shown }
}"""
"""Every text that is to be seen, its size in the picture's px, and whether it leaves its tile or is cut."""
OVERLAPS = """() => {
    const found = []
    for (const tile of document.querySelectorAll('#wall .scene.on .tile')) {
        const parts = [...tile.children].filter((part) => !part.matches('.veil') && part.getBoundingClientRect().height)
        parts.forEach((part, place) => {
            const next = parts[place + 1]
            if (next && part.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 2) found.push(tile.dataset.tile)
        })
    }
    return found
}"""
"""Tiles in which one part lies on the next."""
NEW = "通报编号,发布地区,统计起,统计止,发布时间,标题\nnew-1,哈尔滨市,2022-11-28 00:00,2022-11-28 16:00,2022-11-29 16:50,追加通报\n"


@pytest.fixture(scope="module")
def shaoyang(shaoyang_demo):
    """Where the city with the longest names of districts is served."""
    with served(shaoyang_demo.root) as address:
        yield address


def opened(chromium: Browser, url: str, size: tuple[int, int] = (1920, 1080)) -> tuple[Page, list[str]]:
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    complaints = watch(page, url)
    page.goto(url)
    settle(page)
    return page, complaints


def scene(page: Page) -> str:
    return page.locator("#wall .scene.on").get_attribute("data-scene")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["demo_address", "shaoyang"])
def test_every_scene_is_readable_and_nothing_is_clipped(chromium, request, city, lang):
    page, complaints = opened(chromium, f"{request.getfixturevalue(city)}/wall?lang={lang}&seconds=600")
    # A city has no scene of what it never sent; the one that sends everything has them all.
    there = page.locator("#wall .scene").evaluate_all("scenes => scenes.map(scene => scene.dataset.scene)")
    assert there == [name for name in SCENES if name in there] and (city == "shaoyang" or len(there) == len(SCENES))
    for name in there:
        expect(page.locator("#wall .scene.on")).to_have_attribute("data-scene", name)
        shown = page.evaluate(TEXTS)["shown"]
        assert len(shown) > 8, f"{name} is almost empty"
        assert [text for text in shown if text["size"] < WALL_TYPE["small"]] == []
        labels = [text for text in shown if text["tag"] == "H2" or text["kind"] in ("under", "sentence", "name", "advice")]
        assert labels and [text for text in labels if text["size"] < WALL_TYPE["body"]] == []
        assert [text for text in shown if text["kind"] == "figure" and text["size"] < WALL_TYPE["figure-small"]] == []
        assert [text["words"] for text in shown if text["out"] or text["cut"]] == [], name
        assert page.evaluate(OVERLAPS) == [], name
        if lang == "zh":
            words = " ".join(text["words"] for text in shown)
            assert re.findall(r"[A-Za-z]{3,}", words) == [], f"English on the Chinese {name}"
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")
    assert complaints == []
    page.close()


@pytest.mark.parametrize(("size", "scale"), [((3840, 2160), 2), ((1280, 720), 2 / 3), ((1920, 1200), 1)])
def test_the_picture_is_scaled_whole(chromium, demo_address, size, scale):
    page, complaints = opened(chromium, f"{demo_address}/wall?lang=zh", size)
    assert page.evaluate(TEXTS)["scale"] == pytest.approx(scale, rel=0.001)
    box = page.locator("#wall .canvas").bounding_box()
    assert (round(box["width"]), round(box["height"])) == (round(1920 * scale), round(1080 * scale))
    assert complaints == []
    page.close()


def test_keys_go_on_go_back_and_hold(chromium, demo_address):
    page, _ = opened(chromium, f"{demo_address}/wall?lang=en&scenes=cases,zones,hotline&seconds=600")
    assert scene(page) == "cases"
    page.keyboard.press("ArrowRight")
    assert scene(page) == "zones"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert scene(page) == "hotline"
    page.keyboard.press(" ")
    expect(page.locator("#wall")).to_have_class(re.compile("held"))
    expect(page.locator("#wall .held-words")).to_contain_text("Held")
    page.keyboard.press("Tab")
    expect(page.locator("#wall .keys button:focus")).to_be_visible()
    page.close()


def test_scenes_change_by_themselves(chromium, demo_address):
    page, complaints = opened(chromium, f"{demo_address}/wall?lang=zh&scenes=cases,zones&seconds=5")
    expect(page.locator('#wall .scene[data-scene="zones"]')).to_have_class(re.compile(r"\bon\b"), timeout=30_000)
    expect(page.locator('#wall .scene[data-scene="cases"]')).to_have_class(re.compile(r"\bon\b"), timeout=30_000)
    assert complaints == []
    page.close()


def test_a_changed_figure_is_pointed_at_and_the_rest_stays(chromium, harbin_demo, tmp_path):
    copy = Workspace.open(shutil.copytree(harbin_demo.root, tmp_path / "copy"))
    with served(copy.root) as address:
        page, complaints = opened(chromium, f"{address}/wall?lang=zh&scenes=attention&seconds=600")
        before = page.locator('#wall [data-figure="新发布通报"]').inner_text()
        file = tmp_path / "通报.csv"
        file.write_text(NEW, encoding="utf-8")
        take_in(copy, [file], table="bulletins")
        expect(page.locator('#wall [data-figure="新发布通报"]')).not_to_have_text(before, timeout=30_000)
        expect(page.locator('#wall [data-tile="changed"]')).to_have_class(re.compile("changed"))
        assert "changed" not in page.locator('#wall [data-tile="contradictions"]').get_attribute("class").split()
        assert complaints == []
        page.close()


def test_leaving_the_wall_takes_it_away(chromium, demo_address):
    page, _ = opened(chromium, f"{demo_address}/wall?lang=zh")
    page.goto(f"{demo_address}/?lang=zh")
    settle(page)
    expect(page.locator("#wall")).to_have_count(0)
    expect(page.locator(".kpis").first).to_be_visible()
    page.close()


@pytest.mark.parametrize(("size", "shape"), [((1080, 1920), "tall"), ((2560, 1080), "wide"), ((3840, 1080), "double")])
@pytest.mark.long
def test_a_screen_of_another_shape_has_a_picture_of_its_own(chromium, demo_address, size, shape):
    page, complaints = opened(chromium, f"{demo_address}/wall?lang=en&seconds=600", size)
    expect(page.locator("#wall")).to_have_attribute("data-shape", shape)
    for name in SCENES:
        expect(page.locator("#wall .scene.on")).to_have_attribute("data-scene", name)
        assert [text["words"] for text in page.evaluate(TEXTS)["shown"] if text["out"] or text["cut"]] == [], name
        assert page.evaluate(OVERLAPS) == [], name
        page.keyboard.press("ArrowRight")
    box = page.locator("#wall .canvas").bounding_box()
    assert (round(box["width"]), round(box["height"])) == size, "the whole screen"
    assert complaints == []
    page.close()


@pytest.mark.long
def test_two_screens_show_the_halves_of_one_picture_and_turn_together(chromium, demo_address):
    pages = [opened(chromium, f"{demo_address}/wall?lang=zh&seconds=5&screen={part}of2")[0] for part in (1, 2)]
    for page, left in zip(pages, (0, -1920), strict=True):
        expect(page.locator("#wall")).to_have_attribute("data-shape", "double")
        assert round(page.locator("#wall .canvas").bounding_box()["x"]) == left
        expect(page.locator("#wall .moment-banner > span")).to_have_count(2)
    turns = [page.evaluate("""() => new Promise((done) => {
        const wall = window.sandtableWall, show = wall.show, seen = []
        wall.show = function (id) { show.call(this, id); seen.push(`${this.turn} ${id}`); if (seen.length === 2) done(seen) }
    })""") for page in pages]
    assert [int(turn.split()[0]) for seen in turns for turn in seen] == sorted(int(turn.split()[0]) for seen in turns for turn in seen)
    scenes = dict(turn.split() for seen in turns for turn in seen)
    order = pages[0].evaluate("window.sandtableWall.order")
    assert all(order[int(turn) % len(order)] == scene for turn, scene in scenes.items()), "whenever it was opened"
    for page in pages:
        page.close()


def test_the_clock_stands_beside_the_longest_title(chromium, demo_address):
    page, _ = opened(chromium, f"{demo_address}/wall?lang=zh&scenes=district&seconds=600")
    at = """(name) => { document.querySelector('#wall .scene-title').textContent = '需要决策的区县 · ' + name
        const [clock, title] = ['.clock', '.scene-title'].map((part) => document.querySelector('#wall header ' + part).getBoundingClientRect())
        return [clock.right <= innerWidth, title.right <= clock.left] }"""
    assert page.evaluate(at, "国家级经济技术开发区暨高新技术产业示范园区管理委员会" * 2) == [True, True]
    page.close()
