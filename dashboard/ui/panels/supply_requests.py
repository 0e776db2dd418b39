"""Requests that wait, each with the point that could fill it: a proposal, which somebody still has to order."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, is_missing, listed
from dashboard.i18n.messages import enum_label
from dashboard.rows.tallies import counts
from dashboard.sentences.supply import good_amount_words
from dashboard.ui.components.not_received import received
from dashboard.ui.components.table import table
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, paragraph, section

COLUMNS = ["asked_at", "area_name", "place", "wanted", "households", "way", "proposal", "distance_km"]
REASONS = ("no_stock", "no_capacity", "too_far", "unlocated", "unit", "in_line")


def request_panel(picked: Filters) -> None:
    """Draw the requests, those that nothing is proposed for first, then the oldest; nothing where no request was ever received."""
    if "supply_requests" not in received():
        return
    requests = fetch("supply_requests_matched", areas=picked.areas)
    section(t("supply.requests"), t("supply.requests_lead"))
    if requests.empty:
        note(t("supply.no_requests"), "ok")
        return
    rows = named(requests.assign(area_name=None)).assign(open=requests["unmatched_because"].isna())
    rows = rows.sort_values(["open", "asked_at", "request_id"])
    shown = rows.assign(
        wanted=[_wanted(row) for row in rows.to_dict("records")],
        way=[t("supply.to_the_door") if at_door else t("supply.fetched") for at_door in rows["is_at_door"]],
        proposal=[_proposal(row) for row in rows.to_dict("records")],
    )
    table(shown, key="supply-requests", columns=COLUMNS, filters=picked.district_name)
    st.html(paragraph("sentence", _sentence(requests)))


def _wanted(row: dict) -> str:
    amount = good_amount_words(f"{row['quantity']:g}", row["unit"], lang())
    return t("supply.wanted", good=enum_label("supply_item", row["item"], lang()), amount=amount)


def _proposal(row: dict) -> str:
    why = row["unmatched_because"]
    return (row["point_name"] or row["supply_point_id"]) if is_missing(why) else t(f"unmatched.{why}")


def _sentence(requests: pd.DataFrame) -> str:
    why = {reason: n for reason, n in counts(requests, "unmatched_because", REASONS).items() if n}
    matched = len(requests) - sum(why.values())
    said = t("supply.f_requests", total=fmt_count(len(requests), lang()), matched=fmt_count(matched, lang()))
    if not why:
        return said
    reasons = listed((t("supply.f_reason", why=t(f"unmatched.{reason}"), n=n) for reason, n in why.items()), lang())
    return said + t("supply.f_unmatched", reasons=reasons)
