"""The charts of the supply page: where the points are and of which kind, which goods are short, and for how many days there is food."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn, said
from dashboard.figures.bars import stacked_states
from dashboard.figures.cover import cover_by_point
from dashboard.figures.service import cover_classes
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.rows.selection import worded
from dashboard.rows.tallies import counts
from dashboard.sentences.standing import parts, standing
from dashboard.sentences.supply import norm_sentence
from dashboard.ui.components.chart import chart, undrawn
from dashboard.ui.components.point_map import point_map
from dashboard.ui.panels.supply import BELOW, POINT_ENUMS, points_below
from dashboard.ui.panels.supply_service import unplaced_reports
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import section


def supply_places(points: pd.DataFrame, cover: pd.DataFrame, picked: Filters) -> None:
    """Points on the map, by kind and state, and by what is short. Rows: `supply_points`, `supply_cover_by_point`."""
    left, right = st.columns([5, 4], gap="large")
    with left:
        sentence = parts("supply.f_points", lang(), **counts(points, "cover_state", (*BELOW, "ok", "unknown"), weight="places"))
        told = [None if is_missing(at) else t("map.as_of", at=fmt_moment(at, lang())) for at in points["reported_at"]]
        shown = points.assign(state_said=worded(points, "state", "supply_state", lang())["state"], told=told)
        point_map(shown, key="supply-points", title=t("supply.points_title"), state="cover_state", enum="cover_state.", parts=True,
                  tips=("state_said", "told", "area_name", "operator"), opens=("supply_point_id", "point"), sentence=sentence,
                  filters=picked.district_name)
    with right:
        points_by_kind(points, picked)
        short_goods(cover, picked)


def points_by_kind(points: pd.DataFrame, picked: Filters) -> None:
    """How many points of each kind are open, limited, closed. Rows: `supply_points`."""
    kinds = worded(points, "kind", "supply_kind", lang(), into="kind_name")
    kinds = kinds.assign(points=points["places"], state=points["state"].fillna("not_stated"))
    title, labels = t("supply.kind_title"), {"not_stated": t("supply.not_stated")}
    bars = drawn(stacked_states, kinds, "state", "points", "supply_state", title=title, name="kind_name", labels=labels, **look())
    sentence = said(standing, "supply.f_kind", kinds, "points", lang(), name="kind_name")
    chart(bars, points, key="supply-kinds", sentence=sentence, filters=picked.district_name, enums=POINT_ENUMS)


def short_goods(cover: pd.DataFrame, picked: Filters) -> None:
    """At how many points each good is short. Rows: `supply_cover_by_point`."""
    goods = worded(cover, "item", "supply_item", lang(), into="item_label")
    sentence = standing("supply.f_item", goods[goods["state"].isin(BELOW)].assign(points=1), "points", lang(), name="item_label")
    bars = drawn(cover_classes, goods, "state", title=t("supply.item_title"), name="item_label", **look())
    chart(bars, worded(goods, "state", "cover_state.", lang()), key="cover-goods", sentence=sentence, filters=picked.district_name)


def stock_panels(points: pd.DataFrame, cover: pd.DataFrame, picked: Filters) -> None:
    """Days of cover, the points below their norm, and reports of points on no record. Rows: `supply_points`, `supply_cover_by_point`."""
    if len(cover):
        section(t("supply.cover"), norm_sentence(fetch("supply_norms"), lang()))
        cover_panels(points, cover, picked)
        points_below(points, picked)
    unplaced_reports()


def cover_panels(points: pd.DataFrame, cover: pd.DataFrame, picked: Filters) -> None:
    """Days of cover point by point, and points below it by district. Rows: `supply_points`, `supply_cover_by_point`."""
    left, right = st.columns(2, gap="large")
    with left:
        known = worded(cover[cover["state"] != "unknown"], "item", "supply_item", lang(), into="item_label")
        sentence = parts("supply.f_cover", lang(), known=len(known), **counts(cover, "state", ("out", "below_1", "below_3", "unknown")))
        twin = worded(known, "state", "cover_state.", lang())
        if known.empty:
            undrawn(t("figure.cover_days"), t("supply.no_reports"))
        else:
            chart(cover_by_point(known, **look()), twin, key="cover", sentence=sentence, filters=picked.district_name)
    with right:
        bars = drawn(cover_classes, points, "cover_state", title=t("supply.district_title"), **look())
        told = "supply.f_district_here" if picked.district else "supply.f_district"
        sentence = standing(told, points[points["cover_state"].isin(BELOW)].assign(points=1), "points", lang())
        twin = worded(points, "cover_state", "cover_state.", lang())
        chart(bars, twin, key="supply-districts", sentence=sentence, filters=picked.district_name, enums=POINT_ENUMS)
