"""What callers need and where: what rises, one table that can be turned, and needs beside zones and supply."""

import pandas as pd
from markupsafe import Markup, escape

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.hotline_lead import lead_by_lag
from dashboard.i18n.forms import fmt_day, joined
from dashboard.i18n.messages import column_label, enum_label
from dashboard.rows.selection import within
from dashboard.rows.turned import TOTAL, turned
from dashboard.sentences.hotline_lead import lead_sentence
from dashboard.sentences.hotline_service import need_sentence, rising_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import note, section

RISING_COLUMNS = ["area_name", "topic", "offered_7d", "usual_7d", "excess", "offered_per_10k"]
NEED_COLUMNS = [
    "area_name", "need", "calls_7d", "usual_7d", "excess", "days_above", "per_10k", "zones_open", "zone_days", "last_delivery_at",
    "points_below",
]
LAG_COLUMNS = ["need", "lag", "correlation", "by_chance", "is_best", "is_likely", "is_synthetic"]
TURNS = {"area_topic": ("area_name", "topic"), "topic_day": ("topic", "day"), "area_day": ("area_name", "day")}


def rising_topics(picked: Filters) -> None:
    """Topics of districts with more calls than is usual, most above it first; nothing where no call has a topic and a district."""
    rising = within(named(fetch("hotline_rising")), picked.areas)
    known = rising[rising["area_id"].ne("")]
    if known.empty:
        return
    section(t("rising.title"), rising_sentence(known, lang()))
    above = _whole(known[known["is_rising"].eq(True)].sort_values("excess", ascending=False), "offered_7d")
    if len(above):
        table(above, key="hotline-rising", columns=RISING_COLUMNS, filters=picked.district_name)


def turned_table() -> None:
    """Calls of 14 days by topic, district and day: one table, of which two are seen and the third is summed."""
    calls = named(fetch("hotline_by_topic_area_day"))
    if calls.empty:
        return
    section(t("turned.title"), t("turned.lead"))
    turn = segments("turn", t("turned.choice"), {name: t(f"turned.{name}") for name in TURNS}, "area_topic")
    down, across = TURNS[turn]
    known = calls.assign(area_name=calls["area_name"].fillna(t("turned.no_area")), topic=[_topic(one) for one in calls["topic"]],
                         day=pd.to_datetime(calls["day"]))
    wide = turned(known, down, across)
    wide.columns = [name if isinstance(name, str) else fmt_day(name, lang()) for name in wide.columns]
    labels = {name: name for name in wide.columns} | {TOTAL: t("turned.total"), down: column_label(down, lang())}
    wide.attrs = calls.attrs
    table(wide, key=f"hotline-turned-{turn}", labels=labels)


def needs_and_supply(picked: Filters) -> None:
    """Calls about food, medicine, travel and codes by district, beside zones, deliveries and cover; nothing without such calls."""
    needs = within(named(fetch("hotline_need_by_area")), picked.areas)
    if needs.empty:
        return
    section(t("needs.title"), need_sentence(needs, lang()))
    most_first = _whole(needs.sort_values("excess", ascending=False), "calls_7d")
    table(most_first, key="hotline-needs", columns=NEED_COLUMNS, filters=picked.district_name)
    note(_zones_of(most_first))
    _lead()


def _lead() -> None:
    """Whether calls come before or after new cases: lag by lag as a chart with the sentence; the sentence alone where nothing is known."""
    said, lags = lead_sentence(fetch("hotline_lead_by_need"), lang()), fetch("hotline_lead_by_lag")
    if lags["correlation"].notna().any():
        shown = lags[LAG_COLUMNS]
        chart(drawn(lead_by_lag, shown, title=t("lead.title"), **look()), shown, key="hotline-lead", sentence=said)
    elif said:
        note(said)


def _zones_of(needs: pd.DataFrame) -> Markup:
    """That calls carry no address, and the way to the zones of each district of the table that has some, in its order."""
    zoned = needs[needs["zones_open"].gt(0)].drop_duplicates("area_id")
    ways = [link(href("/zones", district=row["area_id"]), row["area_name"]) for row in zoned.to_dict("records")]
    said = joined(t("needs.by_district"), t("needs.zones_of") if ways else "", lang=lang())
    return escape(said) + Markup(" · ").join(ways)


def _topic(topic: str) -> str:
    return t("hotline.unknown_topic") if topic == "unknown" else enum_label("hotline_topic", topic, lang())


def _whole(rows: pd.DataFrame, calls: str) -> pd.DataFrame:
    """The usual calls, a median, as whole calls, and what is above them as the difference of the two that stand beside it."""
    usual = rows["usual_7d"].astype(float).round()
    return rows.assign(usual_7d=usual.astype("Int64"), excess=(rows[calls].astype(float) - usual).astype("Int64"))
