"""What the bins of a dimension are called, and what is brushed of it, in words."""

from collections.abc import Mapping
from datetime import date

from dashboard.crossfilter.cube import REST, UNKNOWN, Bins, Cube
from dashboard.crossfilter.selection import Selection
from dashboard.crossfilter.subjects import Dimension
from dashboard.i18n.forms import fmt_day, fmt_span, listed
from dashboard.i18n.messages import enum_label, text
from dashboard.plain_text import LINE_EMS, on_screen, shortened


def title(dimension: Dimension, lang: str) -> str:
    """What a dimension is called."""
    return text(f"crossfilter.by_{dimension.name}", lang)


def labels(dimension: Dimension, bins: Bins, areas: Mapping[str, str], lang: str) -> list[str]:
    """What each bin is called. `areas`: names by area_id; an area without one is called by its number."""
    return [_label(dimension, bins, value, areas, lang) for value in bins.values]


def brushed(dimension: Dimension, cube: Cube, selection: Selection, areas: Mapping[str, str], lang: str) -> str:
    """A dimension and what is brushed of it in words; "" where nothing is."""
    if dimension.name not in selection.spans and dimension.name not in selection.values:
        return ""
    is_in, called = selection.bins_of(cube)[dimension.name], labels(dimension, cube.of(dimension.name), areas, lang)
    found = [name for name, chosen in zip(called, is_in, strict=True) if chosen]
    if not found:
        said = text("crossfilter.nothing", lang)
    elif dimension.name in selection.spans and len(found) > 1:
        said = text("crossfilter.span", lang, first=found[0], last=found[-1])
    else:
        said = listed(found, lang)
    return text("crossfilter.brushed", lang, name=title(dimension, lang), said=said)


def _label(dimension: Dimension, bins: Bins, value: str, areas: Mapping[str, str], lang: str) -> str:
    if dimension.kind == "day":
        first = date.fromisoformat(value)
        return fmt_day(first, lang) if bins.step == 1 else fmt_span(first, bins.last_day(value), lang)
    if dimension.kind == "hour":
        return text("crossfilter.hour", lang, n=value)
    if value in (UNKNOWN, REST):
        return text("word.unknown", lang) if value == UNKNOWN else text("crossfilter.rest", lang, n=bins.rest)
    if dimension.kind == "enum":
        return enum_label(dimension.enum, value, lang)
    if dimension.kind == "word":
        return text(f"crossfilter.{dimension.name}_{value}", lang)
    return shortened(on_screen(areas.get(value, value)), LINE_EMS)
