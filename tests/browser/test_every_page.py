"""The board in a real browser: every page drawn, no error box, no console error, no request to any other host."""

import re
import shutil
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from dashboard.app import NAVIGATION, WITHIN, WITHOUT_MASTHEAD
from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.warehouse import publication, store
from dashboard.warehouse.workspace import Workspace
from tests.axe import serious
from tests.listing import some
from tests.pictures import ERROR_BOXES, ready, served, settle
from tests.windows import Windows

ABSURD = "district=999999%27%3B--&from=2022-13-45&to=never&as_of=yesterday&q=%3Cscript%3Ealert(1)%3C/script%3E&zone=%00"
SIDE_BY_SIDE = """() => [...document.querySelectorAll('[data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"])')]
    .map((row) => [...row.children].map((column) => Math.round(column.getBoundingClientRect().left))).filter((row) => new Set(row).size > 1)"""
CHART_NAMES = """() => [...document.querySelectorAll('.still-frame')].map((chart) => chart.getAttribute('aria-label') || '')"""
SCREENS = ("overview", "zones", "wall")
"""Pages whose error screens are seen in a browser: the first one, one of charts and maps, and the one with a screen of its own. Every page
has them in tests/ui/test_pages.py, without a browser."""
CHARTED = {"overview", "cases", "zones", "hotline", "tickets", "community", "businesses", "supply"}
ENGLISH = {"overview", "cases", "supply", "hotline", "wall"}
"""Pages that are opened in English in every run."""
SHORTEST = {"zh": 8, "en": 21}
"""Characters of a sentence that states a finding."""
CASES = "病例编号,报告时间,区县,病例类别\n{id},2022-11-29 16:00,道里区,确诊\n"


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory):
    with served(create_city(tmp_path_factory.mktemp("empty") / "w", "421300").root) as address:
        yield address


@pytest.fixture(scope="module")
def broken_address(tmp_path_factory):
    workspace = create_city(tmp_path_factory.mktemp("broken") / "w", "421300")
    (workspace.store / publication.current_name(workspace)).write_bytes(b"torn")
    with served(workspace.root) as address:
        yield address


def address_of(base: str, name: str, query: str) -> str:
    return f"{base}/{NAVIGATION[name][0]}?{query}"


@pytest.mark.parametrize(("name", "lang", "size", "theme"), [
    *((name, "zh", "desk", "light") for name in NAVIGATION),
    *some([(name, "en", "portrait", "dark") for name in NAVIGATION], {(name, "en", "portrait", "dark") for name in ENGLISH}),
])
def test_normal(windows, demo_address, name, lang, size, theme):
    """What holds of a page at rest, all of it on one opening: opening is what takes the time."""
    page, complaints = windows.opened(address_of(demo_address, name, f"lang={lang}"), size, theme)
    assert complaints == []
    expect(page.locator(ERROR_BOXES)).to_have_count(0)
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    assert "Streamlit" not in page.title()
    if size == "portrait" and name != "wall":
        assert page.evaluate(SIDE_BY_SIDE) == [], "portrait is one column"
    charts, titles = page.evaluate(CHART_NAMES), page.locator(".chart-title").all_inner_texts()
    assert [label for label in charts if len(label) < SHORTEST[lang] or label in titles] == [], "a chart says what is to be seen, not only what it is"
    assert bool(charts) == (name in CHARTED)
    assert page.locator(".js-plotly-plot").count() == 0, "no chart is live before somebody touches it"
    assert serious(page) == []


@pytest.mark.parametrize("name", SCREENS)
def test_empty_workspace(windows, empty_address, name):
    page, complaints = windows.opened(address_of(empty_address, name, "lang=zh"), "landscape")
    assert complaints == []
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


