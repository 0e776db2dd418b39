"""What the board costs on this machine, beside two yardsticks in one interleaved run: `make bench`, or `python -m tests.bench --scale 0.02`.

Nothing is asserted: the report says which limit is met. Whoever shares the machine is in every time, so the ratios count.
"""

import argparse
import os
import platform
import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import TimeoutError as NotDrawn
from playwright.sync_api import sync_playwright

from dashboard.warehouse.workspace import Workspace
from tests.bench import answers, coverage, finding, hotline, intake, tablet
from tests.bench.large import large_workspace
from tests.bench.report import Measured, p95, report
from tests.bench.servers import OURS, YARDSTICKS, Server, serving
from tests.bench.viewers import crowd
from tests.bench.visits import Visit, pick, profile, reload, visit

SECTIONS = ("overview", "pages", "tablet", "crowds", "intake", "find", "hotline", "coverage")
WITHOUT_SERVERS = {"intake", "find", "hotline", "coverage"}
WARMED_IN = 8
"""Seconds after the start of the servers in which nothing is asked of them."""


def main() -> None:
    """Measure what is asked for and print the report."""
    asked = arguments()
    workspace = large_workspace(asked.cache, asked.scale) if set(asked.sections) - WITHOUT_SERVERS else None
    measured = Measured()
    print(f"# {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, scale {asked.scale:g}, {datetime.now():%Y-%m-%d %H:%M}")
    if workspace:
        with ExitStack() as running:
            names = [OURS, *(name for name in YARDSTICKS if name in asked.yardsticks)]
            servers = [running.enter_context(serving(name, workspace.root)) for name in names]
            time.sleep(WARMED_IN)
            _board(asked, workspace, servers, measured)
        print(report(measured))
    if "intake" in asked.sections:
        intake.measure()
    if "find" in asked.sections:
        finding.measure()
    if "coverage" in asked.sections:
        coverage.measure()
    if "hotline" in asked.sections:
        hotline.measure(large_workspace(asked.cache, 2 * asked.scale))


def _board(asked: argparse.Namespace, workspace: Workspace, servers: list[Server], measured: Measured) -> None:
    """The sections that need servers; the servers take turns within each repetition."""
    with sync_playwright() as playwright:
        for _ in range(asked.repeat if "tablet" in asked.sections else 0):
            tablet.measure(playwright, servers[0], workspace, measured)
        for turn in range(asked.repeat if "overview" in asked.sections else 0):
            for server in servers[: len(servers) if turn == 0 else 2]:  # pandas once: its first view takes minutes
                shown = [answers.overview_of(server.name, workspace, area) for area in (answers.CITY, answers.DISTRICT)]
                _visits(playwright, server, "overview", "", *shown, measured)
        for _ in range(asked.repeat if "pages" in asked.sections else 0):
            for name, shown in answers.pages(workspace).items():
                if name != "overview":
                    _visits(playwright, servers[0], name, name, *shown, measured)
    if "crowds" in asked.sections:
        # Without pandas: a gigabyte a session would take the machine down with it.
        _crowds([server for server in servers if server.name != "pandas"], workspace, asked.viewers, measured)
    for server in servers:
        measured.add(server.name, "server", "MB resident", server.memory_mb())
        measured.add(server.name, "server", "MB resident, most", server.memory_mb("VmHWM"))


def _visits(playwright, server: Server, name: str, path: str, city, district, measured: Measured) -> None:
    """A first visit, another, a reload and a filter, by one new browser; what is not drawn within the patience is noted as such."""
    try:
        _round(playwright, server, name, path, city, district, measured)
    except NotDrawn:
        measured.add(server.name, name, "not drawn", 1)


def _round(playwright, server: Server, name: str, path: str, city, district, measured: Measured) -> None:
    with profile(playwright) as context:
        first, cold = visit(context, server, path, city)
        first.close()
        second, once_more = visit(context, server, path, city)
        second.close()
        page, warm = visit(context, server, path, city)
        again = reload(page, server, city)
        seen: dict[str, Visit] = {"cold": cold, "second": once_more, "warm": warm, "reload": again}
        if district:
            seen["filter"] = pick(page, server, answers.DISTRICT_NAME, district)
            measured.add(server.name, name, "cpu of a filter", seen["filter"].cpu)
    for what, found in seen.items():
        measured.add(server.name, name, what, found.seconds)
    measured.add(server.name, name, "cpu of a view", warm.cpu, again.cpu)
    measured.add(server.name, name, "MB of a first visit", cold.received / 1e6)
    measured.add(server.name, name, "MB of a warm visit", warm.received / 1e6)


def _crowds(servers: list[Server], workspace: Workspace, sizes: list[int], measured: Measured) -> None:
    districts = {server.name: answers.cases_by_district(server.name, workspace) for server in servers}
    for size in sizes:
        for server in servers:
            seen, page = crowd(server.address, size, districts[server.name]), f"{size} viewers"
            if seen.filters:
                for what, spent in (("first", seen.first), ("filter", seen.filters)):
                    measured.add(server.name, page, f"{what} p50", median(spent))
                    measured.add(server.name, page, f"{what} p95", p95(spent))
            measured.add(server.name, page, "wrong", seen.wrong)
            measured.add(server.name, page, "failed", seen.failed)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="What the board costs on this machine.")
    parser.add_argument("--scale", type=float, default=1.0, help="of 5 million calls and 200,000 cases")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "sandtable-bench", help="where the workspace is kept")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--sections", nargs="*", choices=SECTIONS, default=list(SECTIONS))
    parser.add_argument("--yardsticks", nargs="*", choices=list(YARDSTICKS), default=list(YARDSTICKS))
    parser.add_argument("--viewers", nargs="*", type=int, default=[10, 25])
    return parser.parse_args()


if __name__ == "__main__":
    main()
