"""How many page runs there are at once, and that Streamlit runs the script that asks for admission."""

import threading

from dashboard.server.admission import AT_ONCE, admitted
from dashboard.server.app import PAGE_RUN, application


def test_one_run_more_than_allowed_waits_until_another_ends():
    ends, inside = threading.Event(), threading.Semaphore(0)

    def run() -> None:
        with admitted():
            inside.release()
            ends.wait(10)

    runs = [threading.Thread(target=run) for _ in range(AT_ONCE + 1)]
    for one in runs:
        one.start()
    assert all(inside.acquire(timeout=10) for _ in range(AT_ONCE))
    assert not inside.acquire(timeout=0.2), "one more is inside"
    ends.set()
    assert inside.acquire(timeout=10), "the one that waited never came in"
    for one in runs:
        one.join(10)


def test_streamlit_runs_the_script_that_is_admitted():
    assert application().script_path == PAGE_RUN and "admitted()" in PAGE_RUN.read_text(encoding="utf-8")
