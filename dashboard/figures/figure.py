"""A figure as plain values: traces and a layout by the names of the chart library, without its objects, which take ten times as long.

Nothing is checked here: the library reads a figure that becomes live (`ui/components/chart.py`), and refuses what it does not know.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import pandas as pd

NESTED = {
    "marker", "line", "textfont", "insidetextfont", "pattern", "margin", "tickfont", "title", "font", "error_x", "error_y", "meta",
    "xaxis", "yaxis",
}
"""Parts that have parts: one that a figure does not set has none of them set."""
KEPT = "biufcM"
"""Kinds of numbers and moments, which stay arrays as they are."""


class Part:
    """A part of a figure: a property by its name, null where the figure does not set it. A property that is set to a dict is a part."""

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, Any] = MappingProxyType({})) -> None:
        object.__setattr__(self, "_given", {})
        self.update(given)

    def update(self, given: Mapping[str, Any] = MappingProxyType({}), **more: Any) -> Self:
        """Set properties: a dict goes into the part that is there, null takes one away."""
        for name, value in (*given.items(), *more.items()):
            there = self._given.get(name)
            if isinstance(there, Part) and isinstance(value, Mapping):
                there.update(value)
            else:
                self[name] = value
        return self

    def copy(self) -> "Part":
        """A part that can be changed without a change to this one. Values are shared: they are set, never changed."""
        new = Part()
        new._given.update((name, _copied(value)) for name, value in self._given.items())
        return new

    def plain(self) -> dict[str, Any]:
        """Its properties as dicts and lists, without the parts that have none."""
        found = {name: _plain(value) for name, value in self._given.items()}
        return {name: value for name, value in found.items() if not isinstance(value, dict | list) or value or name not in LISTS | NESTED}

    def __getattr__(self, name: str) -> Any:
        found = self._given.get(name)
        return EMPTY if found is None and name in NESTED else found

    def __getitem__(self, name: str) -> Any:
        return self.__getattr__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __setitem__(self, name: str, value: Any) -> None:
        if self is EMPTY:
            raise AttributeError(f"{name}: nothing can be set in a part that is not there")
        if value is None:
            self._given.pop(name, None)
        else:
            self._given[name] = _read(value)

    def __bool__(self) -> bool:
        return bool(self._given)

    def __contains__(self, name: str) -> bool:
        return self._given.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)


LISTS = {"shapes", "annotations"}
"""Of a layout: each is a list of parts, which may be empty."""


class Figure:
    """Traces (`data`), the first below, and the `layout`."""

    def __init__(self, data: Iterable[Mapping[str, Any]] = (), layout: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.data: list[Part] = [Part(trace) for trace in data]
        self.layout = Part(layout)
        self.layout._given.update({name: [] for name in LISTS})

    def copy(self) -> "Figure":
        """A figure that can be changed without a change to this one."""
        new = Figure()
        new.data, new.layout = [trace.copy() for trace in self.data], self.layout.copy()
        return new

    def plain(self) -> dict[str, Any]:
        """The figure as the chart library takes it."""
        return {"data": [trace.plain() for trace in self.data], "layout": self.layout.plain()}

    def add_bar(self, **given: Any) -> Self:
        """One more trace of bars."""
        return self._add("bar", given)

    def add_scatter(self, **given: Any) -> Self:
        """One more trace of a line or marks."""
        return self._add("scatter", given)

    def add_heatmap(self, **given: Any) -> Self:
        """One more trace of cells."""
        return self._add("heatmap", given)

    def add_shape(self, **given: Any) -> Self:
        """One more shape, above those before it."""
        self.layout.shapes.append(Part(given))
        return self

    def add_annotation(self, **given: Any) -> Self:
        """One more label."""
        self.layout.annotations.append(Part(given))
        return self

    def add_vline(self, x: Any, line: Mapping[str, Any]) -> Self:
        """A line up the whole plot."""
        return self.add_shape(type="line", line=line, x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain")

    def add_hline(self, y: Any, line: Mapping[str, Any]) -> Self:
        """A line across the whole plot."""
        return self.add_shape(type="line", line=line, x0=0, x1=1, xref="x domain", y0=y, y1=y, yref="y")

    def update_layout(self, given: Mapping[str, Any] = MappingProxyType({}), **more: Any) -> Self:
        """Set properties of the layout, as `Part.update`."""
        self.layout.update(given, **more)
        return self

    def update_xaxes(self, **given: Any) -> Self:
        """Set properties of every axis across."""
        return self._update_axes("xaxis", given)

    def update_yaxes(self, **given: Any) -> Self:
        """Set properties of every axis upright."""
        return self._update_axes("yaxis", given)

    def _add(self, kind: str, given: dict[str, Any]) -> Self:
        self.data.append(Part({"type": kind} | given))
        return self

    def _update_axes(self, kind: str, given: dict[str, Any]) -> Self:
        if kind not in self.layout:
            self.layout[kind] = {}
        for name in (name for name in self.layout if name.startswith(kind)):
            self.layout[name].update(given)
        return self


def _read(value: Any) -> Any:
    """A value as a figure holds it: arrays for columns, numbers of this language for single ones."""
    if isinstance(value, str | int | float | Part):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, Mapping):
        return Part(value)
    if isinstance(value, list | tuple):
        return tuple(map(_read, value))
    if isinstance(value, pd.Series | pd.Index):
        return _column(value)
    return _scalar(value) if isinstance(value, np.generic) else value


def _column(values: pd.Series | pd.Index) -> np.ndarray:
    if not isinstance(values.dtype, np.dtype):
        if pd.api.types.is_numeric_dtype(values.dtype):
            return values.to_numpy(dtype=float, na_value=np.nan) if values.hasnans else values.to_numpy()
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            return (values.dt if isinstance(values, pd.Series) else values).tz_localize(None).to_numpy()
    found = values.to_numpy()
    return found if found.dtype.kind in KEPT else found.astype(object)


def _scalar(value: np.generic) -> Any:
    return value.astype("datetime64[us]").item() if value.dtype == "datetime64[ns]" else value.item()  # which would be a number


def _copied(value: Any) -> Any:
    if isinstance(value, Part):
        return value.copy()
    return [_copied(one) for one in value] if isinstance(value, list) or _has_parts(value) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.plain()
    return [_plain(one) for one in value] if _has_parts(value) else value


def _has_parts(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) > 0 and isinstance(value[0], Part)


EMPTY = Part()
