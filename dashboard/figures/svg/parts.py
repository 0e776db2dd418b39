"""A figure as plain values: what a picture reads thousands of times takes a tenth of the time that the library's objects take."""

from typing import Any

import plotly.graph_objects as go

NESTED = {
    "marker", "line", "textfont", "insidetextfont", "pattern", "margin", "tickfont", "title", "font", "error_x", "error_y", "meta",
    "xaxis", "yaxis",
}
"""Parts that have parts: one that a figure does not set has none of them set."""


class Part:
    """A part of a figure: a property by its name, null where the figure does not set it."""

    __slots__ = ("_given",)

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = {name: _part(value) for name, value in given.items()}

    def __getattr__(self, name: str) -> Any:
        found = self._given.get(name)
        return EMPTY if found is None and name in NESTED else found

    def __getitem__(self, name: str) -> Any:
        return self.__getattr__(name)

    def __bool__(self) -> bool:
        return bool(self._given)

    def __contains__(self, name: str) -> bool:
        return self._given.get(name) is not None


def parts_of(figure: go.Figure) -> Part:
    """The figure's `data` and `layout`. Whoever gets it may not change it."""
    layout = {name: value for name, value in figure.layout.to_plotly_json().items() if name != "template"}
    traces = [{"type": trace.type} | trace.to_plotly_json() for trace in figure.data]
    return Part({"data": traces, "layout": {"shapes": (), "annotations": ()} | layout})


def _part(value: Any) -> Any:
    if isinstance(value, dict):
        return Part(value)
    return [_part(one) for one in value] if isinstance(value, list | tuple) and value and isinstance(value[0], dict) else value


EMPTY = Part({})
