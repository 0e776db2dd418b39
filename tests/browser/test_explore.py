"""Explore in a real browser: a statement typed with suggestions and run, a wrong line, chart, map, pivot, a link that restores, files."""

import re
import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.geography.outline import write_geodata
from dashboard.sandbox.ask import ask
from dashboard.sandbox.question import Question
from dashboard.ui.explore.starters import starters
from tests.axe import serious
from tests.listing import some
from tests.pictures import ERROR_BOXES, PATIENCE, SIZES, ready, served, settle

ZONES = "select area_id, area_name, level, count(*) as zones from zone_open group by all"
POINTS = "select zone_id, area_name, level, lon, lat from zone_open"
DAYS = "select day, area_name, new_positive from case_day"
SLIP_MS = 150
"""A key pressed sooner after suggestions come up was not meant for them: the editor takes none before."""
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def address(city_workspace, tmp_path_factory) -> Iterator[str]:
    """The fixture city with its boundaries, served."""
    root = shutil.copytree(city_workspace.root, tmp_path_factory.mktemp("explore") / "city")
    write_geodata(root / "geodata", "230100")
    with served(root) as where:
        ready(where)
        yield where


def asked(where: str, sql: str = "", lang: str = "zh", **more: str) -> str:
    return f"{where}/explore?lang={lang}" + (f"&sql={quote(sql)}" if sql else "") + "".join(f"&{name}={value}" for name, value in more.items())


def editor(page: Page) -> Locator:
    """The editing field, with the library loaded."""
    field = page.locator(".bench[data-ready] .cm-content")
    expect(field).to_be_visible(timeout=PATIENCE)
    return field


def written(page: Page, sql: str) -> None:
    """Type over what is in the editor; without suggestions, which take Enter for themselves."""
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(sql)
    page.keyboard.press("Escape")


def test_a_statement_is_typed_with_suggestions_and_run_by_the_keyboard(windows, address):
    page, complaints = windows.opened(asked(address))
    editor(page).click()
    page.keyboard.type("select area_name, level, count(*) as zones from zone_cl", delay=20)
    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered.filter(has_text="zone_clock").first).to_be_visible()
    page.wait_for_timeout(SLIP_MS)
    page.keyboard.press("Tab")
    expect(editor(page)).to_contain_text("from zone_clock")
    page.keyboard.type(" group by all", delay=20)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer-line")).to_contain_text("行 · 用时")
    expect(page.locator(".answer-line")).to_contain_text("截至 11月29日 18:00")
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    expect(page).to_have_url(re.compile("sql=select"))
    page.keyboard.type(" ")
    written(page, "select ex from zone_open")
    page.keyboard.press("Home")
    for _ in "select ex":
        page.keyboard.press("ArrowRight")
    page.keyboard.type("t", delay=20)
    expect(offered.filter(has_text="extent_text").first).to_be_visible()
    expect(page.locator(".cm-completionInfo").first).not_to_be_empty()
    expect(page.locator(".bench .status")).to_contain_text("尚未运行")
    assert complaints == []


def test_escape_then_tab_leaves_the_editor(windows, address):
    page, _ = windows.opened(asked(address))
    editor(page).click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot?.activeElement?.className ?? ''").startswith("cm-content")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert "run" in page.evaluate("document.activeElement.shadowRoot?.activeElement?.className ?? ''")


def test_the_schema_is_sought_in_chinese_and_a_tap_inserts(windows, address):
    page, _ = windows.opened(asked(address))
    editor(page)
    page.locator(".bench .seek input").fill("风险区 人数")
    column = page.locator(".bench .columns button", has_text="people").first
    expect(column).to_be_visible()
    written(page, "select ")
    column.click()
    expect(editor(page)).to_contain_text("select people")


def test_a_wrong_line_is_marked_and_the_nearest_name_said(windows, address):
    page, complaints = windows.opened(asked(address, "select area_name\nfrom zone_opn", lang="en"))
    editor(page)
    expect(page.locator(".note.act")).to_contain_text("Line 2")
    expect(page.locator(".stApp")).to_contain_text("zone_open")
    expect(page.locator(".cm-line.cm-wrong")).to_have_text("from zone_opn")
    assert complaints == []


