"""A day that is typed last, in a real browser: the note is on it."""

import shutil

import pytest
from playwright.sync_api import expect

from dashboard.kept import notes
from dashboard.warehouse.workspace import Workspace
from tests.pictures import ready, served


@pytest.fixture(scope="module")
def city(city_workspace, tmp_path_factory) -> Workspace:
    return Workspace.open(shutil.copytree(city_workspace.root, tmp_path_factory.mktemp("kept") / "city"))


def test_a_day_typed_last_is_the_days_note(city, windows):
    with served(city.root) as address:
        ready(address)
        page, _ = windows.opened(f"{address}/cases?lang=zh", "desk")
        page.locator(".st-key-notes-place button").click()
        form = page.get_by_role("dialog").or_(page.locator("[data-testid='stPopoverBody']")).first
        form.get_by_label("内容").fill("检测能力下降，见工单")
        form.get_by_label("署名").fill("值班员")
        day = form.get_by_label("日期")
        day.focus()
        day.press("Control+a")
        page.keyboard.type("2022-11-24")
        box = form.get_by_role("button", name="写下")
        box.scroll_into_view_if_needed()
        at = box.bounding_box()
        page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        expect(form.locator(".note-entry").first).to_contain_text("检测能力下降，见工单")
        assert [one.place for one in notes.notes(city)] == ["2022-11-24"]
