"""Who may ask: the names that the board is served under, and pages of its own. Checked before the framework sees a request.

A foreign name that resolves to this machine (DNS rebinding) and a page of another site would both reach a board that trusts its
network. Nothing here, and nothing behind it, asks a resolver or a host outside: names are compared as they are written.
"""

import os
import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import NamedTuple

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.errors import UsageError
from dashboard.i18n.messages import Words, both
from dashboard.server.headers import HEADERS

WRITTEN = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::([0-9]{1,5}))?", re.IGNORECASE)
"""A host as a browser sends it: a name, an IPv4 address or an IPv6 address in brackets, and perhaps a port."""
PORTS = {"http": 80, "https": 443}
ALL_ADDRESSES = ("", "0.0.0.0", "::")
MISDIRECTED, FORBIDDEN = 421, 403


class Host(NamedTuple):
    """A name or address in lower case, without brackets, and its port; null where none is written: any port of an allowed host."""

    name: str
    port: int | None = None

    def is_of(self, allowed: Iterable["Host"]) -> bool:
        """Whether it is one of these; a host without a port is held against names alone, since proxies leave the port out."""
        return any(self.name == one.name and (None in (self.port, one.port) or self.port == one.port) for one in allowed)


LOOPBACK = frozenset({Host("127.0.0.1"), Host("localhost"), Host("::1")})


class Door:
    """Lets in who asks for an allowed host from nowhere or from the board's own pages; answers everybody else at once, in words."""

    def __init__(self, app: ASGIApp, allowed: frozenset[Host]) -> None:
        self.app, self.allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refused = self.refusal(scope)
        if refused is None:
            await self.app(known_origin(scope) if scope["type"] == "websocket" else scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # before it was accepted: the server answers 403
        else:
            status, words = refused
            await PlainTextResponse(f"{words.zh}\n{words.en}\n", status, headers=HEADERS)(scope, receive, send)

    def refusal(self, scope: Scope) -> tuple[int, Words] | None:
        """The status and the words for a request that is not let in, or null."""
        hosts, origins = sent(scope, b"host"), sent(scope, b"origin")
        host = read_host(hosts[0]) if len(hosts) == 1 else None
        if host is None:
            return MISDIRECTED, both("door.no_host")
        if not host.is_of(self.allowed):
            return MISDIRECTED, both("door.unknown_host", host=host.name)
        if origins and not (len(origins) == 1 and self.is_own(origins[0], host)):
            return FORBIDDEN, both("door.other_origin")
        return None

    def is_own(self, origin: str, host: Host) -> bool:
        """Whether a page of this origin is the board's: of the same host and port, or of a host that SANDTABLE_HOSTS names.

        The second is for a proxy that does not hand on the host. It does not hold for loopback: another port is another program.
        """
        scheme, _, rest = origin.partition("://")
        page = read_host(rest)
        if page is None or scheme not in PORTS:
            return False
        page = Host(page.name, page.port or PORTS[scheme])
        return page == Host(host.name, host.port or PORTS[scheme]) or page.is_of(self.allowed - LOOPBACK)


def allowed_hosts(address: str) -> frozenset[Host]:
    """Loopback, the address that is listened on where it is a single one, and what SANDTABLE_HOSTS names.

    Raises: UsageError where SANDTABLE_HOSTS has something in it that is not a host.
    """
    found = set(LOOPBACK)
    if address not in ALL_ADDRESSES:
        found.add(Host(plain_name(address)))
    for text in filter(None, (part.strip() for part in os.environ.get("SANDTABLE_HOSTS", "").split(","))):
        host = read_host(text)
        if host is None:
            raise UsageError("door.not_a_host", text=text)
        found.add(host)
    return frozenset(found)


def read_host(text: str) -> Host | None:
    """The host as it is written in a header or a setting; null where it is none."""
    written = WRITTEN.fullmatch(text)
    port = int(written[2]) if written and written[2] else None
    return Host(plain_name(written[1]), port) if written and (port is None or 0 < port < 65_536) else None


def plain_name(name: str) -> str:
    """In lower case, without brackets and the dot of a full name; an address in its shortest form."""
    name = name.lower().strip("[]").removesuffix(".")
    try:
        return str(ip_address(name))
    except ValueError:
        return name


def sent(scope: Scope, header: bytes) -> list[str]:
    """The values of a header, one for each time that it was sent."""
    return [value.decode("latin-1") for name, value in scope["headers"] if name == header]


def known_origin(scope: Scope) -> Scope:
    """A handshake that was let in, its origin written with the host asked for.

    Streamlit compares the two letter by letter. Where they differ (a proxy) it asks a host outside for this machine's address,
    and everybody waits for the answer; the comparison was made here, so they need not differ any more.
    """
    host = sent(scope, b"host")[0]
    headers = [
        (name, b"%s://%s" % (value.partition(b"://")[0], host.encode("latin-1")) if name == b"origin" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
