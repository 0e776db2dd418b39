"""What a touch says of a value: the figure's own template, as the chart library would fill it in, as words."""

import re
from collections.abc import Mapping
from functools import lru_cache
from numbers import Real
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.figures.svg.labels import as_text, plain
from dashboard.i18n.forms import is_missing
from dashboard.plain_text import in_figure

FIELD = re.compile(r"%\{(\w+)(?:\[(\d+)\])?(?:\|([^}]*))?(?::([^}]*))?\}")
EXTRA = re.compile(r"<extra>(.*?)</extra>", re.S)
USUAL_DAY, USUAL_TIME = "%Y-%m-%d", "%Y-%m-%d %H:%M"


def value_words(trace: Any, number: int) -> tuple[str, str]:
    """(what is said of a value of a bar or a line, the name that goes with it). The name is "" where the template says none."""
    usual = "%{x:,}" if trace.type == "bar" and trace.orientation == "h" else "%{y:,}"
    template = trace.hovertemplate or usual
    values = {name: _nth(trace[name], number) for name in ("x", "y", "text", "customdata") if name in template}
    return _filled(template, values, trace.name or "")


def cell_words(trace: Any, row: int, column: int) -> str:
    """What is said of a cell of a heat map."""
    values = {"x": trace.x[column], "y": trace.y[row], "z": trace.z[row][column]}
    values |= {name: trace[name][row][column] for name in ("text", "customdata") if trace[name] is not None}
    return _filled(trace.hovertemplate or "%{y} · %{x} · %{z:,}", values, "")[0]


def place_words(value: Any, form: str | None) -> str:
    """What a place along an axis is called: a name, a number, a day or a moment. `form`: of the axis, for times."""
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, Real):  # a whole number of a column is one, and no int of the language
        return _number(value, ",")
    at = pd.Timestamp(value)
    return at.strftime(form or (USUAL_DAY if at == at.normalize() else USUAL_TIME))


def _filled(template: str, values: Mapping[str, Any], name: str) -> tuple[str, str]:
    body, extra = _parted(template)
    said = FIELD.sub(lambda field: _field(field, values), body).replace("<br>", " ")
    return plain(said).strip(), as_text(name) if extra is None else plain(extra)


@lru_cache(512)
def _parted(template: str) -> tuple[str, str | None]:
    """A template without what stands in the place of the trace's name, and that; null where it has none."""
    extra = EXTRA.search(template)
    return EXTRA.sub("", template), extra[1] if extra else None


def _field(field: re.Match, values: Mapping[str, Any]) -> str:
    name, place, day, form = field.groups()
    value = values.get(name)
    if place is not None and value is not None and not isinstance(value, str):
        value = value[int(place)]
    if is_missing(value):
        return ""
    if day:
        return str(pd.Timestamp(value).strftime(day))
    return _number(value, form or ",") if isinstance(value, int | float) or hasattr(value, "dtype") else _letters(name, str(value))


def _letters(name: str, said: str) -> str:
    return said if name == "customdata" else in_figure(str(Markup(said).unescape()))  # what looks like a tag there is what somebody typed


def _number(value: Any, form: str) -> str:
    n = float(value)
    plain_form = ",.0f" if n.is_integer() else ",.10g"
    return format(n, plain_form if form in (",", ",d", "") else form).replace("-", "\u2212")


def _nth(given: Any, number: int) -> Any:
    """A value of a property; null where it has none."""
    if given is None or isinstance(given, str):
        return given
    return given[number] if number < len(given) else None
