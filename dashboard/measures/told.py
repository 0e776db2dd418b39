"""What the columns of a pick's result are called, and what somebody has to know beside it."""

from dataclasses import dataclass, replace

from dashboard.i18n.messages import LANGUAGES, Words, both, messages
from dashboard.measures.declaration import Measure, dimensions, measures
from dashboard.measures.permitted import applies, is_compared, listed, named, said, source_of
from dashboard.measures.picked import BEFORE, CHANGE, Picked
from dashboard.schema.declaration import enums


@dataclass(frozen=True)
class Told:
    """A column of a result."""

    name: str
    label: Words
    unit: Words
    """Empty for what it is split by."""
    decimals: int
    is_share: bool
    codes: str | None
    """As of a dimension; null for figures."""
    about: Words
    """The definition of a figure; empty for what it is split by."""


def columns(picked: Picked) -> list[Told]:
    """The columns of the result of a pick that `permitted.check` lets pass, in order."""
    none = Words("", "")
    found: list[Told] = []
    for name in picked.split:
        one = dimensions()[name]
        label = listed([one])
        found.append(Told(one.column, label, none, 0, False, one.codes, none))
        if one.beside:
            found.append(Told(one.beside, label, none, 0, False, None, none))
    for name in picked.measures:
        found += [_figure(name, end) for end in (("", BEFORE, CHANGE) if is_compared(name, picked) else ("",))]
    return [*found, replace(found[-1], name="total", label=both("pick.total"))] if picked.is_added else found


def _figure(name: str, end: str = "") -> Told:
    """The column of a measure, or of what it was before or of its change."""
    measure = measures()[name]
    unit, about = (Words(*(say(lang) for lang in LANGUAGES)) for say in (measure.unit, measure.about))
    label = said(measure)
    if end:
        label = both("pick.before" if end == BEFORE else "pick.change", label=label)
    return Told(name + end, label, unit, measure.decimals, measure.is_share, None, about)


def of_column(name: str) -> Told | None:
    """What a column of an answer is, by its name alone, where it is a measure's or a dimension's; null where neither has that name.

    So it is called the same after a pick was taken on as SQL.
    """
    for end in (CHANGE, BEFORE, ""):
        if name.endswith(end) and (found := name.removesuffix(end)) in measures():
            return _figure(found, end)
    found_by = next((one for one in dimensions().values() if one.column == name and not one.beside), None)
    return Told(name, listed([found_by]), Words("", ""), 0, False, found_by.codes, Words("", "")) if found_by else None


def notes(picked: Picked) -> list[Words]:
    """What somebody has to know of a pick: filters that do not apply to a measure, stocks beside a period, gaps, moving days."""
    own = [(measures()[name], source_of(measures()[name], picked)) for name in picked.measures]
    found: list[Words] = []
    for one in picked.filters:
        if without := [measure for measure, _ in own if not applies(measure, one.dimension)]:
            found.append(both("pick.note_filter", measures=named(without), dimension=listed([dimensions()[one.dimension]])))
    if picked.period and (stocks := [measure for measure, source in own if source.time is None]):
        found.append(both("pick.note_stock", measures=named(stocks)))
    gaps = [measure for measure, source in own if source.covered == "figures" and measure.adds == "sum"]
    if gaps and "day" not in picked.split and "days_with_figure" not in picked.measures:
        found.append(both("pick.note_gaps", measures=named(gaps)))
    if picked.compare == "moments" and picked.period:
        found.append(both("pick.note_moments_rolling" if picked.period.last else "pick.note_moments_fixed"))
    return found


def permitted_with(measure: Measure) -> list[str]:
    """The dimensions that a measure can be filtered by: those it can be split by, without time, and that of which it is the least."""
    return [name for name in (*measure.dimensions, *([measure.least_of] if measure.least_of else [])) if not dimensions()[name].is_grain]


def values_of(dimension: str) -> list[str]:
    """The codes that a dimension can have, where they are known without the data; empty for districts, zones, units and the like."""
    codes = dimensions()[dimension].codes or ""
    if codes in enums():
        return list(enums()[codes])
    return [key.removeprefix(codes) for key in messages() if codes.endswith(".") and key.startswith(codes)]

