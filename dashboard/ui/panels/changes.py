"""What changed: the counts on every overview; where two moments are compared, each change in order, and the map of change."""

from datetime import timedelta

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, fmt_moment
from dashboard.plain_text import on_page
from dashboard.rows.selection import containing, within
from dashboard.sentences.changes import change_words, counted_words, kinds_of, worded_changes
from dashboard.tokens import SEVERITIES
from dashboard.ui.components.chart import chart_title, foot
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.freshness import freshness
from dashboard.ui.components.item_list import change_list
from dashboard.ui.components.paging import page_start
from dashboard.ui.shell.address import search_text, select
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href
from dashboard.ui.shell.typeset import mark, paragraph, section

DAY = timedelta(days=1)
PAGE = 40
"""Changes on one page of the list."""
SOUGHT = ["subject", "subject_en", "subject_id", "area_name", "before", "after", "said"]
MAP_PX = 420
HOMES = {
    "figure": ("/cases", ""), "bulletin": ("/cases", ""), "supply": ("/supply", "points-below"), "ticket": ("/tickets", "tickets-late"),
    "closure": ("/zones", "closure-list"), "notice": ("/zones", ""),
}
"""The page and the place on it that show a subject, by the first word of the kind; zones and businesses are named themselves."""


def change_counts() -> None:
    """What changed, counted: in the last 24 hours, or since the moment that the board is compared with."""
    at = moment()
    compared = at.since is not None
    section(t("changed.title", since=fmt_moment(at.since, lang())) if compared else t("overview.changed"))
    change_list(fetch("changes_since", since=at.since), nothing=t("changed.nothing" if compared else "overview.nothing_changed"))
    if not compared:
        way = here("changes", since=(at.at - DAY).isoformat(timespec="minutes"))
        st.html(Markup('<p class="more"><a href="{}" target="_self">{}</a></p>').format(way, t("changed.look")))


def changed_and_fresh() -> None:
    """What changed, counted, beside how fresh the feeds are."""
    left, right = st.columns(2, gap="large")
    with left:
        change_counts()
    with right:
        section(t("overview.freshness"))
        freshness(fetch("feeds_freshness"))


def comparison(picked: Filters) -> None:
    """Each change between the two moments, the gravest first, and the map of change; nothing where none are compared.

    A page without `since` asks and draws nothing of this.
    """
    at = moment()
    if at.since is None:
        return
    with st.container(key="changes"):
        section(t("changed.list"), t("changed.lead"))
        left, right = st.columns([5, 4], gap="large")
        with left:
            _listed(fetch("changes_listed", since=at.since, areas=picked.areas))
        with right:
            _map(fetch("changes_by_area", since=at.since), picked)


def _listed(found: pd.DataFrame) -> None:
    if found.empty:
        st.html(paragraph("lead", t("changed.nothing")))
        return
    chosen = _chosen(found)
    first = page_start("change_page", len(chosen), PAGE)
    shown = chosen.iloc[first : first + PAGE]
    whole = dict(kinds_of(chosen))
    parts = []
    for kind, rows in kinds_of(shown):
        parts.append(chart_title(Markup("{} <small>{}</small>").format(t(f"change_kind.{kind}"), counted_words(whole[kind], lang()))))
        parts.append(Markup('<ul class="items">{}</ul>').format(Markup().join(_line(row) for row in rows.to_dict("records"))))
    words = {"start": first + 1, "end": first + len(shown), "shown": fmt_count(len(chosen), lang()), "n": fmt_count(len(found), lang())}
    if parts:
        st.html(Markup().join(parts))
    foot(worded_changes(chosen, lang()), key="changes", sentence=t("changed.page", **words) if len(shown) else t("changed.none_found"))


def _chosen(found: pd.DataFrame) -> pd.DataFrame:
    """The changes of the chosen kind whose words hold the text sought. Address: `change_q`, `change_kind`."""
    kinds = {kind: f"{t(f'change_kind.{kind}')} · {fmt_count(len(rows), lang())}" for kind, rows in kinds_of(found)}
    with st.container(horizontal=True, key="find-change"):
        sought = search_text("change_q", t("changed.search"), width=280)
        kind = select("change_kind", t("changed.kind"), {"": t("changed.every_kind")} | kinds, width=260)
    some = found[found["kind"] == kind] if kind else found
    if not sought:
        return some
    held = containing(some.assign(said=[change_words(row, lang()) for row in some.to_dict("records")]), sought, SOUGHT)
    return held.drop(columns="said")


def _line(row: dict) -> Markup:
    state = SEVERITIES[row["severity"]]
    came = "" if row["came"] == "happened" else Markup(' <span class="when">{}</span>').format(t(f"changed.came_{row['came']}"))
    line = Markup('<li class="{}">{}<a href="{}" target="_self">{}</a>{}</li>')
    return line.format(state, mark(state), _way(row), on_page(change_words(row, lang())), came)


def _way(row: dict) -> Markup:
    family = row["kind"].partition("_")[0]
    if family == "zone":
        return href("/zones", "zone-history", zone=row["subject_id"])
    if family == "business":
        return href("/businesses", q=row["subject"] or row["subject_id"])
    return href(*HOMES[family])


def _map(areas: pd.DataFrame, picked: Filters) -> None:
    """Net change of zones by district, hatched where a moment knew no zone; the sentence is of the chosen district."""
    sums = within(areas, picked.areas)[["declared", "raised", "lowered", "lifted", "restated"]].sum()
    known = areas["zones_net"].notna().any()
    words = {name: fmt_count(n, lang()) for name, n in sums.items()}
    district_map(
        areas, "zones_net", key="changes-map", title=t("changed.map_title"), unit=t("changed.unit"), height=MAP_PX,
        sentence=t("changed.f_map", **words) if known else t("changed.f_unknown"), filters=picked.words,
    )
