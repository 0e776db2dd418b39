"""Which picks have a true figure. Whatever has none is refused in words that say why, and what can be picked instead."""

from collections.abc import Iterable
from itertools import combinations

from dashboard.i18n.messages import LANGUAGES, Words, both, text
from dashboard.measures.declaration import GRAINS, Dimension, Measure, Source, dimensions, measures, sources
from dashboard.measures.picked import BEFORE, CHANGE, COMPARES, MOST_ROWS, TOTAL, Picked, PickRefused
from dashboard.nearest import nearest

SIGNS = ("<", "<=", ">", ">=", "=")
EVERYWHERE = ("district",)
"""Dimensions by which every measure must be filtered where one is: another district's figure beside it would mislead."""
MOST_MEASURES, MOST_SPLITS, MOST_DAYS = 6, 4, 3_700


def check(picked: Picked) -> None:
    """Raises: PickRefused for a pick that has no true figure."""
    _names(picked)
    for name in picked.measures:
        source_of(measures()[name], picked)
    _filters(picked)
    _period(picked)
    if picked.is_added:
        for one, other in combinations(picked.measures, 2):
            refuse_to_add(one, other)
    _columns(picked)


def source_of(measure: Measure, picked: Picked) -> Source:
    """The relation that a measure is read from: the first that has every dimension that is asked for. Raises: PickRefused."""
    for name in picked.split:
        if name not in measure.dimensions:
            raise _cannot_split(measure, dimensions()[name])
    filters = {one.dimension for one in picked.filters if one.dimension in measure.dimensions}
    asked = {*picked.split, *filters, *(("district",) if picked.is_of_district and "district" in measure.dimensions else ())}
    for name in measure.values:
        if asked - {measure.least_of} <= sources()[name].dimensions:
            _one_value(measure, picked)
            return sources()[name]
    raise PickRefused("pick.cannot_together", measure=said(measure), dimensions=listed(dimensions()[name] for name in sorted(asked)))


def applies(measure: Measure, dimension: str) -> bool:
    """Whether a filter on the dimension says something of the measure."""
    return dimension in measure.dimensions or dimension == measure.least_of


def refuse_to_add(one: str, other: str) -> None:
    """Raises: PickRefused unless the two measures count different things of one kind, so that their sum is a figure."""
    first, second = measures()[one], measures()[other]
    if other in first.added_with or one in second.added_with:
        return
    told = {first.group, second.group} == {"cases"} and "cases_listed" in (one, other)
    flows = {first.adds, second.adds}
    reason = (
        "published_and_listed" if told
        else "share" if "ratio" in flows
        else "least" if "least" in flows
        else "people_and_visits" if first.counts != second.counts
        else "stock_and_flow" if flows == {"stock", "sum"}
        else "distinct" if "distinct" in flows
        else "overlap"
    )
    raise PickRefused("pick.not_added", one=said(first), other=said(second), reason=both(f"pick_reason.add_{reason}"))


def said(measure: Measure) -> Words:
    """What a measure is called, in both languages."""
    return Words(*(measure.label(lang) for lang in LANGUAGES))


def named(own: Iterable[Measure]) -> Words:
    """What measures are called, one behind the other, in both languages."""
    known = list(own)
    return Words(*(text("pick.comma", lang).join(text("pick.quoted", lang, name=one.label(lang)) for one in known) for lang in LANGUAGES))


def listed(named: Iterable[Dimension]) -> Words:
    """What dimensions are called, one behind the other, in both languages."""
    own = list(named)
    return Words(*(text("pick.comma", lang).join(one.label(lang) for one in own) or text("pick.no_split", lang) for lang in LANGUAGES))


def _names(picked: Picked) -> None:
    if not picked.measures:
        raise PickRefused("pick.nothing")
    if len(picked.measures) > MOST_MEASURES or len(picked.split) > MOST_SPLITS:
        raise PickRefused("pick.too_many", measures=MOST_MEASURES, dimensions=MOST_SPLITS)
    for name in picked.measures:
        _known(name, measures(), "pick.unknown_measure")
    for name in (*picked.dimensions, *(one.dimension for one in picked.filters)):
        _known(name, dimensions(), "pick.unknown_dimension")
    if len(set(picked.measures)) < len(picked.measures) or len(set(picked.dimensions)) < len(picked.dimensions):
        raise PickRefused("pick.twice")
    grains = [dimensions()[name] for name in picked.split if name in GRAINS]
    if len(grains) > 1:
        raise PickRefused("pick.two_grains", grains=listed(grains))
    if picked.compare not in COMPARES:
        raise PickRefused("pick.unknown_compare", value=picked.compare)


