"""Where the processor's time of a look at a page goes: `python -m tests.bench.where --workspace DIR`, one table.

The board is served by a process of its own in which the steps of an answer keep their time; a viewer over the websocket asks it. CPU milliseconds: of the
page's script, of queries, of statistics after them, of answers kept and given out, of keys of figures, of drawing, of what is written for charts and tables, of the
thread that sends; and of the whole process, which also has Streamlit's own part.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

KINDS = ("script", "queries", "steps", "kept", "keys", "drawing", "written")
DISTRICTS = ("南岗区", "道里区", "香坊区")
PAGES = ("overview", "cases", "zones", "businesses", "supply", "hotline", "tickets", "community", "data")


class Ledger:
    """CPU seconds by kind of work, without what they called of another kind; and by question."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.asked: list[tuple[str, str, float]] = []
        self._open = threading.local()

    @contextmanager
    def of(self, kind: str):
        """Count the block to a kind."""
        stack = self._open.__dict__.setdefault("stack", [])
        began = time.thread_time()
        stack.append(0.0)
        try:
            yield
        finally:
            whole, within = time.thread_time() - began, stack.pop()
            self.spent[kind] += whole - within
            if stack:
                stack[-1] += whole

    def wrapped(self, kind: str, work: Callable) -> Callable:
        """A function whose time counts to a kind."""

        @wraps(work)
        def counted(*args: Any, **given: Any) -> Any:
            with self.of(kind):
                return work(*args, **given)

        return counted


def serve_counted(workspace: str, port: int) -> None:
    """Serve a workspace; each line on standard input is answered by what was spent since the last one, as JSON."""
    ledger = Ledger()
    _count(ledger)
    threading.Thread(target=_tell, args=(ledger,), daemon=True).start()
    from dashboard.server.app import serve

    serve(workspace, port=port, address="127.0.0.1")


def _count(ledger: Ledger) -> None:
    """Put counters around the doors; before pages are imported, which take some of them by name."""
    import plotly.io
    import streamlit.dataframe_util as frames

    from dashboard.data import answer_cache, figure_cache
    from dashboard.warehouse import ask, reader

    for name in ("frame", "rows", "records", "arrays"):
        setattr(reader.Reader, name, ledger.wrapped("queries", getattr(reader.Reader, name)))
    ask.frame_with_step = ledger.wrapped("steps", ask.frame_with_step)
    answer_cache.cached = ledger.wrapped("kept", answer_cache.cached)
    get = figure_cache._pictures.get
    figure_cache._pictures.get = lambda key, make: get(key, ledger.wrapped("drawing", make))
    for name in ("drawn", "derived"):
        setattr(figure_cache, name, ledger.wrapped("keys", getattr(figure_cache, name)))
    plotly.io.to_json = ledger.wrapped("written", plotly.io.to_json)
    frames.convert_arrow_table_to_arrow_bytes = ledger.wrapped("written", frames.convert_arrow_table_to_arrow_bytes)
    frames.convert_pandas_df_to_arrow_bytes = ledger.wrapped("written", frames.convert_pandas_df_to_arrow_bytes)
    from dashboard.data import fetch

    asked = fetch.ask_frame

    def noted(served, query, bound, *rest, **more):
        began = time.thread_time()
        try:
            return asked(served, query, bound, *rest, **more)
        finally:
            ledger.asked.append((query.name, str(bound.get("areas")), time.thread_time() - began))

    fetch.ask_frame = noted
    import dashboard.app

    dashboard.app.main = ledger.wrapped("script", dashboard.app.main)


def _tell(ledger: Ledger) -> None:
    loop = time.pthread_getcpuclockid(threading.main_thread().ident)
    for _ in sys.stdin:
        spent, ledger.spent = ledger.spent, Counter()
        asked, ledger.asked = ledger.asked, []
        clocks = {"loop": time.clock_gettime(loop), "process": time.process_time()}
        print(json.dumps({"spent": spent, "asked": asked, **clocks}), flush=True)


