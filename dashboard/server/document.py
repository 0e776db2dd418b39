"""The one HTML document of every page: the language, the board's title and icon, and what stands in it before any script has run."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs

import brotli
import streamlit
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.data.page_address import OF_THE_PRESENT
from dashboard.i18n.messages import LANGUAGES, text
from dashboard.server.fixed import with_small_fonts
from dashboard.server.opening import with_opening
from dashboard.server.preloads import preloads
from dashboard.tokens import WALL
from dashboard.ui.shell import sent_once

ICON = Path(__file__).with_name("favicon.svg")
SERVED_ELSEWHERE = (
    "/_stcore", "/static/", "/media/", "/component/", "/ready", "/app/", "/vendor/", "/auth", "/oauth2callback",
    "/crossfilter", "/find", "/ground/", "/fixed/",
)
BACKEND = Markup('<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>')
"""Where the server is; without it the client first asks below each page's own address, which logs two 404 a page."""
DARK = Markup("<style>html,body{{background:{}}}#root{{visibility:hidden}}</style></head>").format(WALL.paper)
"""The wall is dark from its first frame on, and shows nothing of the framework while it starts."""
SHEET = Markup('<link rel="stylesheet" href="{}">')
"""Within the body: its rules come after those that the framework puts into the head, and win where both are as strong."""
LANGUAGE, TITLE = Markup('<html lang="{}">'), Markup("<title>{}</title>")
First = Callable[[str, str, str], Awaitable[str]]
"""The figures that stand in the document, from the page's address, language and district."""
CODES = {"zh": "zh-CN", "en": "en"}
DOCUMENT_QUALITY = 4
"""Brotli, for a document that is made for each visit: a millisecond."""


class Document:
    """Answers every page address with the one document, its language, title and icon the board's own."""

    def __init__(self, app: ASGIApp, pages: Callable[[], frozenset[str]], first: First | None = None) -> None:
        self.app, self.pages, self.first = app, pages, first
        index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
        self.documents = {lang: document(index, lang) for lang in LANGUAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self.answer(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        await (answer or self.app)(scope, receive, send)

    async def answer(self, scope: Scope) -> Response | None:
        """The document, the icon, the first page for an unknown address, or null where the address is not a page's."""
        path = scope["path"]
        if path in ("/favicon.png", "/favicon.svg", "/favicon.ico"):
            return FileResponse(ICON, media_type="image/svg+xml", headers={"cache-control": "max-age=86400"})
        if path.startswith(SERVED_ELSEWHERE) or path.startswith("//") or path.count("/") > 1:
            return None
        if path != "/" and path.strip("/") not in self.pages():
            return RedirectResponse(f"/?missing=1&lang={asked_language(scope)}")
        html = self.documents[asked_language(scope)]
        if path.strip("/") == "wall":
            html = html.replace("</head>", DARK, 1)
        # Not for the browser's cache: the figures in it are those of this moment.
        headers = {"cache-control": "no-store", "vary": "accept-language, accept-encoding"}
        takes = "br" in Headers(scope=scope).get("accept-encoding", "")
        parts = self.parts(scope, html)
        return StreamingResponse(
            small(parts) if takes else parts, media_type="text/html", headers=headers | ({"content-encoding": "br"} if takes else {}),
        )

    async def parts(self, scope: Scope, html: str) -> AsyncIterator[str]:
        """The document, its head first: the browser loads the scripts that it names while the figures are asked for."""
        head, body, rest = html.partition("<body>")
        page = scope["path"].strip("/")
        sheet = sent_once.known_address(sent_once.SHEET) if page != "wall" else ""
        yield head.replace("</head>", Markup("{}</head>").format(preloads(page)), 1) + body + (str(SHEET.format(sheet)) if sheet else "")
        asked = asked_parameters(scope)
        if self.first and OF_THE_PRESENT.issuperset(asked):
            yield await self.first(page, asked_language(scope), asked.get("district", [""])[0])
        yield rest


async def small(parts: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """The parts in Brotli, each sent as soon as it is there."""
    squeeze = brotli.Compressor(quality=DOCUMENT_QUALITY)
    async for part in parts:
        yield squeeze.process(part.encode()) + squeeze.flush()
    yield squeeze.finish()


def document(index: str, lang: str) -> str:
    """Streamlit's document as the board's: language, title, icon; no agent description, no font that is not used."""
    lines = index.replace('<html lang="en">', LANGUAGE.format(CODES[lang]))
    lines = lines.replace("<title>Streamlit</title>", TITLE.format(text("app.name", lang)))
    lines = lines.replace('href="./favicon.png"', 'href="./favicon.svg" type="image/svg+xml"')
    lines = with_small_fonts(lines)
    lines = _without(lines, '<link rel="service-desc"', "/>")
    lines = lines.replace("<head>", BACKEND, 1)
    return with_opening(_without(lines, "<link\n      rel=\"preload\"", "/>"), lang)


def asked_language(scope: Scope) -> str:
    """"zh" or "en": the address, else the browser's first language, else Chinese."""
    asked = asked_parameters(scope).get("lang", [""])[0]
    if asked in ("zh", "en"):
        return asked
    first = Headers(scope=scope).get("accept-language", "zh").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"


def asked_parameters(scope: Scope) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _without(html: str, start: str, end: str) -> str:
    place = html.find(start)
    return html if place < 0 else html[:place] + html[html.index(end, place) + len(end) :]
