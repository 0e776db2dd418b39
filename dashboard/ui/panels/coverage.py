"""Within walking distance: the share of people with an open place for food near their home, by district. Address: `radius`."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.coverage import coverage_bars
from dashboard.rows.selection import within
from dashboard.sentences.coverage import coverage_words, unit_of
from dashboard.ui.components.chart import chart
from dashboard.ui.components.radius import radius_choice
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

RADIUS = "radius"


def coverage_panel(picked: Filters) -> None:
    """The section, where any grid is known in the chosen district; nothing else."""
    if within(fetch("grids_by_area"), picked.areas).empty:
        return
    section(t("coverage.section"), t("coverage.lead"))
    with st.container(key="coverage", gap="small"):
        radius = radius_choice(RADIUS, t("coverage.radius"))
        rows = within(fetch("coverage_by_area", radius=radius), picked.areas)
        unit = unit_of(rows) if len(rows) else ""
        if not unit:
            note(t("coverage.no_people"))
            return
        bars = drawn(coverage_bars, rows, unit, **look())
        sentence = coverage_words(rows, picked.district_name, lang())
        chart(bars, rows.drop(columns=["part", "is_shown", "lons", "lats", "people_each", "households_each"]), key="coverage-bars",
              sentence=sentence, filters=picked.district_name)