class Counted:
    """A server that tells what it spent."""

    def __init__(self, workspace: Path) -> None:
        from tests.pictures import wait_until_ready
        from tests.ports import free_port

        self.port = free_port()
        code = f"from tests.bench.where import serve_counted; serve_counted({str(workspace)!r}, {self.port})"
        self.process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        wait_until_ready(self.port)
        self.last: dict = {"loop": 0.0, "process": 0.0}

    def since(self) -> dict:
        """Milliseconds by kind since the last time."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        while not (line := self.process.stdout.readline()).startswith("{"):
            pass
        told = json.loads(line)
        found = {kind: 1000 * told["spent"].get(kind, 0) for kind in KINDS}
        found |= {kind: 1000 * (told[kind] - self.last[kind]) for kind in ("loop", "process")}
        self.last = told
        return found | {"asked": told["asked"]}


async def looked(server: Counted, page: str, query: str, settle: float) -> tuple[dict, int, int]:
    """What one new session cost; bytes and messages that it was sent."""
    from tests.bench.viewers import Viewer

    server.since()
    async with Viewer(f"http://127.0.0.1:{server.port}", query, "" if page == "overview" else page) as viewer:
        await viewer.run()
        await asyncio.sleep(settle)
        return server.since(), viewer.screen.received, 0


async def filtered(server: Counted, page: str, names: list[str], settle: float) -> list[dict]:
    """What a district cost in a session that is there, for each name."""
    from tests.bench.viewers import Viewer

    found = []
    async with Viewer(f"http://127.0.0.1:{server.port}", "", "" if page == "overview" else page) as viewer:
        await viewer.run()
        await asyncio.sleep(settle)
        for name in names:
            server.since()
            before = viewer.screen.received
            await viewer.run(name)
            await asyncio.sleep(settle)
            found.append(server.since() | {"sent": viewer.screen.received - before})
    return found


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description="Where the processor's time of a look at a page goes.")
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    parser.add_argument("--asked", action="store_true", help="also each query that was asked")
    parser.add_argument("--settle", type=float, default=0.5)
    asked = parser.parse_args()
    server = Counted(asked.workspace)
    try:
        time.sleep(8)
        asyncio.run(_measure(server, asked))
        print(f"# MB resident: {_memory(server.process.pid)}")
    finally:
        server.process.terminate()
        server.process.wait(20)


def _memory(pid: int) -> str:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return ", ".join(line.split(":")[0] + " " + str(int(line.split()[1]) // 1024) for line in lines if line.startswith(("VmRSS", "VmHWM")))


async def _measure(server: Counted, asked: argparse.Namespace) -> None:
    print("| page | look | process | " + " | ".join(KINDS) + " | loop | kB |\n" + "| --- " * (len(KINDS) + 5) + "|")
    for page in asked.pages:
        for turn in ("first", "second", "third"):
            found, received, _ = await looked(server, page, "", asked.settle)
            _row(page, turn, found | {"sent": received}, asked.asked)
        if page == "data":
            continue
        for turn, found in zip(("filter new", "another new", "another", "again", "again"), await filtered(server, page, [*DISTRICTS, *DISTRICTS[:2]], asked.settle), strict=True):
            _row(page, turn, found, asked.asked)


def _row(page: str, turn: str, found: dict, with_queries: bool) -> None:
    print(f"| {page} | {turn} | {found['process']:.0f} | " + " | ".join(f"{found[k]:.0f}" for k in (*KINDS, "loop")) + f" | {found['sent'] / 1000:.0f} |", flush=True)
    if with_queries:
        by: defaultdict[tuple[str, str], float] = defaultdict(float)
        for name, areas, spent in found["asked"]:
            by[name, areas] += spent
        for (name, areas), spent in sorted(by.items(), key=lambda item: -item[1]):
            print(f"#    {1000 * spent:6.0f} ms {name} {areas}")


if __name__ == "__main__":
    main()
