"""Charts that are brushed in a real browser: by mouse, finger and keyboard; the figures are SQL's; no page runs, and a link restores it."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

import dashboard.ui.explore
from dashboard.crossfilter.building import build
from dashboard.crossfilter.cube import Cube
from dashboard.crossfilter.selection import parsed
from dashboard.crossfilter.statements import rows_known
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.crossfilter.tiles import tiles
from dashboard.i18n.forms import fmt_count
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.axe import serious
from tests.pictures import ERROR_BOXES, PATIENCE, watch
from tests.windows import viewport

SCRIPTS = Path(dashboard.ui.explore.__file__).parent
SUM = ".crossfilter .sum"
DRAWN_WITHIN = 20_000
"""ms in which figures follow a hand on a loaded machine; `python -m tests.crossfilter_bench` measures how long it takes."""


class Desk:
    """The tab in a browser, beside what the store says of the same."""

    def __init__(self, page: Page, workspace: Workspace, subject: str) -> None:
        self.page, self.subject = page, SUBJECTS[subject]
        self.reader, self.now = Reader.current(workspace), workspace.now()
        self.cube: Cube = build(self.reader, self.subject, self.now)

    def chart(self, name: str) -> Locator:
        return self.page.locator(f".chart[data-name={name}]")

    def svg(self, name: str) -> Locator:
        return self.chart(name).locator("svg")

    def counted(self, where: str) -> int:
        """Rows under a condition, by SQL."""
        ((n,),) = self.reader.rows(f"select count(*) from ({rows_known(self.subject)}) where {where}", {"as_of": self.now})
        return n

    def shows(self, where: str) -> None:
        """The sum is that of SQL."""
        expect(self.page.locator(SUM)).to_have_attribute("data-n", str(self.counted(where)), timeout=DRAWN_WITHIN)

    def all_as_stored(self, brush: str, lang: str = "zh") -> None:
        """Every bar of every chart of values says what the store has under the other charts' brushes."""
        selection = parsed(brush)
        for name in self.cube.names:
            if self.subject.dimension(name).is_ordered:
                continue
            own = tiles(self.cube, name, selection).own
            said = self.chart(name).locator("text.n").all_text_contents()
            assert said == [fmt_count(int(n), lang) for n in own], name

    def says(self, brush: str) -> None:
        """The address says that this is brushed, once the hand has let go."""
        self.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("brush", [""]) == [brush], wait_until="commit")


def opened(chromium, address: str, workspace: Workspace, of: str, size: str = "desk", query: str = "", theme: str = "light") -> tuple[Desk, list[str]]:
    page = chromium.new_page(viewport=viewport(size), has_touch=size != "desk", color_scheme=theme)
    complaints = watch(page, address)
    page.goto(f"{address}/explore?lang=zh&ask=brush&of={of}{query}")
    expect(page.locator(f"{SUM}[data-n]")).to_be_visible(timeout=PATIENCE)
    return Desk(page, workspace, of), complaints


def test_a_mouse_brushes_and_no_page_runs(chromium, demo_address, harbin_demo):
    page = chromium.new_page(viewport=viewport("desk"))
    complaints, sent, asked = watch(page, demo_address), [], []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(f"{demo_address}/explore?lang=zh&ask=brush&of=calls")
    expect(page.locator(f"{SUM}[data-n]")).to_be_visible(timeout=PATIENCE)
    desk = Desk(page, harbin_demo, "calls")
    desk.shows("true")
    desk.svg("day").scroll_into_view_if_needed()
    box, days = desk.svg("day").bounding_box(), desk.cube.of("day").values
    step = box["width"] / len(days)
    page.mouse.move(box["x"] + 10.5 * step, box["y"] + 60)
    page.wait_for_timeout(1_500)  # the tile comes when the pointer does
    sent.clear()
    page.on("request", lambda request: asked.append(request.url) if "crossfilter" in request.url else None)
    page.mouse.down()
    for n in range(11, 20):
        page.mouse.move(box["x"] + (n + 0.5) * step, box["y"] + 60)
        desk.shows(f"day between date '{days[10]}' and date '{days[n]}'")
    page.mouse.up()
    assert asked == [], "while the hand moves nothing is asked of the server"
    page.mouse.move(box["x"] + 15 * step, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 18 * step, box["y"] + 60, steps=4)
    page.mouse.up()
    desk.shows(f"day between date '{days[13]}' and date '{days[22]}'")
    desk.all_as_stored(f"calls;day:{days[13]}~{days[22]}")
    desk.chart("topic").locator("g.row").nth(1).click()
    topic = desk.cube.of("topic").values[1]
    desk.shows(f"day between date '{days[13]}' and date '{days[22]}' and topic = '{topic}'")
    desk.all_as_stored(f"calls;day:{days[13]}~{days[22]};topic:{topic}")
    desk.says(f"calls;day:{days[13]}~{days[22]};topic:{topic}")
    assert sent == [], "no page ran"
    page.locator("a.language", has_text="English").click()
    expect(page.locator(".crossfilter .where")).to_contain_text("Topic:", timeout=PATIENCE)
    desk.shows(f"day between date '{days[13]}' and date '{days[22]}' and topic = '{topic}'")
    page.locator(".crossfilter .clear-all").click()
    desk.shows("true")
    desk.says("")
    assert complaints == []
    page.close()


