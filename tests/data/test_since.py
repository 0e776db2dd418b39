"""The moment that the board is compared with: what an address may ask, what a page says about it, what it costs when nobody asks."""

from datetime import datetime

import pytest

from dashboard.data import fetch as data
from dashboard.data.page_moment import moment_of
from dashboard.i18n.forms import fmt_change
from dashboard.i18n.messages import messages
from dashboard.sentences.changes import change_words, detail_words, value_words, worded_changes
from dashboard.ui.panels import changes
from dashboard.ui.shell.links import CARRIED
from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import find
from dashboard.warehouse.reader import Reader
from tests.page_runs import open_page, shown, worded

NOW = datetime(2022, 11, 29, 18)
ALL = {"since": "2022-11-26T07:00", "lang": "zh"}


@pytest.mark.parametrize("as_of, since, expected, problem", [
    ("", "2022-11-28T08:00", datetime(2022, 11, 28, 8), None),
    ("2022-11-28T12:00", "2022-11-28T08:00", datetime(2022, 11, 28, 8), None),
    ("2022-11-28T12:00", "2022-11-28T12:00", datetime(2022, 11, 28, 12), None),
    ("", "", None, None),
    ("", None, None, None),
    ("", "yesterday", None, "since.invalid"),
    ("", "2022-11-28T08:00+08:00", datetime(2022, 11, 28, 8), None),
    ("", "2022-11-28T00:00Z", datetime(2022, 11, 28, 8), None),
    ("", "0222-11-28T08:00", None, "since.invalid"),
    ("", "2022-11-29T18:01", None, "since.future"),
    ("2022-11-28T12:00", "2022-11-28T12:01", None, "since.late"),
    ("2022-11-28T12:00", "2022-11-30T00:00", None, "since.future"),
    ("never", "2022-11-28T08:00", datetime(2022, 11, 28, 8), None),
])
def test_what_an_address_may_compare_with(as_of, since, expected, problem):
    shown_ = moment_of(NOW, True, as_of, since)
    assert (shown_.since, shown_.since_problem) == (expected, problem)
    assert shown_.at == moment_of(NOW, True, as_of).at, "a comparison never moves the moment that is shown"
    assert problem is None or problem in messages()


def test_other_pages_keep_the_moment_that_is_compared_with():
    assert {"as_of", "since"} <= set(CARRIED)


@pytest.mark.parametrize("page", ["overview", "zones", "data"])
def test_every_page_says_loudly_that_it_compares(page, city_workspace, monkeypatch):
    text = shown(open_page(page, city_workspace.root, monkeypatch, **ALL))
    assert 'class="banner past since"' in text and "2022年11月26日 07:00 至 2022年11月29日 18:00" in text and "停止对比" in text


@pytest.mark.parametrize("since, said", [("gestern", "was not understood"), ("2023-01-01", "lies in the future")])
def test_a_moment_that_cannot_be_compared_with_is_refused_in_words(since, said, city_workspace, monkeypatch):
    text = shown(open_page("overview", city_workspace.root, monkeypatch, since=since, lang="en"))
    assert said in text and "banner past since" not in text


def test_the_overview_lists_each_change_under_its_kind(city_workspace, monkeypatch):
    app = open_page("overview", city_workspace.root, monkeypatch, **ALL)
    text = shown(app)
    assert not app.exception
    assert "11月26日 07:00 以来的变化" in text
    assert "风险区划定 <small>11 项 · 事后得知 6</small>" in text
    assert "南岗示例小区 · 南岗区 · 高风险区 → 中风险区 · 文号 71" in text
    assert "/zones?since=2022-11-26T07%3A00&amp;" in text.replace("/zones?lang=zh&amp;", "/zones?") and "zone=z-b" in text


def test_a_page_that_compares_nothing_asks_for_no_list(city_workspace, monkeypatch):
    asked = []
    monkeypatch.setattr("dashboard.ui.panels.changes.fetch", lambda name, **given: asked.append(name) or data.fetch(name, **given))
    text = shown(open_page("overview", city_workspace.root, monkeypatch, lang="zh"))
    assert asked == ["changes_since", "feeds_freshness"]
    assert "近24小时变化" in text and "since=2022-11-28T18%3A00" in text, "one tap leads to the list"


def test_every_kind_that_the_store_knows_has_its_words(city_workspace):
    kinds = [row[0] for row in Reader.current(city_workspace).records("select kind from change_kind($as_of)", {"as_of": NOW})[1]]
    assert [kind for kind in kinds if f"change_kind.{kind}" not in messages()] == []
    assert len(kinds) == sum(key.startswith("change_kind.") for key in messages())


