"""Every page in both themes and both languages under axe-core: nothing serious or critical on what the board draws."""

import os
import re
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.app import NAVIGATION
from dashboard.tokens import NIGHT, PAPER, rgb
from tests.pictures import CHROMIUM, SIZES, THEMES, browser, served, settle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed (Debian: apt-get install chromium)"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
EVERY = list(product(THEMES, ("zh", "en")))
"""All themes in all languages, for SANDTABLE_AXE=all; else each theme and each language once a page, which halves the longest test."""
FRAMEWORK: dict[tuple[str, str], str] = {}
"""(rule, part of the selector) of what Streamlit itself renders and the board cannot reach, with the thread upstream."""


@pytest.fixture(scope="module")
def chromium():
    with browser() as launched:
        yield launched


@pytest.fixture(scope="module")
def address(harbin_demo):
    with served(harbin_demo.root) as where:
        yield where


def opened(chromium: Browser, url: str, theme: str = "light", size: str = "desk") -> Page:
    """A page, drawn."""
    page = chromium.new_page(viewport=dict(zip(("width", "height"), SIZES[size], strict=True)), color_scheme=theme)
    page.goto(url)
    settle(page)
    return page


def found(page: Page) -> list[str]:
    """What axe calls serious or critical outside the list of exceptions: "rule: selector: why"."""
    answer = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary'][:300]}: {node['html'][:160]}"
        for rule in answer if rule["impact"] in ("serious", "critical") for node in rule["nodes"]
        if not any(rule["id"] == name and part in str(node["target"]) + node["html"] for name, part in FRAMEWORK)
    ]


@pytest.mark.parametrize("name", NAVIGATION)
@pytest.mark.parametrize(("theme", "lang"), EVERY if os.environ.get("SANDTABLE_AXE") == "all" else [("light", "zh"), ("dark", "en")])
def test_axe_finds_nothing_serious(chromium, address, name, theme, lang):
    page = opened(chromium, f"{address}/{NAVIGATION[name][0]}?lang={lang}", theme)
    assert found(page) == []
    page.close()


def test_the_address_chooses_the_theme_and_links_keep_it(chromium, address):
    page = opened(chromium, f"{address}/cases?lang=en&theme=dark", "light")
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == f"rgb({', '.join(map(str, rgb(NIGHT.paper)))})"
    page.locator(".st-key-tab-zones a").click()
    expect(page).to_have_url(re.compile("/zones.*theme=dark"))
    settle(page)
    page.locator("a.theme").click()
    expect(page).to_have_url(re.compile("theme=light"))
    settle(page)
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == f"rgb({', '.join(map(str, rgb(PAPER.paper)))})"
    page.close()


@pytest.mark.parametrize(("theme", "ground"), [("light", PAPER), ("dark", NIGHT)])
def test_before_any_script_a_quiet_first_screen_stands_on_the_pages_ground(chromium, address, theme, ground):
    context = chromium.new_context(java_script_enabled=False, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{address}/?lang=zh")
    expect(page.locator(".opening")).to_contain_text("正在打开")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == f"rgb({', '.join(map(str, rgb(ground.paper)))})"
    context.close()


def test_the_keyboard_reaches_sections_map_and_the_rows_behind_the_points(chromium, address):
    page = opened(chromium, f"{address}/supply?lang=en")
    assert page.locator('[role="navigation"]').get_attribute("aria-label") == "Sections"
    expect(page.locator('.st-key-sections [aria-current="page"]')).to_have_text("Supply")
    twin = page.locator('[class*="st-key-foot-"] button').first
    twin.focus()
    page.keyboard.press("Enter")
    expect(page.locator('[role="dialog"] [data-testid="stDataFrame"]').first).to_be_visible()
    page.close()
    page = opened(chromium, f"{address}/cases?lang=en")
    district = page.locator('.district[role="button"]').first
    district.focus()
    assert float(district.evaluate("it => getComputedStyle(it).strokeWidth").removesuffix("px")) >= 3, "focus is seen"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("district="))
    page.close()


def test_charts_and_maps_state_their_finding_to_who_cannot_see_them(chromium, address):
    page = opened(chromium, f"{address}/?lang=en")
    pictures = [picture.get_attribute("aria-label") for picture in page.locator('[role="img"]:has(> .still)').all()]
    assert len(pictures) == 2 and min(map(len, pictures)) > 40, pictures
    drawing = page.locator('.box > svg[role="group"]')
    assert re.search(r"cases.*Xiangfang", drawing.get_attribute("aria-label"))
    page.close()


@pytest.mark.parametrize("name", ["cases", "zones", "hotline", "community"])
def test_a_chart_says_what_is_to_be_seen_not_only_what_it_is(chromium, address, name):
    page = opened(chromium, f"{address}/{name}?lang=en")
    named = "it => it.getAttribute('aria-label') || it.querySelector('[aria-label]')?.getAttribute('aria-label') || ''"
    charts = [chart.evaluate(named) for chart in page.locator('[data-testid="stPlotlyChart"]').all()]
    assert charts and min(map(len, charts)) > 20, charts
    assert not set(charts) & set(page.locator(".chart-title").all_inner_texts())
    page.close()
