"""What needs somebody to decide, at the top of a page: overdue, short or contradictory, each line a way to what explains it."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.look_cache import kept
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, joined
from dashboard.measures.row_lists import parts
from dashboard.plain_text import LINE_EMS, on_page
from dashboard.rows.selection import within
from dashboard.sentences.contradictions import is_settled, placed, with_owners
from dashboard.sentences.freshness import late_feeds
from dashboard.tokens import SEVERITIES
from dashboard.ui.components.behind_link import behind_check, behind_part
from dashboard.ui.components.finding_ways import HOMES, ON_DATA, to_row
from dashboard.ui.components.not_received import received
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.section_list import SECTION
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href
from dashboard.ui.shell.typeset import mark, paragraph

COUNTED_ELSEWHERE = ("feed_overdue",)
"""Checks whose contradictions another line counts."""
WEIGHT = {"act": 0, "watch": 1, "quiet": 2}
PLACE = "decide"
"""The key of the list, and what the address says as its section to find it unfolded."""
MOST_LINES = 9
"""Lines up to which nothing is folded."""
MOST_NAMED = 5
"""Contradictions of one kind that are named one by one; the rest are counted, and a list has them all."""


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
    """The contradictions behind it, one by one."""
    behind: Markup | str = ""
    """The way behind its number."""

    @property
    def is_settled(self) -> bool:
        """Whether somebody has acknowledged all of it; it comes after what is open."""
        return bool(self.found) and all(map(is_settled, self.found))


def decisions(picked: Filters | None = None, page: str = "") -> None:
    """Draw what needs a decision in the chosen district, else the city; of one page where `page` names it, else of all.

    A page of its own with nothing to decide shows nothing; the overview says so in words.
    """
    areas = picked.areas if picked else []
    body = kept(("decisions", page, *areas), lambda: _list(areas, page))
    if not body:
        return
    where = picked.district_name if picked and picked.district else t("word.all_areas")
    heading = t("decide.title", where=where)
    source = provenance_line(source=t("data.found_source"), as_of=moment().at)
    with st.container(key=PLACE):
        st.html(Markup('<section class="decide"><h2>{}</h2>{}{}</section>').format(on_page(heading, LINE_EMS), body, source))


def _list(areas: list[str], page: str) -> Markup:
    """The list as it stands; "" for a page of its own with nothing to decide."""
    due = [matter for matter in matters(areas) if page in ("", matter.page)]
    unfolds = asked(SECTION) == PLACE
    drawn = [_opened(matter, unfolds and not place) if page else _line(matter) for place, matter in enumerate(due)]
    if drawn:
        return _lines(drawn, sum(matter.state == "act" and not matter.is_settled for matter in due))
    return Markup() if page else paragraph("lead", _nothing())


def _lines(drawn: list[Markup], most: int) -> Markup:
    """The lines; where they are so many that they would take the screen, those that need no act today are folded under the others."""
    lines = Markup('<ul class="decide-lines">{}</ul>').format(Markup().join(drawn[:most] if len(drawn) > MOST_LINES and most else drawn))
    if len(drawn) <= MOST_LINES or not most or most == len(drawn):
        return lines
    rest = Markup('<details class="decide-rest"><summary><span class="words">{}</span></summary><ul class="decide-lines">{}</ul></details>')
    return lines + rest.format(t("decide.rest", n=len(drawn) - most), Markup().join(drawn[most:]))


def matters(areas: list[str]) -> list[Matter]:
    """What needs a decision in the districts, else the city where none is named: what is open before what is settled, the worst first."""
    found = [contradiction for contradiction in fetch_contradictions() if not areas or contradiction.get("area_id") in areas]
    every = [*_contradictions(found), *_supply(areas), *_feeds(found)]
    return sorted(every, key=lambda matter: (matter.is_settled, WEIGHT[matter.state]))


def _contradictions(found: list[dict]) -> list[Matter]:
    matters = []
    kinds = dict.fromkeys([*HOMES, *(contradiction["check"] for contradiction in found)])
    for check in [kind for kind in kinds if kind not in COUNTED_ELSEWHERE]:
        same = tuple(contradiction for contradiction in found if contradiction["check"] == check)
        if not same:
            continue
        words = with_owners(t("overview.found", title=same[0][f"title_{lang()}"], n=fmt_count(len(same), lang())), same, lang())
        page, all_of_it = HOMES.get(check, ON_DATA)
        way = behind_check(check, same[0][f"title_{lang()}"], short=True)
        matters.append(Matter(SEVERITIES[same[0]["severity"]], words, page, all_of_it, same[0][f"advice_{lang()}"], same, way))
    return matters


def _supply(areas: list[str]) -> list[Matter]:
    points, advice, matters = within(fetch("supply_points"), areas), t("decide.supply"), []
    for state, key, part in (("act", "overview.supply_urgent", "supply_urgent"), ("watch", "overview.supply_below", "supply_short")):
        if n := len(parts()[part].rows(points)):
            matters.append(Matter(state, t(key, n=fmt_count(n, lang())), "supply", "points-below", advice, behind=behind_part(part)))
    return matters


def _feeds(found: list[dict]) -> list[Matter]:
    late = late_feeds(fetch("feeds_freshness"))
    counted = (contradiction for contradiction in found if contradiction["check"] in COUNTED_ELSEWHERE)
    words = with_owners(t("overview.feeds_late", n=late), counted, lang())
    return [Matter("act", words, "data", "feeds", t("decide.feeds"), behind=behind_part("feeds_late"))] if late else []


def _line(matter: Matter) -> Markup:
    # Contradictions unfold at the top of their page; what has none leads to its table.
    unfolds = bool(matter.found) and matter.page != "data"
    way = href(f"/{matter.page}", PLACE if unfolds else matter.place, **{SECTION: PLACE if unfolds else None})
    line = Markup('<li class="{}"><a href="{}" target="_self">{}<span class="page">{} →</span></a>{}</li>')
    return line.format(matter.state, way, _head(matter), t(f"nav.{matter.page}"), matter.behind)


def _opened(matter: Matter, is_open: bool) -> Markup:
    """A line on the page that it concerns: its contradictions unfold under it; one without contradictions leads to its place.

    They are open where the overview led to them: else the map and the curves keep the first screen.
    """
    if not matter.found:
        line = Markup('<li class="{}"><a href="{}" target="_self">{}<span class="page">↓</span></a>{}</li>')
        return line.format(matter.state, here(matter.place), _head(matter), matter.behind)
    rows = Markup().join(_contradiction(contradiction) for contradiction in matter.found[:MOST_NAMED])
    rest = len(matter.found) - MOST_NAMED
    way = here(matter.place) if matter.place and matter.page != "data" else href("/data", ON_DATA[1])
    more = _linked(way, t("decide.more", n=fmt_count(rest, lang()))) if rest > 0 else ""
    line = Markup('<li class="{}"><details{}><summary>{}</summary><p class="advice">{} {}</p><ul>{}{}</ul></details></li>')
    return line.format(matter.state, Markup(" open" if is_open else ""), _head(matter), matter.advice, matter.behind, rows, more)


def _head(matter: Matter) -> Markup:
    return Markup('{}<span class="words">{}</span>').format(mark(matter.state), on_page(matter.words))


def _contradiction(contradiction: dict) -> Markup:
    words = placed(contradiction, area_names(), lang())
    if contradiction["owner"]:
        words = t("found.by_owner", words=words, owner=contradiction["owner"])
    return _linked(_record(contradiction), words)


def _linked(way: Markup, words: str) -> Markup:
    return Markup('<li><a href="{}" target="_self">{}</a></li>').format(way, on_page(words))


def _record(contradiction: dict) -> Markup:
    """A link to the record itself, where the page can show one; else to its row on the Data page, where it can be claimed."""
    if contradiction["check"] == "zone_overdue":
        return here("zone-history", zone=str(contradiction["finding_key"]))
    if contradiction["check"] == "business_open_in_closed_zone":
        return here("business-list", q=str(contradiction["subject"]))
    return to_row(contradiction)


def _nothing() -> str:
    known = len(fetch("feeds_freshness")) > 0 or fetch("overview_headline").iloc[0][["zones_overdue", "tickets_overdue"]].notna().any()
    hint = "" if moment().is_past else t("empty.workspace_hint")
    if not known and received() - {"areas"}:
        return t("overview.nothing_judged")
    return t("overview.nothing_due") if known else joined(t("overview.nothing_known"), hint, lang=lang())
