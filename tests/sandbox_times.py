"""What an analyst's question costs, and what the wall notices of it: `python -m tests.sandbox_times --workspace DIR`. Nothing is asserted.

Small questions: warm with a second between them, cold with a nursery of their own. The wall: its page asked for again and again over the
websocket, in turns with nobody asking and with two bombs under way all the time. Analysts: as many as asked for, a small question every
five seconds each, beside an overview that is asked for in the same way.
"""

import argparse
import asyncio
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.sandbox.ask import ask
from dashboard.sandbox.pool import pool
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import StatementRefused
from dashboard.warehouse.workspace import Workspace
from tests.bench.report import p95
from tests.bench.servers import OURS, serving
from tests.bench.viewers import Viewer
from tests.sandbox.conftest import listed

SMALL = "select * from zones limit 10"
THINK_SECONDS, PAUSE_SECONDS = 5.0, 1.0
ROUNDS = 8


def main() -> None:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--times", type=int, default=64)
    parser.add_argument("--analysts", type=int, default=25)
    parser.add_argument("--only", choices=("small", "wall", "analysts"), default=None)
    asked = parser.parse_args()
    workspace = Workspace.open(asked.workspace)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {datetime.now():%Y-%m-%d %H:%M}")
    if asked.only in (None, "small"):
        small(workspace, asked.times)
    if asked.only in (None, "wall", "analysts"):
        with serving(OURS, workspace.root) as server:
            time.sleep(10)
            if asked.only != "analysts":
                beside("wall", server.address, asked.times, lambda: bombs(workspace))
            if asked.only != "wall":
                beside("", server.address, asked.times, lambda: analysts(workspace, asked.analysts))


def small(workspace: Workspace, times: int) -> None:
    """A question of ten rows, warm and cold."""
    cold = []
    for _ in range(5):
        pool().close()
        cold.append(seconds_of(workspace, SMALL))
    warm = []
    for _ in range(times):
        time.sleep(PAUSE_SECONDS)
        warm.append(seconds_of(workspace, SMALL))
    print(f"small question: warm median {1000 * median(warm):.0f} ms, p95 {1000 * p95(warm):.0f} ms; cold median {1000 * median(cold):.0f} ms")
    sizes = [memory(pid) for pid in waiting()]
    print(f"children that wait: {len(sizes)}, of {', '.join(f'{own:.0f}' for own in sizes)} MB each; nursery {memory(pool().nursery_pid or 0):.0f} MB")


def beside(page: str, address: str, times: int, busy: Callable[[], object]) -> None:
    """The time of a page's run, in turns quiet and beside something."""
    quiet: list[float] = []
    loaded: list[float] = []
    for _ in range(ROUNDS):  # short ones, since whoever else is at work on the machine is in every time
        quiet += asyncio.run(runs(page, address, times // ROUNDS))
        with busy():
            loaded += asyncio.run(runs(page, address, times // ROUNDS))
    name = page or "overview"
    print(f"{name}: quiet p50 {median(quiet):.3f} s, p95 {p95(quiet):.3f} s; beside {busy.__code__.co_names[0]} p50 {median(loaded):.3f} s, "
          f"p95 {p95(loaded):.3f} s; {p95(loaded) / p95(quiet):.2f} times")


async def runs(page: str, address: str, times: int) -> list[float]:
    """Seconds of each run of a page, a second apart."""
    found = []
    async with Viewer(address) as viewer:
        await run(viewer, page)
        for _ in range(times):
            await asyncio.sleep(PAUSE_SECONDS)
            found.append(await run(viewer, page))
    return found


async def run(viewer: Viewer, page: str) -> float:
    """Ask for a page once; seconds to its end."""
    back = BackMsg()
    back.rerun_script.page_name = page
    back.rerun_script.context_info.locale = "zh-CN"
    back.rerun_script.context_info.timezone = "Asia/Shanghai"
    back.rerun_script.context_info.url = f"{viewer.address}/{page}"
    began = time.monotonic()
    await viewer.socket.send(back.SerializeToString())
    async with asyncio.timeout(120):
        while True:
            message = ForwardMsg.FromString(await viewer.socket.recv())
            if message.HasField("script_finished"):
                return time.monotonic() - began


@contextmanager
def bombs(workspace: Workspace) -> Iterator[None]:
    """Two bombs under way at any time."""
    statements = listed("bombs.toml")["bombs"]
    with asking(2, lambda number, turn: (workspace, statements[(7 * turn + number) % len(statements)], 0.0)) as ends:
        yield
    print(f"  {len(ends)} bombs")


@contextmanager
def analysts(workspace: Workspace, number: int) -> Iterator[None]:
    """So many people with a small question every five seconds."""
    with asking(number, lambda number, turn: (workspace, SMALL, THINK_SECONDS)) as ends:
        yield
    if ends:
        print(f"  {len(ends)} small questions, median {1000 * median(ends):.0f} ms, p95 {1000 * p95(ends):.0f} ms")


@contextmanager
def asking(number: int, question: Callable[[int, int], tuple[Workspace, str, float]]) -> Iterator[list[float]]:
    """So many threads that ask until the block ends; the seconds of each question."""
    done, ends = threading.Event(), []

    def one(own: int) -> None:
        turn = 0
        done.wait(random.random() * question(own, 0)[2])
        while not done.is_set():
            workspace, sql, think = question(own, turn)
            ends.append(seconds_of(workspace, sql))
            turn += 1
            done.wait(think)

    threads = [threading.Thread(target=one, args=(own,)) for own in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield ends
    finally:
        done.set()
        for thread in threads:
            thread.join()


def seconds_of(workspace: Workspace, sql: str) -> float:
    """How long a question took, whatever came of it."""
    began = time.monotonic()
    with suppress(StatementRefused):
        ask(workspace, Question(sql, workspace.now()))
    return time.monotonic() - began


def waiting() -> list[int]:
    """The process numbers of the children of this process's nursery."""
    nursery = pool().nursery_pid
    return [int(word) for word in Path(f"/proc/{nursery}/task/{nursery}/children").read_text().split()]


def memory(pid: int) -> float:
    """What a process has for itself, MB: pages that it shares with others are shared out among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
