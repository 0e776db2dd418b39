"""The page's filters: district and dates, kept in the address and checked against the data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.data import fetch, moment, workspace
from dashboard.i18n.forms import fmt_day
from dashboard.ui.language import lang, t
from dashboard.ui.words import note

DISTRICT, FROM, TO = "district", "from", "to"
WEEKS = 4
"""Length of the default date range, weeks."""


@dataclass(frozen=True)
class Filters:
    district: str | None
    """area_id, null for the whole city."""
    district_name: str
    city: str
    """area_id of the city."""
    start: date
    end: date
    """Inclusive."""

    @property
    def areas(self) -> list[str]:
        """For a query's `$areas`: empty means every area."""
        return [self.district] if self.district else []

    @property
    def one_area(self) -> list[str]:
        """For a query's `$areas` where one row a day is wanted: the district, else the city itself."""
        return [self.district or self.city]

    @property
    def dates(self) -> dict[str, date]:
        """For a query's `$start` and `$end`."""
        return {"start": self.start, "end": self.end}

    @property
    def words(self) -> str:
        """The filters as a reader says them, for an empty state."""
        span = t("word.from_to", start=fmt_day(self.start, lang()), end=fmt_day(self.end, lang()))
        return f"{self.district_name}，{span}" if lang() == "zh" else f"{self.district_name}, {span}"


def filters(dates: bool = True, weeks: int = WEEKS) -> Filters:
    """Draw the district select and, where asked, the date range; both live in the address.

    A value in the address that the data do not know is ignored with a note. Default dates: the last `weeks` weeks.
    """
    names = area_names()
    today = moment().at.date()
    with st.container(horizontal=True, key="filters"):
        asked = st.query_params.get(DISTRICT, "")
        district = asked if asked in names else ""
        _district_select(names, district)
        start, end = _dates(today, weeks, dates)
    if asked and not district:
        note(t("filter.bad_district", value=asked[:20]), "watch")
    return Filters(district or None, names.get(district, t("word.all_areas")), workspace().city, start, end)


def pick_district(area_id: str) -> None:
    """Set the district filter from elsewhere (a map); "" clears it. For callbacks, which run before the page."""
    _remember(DISTRICT, area_id)
    st.session_state["filter-district"] = area_id


def area_names() -> dict[str, str]:
    """The city's districts and functional zones by area_id, in pinyin order (English: by name); never the city itself."""
    areas: pd.DataFrame = fetch("areas")
    areas = areas[areas["is_district"].fillna(False).astype(bool)]
    names = areas["area_name"] if lang() == "zh" else areas["area_name_en"].fillna(areas["area_name"])
    order = (areas["name_pinyin"].fillna(names) if lang() == "zh" else names).sort_values().index
    return dict(zip(areas["area_id"].loc[order], names.loc[order], strict=True))


def _district_select(names: dict[str, str], district: str) -> None:
    key = "filter-district"
    if st.session_state.get(key) != district:
        st.session_state[key] = district  # the address leads: links and the back button change it
    labels = {"": t("word.all_areas"), **names}  # made now: the widget may ask again outside a run, where there is no language
    st.selectbox(
        t("filter.district"), list(labels), format_func=labels.get, key=key, width=220,
        on_change=_from_widget(key, lambda area: _remember(DISTRICT, area)),
    )


def _dates(today: date, weeks: int, drawn: bool) -> tuple[date, date]:
    fallback = (today - timedelta(days=7 * weeks - 1), today)
    asked = (st.query_params.get(FROM, ""), st.query_params.get(TO, ""))
    span = _span(asked, fallback, today)
    if not drawn:
        return span or fallback
    key = f"filter-dates-{span or fallback}"  # a new key where the address changed, so that the widget follows it
    st.date_input(
        t("filter.dates"), span or fallback, max_value=today, key=key, format="YYYY-MM-DD", width=260,
        on_change=_from_widget(key, _remember_dates),
    )
    if span is None:
        shown = {"start": fmt_day(fallback[0], lang()), "end": fmt_day(fallback[1], lang())}
        note(t("filter.bad_dates", value=" ".join(asked)[:30].strip(), **shown), "watch")
    return span or fallback


def _span(asked: tuple[str, str], fallback: tuple[date, date], today: date) -> tuple[date, date] | None:
    """The asked dates, missing ones filled; null where they are no dates, reversed, in the future or out of this century."""
    if not any(asked):
        return fallback
    try:
        start = date.fromisoformat(asked[0]) if asked[0] else fallback[0]
        end = date.fromisoformat(asked[1]) if asked[1] else fallback[1]
    except ValueError:
        return None
    start = min(start, end) if not asked[0] else start
    return (start, end) if date(2000, 1, 1) <= start <= end <= today else None


def _from_widget(key: str, use: Callable) -> Callable[[], None]:
    return lambda: use(st.session_state[key])


def _remember_dates(span: tuple[date, ...]) -> None:
    if len(span) == 2:  # one end picked so far: wait for the other
        _remember(FROM, span[0].isoformat())
        _remember(TO, span[1].isoformat())


def _remember(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