def test_values_and_details_in_words(city_workspace):
    assert value_words("figure_corrected", "8", "zh") == "8" and value_words("figure_corrected", "1330000.5", "en") == "1,330,000.5"
    assert value_words("supply_below_cover", "out", "zh") == "断货" and value_words("zone_lifted", None, "zh") == ""
    assert detail_words("figure_corrected", "new/confirmed///", "zh") == "新增 确诊病例"
    query = find("changes_listed")
    found = Reader.current(city_workspace).frame(query.sql, {"since": datetime(2022, 11, 26, 7), "as_of": NOW, "areas": []})
    assert all(change_words(row, lang) for lang in ("zh", "en") for row in found.to_dict("records"))
    assert set(worded_changes(found, "zh")["came"]) == {"期间发生", "事后得知"}


@pytest.fixture
def fields_shown(monkeypatch):
    """The popover of the moment, as when somebody has opened it."""
    class Open:
        open = True

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return False

    monkeypatch.setattr("dashboard.ui.shell.as_of.st.popover", lambda *_, **given: Open())


def test_the_control_puts_the_earlier_moment_into_the_address(city_workspace, monkeypatch, fields_shown):
    app = open_page("data", city_workspace.root, monkeypatch, lang="zh")
    assert [field.label for field in app.date_input][:2] == ["日期", "对比起始日期"]
    app.date_input[1].set_value(datetime(2022, 11, 27).date())
    app.time_input[1].set_value(datetime(2022, 11, 27, 9, 30).time())
    next(button for button in app.button if button.label == "与该时刻对比").click()
    text = shown(app.run())
    assert app.query_params["since"] == "2022-11-27T09:30" and "2022年11月27日 09:30 至" in text


PAGES = ("overview", "cases", "zones", "businesses", "supply", "hotline", "community", "data")


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_of_every_page_says_what_it_was_then(page, city_workspace, monkeypatch):
    text = worded(open_page(page, city_workspace.root, monkeypatch, **ALL))
    figures = text.count('class="kpi ')
    assert figures and text.count('<span class="then">11月26日 07:00') == figures
    assert 'class="then"' not in shown(open_page(page, city_workspace.root, monkeypatch, lang="zh"))


def test_a_figure_then_is_the_query_as_of_then_and_the_difference_theirs(city_workspace, monkeypatch):
    then, now = (ask(city_workspace, "overview_headline", {}, at).records()[0] for at in (datetime(2022, 11, 26, 7), NOW))
    assert (then["tickets_overdue"], now["tickets_overdue"]) == (None, 2) and (then["closures_active"], now["closures_active"]) == (None, 3)
    text = worded(open_page("overview", city_workspace.root, monkeypatch, since="2022-11-28T12:00", lang="zh"))
    before = ask(city_workspace, "overview_headline", {}, datetime(2022, 11, 28, 12)).records()[0]["zones_high"]
    change = now["zones_high"] - before
    assert f"11月28日 12:00为 {before}个，至今 {fmt_change(change, 'zh')}" in text
    english = worded(open_page("overview", city_workspace.root, monkeypatch, since="2022-11-28T12:00", lang="en"))
    assert f"{before} zones on 28 Nov 12:00, {fmt_change(change, 'en')} since" in english


def test_the_list_takes_every_change_page_by_page_and_by_what_is_sought(city_workspace, monkeypatch):
    everything = ask(city_workspace, "changes_listed", {"since": datetime(2022, 10, 2)}, NOW).records()
    assert len(everything) > changes.PAGE, "more than one page"
    asked_of = {"since": "2022-10-02T00:00", "lang": "zh"}
    first, second = (shown(open_page("overview", city_workspace.root, monkeypatch, **asked_of, change_page=page)) for page in ("", "1"))
    assert f"第 1 至 40 项，符合条件 {len(everything)} 项，全部 {len(everything)} 项。" in first
    assert f"第 41 至 {min(80, len(everything))} 项" in second
    lifted = [row for row in everything if row["kind"] == "zone_lifted"]
    one = shown(open_page("overview", city_workspace.root, monkeypatch, **asked_of, change_kind="zone_lifted"))
    assert f"符合条件 {len(lifted)} 项" in one and lifted
    none = shown(open_page("overview", city_workspace.root, monkeypatch, **asked_of, change_q="no such thing"))
    assert "没有符合条件的变化。" in none
