"""Cases: how many, where, by which route they were found, and which way it goes."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.multiples import small_multiples
from dashboard.sentences.cases import conversion_sentence, joined, known_days_sentence, largest_sentence, trend_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.event_marks import event_marks_of
from dashboard.ui.panels.cases import against_line_list, cases_headline, places_map, routes_by_day, routes_found
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.language import look, t

picked = page_top("cases")
areas = fetch("cases_by_area")
cases_headline(fetch("bulletin_latest"), fetch("overview_headline"), areas)

left, right = st.columns([5, 6], gap="large")
with left:
    measures = {name: t(f"cases.measure_{name}") for name in ("positive_known", "per_100k", "change_7d")}
    measure = segments("measure", t("cases.measure"), measures, default="positive_known")
    most = largest_sentence(areas, measure, t("cases.unit")) if measure == "positive_known" else t("cases.days_known")
    district_map(
        areas, measure, key="cases-map", title=t(f"cases.map_{measure}"), unit=t("cases.unit"),
        decimals=1 if measure == "per_100k" else None, finding=joined(most, known_days_sentence(areas)), filters=picked.words,
    )
    routes_found(picked)
with right:
    events = event_marks_of(fetch("notices_timeline", **picked.dates))
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    said = joined(trend_sentence(days), conversion_sentence(days))
    chart(drawn(epidemic_curve, days, **look(), events=events), days, key="cases-curve", finding=said, filters=picked.words)
    routes_by_day(picked)

each = fetch("cases_by_day_area", **picked.dates, areas=picked.areas)
each = each[~each["is_city"].astype(bool)]
small = drawn(small_multiples, each, "new_positive", title=t("cases.multiples"), columns=6, **look())
sums = each.groupby("area_name", as_index=False)["new_positive"].sum()
chart(small, each, key="cases-multiples", finding=largest_sentence(sums, "new_positive", t("cases.unit")), filters=picked.words)
places_map(picked)
against_line_list(picked)
