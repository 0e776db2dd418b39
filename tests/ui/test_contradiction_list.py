"""What became of contradictions, as pages show it: the list on the Data page, its form, and what needs a decision."""

import re
import shutil

import pytest

from dashboard.ui.components.finding_ways import row_name
from dashboard.ui.components.ledger import Cell, ledger_html
from dashboard.warehouse import store
from dashboard.warehouse.contradictions import contradictions
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

FORM = "found-handle-0"
EVIL = "<img src=x>"


@pytest.fixture
def city(city_workspace, tmp_path) -> Workspace:
    """The fixture city, to write to."""
    return Workspace.open(shutil.copytree(city_workspace.root, tmp_path / "city"))


def submitted(app, key: str):
    return next(button for button in app.button if button.key and key in button.key).click().run()


def test_the_list_says_whose_it_is_and_keeps_what_is_acknowledged_in_grey(city, monkeypatch):
    app = open_page("data", city.root, monkeypatch, lang="zh")
    text = shown(app)
    assert not app.exception and "道里指挥部" in text and "11月29日 17:40 确认 · 已约今晚复核" in text and "无人认领" in text
    row = next(line for line in text.split("<tr>") if "已约今晚复核" in line)
    assert row.count('class="settled"') + row.count(' settled"') == 4
    assert "已确认 1 项" in text and "另有 1 项处置过的矛盾" in text
    assert "found-which" not in {box.key for box in app.selectbox}, "the form is sent before anybody opens it"


def test_the_form_takes_a_finding_over_and_acknowledges_it(city, monkeypatch):
    before = len(store.batch_log(city))
    app = open_page("data", city.root, monkeypatch, lang="zh")
    app.session_state[FORM] = True
    app.run()
    which = app.selectbox(key="found-which")
    assert any("南岗示例小区" in option and "超期" in option for option in which.options)
    which.select(("zone_overdue", "z-b"))
    app.text_input(key="found-owner").input(EVIL)
    app.text_input(key="found-note").input("今晚八点前解除")
    submitted(app, "found-acknowledge")
    assert not app.exception and len(store.batch_log(city)) == before + 1
    text = shown(app)
    assert "今晚八点前解除" in text and "&lt;img" in text and EVIL not in text and f"记为第 {before + 1} 批" in text
    assert "found-which" not in {box.key for box in app.selectbox}, "a decision closes the form"
    (one,) = [f for f in contradictions(city, check="zone_overdue") if f["finding_key"] == "z-b"]
    assert (one["owner"], one["acknowledged_at"], one["note"]) == (EVIL, city.now(), "今晚八点前解除")
    store.rollback(city, before + 1)
    assert "今晚八点前解除" not in shown(app.run())


def test_the_form_says_what_is_wrong_and_writes_nothing(city, monkeypatch):
    before = len(store.batch_log(city))
    app = open_page("data", city.root, monkeypatch, lang="en")
    app.session_state[FORM] = True
    app.run()
    submitted(app, "found-own")
    assert "Choose a contradiction first." in shown(app)
    app.selectbox(key="found-which").select(("zone_overdue", "z-b"))
    app.text_input(key="found-owner").input("13812345678")
    submitted(app, "found-own")
    assert "mobile or identity number" in shown(app) and len(store.batch_log(city)) == before


def test_in_the_past_there_is_no_form_and_it_says_why(city, monkeypatch):
    app = open_page("data", city.root, monkeypatch, lang="zh", as_of="2022-11-29T17:42")
    text = shown(app)
    assert not app.exception and "不能认领或确认" in text
    assert "已约今晚复核" not in text, "it was said at 17:40 and received at 17:45"


def test_what_needs_a_decision_names_the_owner_and_still_counts(city, monkeypatch):
    text = shown(open_page("overview", city.root, monkeypatch, lang="zh"))
    assert "（已确认 1 项：道里指挥部）" in text
    text = shown(open_page("zones", city.root, monkeypatch, lang="en"))
    assert "(道里指挥部)" in text


def test_a_settled_cell_stays_text():
    assert '<td class="unbroken settled">&lt;img' in ledger_html(["a"], [[Cell(EVIL, is_unbroken=True, is_settled=True)]])


def test_a_row_is_a_link_to_its_record_and_opens_the_form_for_itself(city, monkeypatch):
    app = open_page("data", city.root, monkeypatch, lang="zh")
    name = row_name({"check": "zone_overdue", "finding_key": "z-b"})
    row = next(line for line in shown(app).split("<tr>") if "南岗示例小区" in line and f'id="{name}"' in line)
    assert 'href="/zones?' in row and "zone=z-b#zone-history" in row
    assert "found=zone_overdue+z-b#found-foot" in row and "认领</a>" in row
    claimed = open_page("data", city.root, monkeypatch, lang="zh", found="zone_overdue z-b")
    assert claimed.selectbox(key="found-which").value == ("zone_overdue", "z-b"), "the form is open, with the row's contradiction chosen"
    unknown = open_page("data", city.root, monkeypatch, lang="zh", found="zone_overdue nobody")
    assert not unknown.exception and "found-which" not in {box.key for box in unknown.selectbox}


def test_the_rest_of_a_rule_is_a_link_that_lists_it(city, monkeypatch):
    monkeypatch.setattr("dashboard.ui.desk.contradictions.MOST_OF_ONE", 1)
    text = shown(open_page("data", city.root, monkeypatch, lang="zh"))
    rules = set(re.findall(r"rule=(\w+)#", text))
    assert rules and "列出另外" in text
    rule = sorted(rules)[0]
    count = len(contradictions(city, check=rule))
    opened = shown(open_page("data", city.root, monkeypatch, lang="zh", rule=rule))
    assert text.count(f'id="found-{rule}-') == 1 and opened.count(f'id="found-{rule}-') == count > 1
    assert "只列前 1 项" in opened
