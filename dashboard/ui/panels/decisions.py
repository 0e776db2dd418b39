"""What needs somebody to decide, at the top of a page: overdue, short or contradictory, each line a way to what explains it."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_moment import moment
from dashboard.data.selection import within
from dashboard.i18n.forms import fmt_count
from dashboard.sentences.cases import joined
from dashboard.sentences.contradictions import is_settled, placed, with_owners
from dashboard.tokens import MARKS, SEVERITIES
from dashboard.ui.components.freshness import late_feeds
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href

HOMES = {
    "zone_overdue": ("zones", "zones-list"), "closure_past_planned_end": ("zones", "closure-list"),
    "zone_without_delivery": ("supply", "chart-zones-served"),
    "business_open_in_closed_zone": ("businesses", ""), "ticket_past_deadline": ("hotline", "hotline-late"),
    "case_outside_zone": ("cases", ""), "districts_above_city": ("cases", "cases-line-list"),
    "bulletin_not_adding_up": ("cases", ""), "identity_not_closing": ("cases", ""),
}
"""The page that explains what a check finds, in the order in which a duty officer asks, and the key of the element that lists
all of it; what is not named here stands on the Data page."""
ON_DATA = ("data", "found-foot")
COUNTED_ELSEWHERE = ("feed_overdue",)
"""Checks whose findings another line counts."""
WEIGHT = {"act": 0, "watch": 1, "quiet": 2}
MOST_NAMED = 5
"""Findings of one kind that are named one by one; the rest are counted, and a list has them all."""


@dataclass(frozen=True)
class Matter:
    state: str
    """act, watch or quiet."""
    words: str
    page: str
    place: str = ""
    """Key of the element of that page that explains it."""
    advice: str = ""
    found: tuple[dict, ...] = ()
    """The findings behind it, one by one."""

    @property
    def is_settled(self) -> bool:
        """Whether somebody has acknowledged all of it; it comes after what is open."""
        return bool(self.found) and all(map(is_settled, self.found))


def decisions(picked: Filters | None = None, page: str = "") -> None:
    """Draw what needs a decision in the chosen district, else the city; of one page where `page` names it, else of all.

    A page of its own with nothing to decide shows nothing; the overview says so in words.
    """
    matters = [matter for matter in _matters(picked) if page in ("", matter.page)]
    if page and not matters:
        return
    where = picked.district_name if picked and picked.district else t("word.all_areas")
    heading = t("decide.title", where=where)
    drawn = [_opened(matter, first=place == 0) for place, matter in enumerate(matters)] if page else [_line(matter) for matter in matters]
    nothing = f'<p class="lead">{escape(_nothing())}</p>'
    body = f'<ul class="decide-lines">{"".join(drawn)}</ul>' if drawn else nothing
    source = provenance_line(source=t("data.found_source"), as_of=moment().at)
    with st.container(key="decide"):
        st.html(f'<section class="decide"><h2>{escape(heading)}</h2>{body}{source}</section>')


def _matters(picked: Filters | None) -> list[Matter]:
    areas = picked.areas if picked else []
    found = [finding for finding in fetch_contradictions() if not areas or finding.get("area_id") in areas]
    matters = [*_contradictions(found), *_supply(areas), *_feeds(found)]
    return sorted(matters, key=lambda matter: (matter.is_settled, WEIGHT[matter.state]))


def _contradictions(found: list[dict]) -> list[Matter]:
    matters = []
    kinds = dict.fromkeys([*HOMES, *(finding["check"] for finding in found)])
    for check in [kind for kind in kinds if kind not in COUNTED_ELSEWHERE]:
        same = tuple(finding for finding in found if finding["check"] == check)
        if not same:
            continue
        words = with_owners(t("overview.found", title=same[0][f"title_{lang()}"], n=fmt_count(len(same), lang())), same)
        page, all_of_it = HOMES.get(check, ON_DATA)
        matters.append(Matter(SEVERITIES[same[0]["severity"]], words, page, all_of_it, same[0][f"advice_{lang()}"], same))
    return matters


def _supply(areas: list[str]) -> list[Matter]:
    points: pd.DataFrame = within(fetch("supply_points"), areas)
    urgent, short = (int(points["cover_state"].isin(states).sum()) for states in (("out", "below_1"), ("below_3",)))
    lines = (("act", "overview.supply_urgent", urgent), ("watch", "overview.supply_below", short))
    return [Matter(state, t(key, n=fmt_count(n, lang())), "supply", "points-below", t("decide.supply")) for state, key, n in lines if n]


def _feeds(found: list[dict]) -> list[Matter]:
    late = late_feeds(fetch("feeds_freshness"))
    words = with_owners(t("overview.feeds_late", n=late), (finding for finding in found if finding["check"] in COUNTED_ELSEWHERE))
    return [Matter("act", words, "data", "feeds", t("decide.feeds"))] if late else []


def _line(matter: Matter) -> str:
    # Findings unfold at the top of their page; what has none leads to its table.
    link = href(f"/{matter.page}", "decide" if matter.found and matter.page != "data" else matter.place)
    return (
        f'<li class="{matter.state}"><a href="{link}" target="_self"><span class="mark">{MARKS[matter.state]}</span>'
        f'<span class="words">{escape(matter.words)}</span><span class="page">{escape(t(f"nav.{matter.page}"))} →</span></a></li>'
    )


def _opened(matter: Matter, first: bool) -> str:
    """A line on the page that it concerns: its findings unfold under it; one without findings leads to its place."""
    head = f'<span class="mark">{MARKS[matter.state]}</span><span class="words">{escape(matter.words)}</span>'
    if not matter.found:
        return f'<li class="{matter.state}"><a href="{here(matter.place)}" target="_self">{head}<span class="page">↓</span></a></li>'
    rows = "".join(_finding(finding) for finding in matter.found[:MOST_NAMED])
    rest = len(matter.found) - MOST_NAMED
    way = here(matter.place) if matter.place and matter.page != "data" else href("/data", ON_DATA[1])
    more = f'<li><a href="{way}" target="_self">{escape(t("decide.more", n=fmt_count(rest, lang())))}</a></li>'
    return (
        f'<li class="{matter.state}"><details{" open" if first else ""}><summary>{head}</summary>'
        f'<p class="advice">{escape(matter.advice)}</p><ul>{rows}{more if rest > 0 else ""}</ul></details></li>'
    )


def _finding(finding: dict) -> str:
    words = placed(finding, area_names())
    if finding["owner"]:
        words = t("found.by_owner", words=words, owner=finding["owner"])
    link = _record(finding)
    return f'<li><a href="{link}" target="_self">{escape(words)}</a></li>' if link else f"<li><span>{escape(words)}</span></li>"


def _record(finding: dict) -> str:
    """A link to the record itself, where the page can show one."""
    if finding["check"] == "zone_overdue":
        return here("zone-history", zone=str(finding["finding_key"]))
    if finding["check"] == "business_open_in_closed_zone":
        return here("business-list", q=str(finding["subject"]))
    return ""


def _nothing() -> str:
    known = len(fetch("feeds_freshness")) > 0 or fetch("overview_headline").iloc[0][["zones_overdue", "tickets_overdue"]].notna().any()
    hint = "" if moment().is_past else t("empty.workspace_hint")
    return t("overview.nothing_due") if known else joined(t("overview.nothing_known"), hint)
