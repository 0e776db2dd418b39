"""Every page in both themes and both languages under axe-core: nothing serious or critical on what the board draws."""

from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.app import NAVIGATION
from tests.pictures import CHROMIUM, SIZES, THEMES, browser, served, settle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed (Debian: apt-get install chromium)"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
@pytest.mark.parametrize(("theme", "lang"), product(THEMES, ("zh", "en")))
def test_axe_finds_nothing_serious(chromium, address, name, theme, lang):
    page = opened(chromium, f"{address}/{NAVIGATION[name][0]}?lang={lang}", theme)
    assert found(page) == []
    page.close()
