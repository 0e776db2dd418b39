"""Filters worked out ahead for nobody: what is cached afterwards, what makes it give way, and what ends it."""

import asyncio
import threading
import time
from types import SimpleNamespace

import pytest

from dashboard.data import opened
from dashboard.data.opened import Opened, ahead, note_opened, recently
from dashboard.errors import UsageError
from dashboard.server import admission, asked_ahead, nobodys_run
from dashboard.server.admission import admitted, quiet_for
from dashboard.ui.components.later import defers
from dashboard.ui.shell.screens import error_boundary
from tests.bench.viewers import Viewer
from tests.bench.where import Counted

DISTRICT, DISTRICT_NAME = "230103", "南岗区"
PATIENCE = 150
"""Seconds, on a loaded machine, for every district of the overview."""
SILENT = 3
"""Looks of a second in which nothing was asked or drawn: then nothing is left."""


@pytest.fixture
def nothing_open(monkeypatch):
    monkeypatch.setattr(opened, "_opened", {})
    monkeypatch.setattr(admission, "_ended", float("-inf"))
    monkeypatch.setattr(asked_ahead, "EVERY", 0.005)
    monkeypatch.setenv("SANDTABLE_AHEAD", "1")


@pytest.fixture
def worked(nothing_open, monkeypatch):
    """What was drawn for nobody, without drawing it."""
    drawn: list[tuple[str, str]] = []

    def draw(look, district, gives_way):
        drawn.append((look.page, district))
        return True

    monkeypatch.setattr(nobodys_run, "run_for_nobody", draw)
    monkeypatch.setattr(asked_ahead, "_districts", lambda: ["a", "b"])
    monkeypatch.setattr(asked_ahead, "_is_stopped", lambda: True)
    return drawn


def work(present=("first", 1)) -> asked_ahead._Work:
    return asked_ahead._Work(lambda: present, threading.Event())


def test_every_district_is_worked_out_once_and_the_overview_first(worked):
    for page in ("", "zones", "data"):
        opened.note(Opened(page))
    doing = work()
    for _ in range(9):
        doing.step()
    assert worked == [(page, district) for page in ("", "zones") for district in ("", "a", "b")]


def test_nothing_is_begun_while_a_page_runs_or_has_just_ended(worked, monkeypatch):
    opened.note(Opened(""))
    doing = work()
    with admitted():
        doing.step()
        assert quiet_for() == 0 and doing.gives_way()
    doing.step()
    assert worked == []
    monkeypatch.setattr(asked_ahead, "QUIET", 0)
    doing.step()
    assert worked == [("", "")] and not doing.gives_way()


def test_another_generation_ends_what_is_under_way_and_begins_anew(worked):
    opened.note(Opened(""))
    present = ["first", 1]
    doing = asked_ahead._Work(lambda: tuple(present), threading.Event())
    for _ in range(4):
        doing.step()
    present[0] = "second"
    assert doing.gives_way()
    doing.step()
    assert worked == [("", ""), ("", "a"), ("", "b"), ("", "")]
    present[0] = None
    doing.step()
    assert len(worked) == 4, "an empty store has nothing to ask"


def test_a_running_clock_gets_a_tenth_of_the_time(worked, monkeypatch):
    opened.note(Opened(""))
    clock = iter([10.0, 12.0])
    monkeypatch.setattr(asked_ahead, "quiet_for", lambda: 60.0)
    monkeypatch.setattr(asked_ahead, "_is_stopped", lambda: False)
    monkeypatch.setattr(opened, "RECENT", float("inf"))
    monkeypatch.setattr(asked_ahead, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert work().step() == 18


def test_an_error_is_logged_once_and_ends_the_page_in_this_generation(worked, monkeypatch, caplog):
    def broken(look, district, gives_way):
        if look.page == "zones":
            raise ValueError("no such column")
        worked.append((look.page, district))
        return True

    monkeypatch.setattr(nobodys_run, "run_for_nobody", broken)
    opened.note(Opened("zones"))
    opened.note(Opened("cases"))
    present = ["first", 1]
    doing = asked_ahead._Work(lambda: tuple(present), threading.Event())
    for minute in (1, 2):
        present[1] = minute
        for _ in range(5):
            doing.step()
    assert caplog.text.count("'zones' is not worked out") == 1 and len(worked) == 6
    present[0] = "second"
    for _ in range(5):
        doing.step()
    assert caplog.text.count("'zones' is not worked out") == 2


def test_it_ends_with_the_server_and_does_nothing_when_it_is_off(worked, monkeypatch):
    monkeypatch.setenv("SANDTABLE_AHEAD", "0")
    asked_ahead.follow(lambda: ("first", 1), threading.Event())  # returns at once
    assert worked == [] and recently() == []
    monkeypatch.setenv("SANDTABLE_AHEAD", "1")
    ending = threading.Event()
    follower = threading.Thread(target=asked_ahead.follow, args=(lambda: ("first", 1), ending))
    follower.start()
    end = time.monotonic() + 20
    while len(worked) < 3:
        assert time.monotonic() < end, "the overview is not worked out from the start"
        time.sleep(0.005)
    ending.set()
    follower.join(10)
    assert not follower.is_alive() and asked_ahead._Work(lambda: None, ending).gives_way()


def test_what_is_noted_is_a_look_at_the_present_without_its_district(nothing_open, monkeypatch):
    for said in ({"district": DISTRICT, "lang": "en"}, {"as_of": "2022-11-28"}, {"from": "2022-11-01"}):
        monkeypatch.setattr(opened, "parameters", lambda said=said: said)
        note_opened("cases", defers=True)
    assert recently() == [Opened("cases", (("lang", "en"),))]
    for n in range(opened.MOST + 5):
        opened.note(Opened(f"page-{n}"))
    assert len(recently()) == opened.MOST
    monkeypatch.setattr(opened, "RECENT", -1)
    assert recently() == []


def test_a_run_for_nobody_defers_as_its_reader_did_and_tells_who_began_it_of_an_error(monkeypatch):
    monkeypatch.delenv("SANDTABLE_DEFER", raising=False)
    for one in (True, False):
        token = ahead.set(Opened("", defers=one))
        try:
            assert defers() is one
            for error in (UsageError, ValueError):
                with pytest.raises(error), error_boundary():
                    raise error("query.unknown") if error is ValueError else UsageError("door.not_a_limit", setting="x", text="y")
        finally:
            ahead.reset(token)


def test_a_filter_that_nobody_asked_for_asks_and_draws_nothing(city_workspace, monkeypatch):
    """In a server of its own: once somebody has opened the overview, its districts are worked out, and the first filter finds all of it."""
    monkeypatch.setenv("SANDTABLE_AHEAD", "1")
    server = Counted(city_workspace.root)
    try:
        spent = asyncio.run(asyncio.wait_for(filtered(server, f"http://127.0.0.1:{server.port}"), PATIENCE))
    finally:
        server.process.kill()
        server.process.wait()
    assert [name for name, _, _ in spent["asked"]] == [] and spent["drawing"] == 0


async def filtered(server: Counted, address: str) -> dict:
    """What a viewer's first district cost, when nothing was left to work out."""
    async with Viewer(address) as viewer:
        await viewer.run()
        server.since()
        has_begun, silent = False, 0
        while silent < SILENT or not has_begun:
            await asyncio.sleep(1)
            spent = server.since()
            is_busy = bool(spent["drawing"] or spent["asked"])
            has_begun, silent = has_begun or is_busy, 0 if is_busy else silent + 1
        await viewer.run(DISTRICT_NAME)
    return server.since()
