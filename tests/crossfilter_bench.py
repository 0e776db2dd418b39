"""Brushing ten million calls in a real browser: `python -m tests.crossfilter_bench`, or `--scale 0.05` for a quick trial.

A brush event counts as redrawn when the frame is over in whose beginning the charts were changed. Nothing is asserted; the report says
which limit is met. Other work on the machine is in every time.
"""

import argparse
import os
import platform
import threading
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from tests.bench.large import large_workspace
from tests.bench.report import p95
from tests.bench.servers import OURS, Server, serving
from tests.bench.visits import profile

LIMIT_MS, LIMIT_MB = 100, 300
WARMED_IN = 12
"""Seconds after the start in which nothing is asked."""
PATIENCE = 180_000
READY = ".crossfilter .sum[data-n]"
BRUSHES = {
    "day": "calls", "hour": "calls", "topic": "calls",
    "day under two districts and two topics": "calls;area_id:230102!230103;topic:supply!medical",
}
"""Chart that is brushed, and what is brushed beside it."""
BINS = {"day": 48, "hour": 24, "topic": 9}
"""Steps of the hand from one end of a chart to the other: its bins, of days a few at a time."""
MEASURE = """() => {
    const charts = document.querySelector('[class*="st-key"] .crossfilter') ? document : null
    const root = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).find((r) => r?.querySelector('.crossfilter')) ?? charts
    window.brushed = []
    let event = null
    document.addEventListener('pointermove', (e) => { event ??= e.timeStamp }, true)
    new MutationObserver(() => {
        if (event === null) return
        const began = event, channel = new MessageChannel()
        event = null
        channel.port1.onmessage = () => window.brushed.push(performance.now() - began)
        channel.port2.postMessage(0)   // handled once the frame is drawn in whose beginning the charts were changed
    }).observe(root.querySelector('.charts'), { subtree: true, attributes: true, attributeFilter: ['d', 'width'] })
}"""


def main() -> None:
    """Measure and print."""
    asked = arguments()
    workspace = large_workspace(asked.cache, asked.scale)
    print(f"# {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, scale {asked.scale:g}, {datetime.now():%Y-%m-%d %H:%M}")
    with serving(OURS, workspace.root) as server, sync_playwright() as playwright, profile(playwright) as context:
        time.sleep(WARMED_IN)
        before = server.memory_mb()
        children = Children(server.pid)
        page, tiles = context.new_page(), {}
        page.on("requestfinished", lambda r: tiles.setdefault(r.url, r.timing["responseEnd"]) if "active=" in r.url else None)
        began = time.monotonic()
        opened(page, server, "calls")
        print(f"the first charts, counted from the table, s: {time.monotonic() - began:.1f} (most MB of the child that counts: {children.stop():.0f})")
        print(f"rows: {page.locator(READY).get_attribute('data-n')}")
        began = time.monotonic()
        opened(page, server, "calls")
        print(f"the same page again, s: {time.monotonic() - began:.1f}")
        for name, brush in BRUSHES.items():
            brushed(page, server, name.split()[0], name, brush, asked.moves)
        print(f"a tile, asked for the first time, ms: {', '.join(f'{ms:.0f}' for ms in tiles.values())}")
        print(f"server, MB resident before and after: {before:.0f}, {server.memory_mb():.0f} (most {server.memory_mb('VmHWM'):.0f}, limit {LIMIT_MB})")


def opened(page: Page, server: Server, brush: str) -> None:
    page.goto(f"{server.address}/explore?lang=zh&ask=brush&brush={quote(brush)}")
    page.locator(READY).wait_for(timeout=PATIENCE)


def brushed(page: Page, server: Server, chart: str, name: str, brush: str, moves: int) -> None:
    """Brush a chart to and fro and print how long each event took, and how long its tile did."""
    opened(page, server, brush)
    page.wait_for_timeout(3_000)
    svg = page.locator(f".chart[data-name={chart}] svg")
    svg.scroll_into_view_if_needed()
    box, bins = svg.bounding_box(), BINS[chart]
    # To and fro, each move into another bin: a move within one redraws nothing.
    places = [(abs(n % (2 * bins - 2) - bins + 1) + 0.5) / bins for n in range(moves)]
    at = [(box["x"] + box["width"] * place, box["y"] + 60) if chart != "topic" else (box["x"] + 160, box["y"] + box["height"] * place) for place in places]
    page.mouse.move(*at[0])
    page.wait_for_timeout(2_500)
    page.evaluate(MEASURE)
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(300)
    taken = page.evaluate("window.brushed")
    met = "met" if p95(taken) <= LIMIT_MS else "not met"
    print(f"{name}: {len(taken)} redrawn, ms: p50 {median(taken):.1f}, p95 {p95(taken):.1f}, most {max(taken):.1f}; limit {LIMIT_MS}: {met}")


class Children:
    """The largest resident size of the processes that a server starts, looked at until stopped."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.over = pid, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self) -> None:
        while not self.over.wait(0.1):
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
                except OSError:  # ended meanwhile
                    continue
                if lines.get("PPid") == str(self.pid) and "VmRSS" in lines and b"crossfilter" in self.command(status.parent):
                    self.most = max(self.most, int(lines["VmRSS"].split()[0]) / 1024)

    @staticmethod
    def command(process: Path) -> bytes:
        try:
            return (process / "cmdline").read_bytes()
        except OSError:
            return b""

    def stop(self) -> float:
        """MB."""
        self.over.set()
        self.thread.join()
        return self.most


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="How long a brush takes over ten million calls.")
    parser.add_argument("--scale", type=float, default=2.0, help="of 5 million calls")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "sandtable-bench", help="where the workspace is kept")
    parser.add_argument("--moves", type=int, default=300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
