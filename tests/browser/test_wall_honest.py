"""The honest wall in a real browser: cut off, killed, frozen, missed by a feed, swapped under, at another moment, with a wrong clock."""

import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.warehouse import publication
from dashboard.warehouse.workspace import Workspace
from tests.pictures import served
from tests.soak.board import Board
from tests.soak.cable import Cable
from tests.soak.departments import set_clock
from tests.soak.watch import PROBE
from tests.windows import viewport

SAID_WITHIN = 10_000
"""ms within which the wall says by itself that it is cut off: its promise."""
PATIENCE = 60_000
"""ms that a loaded machine may take for what has no promise."""
FIVE_PAST_FIVE = datetime(2022, 11, 29, 17, 5)
CASE = "病例编号,报告时间,区县,病例类别\n{new},2022-11-29 16:30,道里区,确诊\n"
CALL = "来电编号,来电时间,渠道,主题,区县,等待秒数,通话秒数,结果\n{id},{at:%Y-%m-%d %H:%M},电话,核酸检测,道里区,12,60,接通\n"
BULLETIN = "通报编号,发布地区,统计起,统计止,发布时间,标题\nb-1,哈尔滨市,{at:%Y-%m-%d} 00:00,{at:%Y-%m-%d %H:%M},{at:%Y-%m-%d %H:%M},通报\n"


@dataclass
class Living:
    """A city whose clock runs, its board, and the cable to its wall."""

    workspace: Workspace
    board: Board
    cable: Cable
    chromium: Browser
    desk: Path
    files: int = 0

    def wall(self, query: str, lang: str = "zh") -> Page:
        """The wall through the cable, its first picture drawn; a scene stays, and the probe has forgotten the loading."""
        return open_wall(self.chromium, self.cable.address, f"lang={lang}&seconds=600&{query}")

    def deliver(self, name: str, content: str) -> str:
        """Take a file in; `{new}` in it becomes a number that no file had. Returns the generation that shows it."""
        self.files += 1
        content = content.replace("{new}", f"NEW-{self.files}")
        file = self.desk / f"{name}.csv"
        file.write_text(content, encoding="utf-8")
        assert take_in(Workspace.open(self.workspace.root), [file])[0].status == "taken"  # its clock may have been set
        return publication.current_name(self.workspace)


