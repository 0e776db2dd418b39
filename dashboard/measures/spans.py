"""Which dates a pick's days are: “the last 7 whole days” depends on the moment and on what is whole, so it is asked of the data."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dashboard.measures.days import ONE
from dashboard.measures.declaration import Measure, measures, todays
from dashboard.measures.permitted import source_of
from dashboard.measures.picked import Picked

OF_MOMENT = "moment"
"""Of figures whose days end with the day before the moment."""


def ends_asked(picked: Picked) -> str:
    """SQL of one row: the day after the last day, as a column for each way in which days are whole; "" where nothing need be asked.

    Raises: PickRefused.
    """
    if not picked.period or picked.period.last is None:
        return ""
    own = dict.fromkeys(_ends_with(measure, picked) for measure in _flows(picked))
    ends = {name: "cast($as_of as date)" if name == OF_MOMENT else f"(select whole_until from (\n{todays()[name]}\n))" for name in own}
    return f"select {', '.join(f'{sql} as {name}' for name, sql in ends.items())}" if ends else ""


def spans(picked: Picked, ends: Mapping[str, Any]) -> list[tuple[list[Measure], date, date]]:
    """The measures with their first and last day; stocks, which have no days, are left out. `ends`: the row that `ends_asked` asks for."""
    period, found = picked.period, dict[tuple[date, date], list[Measure]]()
    for measure in _flows(picked) if period else []:
        assert period
        if period.last is None:
            assert period.start and period.end
            days = period.start, period.end
        else:
            until = ends[_ends_with(measure, picked)]
            days = until - timedelta(days=period.last), until - ONE
        found.setdefault(days, []).append(measure)
    return [(own, *days) for days, own in found.items()]


def _flows(picked: Picked) -> list[Measure]:
    return [measures()[name] for name in picked.measures if source_of(measures()[name], picked).time]


def _ends_with(measure: Measure, picked: Picked) -> str:
    return source_of(measure, picked).today or OF_MOMENT
