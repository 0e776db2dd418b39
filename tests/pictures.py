"""Pictures of every page in a real browser: `python -m tests.pictures OUT --workspace DIR`. For looking at, and for the README.

Every picture also tests the air gap: a request to another host, a console error or an error box is printed, and the exit status is 1.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.app import BY_LINK, NAVIGATION, page_file
from dashboard.measures.written import write
from dashboard.ui.explore.picked_held import STARTERS
from dashboard.ui.wall.scene_list import SCENES
from tests.ports import free_port

CHROMIUM = os.environ.get("SANDTABLE_CHROMIUM", "/usr/bin/chromium")
THEMES = ("light", "dark")
SIZES = {"desk": (1920, 1080), "landscape": (1180, 820), "portrait": (820, 1180)}
WALLS = {"1080p": (1920, 1080), "4k": (3840, 2160), "wide": (2560, 1080), "double": (3840, 1080), "tall": (1080, 1920)}
OFFLINE = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--force-color-profile=srgb")
COMPILED_ONCE = "--js-flags=--no-enable-lazy-source-positions"
"""Every script is compiled a second time else, for the stack of its first error, as soon as something drives the browser: an eighth of
an opening (measured). Not for `make bench`, which measures the browser that people use."""
STARTED_IN = 90
"""Seconds that a server may take to start on a loaded machine."""
ENDED_IN = 30
"""Seconds that it may take to end by itself."""
PATIENCE = 60_000
"""ms that a page may take to be drawn on a loaded machine."""
LOOK_MS, LOOKS = 60, 5
QUIET = """(asked) => {
    if (window.looksAsked !== asked) Object.assign(window, { looksAsked: asked, sameLooks: 0 })
    const elements = document.querySelectorAll('*').length, app = document.querySelector('[data-testid="stApp"]')
    const coming = app?.dataset.testScriptState !== 'notRunning'
        || document.querySelector('[data-testid="stSkeleton"], details[style*="overflow: hidden"]')
    window.sameLooks = window.lastCount !== elements || coming ? 0 : window.sameLooks + 1
    window.lastCount = elements
    return window.sameLooks >= LOOKS
}""".replace("LOOKS", str(LOOKS))
"""True once no script has run, no part was still on its way or being unfolded, and nothing has been added at several looks in a row: looks, since a page
that draws for seconds without a pause has not been quiet meanwhile. They are counted anew each time that it is asked: what a test has just pressed
is not yet to be seen at the first."""
ASKED = count(1)
ERROR_BOXES = '[data-testid="stException"], .calm, #wall .problem:not([hidden])'


def main() -> int:
    """Take the pictures and print what went wrong; the number of pages with complaints decides the exit status."""
    asked = arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    names = [name for name in asked.pages or NAVIGATION if page_file(name).is_file()]
    complaints = []
    with address_of(asked) as address, browser() as chromium:
        for view in views(asked, names):
            found = picture(chromium, f"{address}/{view.path}{asked.query}", view.size, asked.out / f"{view.file}.png", asked.full, view.theme)
            complaints += [f"{view.file}: {line}" for line in found]
    if asked.small:
        for file in asked.out.glob("*.png"):
            Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE, colors=256).save(file, optimize=True)
    print("\n".join(complaints) or "no complaint")
    return 1 if complaints else 0


class View(NamedTuple):
    """One picture to take."""

    file: str
    path: str
    size: tuple[int, int]
    theme: str


def views(asked: argparse.Namespace, names: list[str]) -> Iterator[View]:
    """Every page at every size, language and theme; of the wall, which has one theme, every scene at the sizes of walls."""
    for theme, lang, size, name in product(asked.themes, asked.langs, asked.sizes, [name for name in names if name != "wall"]):
        path, ending = f"{(NAVIGATION | BY_LINK)[name][0]}?lang={lang}", f"{lang}-{size}{'-dark' if theme == 'dark' else ''}"
        yield View(f"{name}-{ending}", path, SIZES[size], theme)
        if name == "explore":
            yield View(f"explore-pick-{ending}", f"{path}&ask=pick&pick={quote(write(STARTERS['food']))}", SIZES[size], theme)
    for lang, size, scene in product(asked.langs, asked.walls, SCENES if "wall" in names else ()):
        yield View(f"wall-{scene}-{lang}-{size}", f"wall?lang={lang}&scenes={scene}&seconds=600", WALLS[size], "dark")


def picture(chromium: Browser, url: str, size: tuple[int, int], file: Path, full: bool = True, theme: str = "light") -> list[str]:
    """Open a page, wait until it is drawn, save it. Returns complaints: requests to other hosts, console errors, error boxes."""
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    complaints = watch(page, url)
    page.goto(url)
    settle(page)
    if full:
        height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]')?.scrollHeight || 0")
        page.set_viewport_size({"width": size[0], "height": max(size[1], min(6000, int(height) + 20))})
        settle(page)
    page.screenshot(path=str(file))
    complaints += [f"error box: {box.inner_text()[:200]}" for box in page.locator(ERROR_BOXES).all()]
    page.close()
    return complaints


def watch(page: Page, url: str) -> list[str]:
    """A list that fills with requests to other hosts, failed requests, console errors and page errors."""
    seen: list[str] = []
    inside = ("data:", "blob:", "/".join(url.split("/")[:3]) + "/")
    page.on("request", lambda r: None if r.url.startswith(inside) else seen.append(f"other host: {r.url}"))
    page.on("console", lambda m: seen.append(f"console: {m.text[:300]} {m.location.get('url', '')}") if m.type == "error" else None)
    page.on("pageerror", lambda e: seen.append(f"page error: {str(e)[:300]}"))
    return seen


def settle(page: Page) -> None:
    """Wait until the script has run and nothing more is added to the page."""
    page.wait_for_selector(".st-key-masthead, .calm, #wall .scene.on, #wall .problem:not([hidden])", timeout=PATIENCE)
    page.wait_for_function(QUIET, arg=next(ASKED), timeout=PATIENCE, polling=LOOK_MS)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium that can reach this machine and nothing else."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*OFFLINE, COMPILED_ONCE])
        yield chromium
        chromium.close()


@contextmanager
def address_of(asked: argparse.Namespace) -> Iterator[str]:
    """The address of the board to picture: the given one, else a server of its own on a free port."""
    if asked.address:
        yield asked.address
        return
    with served(asked.workspace) as address:
        yield address


@contextmanager
def served(workspace: Path, defers: bool = False) -> Iterator[str]:
    """A board of its own for a workspace, until the end of the block. `defers`: its pages wait with what is not near the view."""
    port = free_port()
    code = f"from dashboard.server.app import serve; serve({str(workspace)!r}, port={port}, address='127.0.0.1')"
    environment = os.environ | {"SANDTABLE_DEFER": "1" if defers else "0", "SANDTABLE_AHEAD": "0"}
    server = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(port)
        with suppress(urllib.error.HTTPError):  # a board whose pages would fail is served to its tests as well
            ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(ENDED_IN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_ready(port: int) -> None:
    """Return when the server answers /ready. Raises: TimeoutError."""
    end = time.monotonic() + STARTED_IN
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no board on port {port} after {STARTED_IN} s")


def ready(address: str, **headers: str) -> dict:
    """What /ready answers once the store has answered it. Raises: TimeoutError, HTTPError where it says that a page would fail."""
    end = time.monotonic() + STARTED_IN
    while time.monotonic() < end:
        try:
            return json.load(urllib.request.urlopen(urllib.request.Request(f"{address}/ready", headers=headers), timeout=10))
        except urllib.error.HTTPError as refused:
            if json.load(refused)["workspace"] != "starting":
                raise
            time.sleep(0.1)
    raise TimeoutError(f"{address} is still starting after {STARTED_IN} s")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Pictures of every page of the board.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--workspace", type=Path, default=Path(os.environ.get("SANDTABLE_WORKSPACE", "workspace")))
    parser.add_argument("--address", help="a board that is being served already, e.g. http://127.0.0.1:8501")
    parser.add_argument("--pages", nargs="*", choices=list(NAVIGATION | BY_LINK))
    parser.add_argument("--langs", nargs="*", choices=("zh", "en"), default=["zh", "en"])
    parser.add_argument("--sizes", nargs="*", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--walls", nargs="*", choices=list(WALLS), default=list(WALLS), help="sizes of the wall's scenes")
    parser.add_argument("--themes", nargs="*", choices=THEMES, default=["light"])
    parser.add_argument("--query", default="", help="added to every address, e.g. '&district=230110'")
    parser.add_argument("--small", action="store_true", help="256 colours: a quarter of the bytes, for documents")
    parser.add_argument("--viewport-only", dest="full", action="store_false", help="the first screen only, not the whole page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
