"""One trial in a process of its own: an accident that takes the process down takes nothing else with it."""

import os
import pickle
import select
import signal
import traceback
from collections.abc import Callable
from typing import TypeVar

PATIENCE_S = 180
"""Seconds after which a trial counts as one that hangs."""

Result = TypeVar("Result")


def in_a_child(trial: Callable[[], Result], died: Callable[[str], Result]) -> Result:
    """What `trial` returns; where its process dies, hangs or raises, what `died` makes of the words for that.

    Call it from a process that has no connection to a store: the engine's threads do not survive a fork.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            answer = pickle.dumps((True, trial()))
        except BaseException:
            answer = pickle.dumps((False, traceback.format_exc()))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        came = select.select([pipe], [], [], PATIENCE_S)[0]
        content = pipe.read() if came else b""
    if not came:
        os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    if not content:
        return died("it hangs" if not came else f"its process died ({status})")
    is_done, what = pickle.loads(content)
    return what if is_done else died(what)
