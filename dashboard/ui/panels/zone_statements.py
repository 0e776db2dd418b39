"""What notices state of zones, against the notice before and the register: a ledger that says where they differ."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import column_label, enum_label
from dashboard.sentences.documents import number_words
from dashboard.sentences.zones import stated_sentence
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph

HEADS = ("notice_no", "area_name", "added", "lifted", "existing", "expected", "in_register")
HEIGHT_PX = 360


def statement_ledger(picked: Filters) -> None:
    """Draw the latest notice first; nothing where no notice states a figure."""
    stated = fetch("zone_statements_compared", **picked.dates, areas=picked.areas)
    if stated.empty:
        return
    rows = stated.sort_values(["stated_at", "notice_no", "area_id"], ascending=[False, False, True], na_position="first").to_dict("records")
    st.html(chart_title(t("zones.stated_title")) + paragraph("sentence", stated_sentence(stated, lang())))
    ledger([column_label(name, lang()) for name in HEADS], [_line(row) for row in rows], height=HEIGHT_PX)
    foot_line(stated, key="zone-statements", title=t("zones.stated_title"), filters=picked.words)


def _line(row: dict) -> list[Cell | str]:
    level = t("zones.all_levels") if row["level"] == "all" else enum_label("zone_level", row["level"], lang())
    day = t("zones.undated") if is_missing(row["stated_at"]) else fmt_day(row["stated_at"], lang())
    area = t("zones.citywide") if is_missing(row["area_id"]) else row["area_name"]
    before = "" if row["qualifier"] == "exact" or is_missing(row["existing"]) else enum_label("qualifier", row["qualifier"], lang())
    return [
        Cell(number_words(row["notice_no"], lang()), under=day), Cell(area, under=level), _count(row["added"]), _count(row["lifted"]),
        _count(row["existing"], before=before), _compared(row, "expected"), _compared(row, "in_register"),
    ]


def _count(n: float | None, missing: str = "zones.not_stated", **more: str) -> Cell:
    return Cell(t(missing) if is_missing(n) else fmt_count(n, lang()), is_unbroken=True, is_settled=is_missing(n), **more)


def _compared(row: dict, other: str) -> Cell:
    differs = not is_missing(row[other]) and not is_missing(row["existing"]) and row[other] != row["existing"]
    return _count(row[other], "zones.not_comparable", state="watch" if differs else "")
