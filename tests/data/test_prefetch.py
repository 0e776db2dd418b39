"""Pages' questions asked ahead of them; and the moment that an address asks for."""

import threading
import time
from datetime import datetime

import pytest

from dashboard.data import fetch as data
from dashboard.data import page_moment
from dashboard.data import prefetch as ahead
from dashboard.data.page_address import address
from dashboard.data.page_moment import moment_of

EXACT = datetime(2022, 11, 29, 17, 3, 20)


@pytest.fixture
def nothing_asked(monkeypatch):
    monkeypatch.setattr(ahead, "_asked", type(ahead._asked)())
    monkeypatch.setattr(ahead, "EVERY", 0.01)


def page_asks(monkeypatch: pytest.MonkeyPatch, **params: str) -> None:
    for module in (data, page_moment):
        monkeypatch.setattr(module, "parameter", params.get)


def until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.005)


def test_what_was_asked_is_asked_anew_once_when_the_present_changes(nothing_asked):
    present, looks, answered, stop = ["first"], [], [], threading.Event()
    for name in ("one", "two"):
        ahead.note(name, lambda name=name: answered.append(name))
    ahead.note("broken", lambda: 1 / 0)
    follower = threading.Thread(target=ahead.follow, args=(lambda: looks.append(1) or present[0], stop))
    follower.start()
    until(lambda: len(looks) > 2)  # what it sees at its first look is no news to it
    assert answered == [], "nothing is new"
    present[0] = "second"
    until(lambda: len(answered) == 2)
    time.sleep(0.1)
    assert sorted(answered) == ["one", "two"]
    present[0] = None  # a store that cannot be read for a moment is no news
    time.sleep(0.1)
    stop.set()
    follower.join(10)
    assert len(answered) == 2 and not follower.is_alive()


def test_a_question_of_a_page_that_was_left_is_forgotten(nothing_asked, monkeypatch):
    ahead.note("old", lambda: None)
    monkeypatch.setattr(ahead, "RECENT", -1)
    assert ahead.recent() == []


def test_the_memory_of_questions_is_bounded_and_keeps_the_newest(nothing_asked):
    for n in range(ahead.MOST + 50):
        ahead.note(n, lambda n=n: n)
    assert [ask() for ask in ahead.recent()] == list(range(50, ahead.MOST + 50))


def test_a_page_of_the_past_and_the_document_leave_no_question(nothing_asked, harbin_demo, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(harbin_demo.root))
    with address({}):
        data.fetch("areas")
    page_asks(monkeypatch, as_of="2022-11-28T12:00")
    data.fetch("areas")
    assert ahead.recent() == []
    page_asks(monkeypatch)
    expected = data.fetch("areas")
    (again,) = ahead.recent()
    assert again().equals(expected) and len(ahead.recent()) == 1, "asked again it is found again, and notes nothing"


@pytest.mark.parametrize(("asked", "at", "problem"), [
    (None, None, None), ("", None, None), ("2022-11-28T12:00", datetime(2022, 11, 28, 12), None), ("yesterday", None, "asof.invalid"),
    ("2022-11-30T12:00", None, "asof.future"), ("2022-11-28T12:00+08:00", datetime(2022, 11, 28, 12), None),
    ("2022-11-28T12:00 08:00", datetime(2022, 11, 28, 12), None), ("2022-11-28T12:00+00:00", datetime(2022, 11, 28, 20), None),
    ("2022-11-28 12:00", datetime(2022, 11, 28, 12), None), ("0222-11-28T12:00", None, "asof.invalid"), ("9999-12-31", None, "asof.invalid"),
    ("2022-11-29", datetime(2022, 11, 29), None),
])
def test_the_moment_of_an_address(asked, at, problem):
    shown = moment_of(EXACT, stopped=False, asked=asked)
    assert shown.now == datetime(2022, 11, 29, 17, 3, 59, 999_999)
    assert (shown.at, shown.problem) == (at or shown.now, problem) and shown.is_past == bool(at)
    assert moment_of(EXACT, stopped=True, asked=None).at == EXACT
