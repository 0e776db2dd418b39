"""What is let in and would take a machine down ends within its bounds, and the board answers after each."""

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from dashboard.sandbox.bounds import MB
from dashboard.sandbox.refused import StatementRefused
from dashboard.warehouse.ask import ask as named
from tests.sandbox.conftest import NOW, bounded, listed

SECONDS, GRACE, ADDRESS_MB = 1, 1, 1_024
LATE = 8.0
"""Seconds beyond its bounds that an answer may need on a machine that is busy with other things."""
BOMBS = listed("bombs.toml")["bombs"]
FEW = BOMBS[::9]


class Watched:
    """The most memory that any process forked from this one's nursery had, MB, while a block runs."""

    def __enter__(self):
        self.most, self._done = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def _watch(self):
        from dashboard.sandbox.pool import pool

        while not self._done.wait(0.05):
            for pid in children_of(pool().nursery_pid):
                with contextlib.suppress(OSError, ValueError, IndexError):
                    self.most = max(self.most, int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0]) / 1024)


def children_of(pid):
    if pid is None:
        return []
    with contextlib.suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def own_memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


@pytest.fixture
def short(monkeypatch):
    with bounded(monkeypatch, question_seconds=SECONDS, question_grace_seconds=GRACE, question_address_mb=ADDRESS_MB, question_memory_mb=256, answer_mb=4):
        yield


def defuse(bombs, ask, city):
    """Every bomb is asked; returns what became of it, and the most memory that a child took."""
    ends = {}
    named(city, "zones_open_by_area", moment=NOW)
    ask("select 1")
    with Watched() as watched:
        for bomb in bombs:
            begun = time.monotonic()
            try:
                result = ask(bomb)
                ends[bomb] = "answered"
                assert result.table.nbytes <= 8 * MB
            except StatementRefused as refused:
                ends[bomb] = refused.key.removeprefix("sandbox.")
            assert time.monotonic() - begun < SECONDS + GRACE + LATE, bomb
            assert named(city, "zones_open_by_area", moment=NOW).rows
    return ends, watched.most


KNOWN_ENDS = {"answered", "too_slow", "too_much", "cell_too_large", "out_of_range", "not_carried_out", "wrong_arguments", "not_converted"}


def test_a_few_bombs_end_within_their_bounds(short, ask, city):
    ends, most = defuse(FEW, ask, city)
    assert set(ends.values()) <= KNOWN_ENDS and {"too_slow", "too_much"} & set(ends.values()), ends
    assert most < ADDRESS_MB


@pytest.mark.slow
@pytest.mark.long
def test_every_bomb_ends_within_its_bounds_and_leaves_the_board_as_it_was(short, ask, city):
    before = own_memory_mb()
    ends, most = defuse(BOMBS, ask, city)
    print({end: list(ends.values()).count(end) for end in set(ends.values())}, f"{most:.0f} MB at most")
    assert set(ends.values()) <= KNOWN_ENDS, ends
    assert most < ADDRESS_MB
    assert own_memory_mb() - before < 150, "what a child takes is not the board's"


@pytest.mark.slow
def test_the_board_answers_after_every_attack(ask, city):
    ask("select 1")
    before = own_memory_mb()
    for kind, statements in listed("attacks.toml").items():
        for sql in statements:
            with pytest.raises(StatementRefused):
                ask(sql)
            assert named(city, "zones_open_by_area", moment=NOW).rows, (kind, sql)
    assert own_memory_mb() - before < 150
