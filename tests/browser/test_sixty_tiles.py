"""Sixty tiles and more, read by a real browser on every page and scene, are what the batches say: plain, of a district, as of a past moment, compared."""

import re
from collections import Counter

import pandas as pd
import pytest

from dashboard.data.page_address import address
from dashboard.metrics import METRICS
from dashboard.ui.components.kpi import Kpi, figure_parts
from dashboard.ui.wall.scene_list import SCENES
from dashboard.warehouse import store
from tests.demo.log_rows import Log
from tests.demo.test_figures_again import computed

pytestmark = pytest.mark.slow
DISTRICT, PAST, SINCE = "230102", "2022-11-27T12:00", "2022-11-28T18:00"
STRIPS = {
    "": ("headline",), "cases": ("headline",), "zones": ("zones",), "businesses": ("businesses",), "supply": ("supply",), "hotline": ("hotline",),
    "community": ("community",), "data": ("data",),
}
"""By path of a page, the strips of `computed` that its figures are of."""
DISTRICT_TILES = 6
"""The strip of the district on the overview, above that of the city."""
OF_DISTRICT = {"zones": ("zones",), "supply": ("supply",), "community": ("community",)}
DRAWN = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('.st-key-masthead') && document.querySelectorAll('.kpi').length > 0"""
TILES = """() => [...document.querySelectorAll('.kpi')].map((tile) => [
    tile.querySelector('h3').textContent, tile.querySelector('.figure').textContent, tile.querySelector('.then')?.textContent ?? ''])"""
ON_WALL = """() => [...document.querySelectorAll('#wall .scene [data-figure]')].map((node) => [node.dataset.figure, node.textContent])"""


@pytest.fixture(scope="module")
def said(harbin_demo):
    """What a figure must read, by its name, as the page writes it: from the batches, at a moment, of a district or the city."""
    log = Log(harbin_demo.root)
    batches = {"data.batches_in_force": sum(one["kind"] == "import" and not one["is_out"] for one in store.batch_log(harbin_demo))}

    def texts(as_of: str | None = None, district: str = "") -> dict[str, str]:
        at = pd.Timestamp(as_of or harbin_demo.now())
        figures = computed(log, at, [district] if district else [], harbin_demo.city)
        with address({"lang": "zh"}):
            return {name: _written(name, value) for name, value in (figures | batches).items() if name.rpartition(".")[2] in METRICS}

    return texts


def _written(name: str, value: object) -> str:
    figure, unit, _ = figure_parts(Kpi(name.rpartition(".")[2], value))
    return f"{figure}{unit}"


def read(page, url: str) -> list[tuple[str, str, str]]:
    """Each tile of a page: its metric, its figure as it stands there, and what it was."""
    page.goto(url, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=60_000, polling=100)
    by_label = {metric.label("zh"): name for name, metric in METRICS.items()}
    found = [(re.sub(r"^\W+", "", label), figure, then) for label, figure, then in page.evaluate(TILES)]
    return [(by_label[label], figure, then) for label, figure, then in found if label in by_label]


def differing(tiles: list[tuple[str, str, str]], strips: tuple[str, ...], texts: dict[str, str], seen: Counter, place: str) -> list[tuple]:
    """The tiles of some strips that do not read what they must; the others are counted by their place."""
    wrong = []
    for metric, figure, _ in tiles:
        wanted = [texts[f"{strip}.{metric}"] for strip in strips if f"{strip}.{metric}" in texts]
        if wanted and not any(figure.endswith(text) for text in wanted):
            wrong.append((place, metric, figure, wanted))
        seen[place] += bool(wanted)
    return wrong


def test_tiles_read_what_the_batches_say(chromium, demo_address, said):
    """Every page and scene as they stand now."""
    page, seen, wrong = chromium.new_page(viewport={"width": 1440, "height": 900}), Counter(), []
    plain = said()
    for path, strips in STRIPS.items():
        wrong += differing(read(page, f"{demo_address}/{path}?lang=zh"), strips, plain, seen, path or "overview")
    wrong += on_wall(page, f"{demo_address}/wall?lang=zh", plain, seen)
    page.close()
    assert not wrong, wrong
    assert seen.total() >= 40 and len(seen) == len(STRIPS) + 1, seen


@pytest.mark.long
def test_tiles_of_a_district_of_the_past_and_compared(chromium, demo_address, said):
    page, seen, wrong = chromium.new_page(viewport={"width": 1440, "height": 900}), Counter(), []
    of_district, plain, past, before = said(district=DISTRICT), said(), said(PAST), said(SINCE)
    for path, strips in OF_DISTRICT.items():
        wrong += differing(read(page, f"{demo_address}/{path}?lang=zh&district={DISTRICT}"), strips, of_district, seen, f"{path} of a district")
    tiles = read(page, f"{demo_address}/?lang=zh&district={DISTRICT}")
    wrong += differing(tiles[:DISTRICT_TILES], ("district",), of_district, seen, "a district on the overview")
    wrong += differing(tiles[DISTRICT_TILES:], ("headline",), plain, seen, "the city beneath a district")
    wrong += differing(read(page, f"{demo_address}/?lang=zh&as_of={PAST}"), ("headline",), past, seen, "overview as of then")
    for metric, _, then in read(page, f"{demo_address}/?lang=zh&since={SINCE}"):
        if f"headline.{metric}" in before:
            wrong += [] if before[f"headline.{metric}"] in then else [("compared", metric, then, before[f"headline.{metric}"])]
            seen["compared"] += 1
    wrong += on_wall(page, f"{demo_address}/wall?lang=zh&as_of={PAST}", past, seen)
    page.close()
    assert not wrong, wrong
    assert seen.total() >= 25 and len(seen) == len(OF_DISTRICT) + 5, seen


def on_wall(page, url: str, texts: dict[str, str], seen: Counter) -> list[tuple]:
    """The figures of the wall's scenes that do not read what they must; the others are counted."""
    page.goto(f"{url}&scenes={','.join(SCENES)}&seconds=600", wait_until="commit")
    page.wait_for_function(f"() => document.querySelectorAll('#wall .scene').length === {len(SCENES)}", timeout=60_000, polling=100)
    found = [(name, figure) for name, figure in page.evaluate(ON_WALL) if f"headline.{name}" in texts]
    seen["wall"] += len(found)
    return [("wall", name, figure, texts[f"headline.{name}"]) for name, figure in found if not figure.endswith(texts[f"headline.{name}"])]
