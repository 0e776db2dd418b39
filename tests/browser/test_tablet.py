"""The board under a thumb: targets, one column, the sheet of filters, swipes, districts that can be touched, links, and a lost server."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.app import NAVIGATION
from dashboard.warehouse.workspace import Workspace
from tests.listing import some
from tests.pictures import settle
from tests.soak.board import Board
from tests.windows import Windows, viewport

PAGES = [name for name in NAVIGATION if name != "wall"]
FILTERED = [name for name in PAGES if name != "data"]
TARGET_PX = 44
SMALL_TARGETS = """() => {
    const found = [], controls = "a[href]:not(.still-frame a), button, input, select, summary, [role=tab], [role=radio], [role=combobox], [role=button]:not(path)"
    const walk = (root) => root.querySelectorAll("*").forEach((e) => { if (e.shadowRoot) walk(e.shadowRoot); if (e.matches(controls)) found.push(e) })
    walk(document)
    return found.filter((e) => {
        if (e.closest("[aria-hidden=true], [data-testid=stSkipToContent], .map-still .mark") || !e.checkVisibility({ visibilityProperty: true })) return false
        const over = getComputedStyle(e, "::after")
        const box = (over.position === "absolute" && over.inset === "0px" ? e.offsetParent : e).getBoundingClientRect()
        return box.width > 1 && (Math.round(box.width) < SIDE || Math.round(box.height) < SIDE)
    }).map((e) => `${e.tagName} ${e.innerText || e.ariaLabel || e.type} ${e.getBoundingClientRect().width}x${e.getBoundingClientRect().height}`)
}""".replace("SIDE", str(TARGET_PX))
"""Controls that are smaller than a thumb. Left out: the link for keyboards, 1 px until it has the focus, and the outlines and bars of districts,
whose size is what they show; each can be chosen from the list as well; and the marks of a map, of which a finger means the nearest
(tests/browser/test_point_map.py)."""
ROW_PX, HEAD_PX = 32, 32
"""Heights of a table's rows and head."""
RESTS_MS = 150
"""A finger that rests before it is lifted leaves no swing behind: the page would run on, and the next place be measured where it no longer is."""
PATIENCE_MS = 45_000
"""What a loaded machine may take; the page itself says a loss after 6 to 8 s (dashboard/ui/shell/pulse.js)."""
DOWN = "document.body.classList.contains('server-lost')"


@pytest.fixture(scope="module")
def other_windows(chromium: Browser) -> Windows:
    """Windows of somebody else."""
    return Windows(chromium)


def tablet(chromium: Browser, url: str, size: str = "portrait") -> Page:
    """A page in a new window on a touch screen, drawn."""
    page = chromium.new_context(viewport=viewport(size), has_touch=True).new_page()
    page.goto(url)
    settle(page)
    return page


def path_of(name: str) -> str:
    return f"/{NAVIGATION[name][0]}"


def shown(page: Page) -> str:
    """What a reader sees of the page: its words, the choices in its fields, and the places of its charts' bars."""
    words = page.locator('[data-testid="stMainBlockContainer"]').inner_text()
    fields = page.locator("input").evaluate_all("fields => fields.map((field) => field.value)")
    stills = page.locator(".still-frame .mark title").evaluate_all("titles => titles.map((title) => title.textContent)")
    return "\n".join([words, *fields, *stills])


def test_filters_are_a_sheet_on_a_tablet_and_a_line_on_the_desk(chromium, demo_address):
    page = tablet(chromium, f"{demo_address}/?lang=zh")
    button = page.locator(".st-key-filter-open button")
    expect(button).to_have_text("筛选 · 全市 · 11月2日–29日")
    expect(page.locator(".st-key-filters")).to_be_hidden()
    button.tap()
    expect(page.get_by_role("dialog", name="筛选")).to_be_visible()
    page.locator(".st-key-filters [role=combobox]").first.tap()
    page.get_by_role("option", name="道里区").tap()
    expect(button).to_have_text("筛选 · 道里区 · 11月2日–29日", timeout=PATIENCE_MS)
    page.locator(".sheet-done").tap()
    expect(page.locator(".st-key-filters")).to_be_hidden()
    page.locator(".st-key-whole-city button").tap()
    expect(button).to_have_text("筛选 · 全市 · 11月2日–29日", timeout=PATIENCE_MS)
    assert "district" not in page.url
    button.tap()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-filters")).to_be_hidden()
    page.context.close()
    desk = chromium.new_page(viewport={"width": 1920, "height": 1080})
    desk.goto(f"{demo_address}/?lang=zh")
    settle(desk)
    expect(desk.locator(".st-key-filters [role=combobox]").first).to_be_visible()
    expect(desk.locator(".st-key-filter-open")).to_be_hidden()
    desk.close()


@pytest.mark.parametrize(("name", "targets"), [
    ("supply", [".map-still"]), ("cases", [".st-key-chart-cases-multiples .still-plot"]),
    ("hotline", [".st-key-chart-hotline-map", ".st-key-chart-hotline-areas .still-plot", ".st-key-chart-hotline-days .still-plot"]),
])
def test_a_swipe_over_a_map_or_chart_scrolls_the_page(windows, demo_address, name, targets):
    page, _ = windows.opened(f"{demo_address}{path_of(name)}?lang=zh", "portrait")
    for target in targets:
        swiped(page, target)


