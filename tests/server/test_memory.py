"""What a server took goes back to the machine: the store's allocator, the C library's heaps, and nothing that grows with every look."""

import ctypes
import gc
import weakref
from pathlib import Path

import pandas as pd
import pytest

from dashboard.data.answer_cache import cached
from dashboard.nearest import nearest
from dashboard.server.admission import turn
from dashboard.server.malloc import give_back, small_heaps

DASHBOARD = Path(__file__).parents[2] / "dashboard"


def test_no_connection_stops_the_thread_that_gives_pages_back():
    opened = [line for file in DASHBOARD.rglob("*.py") for line in file.read_text(encoding="utf-8").splitlines() if "duckdb.connect(" in line]
    assert len(opened) >= 4 and all("GIVES_BACK" in line or "CLOSED_SANDBOX" in line or "config=OFFLINE" in line for line in opened)


def test_the_readers_connection_has_that_thread(city_workspace):
    from dashboard.warehouse.reader import Reader

    [[has]] = Reader.current(city_workspace).rows("select current_setting('allocator_background_threads') as has", {})
    assert has is True


def test_a_page_gives_back_what_it_took_even_where_it_fails(monkeypatch):
    given = []
    monkeypatch.setattr("dashboard.server.admission.give_back", lambda: given.append(1))
    with turn():
        assert not given
    with pytest.raises(ZeroDivisionError), turn():
        1 / 0  # noqa: B018
    assert len(given) == 2


def test_where_the_c_library_cannot_nothing_happens(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    give_back(), small_heaps()


def dead_references() -> int:
    gc.collect()
    return sum(type(ref) is weakref.ReferenceType and ref() is None for ref in gc.get_objects())


def test_an_answer_that_stays_remembers_no_look_at_it():
    frame = pd.DataFrame({"area_name": ["道里区", "南岗区"], "n": [1.0, 2.0]})
    before = dead_references()
    assert sum(len(cached(("looks",), lambda: frame)[["n"]].columns) for _ in range(300)) == 300
    assert dead_references() < before + 50


@pytest.mark.parametrize(("word", "least", "near"), [("zones_dew", 0, "zones_due"), ("zones_dew", 99, None), ("x", 60, None)])
def test_the_nearest_word_is_asked_for_only_where_one_is_near(word, least, near):
    assert nearest(word, ["cases", "zones_due"], least) == near


def test_nothing_is_near_where_nothing_is_known():
    assert nearest("x", []) is None
