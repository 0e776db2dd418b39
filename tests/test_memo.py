"""What is kept in memory: made once, shared, bounded, and never what failed."""

import threading

import pytest

from dashboard.memo import Kept


def test_a_value_is_made_once_however_many_ask_at_once():
    kept, made, everybody = Kept(100, len), [], threading.Barrier(8)

    def make():
        made.append(threading.get_ident())
        everybody_waits.wait(10)
        return b"answer"

    everybody_waits = threading.Event()
    found = []

    def ask():
        everybody.wait(10)
        found.append(kept.get("key", make))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    everybody_waits.set()
    for thread in threads:
        thread.join(10)
    assert len(made) == 1 and found == [b"answer"] * 8


def test_the_least_recently_used_goes_first_and_the_size_is_never_above_the_limit():
    kept = Kept(10, len)
    for key in "abc":
        kept.get(key, lambda key=key: key.encode() * 3)
    kept.get("a", lambda: pytest.fail("a is kept"))
    kept.get("d", lambda: b"ddd")
    assert kept.bytes == 9
    assert kept.get("a", lambda: b"new") == b"aaa" and kept.get("b", lambda: b"new") == b"new"


def test_what_is_larger_than_everything_is_handed_on_and_not_kept():
    kept = Kept(10, len)
    kept.get("small", lambda: b"small")
    assert kept.get("large", lambda: b"x" * 11) == b"x" * 11 and kept.bytes == 5
    assert kept.get("small", lambda: pytest.fail("was pushed out")) == b"small"


def test_what_failed_is_raised_and_not_kept():
    kept = Kept(10, len)

    def fail():
        raise ValueError("the store is away")

    for _ in range(2):
        with pytest.raises(ValueError, match="away"):
            kept.get("key", fail)
    assert kept.get("key", lambda: b"back") == b"back"


def test_a_page_that_is_stopped_while_it_makes_a_value_stops_nobody_else():
    kept, waiting, go_on, found = Kept(10, len), threading.Event(), threading.Event(), []

    class Stopped(BaseException):
        """As a page's run ends when somebody leaves it."""

    def stopped():
        waiting.set()
        go_on.wait(10)
        raise Stopped

    def leave():
        with pytest.raises(Stopped):
            kept.get("key", stopped)

    maker = threading.Thread(target=leave)
    maker.start()
    waiting.wait(10)
    other = threading.Thread(target=lambda: found.append(kept.get("key", lambda: b"own")))
    other.start()
    go_on.set()
    maker.join(10)
    other.join(10)
    assert found == [b"own"]
