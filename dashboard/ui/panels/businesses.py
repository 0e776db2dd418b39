"""The parts of the businesses page that belong together: headline, search with its list and map."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, joined
from dashboard.i18n.messages import enum_label
from dashboard.rows.tallies import column_sums, is_placed
from dashboard.sentences.standing import share_words
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.known_first import of_received
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.paging import page_start
from dashboard.ui.components.point_map import point_map
from dashboard.ui.components.table import table
from dashboard.ui.panels.business_card import BUSINESS
from dashboard.ui.shell.address import remember, search_text, select
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph

STATES = {"state": "business_event", "reason": "business_reason"}
PAGE = 200
"""Businesses on one page of the list; a file of it has them all."""
AS_REGISTERED = "as_registered"
EVERY = 100_000
"""More than any city's register: the map is drawn from all that match."""
SHOWN = ["name", "category", "area_name", "state", "mode", "mode_reason", "capacity_now", "reason", "state_since", "address"]


def has_events(by_category: pd.DataFrame) -> bool:
    """Whether any change of the register was ever recorded; without one nobody has said who is open. Rows: `businesses_by_category`."""
    return bool((by_category["without_event"] < by_category["businesses"]).any())


def business_headline(picked: Filters) -> None:
    """The figures of the register; where two moments are compared, then and now."""
    compared_strip(lambda: business_figures(picked), strip="businesses", district=picked.district)


def business_figures(picked: Filters) -> list[Kpi]:
    """The figures of the register in the chosen district, else the city."""
    kpis = business_kpis(fetch("businesses_by_category", areas=picked.areas), fetch("open_rules_in_force"))
    return of_received(kpis, businesses_limited="open_rules", businesses_rule_closed="open_rules")


def business_kpis(by_category: pd.DataFrame, rules: pd.DataFrame) -> list[Kpi]:
    """On the whitelist, and of these open as usual, open with limits, closed, and to be verified; suspended; to rectify.

    What only events or rules can tell is not known without them, which is no 0. Rows: `businesses_by_category`, `open_rules_in_force`.
    """
    now, n = column_sums(by_category), lambda value: fmt_count(value, lang())
    listed, alone, is_followed = now["listed"], now["untold"], has_events(by_category)
    of_register = {"n": n(now["businesses"]), "share": share_words(listed, now["businesses"], lang())}
    by_rule, verify = {"missing": t("businesses.no_rules")}, now["to_verify"]
    return [
        Kpi("businesses_listed", listed, by_category,
            detail=_beside_listed(t("businesses.as_registered", n=n(alone)) if alone else t("businesses.of_register", **of_register), now)),
        Kpi("businesses_usual", None if alone == listed else now["open"], by_category, missing=t("businesses.register_alone"),
            detail=t("businesses.share_listed", share=share_words(now["open"], listed, lang()))),
        Kpi("businesses_limited", now["limited"] if len(rules) else None, by_category, detail=t("businesses.limited_detail"), **by_rule),
        Kpi("businesses_rule_closed", now["listed_closed"] if len(rules) or now["listed_closed"] else None, by_category,
            detail=t("businesses.closed_detail"), **by_rule),
        Kpi("businesses_to_verify", verify, by_category, detail=t("businesses.verify_detail"), state="watch" if verify else "quiet"),
        # No mark for the suspended: ◆ would say that they must rectify, and ▲, their own mark on map and chart, that somebody must act.
        *(Kpi(f"businesses_{kind}", now[kind] if is_followed else None, by_category, detail=t(f"businesses.{kind}_detail"),
              missing=t("businesses.no_events"), state=state if now[kind] else "quiet")
          for kind, state in (("suspended", "quiet"), ("rectify", "watch"))),
    ]


def _beside_listed(said: str, now: dict[str, int | None]) -> str:
    """With how many are on the way to being listed, which are not on the whitelist."""
    pending = (now["applied"] or 0) + (now["verified"] or 0)
    return t("businesses.pending", said=said, n=fmt_count(pending, lang())) if pending else said


def business_search(picked: Filters) -> None:
    """Businesses of a category whose name, address or number holds a text, as a list and on a map.

    Address: `q`, `category`, `business_page`. The list is in the order of the readings (pinyin), a page at a time.
    """
    known = fetch("businesses_by_category")["category"].dropna()
    categories = {"": t("businesses.every_category")} | {name: enum_label("business_category", name, lang()) for name in known}
    controls = st.container(horizontal=True, key="find-business")
    with controls:
        sought = search_text("q", t("businesses.search"), width=420, placeholder=t("businesses.placeholder"))
        category = select("category", t("businesses.category"), categories, width=260)
    found = fetch("businesses_search", text=sought, areas=picked.areas, category=category, limit=EVERY)
    query = t("businesses.query", value=sought) if sought else ""
    whole, filters = found.assign(mode=found["mode"].fillna(AS_REGISTERED)), f"{picked.district_name}{query}"
    with controls:
        first = page_start("business_page", len(found), PAGE)
    left, right = st.columns(2, gap="large")
    with left:
        words = {"n": fmt_count(len(found), lang()), "query": query, "first": first + 1, "last": min(first + PAGE, len(found))}
        said = t("businesses.found" if len(found) > PAGE else "businesses.found_all", **words)
        if len(found):
            st.html(paragraph("sentence", joined(said, t("businesses.tap"), lang=lang())))
        rows = whole.iloc[first : first + PAGE]
        table(rows, key="business-list", columns=SHOWN, enums=STATES, filters=filters, whole=whole,
              pick=lambda row: remember(BUSINESS, rows["business_id"].iloc[row]))
    with right:
        listed = whole[whole["operation"] != "not_listed"]
        located = int(is_placed(listed).sum())
        sentence = t("businesses.f_points", shown=fmt_count(located, lang()))
        shown = listed if located else whole
        shown = shown.sort_values("mode", key=lambda mode: mode == "to_verify", kind="stable")  # on top, where it is seen
        point_map(shown, key="business-points", title=t("businesses.map_points"), state="mode", enum="business_mode", parts=True,
                  tips=("area_name", "address"), since="state_since", since_of=("state", STATES["state"]),
                  opens=("business_id", BUSINESS), sentence=sentence, filters=filters)