@pytest.mark.parametrize("name", SCREENS)
def test_broken_store(windows, broken_address, name):
    page, complaints = windows.opened(address_of(broken_address, name, "lang=zh"))
    # Every page asks /ready whether the board is well, the wall at once, and is told that it is not.
    assert [said for said in complaints if not ("503" in said and said.endswith("/ready"))] == []
    expect(page.locator(ERROR_BOXES).first).to_contain_text("损坏")
    text = page.inner_text("body")
    assert "Traceback" not in text and "/tmp" not in text and "duckdb" not in text.lower()


@pytest.mark.parametrize("name", SCREENS)
def test_absurd_address(windows, demo_address, name):
    page, complaints = windows.opened(address_of(demo_address, name, ABSURD))
    assert complaints == []
    expect(page.locator(ERROR_BOXES)).to_have_count(0)


def test_navigation_keeps_the_address_and_goes_everywhere(windows, demo_address):
    page, complaints = windows.opened(f"{demo_address}/?lang=en&district=230110")
    for name in [name for name in NAVIGATION if name not in (*WITHOUT_MASTHEAD, *WITHIN)][1:]:
        page.locator(f'.st-key-tab-{name} a').click()
        expect(page).to_have_url(re.compile(f"/{name}.*"))
        settle(page)
        assert f"/{name}" in page.url and "district=230110" in page.url and "lang=en" in page.url
    assert complaints == []


def test_a_new_batch_shows_in_two_open_browsers_without_a_reload(chromium, harbin_demo, tmp_path):
    copy = Workspace.open(shutil.copytree(harbin_demo.root, tmp_path / "copy"))
    with served(copy.root) as address:
        two = Windows(chromium), Windows(chromium)
        pages = [each.opened(f"{address}/data?lang=zh")[0] for each in two]
        file = tmp_path / "新病例.csv"
        file.write_text(CASES.format(id="NEW-1"), encoding="utf-8")
        take_in(copy, [file], table="cases")
        for page in pages:
            expect(page.get_by_text("新病例.csv").first).to_be_visible(timeout=30_000)
        store.rollback(copy, store.batch_log(copy)[-1]["batch_id"])
        for each in two:
            each.close()


@pytest.mark.long
def test_a_wish_for_what_is_new_that_is_lost_on_its_way_is_made_again(chromium, city_workspace, tmp_path):
    copy, lost = Workspace.open(shutil.copytree(city_workspace.root, tmp_path / "copy")), []
    with served(copy.root) as address:
        page, lose = chromium.new_page(), []

        def routed(line):
            board = line.connect_to_server()
            line.on_message(lambda message: lost.append(lose.pop()) if lose else board.send(message))

        page.route_web_socket("**/_stcore/stream", routed)
        page.goto(f"{address}/data?lang=zh")
        settle(page)
        lose.append("the next that the page says")
        file = tmp_path / "新病例.csv"
        file.write_text(CASES.format(id="NEW-1"), encoding="utf-8")
        take_in(copy, [file], table="cases")
        expect(page.get_by_text("新病例.csv").first).to_be_visible(timeout=30_000)
        assert lost and not lose
        page.close()


def test_ready_says_which_generation_is_shown(demo_address, harbin_demo, broken_address):
    answer = ready(demo_address)
    assert answer["workspace"] == "ok" and answer["generation"] == publication.current_name(harbin_demo)


def test_what_is_served_stays_inside_and_is_compressed(demo_address):
    request = urllib.request.Request(f"{demo_address}/", headers={"accept-language": "zh-CN"})
    answer = urllib.request.urlopen(request)
    document = answer.read().decode()
    assert 'lang="zh-CN"' in document and "default-src 'self'" in answer.headers["content-security-policy"]
    script = document.split('src="./static/')[1].split('"')[0]
    request = urllib.request.Request(f"{demo_address}/static/{script}", headers={"accept-encoding": "br"})
    assert urllib.request.urlopen(request).headers["content-encoding"] == "br"
    for hidden in ("_stcore/metrics", "_stcore/agent/openapi.json"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{demo_address}/{hidden}")
