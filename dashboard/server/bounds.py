"""How many pages are open and how much is asked, in all and from one address: whoever asks for more is told so, and nobody else waits."""

import time
from collections import Counter
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.limits import Limits
from dashboard.server.refusals import Refused, refuse

TOO_MANY, FULL = 429, 503
ADDRESSES = 10_000
"""Of which is remembered how much they asked; beyond, those that asked nothing for a minute are forgotten."""
MINUTE = 60.0
HEARTBEAT, OF_A_REQUEST = "/ready", 0.1
"""What open pages and walls ask all the time, answered from memory, and the part of a request that it counts."""
OF_ONE_HOUSE = 64
"""Bits of an IPv6 address that one client has all of."""


class Bounds:
    """Counts open websockets and requests by the client's address, and refuses what goes beyond the limits."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits
        self.open: Counter[str] = Counter()
        self.rates: dict[str, tuple[float, float]] = {}
        """By address: requests left, and when that was counted."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        address = address_of(scope)
        refused = self.refusal(scope, address)
        if refused is not None:
            await refuse(refused, scope, receive, send)
        elif scope["type"] == "websocket":
            await self.counted(address, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def counted(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """An open page, counted until its websocket is closed."""
        self.open[address] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[address] -= 1
            if not self.open[address]:
                del self.open[address]

    def refusal(self, scope: Scope, address: str) -> Refused | None:
        """Why a request or handshake is not let in; null where it is. A page is refused where its websocket would be."""
        if not self.is_within_rate(address, OF_A_REQUEST if scope["path"] == HEARTBEAT else 1):
            return Refused(TOO_MANY, "door.too_often", n=self.limits.requests_a_minute)
        if scope["type"] == "http" and not asks_for_page(scope):
            return None
        if self.open.total() >= self.limits.viewers:
            return Refused(FULL, "door.full", n=self.limits.viewers)
        if self.open[address] >= self.limits.viewers_an_address:
            return Refused(TOO_MANY, "door.many_pages", n=self.limits.viewers_an_address)
        return None

    def is_within_rate(self, address: str, cost: float = 1) -> bool:
        """Count a request: a minute's worth may come at once, and comes back evenly."""
        now, most = time.monotonic(), self.limits.requests_a_minute
        left, since = self.rates.get(address, (float(most), now))
        left = min(float(most), left + (now - since) * most / MINUTE)
        self.rates[address] = (left - cost if left >= cost else left, now)
        if len(self.rates) > ADDRESSES:
            self.rates = {one: rate for one, rate in self.rates.items() if now - rate[1] < MINUTE}
        return left >= cost


def asks_for_page(scope: Scope) -> bool:
    """Whether a person would see the answer: a page that a browser opens."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def address_of(scope: Scope) -> str:
    """Whose request it is. From a proxy on this machine: whose it says, in X-Forwarded-For; of an IPv6 address the network."""
    client = scope.get("client")
    host = client[0] if client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((int(address), OF_ONE_HOUSE), strict=False)) if isinstance(address, IPv6Address) else host
