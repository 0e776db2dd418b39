"""Who needs large letters or strong contrast sees every word: a desk at 400 %, a browser whose letters are never small, forced colours."""

import pytest
from playwright.sync_api import Page

from tests.pictures import settle

SIDEWAYS = "(() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth })()"
OVER_THE_EDGE = """() => [...document.querySelectorAll('.kpi')].filter((tile) => [...tile.querySelectorAll('*')].some(
    (part) => part.getClientRects().length && part.getBoundingClientRect().right > tile.getBoundingClientRect().right + 1)).map((tile) => tile.innerText)"""
SMALLEST_20 = ".stApp .kpi :is(h3, p, a, span) { font-size: max(20px, 1em) } .stApp .kpi .num { font-size: 34px }"
PLATES = "(of) => [...document.querySelectorAll(of)].map((it) => getComputedStyle(it).forcedColorAdjust)"


@pytest.fixture
def opened(chromium, demo_address):
    """A page in a window of its own, as large and with the settings that a test asks for."""
    pages: list[Page] = []

    def _open(path: str, width: int, height: int, **settings: str) -> Page:
        pages.append(chromium.new_page(viewport={"width": width, "height": height}, **settings))
        pages[-1].goto(f"{demo_address}/{path}")
        settle(pages[-1])
        return pages[-1]

    yield _open
    for page in pages:
        page.close()


@pytest.mark.parametrize("path", ["?lang=en", "supply?lang=en", "hotline?lang=en"])
def test_a_desk_at_400_per_cent_is_read_without_scrolling_sideways(opened, path):
    assert opened(path, 320, 256).evaluate(SIDEWAYS) <= 1


def test_large_letters_stay_in_their_tile(opened):
    page = opened("businesses?lang=en", 1366, 900)
    page.add_style_tag(content=SMALLEST_20)
    settle(page)
    assert page.evaluate(OVER_THE_EDGE) == []


def test_forced_colours_hide_no_name_behind_a_number_and_no_colour_of_a_legend(opened):
    page = opened("hotline?lang=zh", 1366, 900, forced_colors="active")
    figures, swatches = page.evaluate(PLATES, ".kpi .num"), page.evaluate(PLATES, ".chart-legend i")
    assert figures and swatches and {*figures, *swatches} == {"none"}
    figures = opened("wall?lang=zh&scenes=state", 1920, 1080, forced_colors="active").evaluate(PLATES, "#wall .scene.on .figure")
    assert figures and {*figures} == {"none"}
