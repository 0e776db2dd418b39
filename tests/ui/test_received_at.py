"""A clock that is doubted, on the Data page: the time of receipt may be stated, and nothing is taken in while it is not."""

from datetime import datetime, timedelta

import pytest

from dashboard.ui.desk.received_at import CHOICE, TYPED
from dashboard.warehouse.log_clock import newest_recorded
from tests.page_runs import open_page, shown


@pytest.fixture
def set_back(city_workspace, monkeypatch):
    """The machine's clock an hour before the newest batch was written down."""
    back = newest_recorded(city_workspace) - timedelta(hours=1)
    monkeypatch.setattr("dashboard.warehouse.log_clock.wall_clock", lambda: back)


def test_a_clock_that_is_right_asks_nothing(city_workspace, monkeypatch):
    page = open_page("data", city_workspace.root, monkeypatch, lang="zh")
    assert not [radio for radio in page.radio if radio.key == CHOICE]


@pytest.mark.parametrize(("lang", "words"), [("zh", "由我指明"), ("en", "I state it")])
def test_a_clock_set_back_offers_to_state_the_time(city_workspace, monkeypatch, set_back, lang, words):
    page = open_page("data", city_workspace.root, monkeypatch, lang=lang)
    [choice] = [radio for radio in page.radio if radio.key == CHOICE]
    assert choice.value == "clock" and any(words in option for option in choice.options)
    choice.set_value("stated").run()
    [typed] = [field for field in page.text_input if field.key == TYPED]
    typed.set_value("昨天").run()
    assert ("读不懂这个时间" if lang == "zh" else "cannot be read") in shown(page)
    typed = next(field for field in page.text_input if field.key == TYPED)
    typed.set_value("2022-11-29 17:30").run()
    assert not page.exception and ("读不懂" not in shown(page) and "cannot be read" not in shown(page))


def test_the_stated_time_is_the_batchs(city_workspace, monkeypatch):
    from dashboard.ui.desk import upload

    given = {}
    monkeypatch.setattr(upload, "take_in", lambda _, files, **options: given.update(options) or [])
    with_time = {"table": None, "source": None, "datum": None, "received_at": datetime(2022, 11, 29, 17, 30)}
    monkeypatch.setattr(upload, "workspace", lambda: city_workspace)
    monkeypatch.setattr(upload, "operator_name", lambda: None)
    upload._asked([], with_time, dry_run=True)
    assert given["received_at"] == datetime(2022, 11, 29, 17, 30)
