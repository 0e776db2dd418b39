"""The page's filters: district and dates, which stand in the address and are checked against the data; on a tablet in a sheet."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.look_cache import kept
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_day, fmt_span
from dashboard.moments import parse_day
from dashboard.ui.shell.address import SAID_OF_BAD, asked, labelling, lead, on_change, remember
from dashboard.ui.shell.filter_sheet import sheet_button, sheet_head
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

DISTRICT, FROM, TO = "district", "from", "to"
SAID = "filters-said"
"""What the filters of the page that is being drawn say, in the session: for the foot of the page on paper."""
WEEKS = 4
"""Length of the default date range, weeks."""
FIRST_DAY = date(2000, 1, 1)
"""An earlier one in an address is a slip of the pen: the board has no such data, and a series would have a row for each day since."""


class FilterWords(str):
    """District and dates in words."""

    place: str
    """The district alone: for rows that the dates do not narrow."""


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
    def words(self) -> FilterWords:
        """The filters as a reader says them, for an empty state and a file; what of them a file's rows follow says `followed.py`."""
        span = t("word.from_to", start=fmt_day(self.start, lang()), end=fmt_day(self.end, lang()))
        said = FilterWords(t("punctuation.clauses", first=self.district_name, second=span))
        said.place = self.district_name
        return said


def filters(dates: bool = True, weeks: int = WEEKS) -> Filters:
    """Draw the district select and, where asked, the date range; both live in the address.

    A value in the address that the data do not know is ignored with a note. Default dates: the last `weeks` weeks.
    """
    names, today = area_names(), moment().at.date()
    standing = merged_into().get(asked(DISTRICT), asked(DISTRICT))
    district = standing if standing in names else ""
    usual = (today - timedelta(days=7 * weeks - 1), today)
    span = _span((asked(FROM), asked(TO)), usual, today)
    start, end = span or usual
    picked = Filters(district or None, names.get(district, t("word.all_areas")), workspace().city, start, end)
    st.session_state[SAID] = " · ".join([picked.district_name, *([fmt_span(start, end, lang())] if dates else [])])
    with st.container(horizontal=True, key="filter-bar", vertical_alignment="bottom"):
        sheet_button(_summary(picked, dates))
        with st.container(horizontal=True, key="filters"):
            sheet_head()
            _district_select(names, district)
            if dates:
                _date_range(start, end, today)
        if district:
            st.button(t("filter.clear"), key="whole-city", on_click=pick_district, args=("",), icon=":material/close:")
    if dates and span and any((asked(FROM), asked(TO))):
        note(t("filter.dates_reach"))
    if district not in ("", asked(DISTRICT)):
        note(t("filter.merged_district", now=names[district]))
    if asked(DISTRICT) and not district:
        note(t("filter.bad_district", value=asked(DISTRICT)[:SAID_OF_BAD]), "watch")
    if dates and span is None:
        value = f"{asked(FROM)} {asked(TO)}"[:30].strip()
        note(t("filter.bad_dates", value=value, start=fmt_day(start, lang()), end=fmt_day(end, lang())), "watch")
    return picked


def pick_district(area_id: str) -> None:
    """Set the district filter from elsewhere (a map, a bar, a row); "" clears it. For callbacks, which run before the page."""
    remember(DISTRICT, area_id)
    st.session_state["filter-district"] = area_id


def area_names() -> dict[str, str]:
    """The city's districts and functional zones by area_id, in pinyin order (English: by name); never the city itself."""
    return dict(kept("area_names", _area_names, of_address=False))


def _area_names() -> dict[str, str]:
    areas: pd.DataFrame = fetch("areas")
    areas = areas[areas["is_district"].fillna(False).astype(bool)]
    names = areas["area_name"] if lang() == "zh" else areas["area_name_en"].fillna(areas["area_name"])
    order = (areas["name_pinyin"].fillna(names) if lang() == "zh" else names).sort_values().index
    return dict(zip(areas["area_id"].loc[order], names.loc[order], strict=True))


def merged_into() -> dict[str, str]:
    """By district that was merged by the page's moment, the one that stands for it."""
    return dict(kept("merged_into", _merged_into, of_address=False))


def _merged_into() -> dict[str, str]:
    areas = fetch("areas")
    return {area: after for area, after in zip(areas["area_id"], areas["standing_id"], strict=True) if area != after}


def _summary(picked: Filters, dates: bool) -> str:
    """What the button to the sheet says: 筛选 · 全市 · 11月2日–29日."""
    span = [fmt_span(picked.start, picked.end, lang())] if dates else []
    return " · ".join([t("filter.sheet"), picked.district_name, *span])


def _district_select(names: dict[str, str], district: str) -> None:
    key = "filter-district"
    lead(key, district)
    labels = {"": t("word.all_areas"), **names}
    st.selectbox(
        t("filter.district"), list(labels), format_func=labelling(labels), key=key, width=220,
        on_change=on_change(key, lambda area: remember(DISTRICT, area)),
    )


def _date_range(start: date, end: date, today: date) -> None:
    key = f"filter-dates-{start}-{end}"  # a new key where the address changed, so that the widget follows it
    st.date_input(
        t("filter.dates"), (start, end), max_value=today, key=key, format="YYYY-MM-DD", width=260,
        on_change=on_change(key, _remember_dates),
    )


def _span(given: tuple[str, str], usual: tuple[date, date], today: date) -> tuple[date, date] | None:
    """The asked dates, missing ones filled; null where they are no dates, reversed, in the future or before `FIRST_DAY`."""
    if not any(given):
        return usual
    try:
        start = parse_day(given[0]) if given[0] else usual[0]
        end = parse_day(given[1]) if given[1] else usual[1]
    except ValueError:
        return None
    start = min(start, end) if not given[0] else start
    return (start, end) if FIRST_DAY <= start <= end <= today else None


def _remember_dates(span: tuple[date, ...]) -> None:
    if len(span) == 2:  # one end picked so far: wait for the other
        remember(FROM, span[0].isoformat())
        remember(TO, span[1].isoformat())
