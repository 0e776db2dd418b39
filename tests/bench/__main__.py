"""What the board costs on this machine, beside a plain Streamlit page of the same figures in one interleaved run: `make bench`.

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

from playwright.sync_api import BrowserContext, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as NotDrawn

from dashboard.warehouse.workspace import Workspace
from tests.bench import answers, coverage, finding, hotline, intake, tablet
from tests.bench.large import large_workspace
from tests.bench.plain_questions import PAGES
from tests.bench.report import Measured, p95, report
from tests.bench.servers import OURS, PLAIN, Server, serving
from tests.bench.viewers import crowd
from tests.bench.visits import pick, profile, reload, visit

SECTIONS = ("tablet", "pages", "crowds", "intake", "find", "hotline", "coverage")
USUAL, WITH_SERVERS = ("tablet", "pages", "crowds"), {"tablet", "pages", "crowds"}
WARMED_IN = 8
"""Seconds after the start of the servers in which nothing is asked of them."""


def main() -> None:
    """Measure what is asked for and print the report."""
    asked = arguments()
    measured = Measured()
    print(f"# {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, scale {asked.scale:g}, {datetime.now():%Y-%m-%d %H:%M}")
    if WITH_SERVERS & set(asked.sections):
        workspace = large_workspace(asked.cache, asked.scale)
        with ExitStack() as running:
            servers = [running.enter_context(serving(name, workspace.root)) for name in (OURS, PLAIN)]
            time.sleep(WARMED_IN)
            _board(asked, workspace, servers, measured)
        if "crowds" in asked.sections:
            for size in asked.viewers:
                _crowd(size, workspace, measured)
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
    """The sections in which a browser looks; the servers take turns."""
    with sync_playwright() as playwright:
        for page in asked.pages * asked.repeat if "tablet" in asked.sections else ():
            tablet.measure(playwright, servers[0], workspace, page, measured)
        for page in asked.pages if "pages" in asked.sections else ():
            _page(playwright, servers, workspace, page, asked.repeat, measured)
    for server in servers:
        measured.add(server.name, "server", "MB resident", server.memory_mb())
        measured.add(server.name, "server", "MB resident, most", server.memory_mb("VmHWM"))


def _page(playwright: Playwright, servers: list[Server], workspace: Workspace, page: str, repeat: int, measured: Measured) -> None:
    """One page: for each server a new browser, which visits twice; then turns of a warm visit, a reload, a new district, a known one."""
    with ExitStack() as browsers:
        contexts = [(server, browsers.enter_context(profile(playwright))) for server in servers]
        for server, context in contexts:
            _safely(server, page, measured, lambda server=server, context=context: _first(context, server, workspace, page, measured))
        for turn in range(repeat):
            for server, context in contexts:
                _safely(server, page, measured, lambda s=server, c=context, t=turn: _turn(c, s, workspace, page, t, measured))


def _safely(server: Server, page: str, measured: Measured, work) -> None:
    """What is not drawn within the patience is noted as such."""
    try:
        work()
    except NotDrawn:
        measured.add(server.name, page, "not drawn", 1)


def _first(context: BrowserContext, server: Server, workspace: Workspace, page: str, measured: Measured) -> None:
    city, path = answers.shown(server.name, workspace, page, ""), "" if page == "overview" else page
    tab, cold = visit(context, server, path, city)
    measured.add(server.name, page, "cold", cold.seconds)
    measured.add(server.name, page, "MB of a first visit", cold.received / 1e6)
    if page != "data":  # the district of the repeated filter is asked for once
        area, name = next(iter(answers.districts(workspace).items()))
        pick(tab, server, name, answers.shown(server.name, workspace, page, area))
    tab.close()
    tab, _ = visit(context, server, path, city)
    tab.close()


def _turn(context: BrowserContext, server: Server, workspace: Workspace, page: str, turn: int, measured: Measured) -> None:
    path, known = "" if page == "overview" else page, list(answers.districts(workspace).items())
    tab, warm = visit(context, server, path, city := answers.shown(server.name, workspace, page, ""))
    again = reload(tab, server, city)
    seen = {"warm": warm, "reload": again}
    if page != "data":
        for what, (area, name) in {"first filter": known[1 + turn % (len(known) - 1)], "filter": known[0]}.items():
            seen[what] = pick(tab, server, name, answers.shown(server.name, workspace, page, area))
    tab.close()
    for what, found in seen.items():
        measured.add(server.name, page, what, found.seconds)
        measured.add(server.name, page, f"{what}, to read", found.read)
        measured.add(server.name, page, f"cpu of {what}", found.cpu)
    measured.add(server.name, page, "MB of a warm visit", warm.received / 1e6)


def _crowd(size: int, workspace: Workspace, measured: Measured) -> None:
    """As many viewers at once on servers that were just started: nobody has asked for any of their districts."""
    for name in (OURS, PLAIN):
        shown = {label: answers.shown(name, workspace, "overview", area).wanted for area, label in answers.districts(workspace).items()}
        with serving(name, workspace.root) as server:
            time.sleep(WARMED_IN)
            seen, page = crowd(server.address, size, {label: n for label, n in shown.items() if n}), f"{size} viewers"
            for what, spent in (("view", seen.first), ("filter", seen.filters), ("later filter", seen.again)):
                if spent:
                    measured.add(name, page, f"{what} p50", median(spent))
                    measured.add(name, page, f"{what} p95", p95(spent))
            measured.add(name, page, "wrong", seen.wrong)
            measured.add(name, page, "failed", seen.failed)
            measured.add(name, page, "MB resident, most", server.memory_mb("VmHWM"))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="What the board costs on this machine: about a quarter of an hour, once its workspace is made.")
    parser.add_argument("--quick", action="store_true", help="three pages of a small workspace, once, and five viewers: two minutes")
    parser.add_argument("--scale", type=float, default=1.0, help="of 5 million calls and 200,000 cases")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "sandtable-bench", help="where the workspace is kept")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sections", nargs="*", choices=SECTIONS, default=list(USUAL))
    parser.add_argument("--pages", nargs="*", choices=list(PAGES), default=list(PAGES))
    parser.add_argument("--viewers", nargs="*", type=int, default=[25])
    asked = parser.parse_args()
    if asked.quick:
        asked.scale, asked.repeat, asked.pages, asked.viewers = min(asked.scale, 0.05), 1, ["overview", "cases", "zones"], [5]
    return asked


if __name__ == "__main__":
    main()
