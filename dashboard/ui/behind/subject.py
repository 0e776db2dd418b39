"""The number that the page is about, as its address names it: a headline figure, the answer of a named query, or what a check found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboard.data.behind import given_of, total_of, value_at
from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_moment import at_moment
from dashboard.errors import RefusedInput, UsageError
from dashboard.measures.block import quoted
from dashboard.measures.row_lists import OF_THE_CITY, Part, RowList, added, parts, row_list
from dashboard.metrics import METRICS, Metric
from dashboard.nearest import nearest
from dashboard.rows.selection import within
from dashboard.ui.components.behind_link import CHECK, FIGURE, GIVEN, NARROWED, PART, QUERY, STRIP, query_title
from dashboard.ui.components.kpi import Kpi, Value
from dashboard.ui.components.unit_asked import UNIT, asked_unit
from dashboard.ui.shell.address import SAID_OF_BAD, asked
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note
from dashboard.warehouse.catalogue import Query, catalogue, checks, tables_behind

Strips = Mapping[str, Callable[[Filters], list[Kpi]]]
"""What makes the figures of each strip of the board, by the strip's name."""

UNKNOWN = {
    FIGURE: ("behind.no_figure", "behind.no_figure_near"), QUERY: ("behind.no_query", "behind.no_query_near"),
    CHECK: ("behind.no_check", "behind.no_check_near"), PART: ("behind.no_part", "behind.no_part_near"),
}
"""What is said of a name that nothing has: where nothing is like it, and where something is."""


@dataclass(frozen=True)
class Subject:
    """A number, and what is needed to look behind it."""

    name: str
    tables: tuple[str, ...]
    """Those whose deliveries change it."""
    value: Value = None
    """The figure itself; of an answer or a check what its rows come to, null where nobody declared what they add up to."""
    metric: Metric | None = None
    kpi: Kpi | None = None
    strip: str = ""
    listed: RowList | None = None
    """The rows that must add up to it; null where there is no list of them."""
    district: str | None = None
    """Whose rows are meant; null = the city's."""
    also: str = ""
    """What they are narrowed by beside it, as a condition of SQL."""
    query: Query | None = None
    given: Mapping[str, object] | None = None
    frame: pd.DataFrame | None = None
    """The answer of the query, or what the check found."""
    check: str = ""


def subject(picked: Filters, strips: Strips) -> Subject | None:
    """The number of the address; null, after saying why, where it names none that there is. Raises: StoreError."""
    if name := asked(FIGURE):
        return _figure(name, picked, strips) if name in METRICS else _unknown(FIGURE, name, METRICS)
    if name := asked(PART):
        return _part(parts()[name], picked) if name in parts() else _unknown(PART, name, parts())
    if name := asked(QUERY):
        return _answer(catalogue()[name], picked) if name in catalogue() else _unknown(QUERY, name, catalogue())
    if name := asked(CHECK):
        return _found(checks()[name], picked) if name in checks() else _unknown(CHECK, name, checks())
    note(t("behind.nothing"))
    return None


def value_then(one: Subject, at: datetime, picked: Filters, strips: Strips) -> Value:
    """The same number as of an earlier moment: what its rows came to, which a child answers; where it has no list, its strip anew.

    Raises: StatementRefused, StoreError.
    """
    if one.listed and not one.listed.query:
        return value_at(one.listed, at, one.district, one.also)
    with at_moment(at):
        return next((kpi.value for kpi in strips[one.strip](picked) if one.kpi and kpi.metric == one.kpi.metric), None)


def _figure(name: str, picked: Filters, strips: Strips) -> Subject | None:
    metric, wanted = METRICS[name], asked(STRIP)
    for strip in [wanted] if wanted in strips else strips:
        kpi = next((one for one in strips[strip](picked) if one.metric == name), None)
        if kpi is None:
            continue
        query = catalogue().get(kpi.frame.attrs.get("query", "")) if kpi.frame is not None else None
        given = kpi.frame.attrs.get("parameters", {}) if kpi.frame is not None else {}
        district = None if strip in OF_THE_CITY else picked.district
        listed, also = row_list(name, strip), _narrowed(strip)
        return Subject(metric.label(lang()), metric.tables, kpi.value, metric, kpi, strip, listed, district, also, query, given)
    note(t("behind.not_shown", name=metric.label(lang())), "watch")
    return None


def _narrowed(strip: str) -> str:
    """The condition for the unit that the address names, on the strip that shows one."""
    unit = asked_unit() if UNIT in NARROWED.get(strip, ()) else None
    return "" if unit is None else f"coalesce(unit, '') = {quoted(unit)}"


def _answer(query: Query, picked: Filters) -> Subject | None:
    try:
        given = given_of(asked(GIVEN), query)
        frame = fetch(query.name, **given)
    except (UsageError, RefusedInput) as wrong:
        note(wrong.whole().say(lang()), "watch")
        return None
    declared = added("query", query.name)
    if declared and any(given.get(name) for name in declared.whole):
        declared = None
    told = {"query": query, "given": given, "frame": frame}
    if declared is None:
        return Subject(query_title(query), tables_behind(query.file), **told)
    areas = str(given.get(declared.areas, "")).split(",") if declared.areas and given.get(declared.areas) else []
    if len(areas) > 1 or given.get(UNIT) is not None:
        return Subject(query_title(query), tables_behind(query.file), **told)
    district = areas[0] if areas and areas[0] != picked.city else None
    value, listed = total_of(frame, declared.adds, declared.holding), row_list(declared.figure)
    told |= {"metric": METRICS.get(declared.figure), "listed": listed, "district": district}
    return Subject(query_title(query), tables_behind(query.file), value, **told)


def _part(part: Part, picked: Filters) -> Subject:
    """The rows of a query that a line of the board counts, in the page's district."""
    query, whole = catalogue()[part.query], fetch(part.query)
    frame = part.rows(whole if part.of_city else within(whole, picked.areas))
    district = None if part.of_city else picked.district
    value = None if whole.empty else float(len(frame))
    told = {"listed": row_list(part.id), "district": district, "query": query, "given": {}, "frame": frame}
    return Subject(t(f"behind_part.{part.id}"), tables_behind(query.file), value, **told)


def _found(check: Query, picked: Filters) -> Subject:
    every = pd.DataFrame([one for one in fetch_contradictions() if one["check"] == check.name])
    found = within(every, picked.areas) if len(every) else every
    declared = added("check", check.name)
    title = check.notes["title"].split("|")[0 if lang() == "zh" else 1].strip()
    listed = row_list(declared.figure) if declared else None
    read_from, told = tables_behind(check.file), {"query": check, "frame": found, "check": check.name}
    return Subject(title, read_from, float(len(found)), listed=listed, district=picked.district, **told)


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> None:
    near = nearest(name, known)
    note(t(UNKNOWN[kind][bool(near)], value=name[:SAID_OF_BAD], near=near or ""), "watch")