def test_a_link_restores_question_view_and_moment(windows, address):
    page, complaints = windows.opened(asked(address, ZONES.replace(", level", ""), view="chart", as_of="2022-11-28T12:00"))
    expect(page.locator(".chart-title")).to_contain_text("风险区数，按地区")
    expect(page.locator(".answer-line")).to_contain_text("11月28日 12:00")
    expect(editor(page)).to_contain_text("count(*)")
    expect(page.locator(".st-key-chart-explore .still-frame svg").first).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize(("sql", "seen"), [(ZONES.replace(", level", ""), ".district"), (POINTS, ".map-still .mark")])
def test_maps(windows, address, sql, seen):
    page, complaints = windows.opened(asked(address, sql, view="map", lang="en"), "landscape")
    expect(page.locator(seen).first).to_be_visible()
    assert complaints == []


def test_a_pivot_and_a_file(windows, address):
    page, complaints = windows.opened(asked(address, DAYS, view="pivot", rows="area_name", how="sum", value="new_positive"))
    expect(page.locator(".stApp")).to_contain_text("由结果的全部行算出")
    page.locator(".st-key-explore-export button").click()
    with page.expect_download() as taken:
        page.locator(".st-key-explore-take-csv button").click()
    assert re.fullmatch(r"explore-\d{8}T\d{4}\.csv", taken.value.suggested_filename)
    assert taken.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    assert complaints == []


def test_written_questions_are_asked_by_a_tap(windows, address):
    page, complaints = windows.opened(asked(address, lang="en"))
    page.locator(".st-key-explore-first-c_zones_open_by_district button").click()
    expect(page.locator(".answer-line")).to_contain_text(" · As of ")
    expect(editor(page)).to_contain_text("zone_open")
    page.locator(".st-key-explore-begin button").first.click()
    page.locator(".st-key-explore-start-e_calls_by_hour button").click()
    expect(editor(page)).to_contain_text("hotline_hour_known")
    page.keyboard.press("Escape")
    page.locator(".st-key-explore-history-ways button").first.click()
    expect(page.locator('[class*="st-key-explore-again-"]')).to_have_count(2)
    assert complaints == []


def test_the_question_of_the_readme_is_answered_by_two_taps(windows, demo_address, harbin_demo):
    """docs/explore.md: which district had the largest rise in calls about food last week while its cover was below two days, and which zones."""
    expected = ask(harbin_demo, Question(starters()[0].sql, harbin_demo.now())).table.to_pylist()
    assert len(expected) > 1 and max(expected, key=lambda row: row["rise"]) == expected[0] and expected[0]["zones"] > 0
    assert all(row["cover_days"] < 2 for row in expected)
    page, complaints = windows.opened(asked(demo_address))
    page.locator(f".st-key-explore-first-{starters()[0].name} button").click()
    expect(page.locator(".answer-line")).to_contain_text(f"{len(expected)} 行")
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    page.get_by_role("radio", name="图", exact=True).click(force=True)
    expect(page.locator(".chart-title")).to_contain_text("按地区")
    expect(page.locator(".sentence").last).to_contain_text(max(expected, key=lambda row: row["calls"])["area_name"])
    expect(page).to_have_url(re.compile("view=chart"))
    assert complaints == []


@pytest.mark.parametrize("size", some(SIZES, {"desk", "portrait"}))
@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_three_sizes_without_sideways_scroll_and_axe(windows, address, size, lang, theme):
    page, complaints = windows.opened(asked(address, ZONES, lang=lang), size, theme)
    editor(page)
    assert not page.evaluate(SIDEWAYS) and serious(page) == []
    expect(page.locator(ERROR_BOXES)).to_have_count(0)
    assert complaints == []


def test_no_other_page_loads_the_editor(windows, address):
    loaded: list[str] = []
    page, _ = windows.opened(f"{address}/hotline?lang=zh")
    page.on("request", lambda request: loaded.append(request.url))
    page.reload()
    settle(page)
    assert [url for url in loaded if "/editor/" in url] == []
    page.goto(asked(address))
    editor(page)
    assert len([url for url in loaded if "/editor/" in url]) == 2
