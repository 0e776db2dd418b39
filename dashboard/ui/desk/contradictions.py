"""Contradictions: what the rules over the data found, most severe first, with what to do about it, since when, and whose it is."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count
from dashboard.plain_text import on_page
from dashboard.sentences.contradictions import age, handling, is_settled, owner, placed
from dashboard.tokens import SEVERITIES
from dashboard.ui.components.behind_link import behind_check
from dashboard.ui.components.finding_ways import CLAIMED, OPENED, row_name, to_record
from dashboard.ui.components.ledger import STYLE, Cell, Heading, Row, ledger
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.take_away import take_away
from dashboard.ui.desk.acknowledging import acknowledging, last_decision
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, link
from dashboard.ui.shell.style import with_rules
from dashboard.ui.shell.typeset import note

MOST_OF_ONE = 6
"""Contradictions of one rule that are listed; a link lists the rest, and all are in the CSV."""
FILE_COLUMNS = (
    "check", "severity", "title_zh", "title_en", "advice_zh", "advice_en", "finding_key", "area_id", "subject", "since_at", "detail_zh",
    "detail_en", "age_hours", "owner", "acknowledged_at", "verification", "disposition", "note", "earlier_owner", "earlier_acknowledged_at",
    "earlier_note",
)
"""What a contradiction is made of, as the file has it."""
COLUMNS = ("data.found_severity", "data.found_detail", "found.age", "found.who")


def contradiction_list(found: list[dict]) -> None:
    """Draw contradictions under the rule that found them, acknowledged ones last and in grey; then the way to own and acknowledge them."""
    last_decision()
    if _names_none_of(found):
        note(t("found.gone"), "watch")
    with_rules(STYLE)
    rows: list[Row] = []
    areas = area_names() if found else {}
    for check in dict.fromkeys(one["check"] for one in sorted(found, key=is_settled)):
        same = sorted((one for one in found if one["check"] == check), key=is_settled)
        title = str(same[0][f"title_{lang()}"])
        rows.append(Heading(on_page(title) + behind_check(check, title), _counted(same)))
        listed = same if asked(OPENED) == check else same[:MOST_OF_ONE]
        rows += [_line(one, areas) for one in listed]
        if len(same) > MOST_OF_ONE:
            rows.append(["", _more(same, len(listed)), "", ""])
    ledger([t(name) for name in COLUMNS], rows, nothing=t("data.found_none"), kind="found")
    _closed(found)
    with st.container(horizontal=True, vertical_alignment="bottom", key="found-foot"):
        st.html(provenance_line(source=t("data.found_source"), as_of=moment().at), width="stretch")
        acknowledging(found)
        labels = {column: t(f"found_column.{column}") for column in FILE_COLUMNS}
        take_away(pd.DataFrame(found), key="findings", source=t("data.found_source"), as_of=moment().at, labels=labels)


def _names_none_of(found: list[dict]) -> bool:
    """Whether the address names a rule or a contradiction that is not among those found: it was solved since, or never was."""
    rules, claimed = {one["check"] for one in found}, {f"{one['check']} {one['finding_key']}" for one in found}
    return asked(OPENED) not in {"", *rules} or asked(CLAIMED) not in {"", *claimed}


def _counted(same: list[dict]) -> str:
    settled, advice = sum(map(is_settled, same)), same[0][f"advice_{lang()}"]
    if not settled:
        return t("data.found_remark", n=len(same), advice=advice)
    return t("found.counted", n=len(same), settled=settled, advice=advice)


def _more(same: list[dict], listed: int) -> Markup:
    """The link that lists the rest of a rule's contradictions, or the first ones alone again."""
    first, rest = row_name(same[0]), len(same) - listed
    if rest:
        return link(here(row_name(same[listed]), **{OPENED: same[0]["check"]}), t("data.found_more", n=rest))
    return link(here(first, **{OPENED: None}), t("data.found_fewer", n=MOST_OF_ONE))


def _claim(contradiction: dict) -> Markup:
    """Whose it is, as the link that opens the form for it; plain words while the page shows the past."""
    words = owner(contradiction, lang())
    if moment().is_past:
        return on_page(words)
    way = here("found-foot", **{CLAIMED: f"{contradiction['check']} {contradiction['finding_key']}"})
    return Markup("{} · {}").format(on_page(words), link(way, t("found.claim")))


def _told(contradiction: dict, areas: dict[str, str]) -> Markup:
    """What was found, as a link to the record or the list that shows it."""
    words, way = on_page(placed(contradiction, areas, lang())), to_record(contradiction)
    return Markup('<a href="{}" target="_self">{}</a>').format(way, words) if way else words


def _line(contradiction: dict, areas: dict[str, str]) -> list[Cell | str]:
    severity, is_quiet = contradiction["severity"], is_settled(contradiction)
    return [
        Cell(t(f"data.severity_{severity}"), state=SEVERITIES[severity], place=row_name(contradiction), is_settled=is_quiet),
        Cell(_told(contradiction, areas), is_settled=is_quiet),
        Cell(age(contradiction, lang()), is_unbroken=True, is_settled=is_quiet),
        Cell(_claim(contradiction), under=handling(contradiction, lang()), is_settled=is_quiet or not contradiction["owner"]),
    ]


def _closed(found: list[dict]) -> None:
    """Say how many handled contradictions the data have closed."""
    open_now = {(one["check"], one["finding_key"]) for one in found}
    decided = fetch("finding_decisions")
    gone = sum(identity not in open_now for identity in zip(decided["check_name"], decided["finding_key"], strict=True))
    if gone:
        note(t("found.closed", n=fmt_count(gone, lang())))