def _known(name: str, known: dict[str, Measure] | dict[str, Dimension], key: str) -> None:
    if name not in known:
        like = known[nearest(name, known) or next(iter(known))]
        raise PickRefused(key, value=name[:40], nearest=Words(*(like.label(lang) for lang in LANGUAGES)))


def _cannot_split(measure: Measure, dimension: Dimension) -> PickRefused:
    able = listed(dimensions()[name] for name in measure.dimensions)
    is_stock_in_time = dimension.is_grain and measure.adds in ("stock", "least") and not set(measure.dimensions) & set(GRAINS)
    reason = measure.never.get(dimension.id) or ("stock_now" if is_stock_in_time else "not_recorded")
    return PickRefused(
        "pick.cannot_split", measure=said(measure), dimension=listed([dimension]), able=able, reason=both(f"pick_reason.{reason}"),
    )


def _one_value(measure: Measure, picked: Picked) -> None:
    for name in measure.needs:
        if name not in picked.split and len(picked.filtered(name)) != 1:
            raise PickRefused("pick.needs", measure=said(measure), dimension=listed([dimensions()[name]]))
    for name in measure.apart:
        if name not in picked.split and len(picked.filtered(name)) > 1:
            raise PickRefused("pick.apart", measure=said(measure), dimension=listed([dimensions()[name]]))


def _filters(picked: Picked) -> None:
    own = [measures()[name] for name in picked.measures]
    wanted = [one.dimension for one in picked.filters]
    if len(set(wanted)) < len(wanted):
        raise PickRefused("pick.twice")
    for one in picked.filters:
        dimension = dimensions()[one.dimension]
        if dimension.is_grain:
            raise PickRefused("pick.filter_time", dimension=listed([dimension]))
        if not one.values or any("\0" in value for value in one.values):
            raise PickRefused("pick.filter_empty", dimension=listed([dimension]))
        if not any(applies(measure, one.dimension) for measure in own):
            raise _cannot_split(own[0], dimension)
    districts = [*wanted, *(["district"] if picked.is_of_district else [])]
    for name in EVERYWHERE:
        if name in districts and (lacking := next((m for m in own if not applies(m, name)), None)):
            raise _cannot_split(lacking, dimensions()[name])
    if picked.compare == "districts" and len(picked.filtered("district")) < 2:
        raise PickRefused("pick.two_districts")


def _period(picked: Picked) -> None:
    period = picked.period
    if period and (not 0 < period.days <= MOST_DAYS or (period.last is not None and (period.start or period.end))):
        raise PickRefused("pick.bad_period", most=MOST_DAYS)
    if picked.compare != "period":
        return
    if not period:
        raise PickRefused("pick.no_period")
    if "week" in picked.split and period.days % 7:
        raise PickRefused("pick.whole_weeks")
    in_time = [name for name in picked.split if name in GRAINS]
    flows = [measures()[name] for name in picked.measures if source_of(measures()[name], picked).time]
    if not flows or (in_time and any(source_of(measures()[name], picked).is_of_days for name in picked.measures)):
        raise PickRefused("pick.stock_compared", measure=said(measures()[picked.measures[0]]))


def _columns(picked: Picked) -> None:
    figures = figure_columns(picked)
    able = (*(dimensions()[name].column for name in picked.split), *figures)
    for one in picked.keep:
        if one.column not in figures or one.sign not in SIGNS or not abs(one.number) < 1e15:
            raise PickRefused("pick.bad_keep", value=f"{one.column} {one.sign} {one.number:g}"[:60], able=", ".join(figures))
    if picked.order and picked.order.removeprefix("-") not in able:
        raise PickRefused("pick.bad_order", value=picked.order[:60], able=", ".join(able))
    if picked.limit is not None and not 0 < picked.limit <= MOST_ROWS:
        raise PickRefused("pick.bad_limit", most=MOST_ROWS)


def figure_columns(picked: Picked) -> tuple[str, ...]:
    """The columns of a result that hold figures, in order: each measure, what it was before and the change; last the sum of all."""
    found: list[str] = []
    for name in picked.measures:
        found += [name, name + BEFORE, name + CHANGE] if is_compared(name, picked) else [name]
    return (*found, TOTAL) if picked.is_added else tuple(found)


def is_compared(name: str, picked: Picked) -> bool:
    """Whether a measure of the pick has an earlier figure beside it: a stock has none of a period."""
    if picked.compare == "moments":
        return True
    source = source_of(measures()[name], picked)
    return picked.compare == "period" and source.time is not None and not source.is_of_days