@pytest.fixture(scope="module")
def city(chromium: Browser, harbin_demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    work = tmp_path_factory.mktemp("living")
    workspace = Workspace.open(shutil.copytree(harbin_demo.root, work / "city"))
    set_clock(workspace, FIVE_PAST_FIVE)
    with Board(workspace.root, work / "board.log") as board, Cable(board.port) as cable:
        yield Living(workspace, board, cable, chromium, work)


@pytest.fixture
def living(city: Living) -> Iterator[Living]:
    """The one city of these tests at five past five, its board running and its cable plugged in, whatever the test before did to them."""
    city.cable.plug()
    city.board.revive()
    set_clock(city.workspace, FIVE_PAST_FIVE)
    yield city
    for context in city.chromium.contexts:
        context.close()


def open_wall(chromium: Browser, address: str, query: str) -> Page:
    page = chromium.new_page(viewport=viewport("desk"))
    page.add_init_script(PROBE)
    page.goto(f"{address}/wall?{query}", timeout=PATIENCE)
    expect(page.locator("#wall .scene.on .tile").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#wall")).to_have_attribute("data-link", "live", timeout=PATIENCE)
    page.evaluate("() => { window.soak.take(); window.untouched = true }")
    return page


def tile(page: Page, name: str) -> Locator:
    return page.locator(f'#wall .scene.on .tile[data-tile="{name}"]')


def without_picture(page: Page) -> list[dict]:
    """Spells without a picture since the first, as the probe saw them, frame by frame."""
    seen = page.evaluate("() => window.soak.take()")
    return [event for event in seen["events"] if event["what"] == "blank"] + ([seen["blankWhy"]] if seen["missing"] else [])


def is_back(page: Page, generation: str) -> None:
    """Wait until the wall shows a generation and says that it is connected."""
    wall = page.locator("#wall")
    expect(wall).to_have_attribute("data-generation", generation, timeout=PATIENCE)
    expect(wall).to_have_attribute("data-link", "live", timeout=PATIENCE)
    expect(page.locator("#wall .lost-banner")).to_be_hidden()


def says_it_is_cut_off(page: Page) -> None:
    banner = page.locator("#wall .lost-banner")
    expect(banner).to_be_visible(timeout=SAID_WITHIN)
    expect(banner).to_contain_text("失去联系")
    expect(banner).to_contain_text(re.compile(r"17:\d\d:\d\d"))
    expect(page.locator("#wall")).to_have_attribute("data-link", "lost")


def test_a_pulled_cable_is_said_and_the_last_picture_stays(living):
    page = living.wall("scenes=state,hotline")
    figure = tile(page, "zones_high").locator(".figure")
    shown = figure.inner_text()
    living.cable.pull()
    says_it_is_cut_off(page)
    expect(figure).to_be_visible()
    assert figure.inner_text() == shown and re.search(r"\d", shown)
    page.keyboard.press("ArrowRight")
    expect(tile(page, "call-hours")).to_be_visible()
    missed = living.deliver("case", CASE)
    living.cable.plug()
    is_back(page, missed)
    assert page.evaluate("window.untouched"), "the page followed without being loaded anew"


@pytest.mark.parametrize("how", ["SIGKILL", pytest.param("SIGTERM", marks=pytest.mark.long)])
def test_a_server_that_was_killed_and_is_back_is_followed_by_the_same_page(living, how):
    page = living.wall("scenes=state")
    living.board.end(getattr(signal, how))
    says_it_is_cut_off(page)
    missed = living.deliver("case", CASE)
    expect(page.locator("#wall .scene.on .figure").first).to_be_visible()
    living.board.start()
    is_back(page, missed)
    assert page.evaluate("window.untouched"), "the page followed without being loaded anew"
    assert without_picture(page) == []


def test_a_frozen_server_is_said(living):
    page = living.wall("scenes=state")
    living.board.signal(signal.SIGSTOP)
    says_it_is_cut_off(page)
    missed = living.deliver("case", CASE)
    living.board.signal(signal.SIGCONT)
    is_back(page, missed)


def test_a_connection_that_breaks_alone_is_mended(living):
    page = living.wall("scenes=state")
    assert living.cable.cut(b"/_stcore/stream") == 1
    is_back(page, living.deliver("case", CASE))


def test_an_overdue_feed_veils_its_tiles_until_it_sends_again(living):
    walls = {words: living.wall("scenes=hotline", lang) for lang, words in (("zh", "自 16:00"), ("en", "since 16:00"))}
    for page in walls.values():
        expect(tile(page, "calls_offered")).to_have_attribute("data-veiled", "false")
    set_clock(living.workspace, datetime(2022, 11, 29, 19, 14))
    for words, page in walls.items():
        veiled = tile(page, "calls_offered")
        expect(veiled).to_have_attribute("data-veiled", "true", timeout=PATIENCE)
        veil, figure = veiled.locator(".veil"), veiled.locator(".figure")
        expect(veil).to_contain_text(words)
        expect(figure).to_have_text(re.compile(r"\d"))
        said, number = veil.locator("p").bounding_box(), figure.bounding_box()
        assert number["y"] + number["height"] <= said["y"] or said["y"] + said["height"] <= number["y"], "the words do not cover the last figure"
        expect(tile(page, "tickets_overdue")).to_have_attribute("data-veiled", "false")
    living.deliver("calls", CALL.format(id="{new}", at=datetime(2022, 11, 29, 19, 12)))
    for page in walls.values():
        expect(tile(page, "calls_offered")).to_have_attribute("data-veiled", "false", timeout=PATIENCE)
        expect(tile(page, "calls_offered").locator(".veil")).to_be_hidden()


def test_a_contract_that_runs_out_behind_a_pulled_cable_veils_as_well(living):
    set_clock(living.workspace, datetime(2022, 11, 29, 17, 29, 30))
    page = living.wall("scenes=hotline")
    expect(tile(page, "calls_offered")).to_have_attribute("data-veiled", "false")
    living.cable.pull()
    expect(tile(page, "calls_offered")).to_have_attribute("data-veiled", "true", timeout=PATIENCE)
    expect(page.locator("#wall")).to_have_attribute("data-link", "lost")


def test_a_new_generation_is_swapped_in_without_a_frame_missing(living):
    page = living.wall("scenes=hotline")
    page.evaluate("document.querySelector('#wall .scene.on').kept = true")
    figure = tile(page, "calls_offered").locator(".figure")
    before = figure.inner_text()
    at = datetime(2022, 11, 29, 16, 59)
    rows = "".join(CALL.format(id=f"{{new}}-{n}", at=at).split("\n", 1)[1] for n in range(300))
    published = living.deliver("calls", CALL.split("\n", 1)[0] + "\n" + rows)
    is_back(page, published)
    expect(figure).not_to_have_text(before)
    assert page.evaluate("document.querySelector('#wall .scene.on').kept && window.untouched"), "the same scene in the same page"
    assert without_picture(page) == []


@pytest.mark.parametrize(("query", "words"), [
    ("lang=zh&as_of=2022-11-28T09:00", ("历史画面", "11月28日 09:00", "模拟数据")),
    ("lang=en&as_of=2022-11-28T09:00", ("Past picture", "28 Nov", "synthetic")),
    ("lang=zh", ("演示时钟", "11月29日", "模拟数据")),
    ("lang=en", ("clock stands still", "29 Nov", "synthetic")),
])
def test_what_is_not_now_is_loud(chromium, demo_address, query, words):
    page = open_wall(chromium, demo_address, f"{query}&scenes=state&seconds=600")
    banner = page.locator("#wall .moment-banner")
    expect(banner).to_be_visible()
    for part in words:
        expect(banner).to_contain_text(part)
    assert banner.bounding_box()["width"] > 1900, "across the whole screen"
    page.close()


def test_an_exercise_says_that_its_clock_is_not_the_real_one(living):
    banner = living.wall("scenes=state").locator("#wall .moment-banner")
    expect(banner).to_contain_text("演练时钟")
    expect(banner).to_contain_text("模拟数据")


def test_now_and_real_data_need_no_banner(chromium, tmp_path):
    workspace = create_city(tmp_path / "w", "230100")
    file = tmp_path / "通报.csv"
    file.write_text(BULLETIN.format(at=workspace.now()), encoding="utf-8")
    take_in(workspace, [file])
    with served(workspace.root) as address:
        page = open_wall(chromium, address, "lang=zh&scenes=state&seconds=600")
        expect(page.locator("#wall .moment-banner")).to_be_hidden()
        page.close()


def test_a_wrong_clock_of_the_machine_changes_neither_time_nor_veils(living):
    page = living.wall("scenes=hotline")
    time = page.locator("#wall .time")
    for wrong_ms in (3 * 3600_000, -26 * 3600_000):
        page.evaluate("ms => window.soak.shift(ms)", wrong_ms)
        shown = time.inner_text()
        expect(time).not_to_have_text(shown)  # it goes on
        hour, minute, second = map(int, time.inner_text().split(":"))
        now = Workspace.open(living.workspace.root).now()
        assert abs((now.replace(hour=hour, minute=minute, second=second) - now).total_seconds()) < 60
    expect(page.locator('#wall .tile[data-veiled="true"]')).to_have_count(0)
