"""What is cached in memory: made once, shared, bounded, and never what failed."""

import threading

import pytest

from dashboard.memo import BoundedCache


def test_a_value_is_made_once_however_many_ask_at_once():
    cache, made, everybody = BoundedCache(100, len), [], threading.Barrier(8)

    def make():
        made.append(threading.get_ident())
        everybody_waits.wait(10)
        return b"answer"

    everybody_waits = threading.Event()
    found = []

    def ask():
        everybody.wait(10)
        found.append(cache.get("key", make))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    everybody_waits.set()
    for thread in threads:
        thread.join(10)
    assert len(made) == 1 and found == [b"answer"] * 8


def test_the_least_recently_used_goes_first_and_the_size_is_never_above_the_limit():
    cache = BoundedCache(10, len)
    for key in "abc":
        cache.get(key, lambda key=key: key.encode() * 3)
    cache.get("a", lambda: pytest.fail("a is cached"))
    cache.get("d", lambda: b"ddd")
    assert cache.bytes == 9
    assert cache.get("a", lambda: b"new") == b"aaa" and cache.get("b", lambda: b"new") == b"new"


def test_what_is_larger_than_everything_is_handed_on_and_not_cached():
    cache = BoundedCache(10, len)
    cache.get("small", lambda: b"small")
    assert cache.get("large", lambda: b"x" * 11) == b"x" * 11 and cache.bytes == 5
    assert cache.get("small", lambda: pytest.fail("was pushed out")) == b"small"


def test_what_failed_is_raised_and_not_cached():
    cache = BoundedCache(10, len)

    def fail():
        raise ValueError("the store is away")

    for _ in range(2):
        with pytest.raises(ValueError, match="away"):
            cache.get("key", fail)
    assert cache.get("key", lambda: b"back") == b"back"


def test_a_page_that_is_stopped_while_it_makes_a_value_stops_nobody_else():
    cache, waiting, go_on, found = BoundedCache(10, len), threading.Event(), threading.Event(), []

    class Stopped(BaseException):
        """As a page's run ends when somebody leaves it."""

    def stopped():
        waiting.set()
        go_on.wait(10)
        raise Stopped

    def leave():
        with pytest.raises(Stopped):
            cache.get("key", stopped)

    maker = threading.Thread(target=leave)
    maker.start()
    waiting.wait(10)
    other = threading.Thread(target=lambda: found.append(cache.get("key", lambda: b"own")))
    other.start()
    go_on.set()
    maker.join(10)
    other.join(10)
    assert found == [b"own"]