def test_the_keyboard_alone_brushes_and_is_told(chromium, demo_address, harbin_demo):
    desk, complaints = opened(chromium, demo_address, harbin_demo, "tickets", theme="dark")
    page, days = desk.page, desk.cube.of("day").values
    desk.svg("day").focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    desk.shows(f"day between date '{days[1]}' and date '{days[3]}'")
    page.keyboard.press("Tab")
    assert desk.svg("state").evaluate("e => e.getRootNode().activeElement === e")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    state = desk.cube.of("state").values[1]
    where = f"day between date '{days[1]}' and date '{days[3]}' and state = '{state}'"
    desk.shows(where)
    live = page.locator(".crossfilter .live")
    expect(live).to_contain_text(f"选中 {fmt_count(desk.counted(where), 'zh')} 张工单", timeout=DRAWN_WITHIN)
    expect(live).to_contain_text("日期：")
    assert serious(page) == []
    page.keyboard.press("Escape")
    desk.shows(f"day between date '{days[1]}' and date '{days[3]}'")
    assert complaints == []
    page.close()


def test_a_finger_brushes_days_and_taps_values(chromium, demo_address, harbin_demo):
    desk, complaints = opened(chromium, demo_address, harbin_demo, "cases", "portrait")
    page, days = desk.page, desk.cube.of("day").values
    desk.svg("day").scroll_into_view_if_needed()
    box = desk.svg("day").bounding_box()
    step, finger = box["width"] / len(days), page.context.new_cdp_session(page)
    at = [{"x": box["x"] + (n + 0.5) * step, "y": box["y"] + 60} for n in (20, 22, 25)]
    for kind, points in (("touchStart", at[:1]), ("touchMove", at[1:2]), ("touchMove", at[2:]), ("touchEnd", [])):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(60)
    desk.shows(f"day between date '{days[20]}' and date '{days[25]}'")
    up = [{"x": box["x"] + 25 * step, "y": box["y"] + 90 - n} for n in (0, 20, 50, 90)]
    for kind, points in (("touchStart", up[:1]), ("touchMove", up[1:2]), ("touchMove", up[2:3]), ("touchMove", up[3:]), ("touchEnd", [])):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(60)
    desk.shows(f"day between date '{days[20]}' and date '{days[25]}'")  # a finger that goes up scrolls the page
    names = desk.cube.of("area_id").values
    for n in (0, 2):
        row = desk.chart("area_id").locator("g.row").nth(n)
        row.scroll_into_view_if_needed()
        place = row.bounding_box()
        page.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    desk.shows(f"day between date '{days[20]}' and date '{days[25]}' and area_id in ('{names[0]}', '{names[2]}')")
    small = page.locator(".crossfilter button:not([hidden])").evaluate_all("es => es.filter(e => e.offsetHeight && (e.offsetHeight < 44 || e.offsetWidth < 44)).length")
    assert small == 0 and serious(page) == [] and complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    page.close()


def test_a_link_restores_what_was_brushed_with_its_moment_and_says_what_is_gone(chromium, demo_address, harbin_demo):
    brush = "calls;day:2022-11-05~2022-11-12;area_id:230102!~;topic:supply!gone"
    desk, complaints = opened(chromium, demo_address, harbin_demo, "calls", query=f"&as_of=2022-11-20T09:00&brush={quote(brush)}")
    desk.now = datetime(2022, 11, 20, 9)
    desk.cube = build(desk.reader, desk.subject, desk.now)
    desk.shows("day between date '2022-11-05' and date '2022-11-12' and (area_id = '230102' or area_id is null) and topic = 'supply'")
    desk.all_as_stored("calls;day:2022-11-05~2022-11-12;area_id:230102!~;topic:supply")
    expect(desk.page.locator(".crossfilter .dropped")).to_contain_text("gone")
    assert complaints == []
    desk.page.close()


def test_what_is_brushed_is_taken_on_as_sql(chromium, demo_address, harbin_demo):
    desk, complaints = opened(chromium, demo_address, harbin_demo, "tickets", query="&brush=" + quote("tickets;state:overdue!closed_late"))
    page, where = desk.page, "state in ('overdue', 'closed_late')"
    desk.shows(where)
    page.locator(".crossfilter button.sql").click()
    expect(page.locator(".crossfilter .text code")).to_contain_text("hotline_tickets")
    expect(page.locator(".crossfilter .text code")).to_contain_text("办理状态：")
    page.locator(".crossfilter button.take").click()
    expect(page.locator(".crossfilter")).to_have_count(0, timeout=PATIENCE)
    expect(page).to_have_url(re.compile("sql="))
    expect(page.locator(ERROR_BOXES)).to_have_count(0)
    assert complaints == []
    page.close()


@pytest.mark.parametrize("n", [0, 999, 99_999, 100_000, 102_500, 1_330_000, 99_999_499, 99_999_500, 123_456_789])
def test_counts_are_written_as_elsewhere_on_the_board(chromium, n):
    script = (SCRIPTS / "crossfilter_counts.js").read_text(encoding="utf-8")
    page = chromium.new_page()
    for lang in ("zh", "en"):
        assert page.evaluate(f"() => {{ {script}; return count({n}, '{lang}') }}") == fmt_count(n, lang)
    page.close()
