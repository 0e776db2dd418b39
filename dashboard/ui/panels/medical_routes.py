"""Medical routes by the colour of the health code: who goes where and how, and which districts have named no facility."""

from typing import Any

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import bracketed, is_missing, listed
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import within
from dashboard.sentences.documents import number_words
from dashboard.sentences.published import publisher_words
from dashboard.ui.components.ledger import Cell, Heading, Row, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, section

COLOURS = ("red", "yellow", "green", None)
"""None: whatever the colour."""
ONE_ROUTE = ["patient_group", "applies_to", "transport"]
"""What routes share that differ by their district and facility alone."""


def medical_routes_panel(picked: Filters) -> None:
    """Draw the routes in force; nothing where none was received."""
    routes = named(fetch("medical_routes_in_force", areas=picked.areas))
    if routes.empty:
        return
    section(t("medical.title"), t("medical.lead"))
    rows: list[Row] = []
    for colour in COLOURS:
        own = routes[routes["code_colour"].isna() if colour is None else routes["code_colour"] == colour]
        if len(own):
            rows.append(Heading(t("medical.any_colour") if colour is None else enum_label("code_colour", colour, lang())))
            rows += [_route(alike) for _, alike in own.groupby(ONE_ROUTE, dropna=False, sort=False)]
    ledger([t(f"medical.{head}") for head in ("who", "how", "where", "source")], rows)
    absent = within(named(fetch("medical_routes_missing")), picked.areas)
    if len(absent):
        note(t("medical.missing", n=len(absent), names=listed(absent["area_name"], lang())), "watch")
    foot_line(routes, key="medical-routes", title=t("medical.title"))


def _route(alike: pd.DataFrame) -> Row:
    rows = alike.to_dict("records")
    first = rows[0]
    who = enum_label("patient_group", first["patient_group"], lang())
    places = [_facility(row) for row in rows if not is_missing(row["facility"])]
    where = Cell(listed(dict.fromkeys(places), lang())) if places else Cell(t("medical.not_named"), is_settled=True)
    under = "" if is_missing(first["applies_to"]) else first["applies_to"]
    return [Cell(who, under=under), "" if is_missing(first["transport"]) else first["transport"], where, _source(first)]


def _facility(row: dict[str, Any]) -> str:
    where = t("counted.whole_city") if row["is_wide"] else row["area_name"]
    return row["facility"] + bracketed("" if is_missing(where) else where, lang())


def _source(row: dict[str, Any]) -> str:
    number = "" if is_missing(row["notice_no"]) else number_words(str(row["notice_no"]), lang())
    return listed(filter(None, (number, "" if is_missing(row["source"]) else publisher_words(row["source"], lang()))), lang())
