"""Notes on pages: written and withdrawn through one control, shown where they belong as of the page's moment, taken away when asked."""

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from dashboard.kept import notes
from dashboard.ui.components.exports.parcel import Parcel
from dashboard.ui.components.exports.xlsx_file import xlsx_file
from dashboard.ui.components.notes import with_notes
from dashboard.ui.panels.notes import SIGNED, TEXT, WAYS
from tests.page_runs import open_page, shown

SAID = "检测能力下降<b>，见工单"
DAY = "2022-11-26"


@pytest.fixture
def city(kept_city):
    return kept_city


def button(app, key):
    return next(one for one in app.button if one.key == key)


def test_a_note_is_written_signed_listed_and_withdrawn_without_being_lost(city, monkeypatch):
    app = open_page("cases", city.root, monkeypatch, lang="zh")
    app.session_state[WAYS] = True
    app.run()
    next(one for one in app.segmented_control if one.key == "notes-kind").set_value("chart").run()
    next(one for one in app.selectbox if one.key == "notes-chart").set_value("cases-curve")
    next(one for one in app.text_area if one.key == TEXT).set_value(SAID)
    button(app, "notes-write").click().run()
    assert not app.exception and "没有署名" in shown(app) and notes.notes(city) == []
    next(one for one in app.text_input if one.key == SIGNED).set_value("值班员")
    button(app, "notes-write").click().run()
    [note] = notes.notes(city)
    assert (note.kind, note.place, note.text, note.written_by) == ("chart", "cases-curve", SAID, "值班员")
    assert "已加注" in shown(app) and "检测能力下降&lt;b&gt;，见工单（值班员，11月29日 18:00）" in shown(app), "at the chart's foot"
    button(app, f"note-withdraw-{note.id}").click().run()
    assert not app.exception and notes.notes(city)[0].withdrawn_by == "值班员" and "已撤回：值班员" in shown(app)
    assert "见工单（值班员" not in shown(app)


def test_a_note_is_on_the_day_that_its_field_shows(city, monkeypatch):
    """Chosen last, just before the button: what an earlier run knew does not count."""
    app = open_page("cases", city.root, monkeypatch, lang="zh")
    app.session_state[WAYS] = True
    app.run()
    next(one for one in app.segmented_control if one.key == "notes-kind").set_value("day").run()
    next(one for one in app.text_area if one.key == TEXT).set_value(SAID)
    next(one for one in app.text_input if one.key == SIGNED).set_value("值班员")
    next(one for one in app.text_input if one.key == "notes-day").set_value("2022-11-31")
    button(app, "notes-write").click().run()
    assert "“2022-11-31”不是日期" in shown(app) and notes.notes(city) == []
    next(one for one in app.text_input if one.key == "notes-day").set_value("2022-11-24")
    button(app, "notes-write").click().run()
    [note] = notes.notes(city)
    assert not app.exception and (note.kind, note.place) == ("day", "2022-11-24") and "已加注在“2022-11-24”" in shown(app)


@pytest.mark.parametrize("page, kind, place, query", [
    ("overview", "district", "230103", {"district": "230103"}), ("zones", "zone", "z-c", {"zone": "z-c"}), ("hotline", "chart", "hotline-days", {}),
])
def test_a_note_shows_where_it_belongs_from_when_it_was_written(city, monkeypatch, page, kind, place, query):
    notes.write(city, SAID, kind, place, place, "值班员")
    app = open_page(page, city.root, monkeypatch, lang="en", **query)
    assert not app.exception and "Note: 检测能力下降&lt;b&gt;，见工单 (值班员, 29 Nov 18:00)" in shown(app)
    past = open_page(page, city.root, monkeypatch, lang="en", as_of="2022-11-29T12:00", **query)
    assert not past.exception and "见工单" not in shown(past)


def test_a_note_on_a_day_is_a_mark_of_the_curves(city, monkeypatch):
    notes.write(city, SAID, "day", DAY, "", "值班员")
    app = open_page("overview", city.root, monkeypatch, lang="zh")
    assert '<p class="event-names">① 注：检测能力下降&lt;b&gt;，见工单</p>' in shown(app) and ">①</text>" in shown(app)
    assert "注：检测能力下降&lt;b&gt;" in shown(open_page("cases", city.root, monkeypatch, lang="zh"))


def test_marks_are_one_a_day_and_the_notes_go_first(monkeypatch):
    written = [notes.Note(f"{n:012x}", f"第{n}条", "day", f"2022-11-{n:02}", "", "2022-11-29T18:00:00", "岗", "") for n in (3, 3, 9)]
    monkeypatch.setattr("dashboard.ui.components.notes.known_notes", lambda: written)
    events = [(datetime(2022, 11, n, 8), f"通告{n}") for n in range(1, 8)]
    marks = with_notes(events, datetime(2022, 11, 1).date(), datetime(2022, 11, 9).date())
    assert dict(marks)[datetime(2022, 11, 3, 8)] == "通告3 · 注：第3条 +1" and dict(marks)[datetime(2022, 11, 9)] == "注：第9条"
    assert len(marks) == 6 and len({at.date() for at, _ in marks}) == 6


def test_notes_that_cannot_be_read_leave_the_page(city, monkeypatch):
    (city.root / "kept").rmdir() if (city.root / "kept").is_dir() else None
    (city.root / "kept").write_text("no folder", "utf-8")
    try:
        app = open_page("cases", city.root, monkeypatch, lang="zh")
        app.session_state[WAYS] = True
        app.run()
        assert not app.exception and "kept 文件夹读不出来" in shown(app) and "still-frame" in shown(app)
    finally:
        (city.root / "kept").unlink()


def test_nothing_is_written_while_the_past_is_shown(city, monkeypatch):
    note = notes.write(city, SAID, "day", DAY, "", "值班员")
    app = open_page("cases", city.root, monkeypatch, lang="en", as_of="2022-11-29T12:00")
    app.session_state[WAYS] = True
    app.run()
    keys = {one.key for one in app.button}
    assert not app.exception and "past moment" in shown(app) and not {"notes-write", f"note-withdraw-{note.id}"} & keys


def test_notes_go_into_the_workbook_when_asked():
    rows, at = pd.DataFrame({"n": [1]}), datetime(2022, 11, 29, 18)
    plain = openpyxl.load_workbook(io.BytesIO(xlsx_file(Parcel(rows, "a", at, "zh", "出处"))))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(Parcel(rows, "a", at, "zh", "出处", notes=((at, "值班员", "11月26日", "=1+1"),)))))
    assert plain.sheetnames == ["数据", "说明"] and book.sheetnames == ["数据", "说明", "加注"]
    assert [cell.value for cell in book["加注"][2]] == [at, "值班员", "11月26日", "'=1+1"]


def test_a_chart_s_workbook_offers_the_notes(city, monkeypatch):
    notes.write(city, SAID, "day", DAY, "", "值班员")
    app = open_page("cases", city.root, monkeypatch, lang="zh")
    app.session_state["take-cases-curve"] = True
    app.run()
    assert not app.exception and [box.key for box in app.checkbox] == ["noted-cases-curve"]
    app.checkbox[0].check().run()
    assert not app.exception and app.checkbox[0].value
