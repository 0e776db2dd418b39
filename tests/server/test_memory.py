"""What a server took goes back to the machine: the store's allocator, the C library's heaps, and nothing that grows with every look."""

import ctypes
import gc
import sys
import weakref

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.validator_cache import ValidatorCache

from dashboard.data.answer_cache import cached
from dashboard.nearest import nearest
from dashboard.server import jobs
from dashboard.server.admission import admitted
from dashboard.server.malloc import give_back, small_heaps
from tests.intake_desk import Desk


def test_every_connection_has_the_thread_that_gives_pages_back(tmp_path, monkeypatch):
    """A file is taken in and a question asked of it: every connection that is opened on the way is asked for its setting."""
    connect, opened = duckdb.connect, {}

    def connect_and_ask(*args, **options):
        connection = connect(*args, **options)
        asker = sys._getframe(1).f_globals["__name__"]
        opened.setdefault(asker, set()).add(connection.execute("select current_setting('allocator_background_threads')").fetchone()[0])
        return connection

    monkeypatch.setattr(duckdb, "connect", connect_and_ask)
    desk = Desk.open(tmp_path)
    assert desk.take("calls.csv")[0].status == "taken" and desk.rows("select count(*) from current_hotline_calls($as_of)") == [(3,)]
    assert len(opened) >= 3, "the reader of files, the publication and the reader of the store"
    assert {asker: said for asker, said in opened.items() if said != {True}} == {}


def test_a_page_gives_back_what_it_took_even_where_it_fails(monkeypatch):
    given = []
    monkeypatch.setattr("dashboard.server.admission.give_back", lambda: given.append(1))
    with admitted():
        assert not given
    with pytest.raises(ZeroDivisionError), admitted():
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


def test_rules_of_charts_go_after_the_start_and_come_back_with_a_chart():
    """A private name of the library: where a newer one calls it otherwise, this says so."""
    go.Figure({"data": [{"type": "bar", "y": [1]}]})
    assert ValidatorCache._json_cache
    jobs._drop_rules_of_charts()
    assert ValidatorCache._json_cache is None
    with pytest.raises(ValueError, match="Invalid value"):
        go.Figure({"data": [{"type": "heatmap", "zmin": "none"}]})
    assert ValidatorCache._json_cache
