"""What is said of a drawn boundary: a zone that is declared now, or a zone on record that gets a boundary."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.intake.checks.city import EARLIEST
from dashboard.intake.drawing import Declared
from dashboard.rules.schemes import schemes
from dashboard.schema.declaration import enums
from dashboard.ui.desk.upload import LONGEST_NAME, as_name, operator_name
from dashboard.ui.shell.address import labelling
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

NEW, KNOWN = "new", "known"
LONGEST_EXTENT, LONGEST_NUMBER = 2_000, 60
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Asked:
    """What the form asks for: `declared`, or the number of a zone on record."""

    declared: Declared | None
    zone_id: str | None
    operator: str | None

    @property
    def zone(self) -> Declared | str:
        """What the boundary is of: the declaration, or the number."""
        return self.declared or self.zone_id or ""

    def words(self, areas: dict[str, str]) -> str:
        """What would be taken in, in one line, so that it can be read once more. `areas`: names by area_id."""
        said = self.declared
        if said is None:
            return t("draw.sum_known", zone=self.zone_id)
        return t(
            "draw.sum_new",
            zone=said.zone_id,
            area=areas.get(said.area_id, said.area_id),
            level=enum_label("zone_level", said.level, lang()),
            scheme=enum_label("scheme", said.scheme, lang()),
            at=fmt_moment(said.at, lang(), year=True),
            extent=said.extent_text,
        )


def boundary_form(zones: pd.DataFrame, round_: int, district: str | None) -> tuple[Asked | None, str | None]:
    """Draw the form; what it asks for where its button was pressed, and the zone on record that is chosen.

    Rows: `zones` as of `zones_open`. `district`: area_id to begin with; null = none. A new `round_` empties the form.
    """
    # The words are made here: a format function is also called outside the run, where the page's language is not known.
    purposes = {name: t(f"draw.{name}") for name in (NEW, KNOWN)}
    purpose = st.radio(t("draw.purpose"), list(purposes), format_func=purposes.get, key="drawing-purpose", horizontal=True)
    zone = _zone(zones, round_) if purpose == KNOWN else None
    with st.form("drawing-form", border=False):
        declared = _declared(round_, district) if purpose == NEW else None
        operator = st.text_input(t("data.operator"), operator_name() or "", max_chars=LONGEST_NAME, key="drawing-operator")
        is_asked = st.form_submit_button(t("draw.check"), type="primary", key="drawing-check")
    if is_asked and not (declared or zone):
        note(t("draw.no_zone"), "watch")
        return None, zone
    return (Asked(declared, zone, as_name(operator)) if is_asked else None), zone


def _zone(zones: pd.DataFrame, round_: int) -> str | None:
    """The zone on record: those without a boundary first."""
    areas = area_names()
    rows = zones.assign(has=zones["geometry"].notna()).sort_values(["has", "zone_id"]).to_dict("records")
    words = {row["zone_id"]: _option(row, areas) for row in rows}
    return st.selectbox(
        t("draw.which"), list(words), index=None, placeholder=t("draw.choose"), format_func=labelling(words), key=f"drawing-zone-{round_}",
    )


def _option(row: dict, areas: dict[str, str]) -> str:
    area = t("word.unknown") if is_missing(row["area_id"]) else areas.get(row["area_id"], row["area_id"])
    key = "draw.option_drawn" if row["has"] else "draw.option"
    return t(key, zone=row["zone_id"], area=area, extent=str(row["extent_text"])[:LONGEST_SHOWN])


def _declared(round_: int, district: str | None) -> Declared:
    areas, now = area_names(), moment().now
    levels = {name: enum_label("zone_level", name, lang()) for name in enums()["zone_level"]}
    rules = {name: enum_label("scheme", name, lang()) for name in enums()["scheme"]}
    options, valid = list(areas), in_force(now.date())
    area = st.selectbox(
        t("draw.area"), options, index=options.index(district) if district in options else None, placeholder=t("draw.choose"),
        format_func=labelling(areas), key=f"drawing-area-{round_}-{district}",
    )
    with st.container(horizontal=True):
        scheme = st.selectbox(
            t("draw.scheme"), list(rules), index=list(rules).index(valid) if valid else None, placeholder=t("draw.choose"),
            format_func=rules.get, key=f"drawing-scheme-{round_}",
        )
        level = st.selectbox(
            t("draw.level"), list(levels), index=None, placeholder=t("draw.choose"), format_func=levels.get, key=f"drawing-level-{round_}",
        )
    extent = st.text_area(t("draw.extent"), max_chars=LONGEST_EXTENT, key=f"drawing-extent-{round_}", height=90)
    with st.container(horizontal=True):
        number = st.text_input(t("draw.number"), max_chars=LONGEST_NUMBER, key=f"drawing-number-{round_}")
        notice = st.text_input(t("draw.notice"), max_chars=LONGEST_NUMBER, key=f"drawing-notice-{round_}")
    with st.container(horizontal=True):
        at = st.datetime_input(t("draw.at"), None, EARLIEST, format="YYYY-MM-DD", key=f"drawing-at-{round_}")
        decided = st.datetime_input(t("draw.decided"), None, EARLIEST, format="YYYY-MM-DD", key=f"drawing-decided-{round_}")
    return Declared(number, area, scheme, level, extent, at, decided, notice)


def in_force(day: date) -> str | None:
    """The rule set that is valid on a day, where only one is; null otherwise."""
    valid = [name for name, rules in schemes().items() if rules.valid_from <= day <= rules.valid_to]
    return valid[0] if len(valid) == 1 else None
