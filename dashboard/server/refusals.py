"""Answers to a client that asked for too much: a status and a sentence in both languages, before the framework has any of it."""

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dashboard.i18n.messages import Words, both

RETRY_AFTER = 30
"""Seconds that a client is asked to wait."""
LATER = (429, 503)


class Refused(OSError):
    """Raised while a request is read that is not to be read on; an OSError, at which the framework closes its files at once."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status, self.words = status, both(key, **values)


async def refuse(refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request, or a websocket's handshake in the server's own words for it."""
    headers = {"cache-control": "no-store"} | ({"retry-after": str(RETRY_AFTER)} if refused.status in LATER else {})
    answer = PlainTextResponse(said(refused.words), refused.status, headers=headers)
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})  # try again later
    else:
        await answer(scope, receive, send)


def said(words: Words) -> str:
    """A line for each language."""
    return f"{words.zh}\n{words.en}\n"
