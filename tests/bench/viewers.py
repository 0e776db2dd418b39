"""Viewers over Streamlit's own protocol: what a browser would ask of the server, without the browser."""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

THINK_SECONDS = 5
"""Between two filters of one viewer."""
SPREAD_SECONDS = 5
"""Over which viewers arrive."""
PATIENCE_SECONDS = 120
STILL = "sandtable_still"
BAR = re.compile(r'data-n="(-?\d+)"')


@dataclass
class Screen:
    """What the server has sent: the newest element of each place, and the select of the districts."""

    places: dict[tuple, object] = field(default_factory=dict)
    select_id: str = ""
    options: list[str] = field(default_factory=list)
    received: int = 0
    """Bytes."""

    def take(self, message: ForwardMsg) -> None:
        """Put a delta in its place."""
        if not message.HasField("delta") or not message.delta.HasField("new_element"):
            return
        element = message.delta.new_element
        self.places[tuple(message.metadata.delta_path)] = element
        if element.HasField("selectbox") and not element.selectbox.disabled and element.selectbox.id.endswith("district"):
            self.select_id, self.options = element.selectbox.id, list(element.selectbox.options)

    def chart_sums(self) -> set[int]:
        """For each bar chart on the screen: the sum of its bars."""
        specs = (e.plotly_chart.spec for e in self.places.values() if e.HasField("plotly_chart"))
        parts = (e.bidi_component for e in self.places.values() if e.HasField("bidi_component"))
        stills = (json.loads(part.json)["html"] for part in parts if part.component_name == STILL)
        return {sum(bar_values(json.loads(spec)["data"])) for spec in specs} | {sum(map(int, BAR.findall(still))) for still in stills}


def bar_values(traces: list[dict]) -> Iterator[int]:
    """Every height of the bars of a chart, decoded; Plotly sends long columns as base64."""
    import base64

    import numpy as np

    for trace in traces:
        values = trace.get("y", []) if trace.get("type") == "bar" else []
        if isinstance(values, dict):
            values = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
        yield from (int(v) for v in values if v is not None and v == v)


class Viewer:
    """One session of a page ("" is the overview). Use as an async context manager."""

    def __init__(self, address: str, query: str = "", page: str = "") -> None:
        self.address, self.query, self.page, self.screen = address, query, page, Screen()

    async def __aenter__(self) -> "Viewer":
        where = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = await websockets.connect(where, subprotocols=["streamlit"], origin=self.address, max_size=None)
        return self

    async def __aexit__(self, *_) -> None:
        await self.socket.close()

    async def run(self, district: str = "") -> float:
        """Ask for a run of the script, with a district picked where one is given; seconds to its end."""
        back = BackMsg()
        back.rerun_script.query_string = self.query
        back.rerun_script.page_name = self.page
        back.rerun_script.context_info.locale = "zh-CN"
        back.rerun_script.context_info.timezone = "Asia/Shanghai"
        back.rerun_script.context_info.url = self.address
        if district:
            state = back.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.screen.select_id, district
        began = time.monotonic()
        await self.socket.send(back.SerializeToString())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                content = await self.socket.recv()
                self.screen.received += len(content)
                message = ForwardMsg.FromString(content)
                self.screen.take(message)
                if message.HasField("script_finished"):
                    return time.monotonic() - began


@dataclass(frozen=True)
class Crowd:
    first: list[float]
    """Seconds of each viewer's first run."""
    filters: list[float]
    """Of each viewer's first district: as many were never asked for as there are districts."""
    again: list[float]
    """Of those after it."""
    wrong: int
    """Filters whose chart did not show the query's answer."""
    failed: int
    """Viewers that the server lost or kept waiting for two minutes."""


def crowd(address: str, number: int, districts: dict[str, int], filters: int = 2) -> Crowd:
    """`number` viewers at once, each opening the overview and picking districts, thinking between.

    `districts`: the answer of the query by the option's label: what the bars of the epidemic curve must add up to.
    """
    return asyncio.run(_crowd(address, number, districts, filters))


async def _crowd(address: str, number: int, districts: dict[str, int], filters: int) -> Crowd:
    first, new, again, wrong = [], [], [], []

    async def one(place: int) -> None:
        await asyncio.sleep(SPREAD_SECONDS * place / number)
        async with Viewer(address) as viewer:
            first.append(await viewer.run())
            for turn in range(filters):
                await asyncio.sleep(THINK_SECONDS)
                name = list(districts)[(place + 7 * turn) % len(districts)]
                (again if turn else new).append(await viewer.run(name))
                if districts[name] not in viewer.screen.chart_sums():
                    wrong.append(name)

    ended = await asyncio.gather(*(one(place) for place in range(number)), return_exceptions=True)
    return Crowd(first, new, again, len(wrong), sum(isinstance(e, Exception) for e in ended))