def swiped(page: Page, target: str) -> None:
    """A finger goes up over a part of the page, and the page goes with it."""
    main = page.locator('[data-testid="stMain"]')
    page.locator(target).first.evaluate("element => element.scrollIntoView({ block: 'center' })")
    settle(page)
    box, before = page.locator(target).first.bounding_box(), main.evaluate("main => main.scrollTop")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    for kind, points in [("touchStart", [0]), *[("touchMove", [25 * step]) for step in range(1, 11)], ("touchMove", [251]), ("touchEnd", [])]:
        if points == [251]:
            page.wait_for_timeout(RESTS_MS)
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - up} for up in points]})
    page.wait_for_function("([before]) => document.querySelector('[data-testid=stMain]').scrollTop > before + 150", arg=[before], timeout=PATIENCE_MS)


def test_a_tap_on_a_bar_a_small_chart_or_a_name_in_a_table_sets_the_district_and_takes_it_back(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/hotline?lang=zh", "portrait")
    for _ in range(2):  # the second tap takes the first one back
        bar = page.locator(".st-key-chart-hotline-areas a.mark").first
        bar.evaluate("element => element.scrollIntoView({ block: 'center' })")
        settle(page)  # what comes near the view is drawn then
        was = page.url
        bar.tap()
        page.wait_for_url(lambda url, was=was: url != was, timeout=PATIENCE_MS)
        settle(page)
        expect(page.locator(".st-key-whole-city")).to_have_count(1 if "district=" in page.url else 0)
    assert "district=" not in page.url
    page.goto(f"{demo_address}/cases?lang=zh")
    settle(page)
    small = page.locator(".st-key-chart-cases-multiples a.mark").nth(3)
    small.evaluate("element => element.scrollIntoView({ block: 'center' })")
    settle(page)
    small.tap()
    page.wait_for_url("**district=**", timeout=PATIENCE_MS)
    page.goto(f"{demo_address}/supply?lang=zh")
    settle(page)
    table = page.locator(".st-key-deliveries canvas").first
    table.scroll_into_view_if_needed()
    table.tap(position={"x": 40, "y": HEAD_PX + ROW_PX / 2}, force=True)  # a scroller lies over the drawn table
    page.wait_for_url("**district=**", timeout=PATIENCE_MS)
    district = page.url.split("district=")[1][:6]
    settle(page)
    page.locator(".st-key-tab-zones a").tap()
    page.wait_for_url(f"**/zones**district={district}**", timeout=PATIENCE_MS)


DISTRICT = "district=230103&from=2022-11-10&to=2022-11-20"
NANGANG = "筛选 · 南岗区 · 11月10日–20日"
EVERYTHING = {
    "overview": (DISTRICT, {NANGANG}),
    "cases": (f"{DISTRICT}&measure=per_100k&as_of=2022-11-25T12:00", {NANGANG, "截至 2022年11月25日 12:00"}),
    "zones": (f"{DISTRICT}&q=示例小区&zone=SYN-Z0262", {NANGANG, "示例小区", "示例小区562号7栋"}),
    "businesses": (f"{DISTRICT}&q=超市&category=food_retail", {NANGANG, "超市", "食品零售"}),
    "supply": ("district=230110", {"筛选 · 香坊区"}),
    "hotline": ("district=230110&from=2022-11-01&to=2022-11-20", {"筛选 · 香坊区 · 11月1日–20日"}),
    "tickets": ("district=230103&unit=南岗区", {"筛选 · 南岗区", "南岗区"}),
    "community": ("district=230102", {"筛选 · 道里区"}),
    "explore": ("district=230103&sql=select+level,+count(*)+as+n+from+zone_open+group+by+all", {"筛选 · 南岗区", "已存的视图"}),
    "data": ("table=zones", {"风险区"}),
}
"""What an address can set, and the lines of the page that show that it did."""


@pytest.mark.parametrize("name", some(PAGES, {"overview", "zones", "hotline", "explore", "data"}))
def test_an_address_brings_back_exactly_what_was_set_and_every_control_is_as_large_as_a_thumb(windows, other_windows, demo_address, name):
    """What holds of a page on a tablet, on the same openings: opening is what takes the time."""
    query, words = EVERYTHING[name]
    first, _ = windows.opened(f"{demo_address}{path_of(name)}?lang=zh&{query}", "landscape")
    plain = shown(first)
    assert words <= set(plain.splitlines())
    second, _ = other_windows.opened(first.url, "landscape")
    assert shown(second) == plain
    assert first.evaluate(SMALL_TARGETS) == []
    if name in FILTERED:
        first.locator(".st-key-filter-open button").tap()
        expect(first.locator(".sheet-done")).to_be_visible()
        assert first.evaluate(SMALL_TARGETS) == []
    first.set_viewport_size(viewport("portrait"))
    settle(first)
    assert first.evaluate(SMALL_TARGETS) == []
    if name in FILTERED:
        first.locator(".sheet-done").tap()
        expect(first.locator(".st-key-filters")).to_be_hidden()
        assert first.evaluate(SMALL_TARGETS) == []


def test_what_is_set_by_hand_stands_in_the_address_survives_a_reload_and_the_back_button_undoes_it(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/cases?lang=zh", "landscape")
    page.get_by_role("radio", name="每10万人").tap()
    page.wait_for_url("**measure=per_100k**", timeout=PATIENCE_MS)
    settle(page)
    by_hand = shown(page)
    page.reload()
    settle(page)
    assert shown(page) == by_hand
    page.go_back()
    expect(page.get_by_role("radio", name="近7日新增")).to_be_checked(timeout=PATIENCE_MS)
    page.goto(f"{demo_address}/businesses?lang=zh&section=list")
    settle(page)
    page.locator(".st-key-find-business input").first.fill("超市")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**", timeout=PATIENCE_MS)
    settle(page)
    page.locator(".st-key-find-business [role=combobox]").first.tap()
    page.get_by_role("option", name="药店").tap()
    page.wait_for_url("**category=**", timeout=PATIENCE_MS)
    settle(page)
    by_hand = shown(page)
    page.reload()
    settle(page)
    assert shown(page) == by_hand


def test_bad_values_are_said_in_words(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/cases?lang=zh&measure=wealth&district=1&from=2022-13-45", "portrait")
    for words in ("指标“wealth”无法使用", "区县“1”不在本市", "日期“2022-13-45”无法使用"):
        expect(page.get_by_text(words)).to_be_visible()


def test_from_the_overview_to_why_a_zone_is_still_closed_in_two_taps(windows, demo_address):
    page, _ = windows.opened(f"{demo_address}/?lang=zh", "portrait")
    page.evaluate("window.sameDocument = true")
    page.locator(".decide a", has_text="风险区超期未解除").tap()
    expect(page.locator(".decide details[open] li a").first).to_be_visible(timeout=PATIENCE_MS)
    page.locator(".decide details[open] li a").first.tap()
    expect(page.locator(".why.act")).to_contain_text("逾期", timeout=PATIENCE_MS)
    expect(page.locator(".why.act")).to_be_in_viewport(timeout=PATIENCE_MS)
    assert page.evaluate("window.sameDocument"), "the document was loaded anew"


@pytest.fixture(scope="module")
def board(harbin_demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """A board that the tests kill and stop, and bring back."""
    with Board(harbin_demo.root, tmp_path_factory.mktemp("lost") / "board.log") as running:
        yield running


@pytest.mark.parametrize("loss", ["killed", "cable", pytest.param("hanging", marks=pytest.mark.long)])
def test_a_lost_server_is_said_the_picture_stays_and_comes_back_by_itself(chromium, board, loss):
    board.revive()
    page = tablet(chromium, f"{board.address}/cases?lang=zh&district=230103&from=2022-11-10&to=2022-11-20")
    figures, url = page.locator(".kpis").inner_text(), page.url
    drawn = page.evaluate("window.sandtableHeard.run")
    ways = {
        "killed": (lambda: board.end(signal.SIGKILL), board.revive),
        "hanging": (lambda: board.signal(signal.SIGSTOP), lambda: board.signal(signal.SIGCONT)),
        "cable": (lambda: page.context.set_offline(True), lambda: page.context.set_offline(False)),
    }
    lose, return_ = ways[loss]
    lose()
    page.wait_for_function(f"() => {DOWN}", timeout=PATIENCE_MS)
    banner = page.locator(".banner.lost")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("未连接到服务器")
    expect(banner).to_contain_text("画面停在")
    page.wait_for_function("() => /已 ([1-9]\\d+ 秒|\\d+ 分钟)/.test(document.querySelector('.banner.lost').innerText)", timeout=PATIENCE_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.locator(".kpis").inner_text() == figures
    dimmed = page.locator(".kpi .num, .st-key-filter-open button, .chart-title").evaluate_all(
        "elements => elements.filter((e) => { for (let n = e; n; n = n.parentElement) if (getComputedStyle(n).opacity < 1) return true; return false }).length",
    )
    assert dimmed == 0
    page.locator(".st-key-tab-zones a").tap()
    page.locator(".decide li a").first.tap() if page.locator(".decide details[open] li a").count() else None
    assert page.url == url, "a link without a server must not take the last picture away"
    return_()
    page.wait_for_function(f"() => !({DOWN})", timeout=PATIENCE_MS)
    page.wait_for_function("(before) => window.sandtableHeard?.run && window.sandtableHeard.run !== before", arg=drawn, timeout=PATIENCE_MS)
    settle(page)
    assert page.url == url
    expect(page.locator(".st-key-filter-open button")).to_have_text("筛选 · 南岗区 · 11月10日–20日")
    assert page.locator(".kpis").inner_text() == figures
    page.locator(".st-key-whole-city button").tap()  # the returned server answers
    expect(page.locator(".st-key-filter-open button")).to_have_text("筛选 · 全市 · 11月10日–20日", timeout=PATIENCE_MS)
    page.context.close()
