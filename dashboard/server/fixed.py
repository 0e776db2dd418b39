"""Answers for what is sent once: styles, scripts, outlines under names that hold their digest; compressed, kept by the browser for good."""

import re
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.static import ROOT, for_good
from dashboard.ui import components
from dashboard.ui.shell import sent_once, style
from dashboard.ui.shell.assets import asset

PARTS = ("ledger.css", "tracks.css")
"""Style sheets of parts of pages, beside the shell's own."""
FONTS = {"MaterialSymbols-Rounded": "icons.woff2", "SourceSansVF-Upright": "blank.woff2"}
"""The board's small fonts by the interface's large ones, whose place they take."""
INTERFACE = "interface.css"
LINKED = re.compile(r'href="\./(static/css/index\.[\w-]+\.css)"')
FONT_FILE = re.compile(r"url\(\.\./media/([\w.-]+)\)")


def serve_fixed() -> None:
    """From now on pages name files instead of being sent them."""
    sent_once.begin(every_sheet())
    for name in FONTS.values():
        sent_once.address_of(name, Path(__file__).with_name("fonts").joinpath(name).read_bytes())
    if found := LINKED.search((ROOT.parent / "index.html").read_text(encoding="utf-8")):
        rules = (ROOT.parent / found[1]).read_text(encoding="utf-8")
        sent_once.address_of(INTERFACE, FONT_FILE.sub(lambda font: f"url({_font_address(font[1])})", rules))


def with_small_fonts(html: str) -> str:
    """The interface's document with its own style sheet, but for the fonts in it; as it is where no server answers for that."""
    address = sent_once.known_address(INTERFACE)
    return LINKED.sub(f'href="{address}"', html) if address else html


def _font_address(file: str) -> str:
    own = FONTS.get(file.partition(".")[0])
    return sent_once.known_address(own) if own else f"/static/media/{file}"


def every_sheet() -> str:
    """The one style sheet of every page but the wall: the variables, the shell's rules, then those of parts of pages."""
    return "\n".join((style.root(), style.rules(*style.SHEETS), asset(str(Path(str(components.__file__))), *PARTS)))


def fixed(request: Request) -> Response:
    """A file by its name with digest; 404 for one that no page has named since the server began. Runs in a thread of its own."""
    name = request.path_params["name"]
    content = sent_once.file(name)
    if content is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    return for_good(request, content, sent_once.KINDS[PurePosixPath(name).suffix], compresses=not name.endswith(".woff2"))
