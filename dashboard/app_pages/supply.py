"""Supply: where people can get food, for how many days, and who has been served."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import stacked_states
from dashboard.figures.cover import cover_by_point
from dashboard.figures.service import cover_classes
from dashboard.rows.selection import calm_sample, within, worded
from dashboard.rows.tallies import counts
from dashboard.sentences.standing import parts, standing
from dashboard.ui.components.chart import chart
from dashboard.ui.components.point_map import point_map
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.supply import BELOW, POINT_ENUMS, delivery_panels, points_below, supply_headline, with_area
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import section

picked = page_top("supply", dates=False)
points = with_area(fetch("supply_points", areas=picked.areas), picked.city)
cover = within(fetch("supply_cover_by_point"), picked.areas)
deliveries = within(fetch("deliveries_by_area"), picked.areas)
supply_headline(within(fetch("supply_by_area"), picked.areas), points, deliveries)

left, right = st.columns([5, 4], gap="large")
with left:
    states = counts(points, "state", ("open", "limited", "closed"))
    finding = parts("supply.f_points", lang(), **states, unstated=points["state"].isna().sum())
    point_map(calm_sample(points, "open"), key="supply-points", title=t("supply.points_title"), enum="supply_state",
              tips=("area_name", "operator"), finding=finding, filters=picked.district_name)
with right:
    kinds = worded(points, "kind", "supply_kind", lang(), into="kind_name").assign(points=1, state=points["state"].fillna("not_stated"))
    title, labels = t("supply.kind_title"), {"not_stated": t("supply.not_stated")}
    bars = drawn(stacked_states, kinds, "state", "points", "supply_state", title=title, name="kind_name", labels=labels, **look())
    finding = standing("supply.f_kind", kinds, "points", lang(), name="kind_name")
    chart(bars, points, key="supply-kinds", finding=finding, filters=picked.district_name, enums=POINT_ENUMS)
    goods = worded(cover, "item", "supply_item", lang(), into="item_label")
    finding = standing("supply.f_item", goods[goods["state"].isin(BELOW)].assign(points=1), "points", lang(), name="item_label")
    bars = drawn(cover_classes, goods, "state", title=t("supply.item_title"), name="item_label", **look())
    chart(bars, worded(goods, "state", "cover_state.", lang()), key="cover-goods", finding=finding, filters=picked.district_name)

section(t("supply.cover"), t("supply.norm"))
left, right = st.columns(2, gap="large")
with left:
    known = worded(cover[cover["state"] != "unknown"], "item", "supply_item", lang(), into="item_label")
    finding = parts("supply.f_cover", lang(), known=len(known), **counts(cover, "state", ("out", "below_1", "below_3", "unknown")))
    twin = worded(known, "state", "cover_state.", lang())
    chart(cover_by_point(known, **look()), twin, key="cover", finding=finding, filters=picked.district_name)
with right:
    bars = drawn(cover_classes, points, "cover_state", title=t("supply.district_title"), **look())
    finding = standing("supply.f_district", points[points["cover_state"].isin(BELOW)].assign(points=1), "points", lang())
    twin = worded(points, "cover_state", "cover_state.", lang())
    chart(bars, twin, key="supply-districts", finding=finding, filters=picked.district_name, enums=POINT_ENUMS)
points_below(points, picked)
delivery_panels(deliveries, picked)
section(t("supply.utilities"), t("supply.f_utilities"))
utilities = within(fetch("indicators_board", topics=["utility"]), picked.areas, also=(picked.city,))
indicator_board(utilities, nothing=t("supply.utilities_none"))
