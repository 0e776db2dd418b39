"""What a page's session is sent over the websocket, by kind of element: `python -m tests.bench.sent ADDRESS [PAGE ...]`. Counts, not times."""

import asyncio
import sys
from collections import Counter

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAGES = ("", "cases", "zones", "businesses", "supply", "hotline", "tickets", "community", "data")
WAIT_SECONDS = 60


class Session:
    """One session on one page, as a browser would have it. Use as an async context manager."""

    def __init__(self, address: str, page: str, defers: bool = False) -> None:
        self.address, self.page, self.defers = address, page, defers

    async def __aenter__(self) -> "Session":
        where = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        cookie = {"additional_headers": {"cookie": "sandtable_defers=1"}} if self.defers else {}
        self.socket = await websockets.connect(where, subprotocols=["streamlit"], origin=self.address, max_size=None, **cookie)
        return self

    async def __aexit__(self, *_) -> None:
        await self.socket.close()

    async def run(self, query: str = "lang=zh", fragment: str = "") -> list[ForwardMsg]:
        """Every message of one run of the page with this address."""
        back = BackMsg()
        back.rerun_script.query_string, back.rerun_script.page_name, back.rerun_script.fragment_id = query, self.page, fragment
        back.rerun_script.context_info.url = f"{self.address}/{self.page}"
        await self.socket.send(back.SerializeToString())
        messages = []
        async with asyncio.timeout(WAIT_SECONDS):
            while not messages or not messages[-1].HasField("script_finished"):
                messages.append(ForwardMsg.FromString(await self.socket.recv()))
        return messages


def kind_of(message: ForwardMsg) -> str:
    """What a message carries: the kind of the element, for a component its name; else the kind of the message."""
    if not message.HasField("delta"):
        return message.WhichOneof("type") or "none"
    delta = message.delta
    if not delta.HasField("new_element"):
        return "container"
    element = delta.new_element
    kind = element.WhichOneof("type") or "none"
    if kind == "bidi_component":
        return element.bidi_component.component_name
    if kind == "html":
        return "html: style" if "<style" in element.html.body else "html: picture" if "<svg" in element.html.body else "html: words"
    return kind


def by_kind(messages: list[ForwardMsg]) -> dict[str, tuple[int, int]]:
    """(messages, bytes) by kind, the heaviest first."""
    number, weight = Counter(), Counter()
    for message in messages:
        number[kind_of(message)] += 1
        weight[kind_of(message)] += message.ByteSize()
    return {kind: (number[kind], size) for kind, size in weight.most_common()}


async def _measured(address: str, page: str, filtered: str) -> None:
    async with Session(address, page) as session:
        for name, query in (("first", "lang=zh"), ("filter", f"lang=zh&{filtered}"), ("filter again", "lang=zh")):
            messages = await session.run(query)
            kinds = by_kind(messages)
            said = ", ".join(f"{kind} {size / 1000:.1f} ({number})" for kind, (number, size) in list(kinds.items())[:9])
            print(f"{page or 'overview'} | {name} | {len(messages)} | {sum(m.ByteSize() for m in messages) / 1000:.0f} kB | {said}", flush=True)


if __name__ == "__main__":
    for asked in sys.argv[2:] or PAGES:
        asyncio.run(_measured(sys.argv[1], asked, "district=230110"))
