"""ASGI middleware around Streamlit: the document in its language, headers that keep it inside, compressed static files."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import brotli
import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.i18n.messages import text
from dashboard.server.opening import with_opening
from dashboard.server.static import KINDS, compressed, scripts_of
from dashboard.tokens import WALL

POLICY = "; ".join((
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
))
"""Nothing is loaded from, or sent to, another host. 'wasm-unsafe-eval': the Arrow reader; blob: deck.gl's workers and components v2."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
ICON = Path(__file__).with_name("favicon.svg")
HIDDEN_PATHS = ("/_stcore/metrics", "/_stcore/agent")
"""Endpoints of Streamlit that answer anybody and that the board has no use for."""
SERVED_ELSEWHERE = ("/_stcore", "/static/", "/media/", "/component/", "/ready", "/app/", "/vendor/", "/auth", "/oauth2callback")
BACKEND = '<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>'
"""Where the server is; without it the client first asks below each page's own address, which logs two 404 a page."""
DARK = f"<style>html,body{{background:{WALL.paper}}}#root{{visibility:hidden}}</style>"
"""The wall is dark from its first frame on, and shows nothing of the framework while it starts."""
FRAME = ("Html", "PageLink", "BidiComponent", "Button")
CONTENT = {
    "": ("Selectbox", "DateInput"), "cases": ("Selectbox", "DateInput", "ButtonGroup", "PlotlyChart", "DeckGlJsonChart"),
    "zones": ("Selectbox", "DateInput", "PlotlyChart", "DataFrame", "DeckGlJsonChart"),
    "businesses": ("Selectbox", "DateInput", "PlotlyChart", "DataFrame", "DeckGlJsonChart"),
    "supply": ("Selectbox", "PlotlyChart", "DeckGlJsonChart"), "hotline": ("Selectbox", "DateInput", "PlotlyChart", "DataFrame"),
    "community": ("Selectbox", "PlotlyChart", "DataFrame"), "data": (), "wall": (),
}
"""Parts of the interface that every page draws, and those of each address, in the order in which they are needed."""
DOCUMENT_QUALITY = 4
"""Brotli, for a document that is made for each visit: a millisecond."""
FOREVER = "public, max-age=31536000, immutable"


class SecurityHeaders:
    """Adds the headers to every answer, and answers 404 for what is not the board's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        hidden = scope["path"].startswith(HIDDEN_PATHS)
        await (Response(status_code=404) if hidden else self.app)(scope, receive, with_headers)


class Document:
    """Answers every page address with the one document, its language, title and icon the board's own."""

    def __init__(self, app: ASGIApp, pages: Callable[[], frozenset[str]], first: Callable[[str], Awaitable[str]] | None = None) -> None:
        self.app, self.pages, self.first = app, pages, first
        index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
        self.documents = {lang: document(index, lang) for lang in ("zh", "en")}

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
            html = html.replace("</head>", f"{DARK}</head>", 1)
        # Not to be kept: the figures in it are those of this moment.
        headers = {"cache-control": "no-store", "vary": "accept-language, accept-encoding"}
        takes = "br" in Headers(scope=scope).get("accept-encoding", "")
        parts = self.parts(scope, html)
        return StreamingResponse(
            small(parts) if takes else parts, media_type="text/html", headers=headers | ({"content-encoding": "br"} if takes else {}),
        )

    async def parts(self, scope: Scope, html: str) -> AsyncIterator[str]:
        """The document, its head first: the browser loads the scripts that it names while the figures are asked for."""
        head, body, rest = html.partition("<body>")
        yield head.replace("</head>", preloads(scope["path"].strip("/")) + "</head>", 1) + body
        if scope["path"] == "/" and self.first and "as_of" not in asked_parameters(scope):
            yield await self.first(asked_language(scope))
        yield rest


@cache
def preloads(address: str) -> str:
    """The scripts of a page's parts, for its document: with low priority, since the interface itself must start first."""
    parts = CONTENT.get(address)
    names = () if parts is None or address == "wall" else scripts_of(FRAME + parts)
    return "".join(f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">' for name in names)


async def small(parts: AsyncIterator[str]) -> AsyncIterator[bytes]:
    """The parts in Brotli, each sent as soon as it is there."""
    squeeze = brotli.Compressor(quality=DOCUMENT_QUALITY)
    async for part in parts:
        yield squeeze.process(part.encode()) + squeeze.flush()
    yield squeeze.finish()


class CompressedStatic:
    """Answers /static/… with the Brotli file where the browser takes it and it is there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    @staticmethod
    def answer(scope: Scope) -> Response | None:
        """The compressed file, or null where Streamlit serves its own."""
        path = scope["path"]
        kind = KINDS.get(Path(path).suffix)
        takes = "br" in Headers(scope=scope).get("accept-encoding", "")
        if not (path.startswith("/static/") and kind and takes) or ".." in path:
            return None
        file = compressed(path.removeprefix("/static/"))
        if file is None:
            return None
        headers = {"content-encoding": "br", "vary": "accept-encoding", "cache-control": FOREVER}
        return FileResponse(file, media_type=kind, headers=headers)


def document(index: str, lang: str) -> str:
    """Streamlit's document as the board's: language, title, icon; no agent description, no font that is not used."""
    code = "zh-CN" if lang == "zh" else "en"
    lines = index.replace('<html lang="en">', f'<html lang="{code}">')
    lines = lines.replace("<title>Streamlit</title>", f"<title>{escape(text('app.name', lang))}</title>")
    lines = lines.replace('href="./favicon.png"', 'href="./favicon.svg" type="image/svg+xml"')
    lines = _without(lines, "<link rel=\"service-desc\"", "/>")
    lines = lines.replace("<head>", "<head>" + BACKEND, 1)
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
