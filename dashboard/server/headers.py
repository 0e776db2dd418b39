"""The HTTP headers of every answer: what a browser may load and send (nothing to another host), and what is closed to everybody."""

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
HIDDEN_PATHS = ("/_stcore/metrics", "/_stcore/agent")
"""Endpoints of Streamlit that answer anybody and that the board has no use for."""


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
