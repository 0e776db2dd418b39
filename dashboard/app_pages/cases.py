"""Cases: how many, where, by which route they were found, and which way it goes."""

import streamlit as st

from dashboard.data import fetch
from dashboard.figures.bars import composition_bar
from dashboard.figures.epidemic import curve_by, epidemic_curve
from dashboard.figures.multiples import small_multiples
from dashboard.i18n.forms import fmt_window
from dashboard.ui.chart import chart
from dashboard.ui.district_map import district_map
from dashboard.ui.events import event_marks_of
from dashboard.ui.filters import filters
from dashboard.ui.findings import outside_sentence, trend_sentence
from dashboard.ui.kpi import Kpi, kpi_strip
from dashboard.ui.language import lang, look, t
from dashboard.ui.table import table
from dashboard.ui.words import note, section

picked = filters()
bulletin, headline = fetch("bulletin_latest"), fetch("overview_headline").iloc[0]
for latest in bulletin.itertuples():
    window = t("cases.window", window=fmt_window(latest.window_start, latest.window_end, lang()))
    outside = (headline.outside_strict_share, headline.outside_broad_share)
    before = {"previous": headline.compared_positive, "previous_day": headline.compared_day, "as_of": latest.window_end}
    kpi_strip([
        Kpi("new_positive", latest.new_positive, bulletin, **before),
        Kpi("new_confirmed", latest.new_confirmed, bulletin, detail=window, as_of=latest.window_end),
        Kpi("new_asymptomatic", latest.new_asymptomatic, bulletin, detail=window, as_of=latest.window_end),
        Kpi("outside_share", outside, bulletin, detail=t("overview.range"), as_of=latest.window_end),
    ])
    note(t("cases.adds_up" if latest.adds_up else "cases.adds_up_not"), "ok" if latest.adds_up else "watch")

events = event_marks_of(fetch("notices_timeline", **picked.dates))
left, right = st.columns([5, 6], gap="large")
with left:
    measures = {name: t(f"cases.measure_{name}") for name in ("positive_known", "per_100k", "change_7d")}
    measure = st.segmented_control(
        t("cases.measure"), list(measures), default="positive_known", required=True, key="cases-measure", format_func=measures.get,
    )
    district_map(
        fetch("cases_by_area"), measure, key="cases-map", title=t(f"cases.map_{measure}"), unit=t("cases.unit"),
        decimals=1 if measure == "per_100k" else None, finding=t("cases.days_known"), filters=picked.words,
    )
    found = fetch("cases_by_route", **picked.dates)
    parts = composition_bar(found, "route", "new_positive", "route", title=t("cases.route_title"), **look())
    chart(parts, found, key="cases-found", finding=outside_sentence(found), filters=picked.words)
with right:
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    chart(epidemic_curve(days, **look(), events=events), days, key="cases-curve", finding=trend_sentence(days), filters=picked.words)
    routes = fetch("cases_by_day_route", **picked.dates)
    chart(curve_by(routes, "route", "new_positive", "route", **look()), routes, key="cases-routes", filters=picked.words)

each = fetch("cases_by_day_area", **picked.dates, areas=picked.areas)
each = each[~each["is_city"].astype(bool)]
small = small_multiples(each, "new_positive", title=t("cases.multiples"), columns=6, **look())
chart(small, each, key="cases-multiples", filters=picked.words)
section(t("cases.line_list"), t("cases.line_list_lead"))
pairs = fetch("bulletin_vs_line_list", **picked.dates)
table(pairs[pairs["bulletin_positive"].notna()], key="cases-line-list", filters=picked.words)
