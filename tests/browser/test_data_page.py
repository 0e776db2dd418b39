"""Files taken in and out in a real browser: the check, the import, refusals to the cell, a file sent twice, undoing and bringing back."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.demo.build import create_city
from dashboard.warehouse import store
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace
from tests.pictures import ERROR_BOXES, served, settle, watch
from tests.windows import viewport

GOOD = "病例编号,报告时间,区县,病例类别\nHAND-1,2022-04-05 16:00,曾都区,确诊\nHAND-2,2022-04-05 17:00,广水市,无症状\n"
BAD = "病例编号,报告时间,区县,病例类别\nHAND-3,2022-04-05 16:00,曾都区,确诊\nHAND-4,2022-04-05 17:00,不存在区,确诊\n"
STOPPED = "[clock]\nstopped_at = 2022-04-08T09:00:00\n"
TRIES = 5
SIDEWAYS = "[...document.querySelectorAll('.ledger')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
"""How many ledgers must be scrolled sideways to be read."""


def desk_city(folder: Path) -> Workspace:
    """An empty workspace of Suizhou whose clock stands still."""
    workspace = create_city(folder / "w", "421300")
    settings = workspace.root / "city.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{STOPPED}", encoding="utf-8")
    return Workspace.open(workspace.root)


@pytest.fixture
def desk(tmp_path) -> Iterator[tuple[Workspace, str]]:
    """That workspace, and the address that serves it."""
    workspace = desk_city(tmp_path)
    with served(workspace.root) as address:
        yield workspace, address


def opened(chromium, address: str, lang: str, size: str = "desk") -> tuple[Page, list[str]]:
    """The Data page, drawn, and the complaints that it makes from here on."""
    page = chromium.new_page(viewport=viewport(size))
    complaints = watch(page, address)
    page.goto(f"{address}/data?lang={lang}")
    settle(page)
    return page, complaints


def sent(page: Page, name: str, text: str) -> None:
    """Choose a file in the uploader, as a clerk would."""
    chooser = page.locator('[data-testid="stFileUploader"] input[type=file]')
    expect(chooser).to_have_count(1)  # after a file is taken in, the page puts a fresh uploader in the old one's place
    chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode("utf-8")})


def receipt(page: Page, status: str):
    return page.locator(f'.receipt[data-status="{status}"]')


def taken_in(page: Page, name: str, words: str) -> None:
    """Send a good file, see that the check passes, and take it in."""
    sent(page, name, GOOD)
    expect(receipt(page, "checked")).to_contain_text(name, timeout=20_000)
    page.get_by_role("button", name=words).click()
    expect(receipt(page, "taken")).to_contain_text(name, timeout=20_000)


def chosen(page: Page, workspace: Workspace, words: str) -> None:
    """Choose the batch in the list of what can be reversed and go on to the confirmation."""
    # A page that has just learnt of a new batch is drawn again, and its list with it: wait until it shows the newest.
    page.wait_for_function("shown => document.documentElement.dataset.generation === shown", arg=current_name(workspace))
    settle(page)
    option = page.get_by_role("option", name=words)
    for _ in range(TRIES):  # a list that was opened while the page was still being drawn closes with the drawing, and is opened again
        page.locator("[class*=st-key-batch-choice] input").press("ArrowDown")
        with suppress(AssertionError):
            expect(option).to_be_visible(timeout=5_000)
            break
    option.click()
    settle(page)
    page.locator(".st-key-undo-ask button").click()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=20_000)


def calm(page: Page, complaints: list[str]) -> None:
    """No error box, no console error, no other host; the page is closed."""
    expect(page.locator(ERROR_BOXES)).to_have_count(0)
    assert complaints == []
    page.close()


@pytest.mark.parametrize(("lang", "take_in", "in_force"), [("zh", "接收这 2 行", "在用"), ("en", "Take these 2 rows in", "in force")])
def test_a_good_file_is_checked_then_taken_in_and_listed(chromium, desk, lang, take_in, in_force):
    workspace, address = desk
    before = len(store.batch_log(workspace))
    page, complaints = opened(chromium, address, lang)
    sent(page, "手工病例.csv", GOOD)
    expect(receipt(page, "checked")).to_contain_text("手工病例.csv", timeout=20_000)
    assert len(store.batch_log(workspace)) == before, "the check alone took something in"
    page.get_by_role("button", name=take_in).click()
    expect(receipt(page, "taken")).to_contain_text("手工病例.csv", timeout=20_000)
    line = page.locator(".ledger tr", has_text="手工病例.csv")
    expect(line).to_contain_text(in_force)
    assert [b["rows"] for b in store.batch_log(workspace)[before:]] == [2]
    calm(page, complaints)


def test_a_bad_cell_is_named_and_nothing_is_taken_in(chromium, desk):
    workspace, address = desk
    before = len(store.batch_log(workspace))
    page, complaints = opened(chromium, address, "zh")
    sent(page, "错一格.csv", BAD)
    expect(receipt(page, "refused")).to_contain_text("被拒，未接收任何数据", timeout=20_000)
    cells = page.locator(".ledger tr", has_text="不存在区").first.locator("td")
    expect(cells.nth(0)).to_contain_text("3")
    expect(cells.nth(1)).to_have_text("区县")
    expect(cells.nth(2)).to_have_text("不存在区")
    expect(cells.nth(4)).not_to_be_empty()
    expect(page.locator(".st-key-upload-take")).to_have_count(0)
    assert len(store.batch_log(workspace)) == before
    calm(page, complaints)


def test_the_same_file_twice_is_said_and_changes_nothing(chromium, desk):
    workspace, address = desk
    page, complaints = opened(chromium, address, "zh")
    taken_in(page, "病例.csv", "接收这 2 行")
    batches = len(store.batch_log(workspace))
    sent(page, "病例.csv", GOOD)
    expect(receipt(page, "already")).to_contain_text("此前已接收", timeout=20_000)
    expect(page.locator(".st-key-upload-take")).to_have_count(0)
    assert len(store.batch_log(workspace)) == batches
    calm(page, complaints)


def test_a_batch_is_taken_out_after_confirmation_and_brought_back(chromium, desk):
    workspace, address = desk
    page, complaints = opened(chromium, address, "zh")
    taken_in(page, "病例.csv", "接收这 2 行")
    batch = store.batch_log(workspace)[-1]["batch_id"]

    chosen(page, workspace, f"撤回第 {batch} 批")
    page.locator(".st-key-undo-no button").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not store.batch_log(workspace)[-1]["is_out"], "taken out without being confirmed"

    page.locator(".st-key-undo-ask button").click()
    page.locator(".st-key-undo-yes button").click()
    expect(page.get_by_text(f"第 {batch} 批已撤回")).to_be_visible(timeout=20_000)
    assert store.batch_log(workspace)[batch - 1]["is_out"]

    chosen(page, workspace, f"恢复第 {batch} 批")
    page.locator(".st-key-undo-yes button").click()
    expect(page.get_by_text(f"第 {batch} 批已恢复")).to_be_visible(timeout=20_000)
    assert not store.batch_log(workspace)[batch - 1]["is_out"]
    calm(page, complaints)


def test_sections_that_came_when_they_were_near_hear_every_press(chromium, tmp_path):
    workspace = desk_city(tmp_path)
    with served(workspace.root, defers=True) as address:
        page, complaints = opened(chromium, address, "zh")
        page.locator(".st-key-section-upload").scroll_into_view_if_needed()
        taken_in(page, "病例.csv", "接收这 2 行")
        page.locator(".st-key-section-draw").scroll_into_view_if_needed()
        page.locator(".st-key-drawing summary").click()
        page.locator(".st-key-drawing-put button").click()
        expect(page.get_by_text("请先选择坐标系")).to_be_visible()
        page.locator(".st-key-section-batches").scroll_into_view_if_needed()
        batch = store.batch_log(workspace)[-1]["batch_id"]
        chosen(page, workspace, f"撤回第 {batch} 批")
        page.locator(".st-key-undo-yes button").click()
        expect(page.get_by_text(f"第 {batch} 批已撤回")).to_be_visible()
        assert store.batch_log(workspace)[batch - 1]["is_out"]
        calm(page, complaints)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_portrait_tablet_reads_every_ledger_without_scrolling_sideways(chromium, demo_address, lang):
    page, complaints = opened(chromium, demo_address, lang, "portrait")
    assert page.evaluate(SIDEWAYS) == 0
    calm(page, complaints)
