"""What notices state of zones, against the notice before and the register: a ledger that says where they differ."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import column_label, enum_label
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t

HEADS = ("notice_no", "area_name", "added", "lifted", "existing", "expected", "in_register")
HEIGHT_PX = 360


def statement_ledger(picked: Filters) -> None:
    """Draw the latest notice first; nothing where no notice states a figure."""
    stated = fetch("zone_statements_compared", **picked.dates, areas=picked.areas)
    if stated.empty:
        return
    rows = stated.sort_values(["stated_at", "notice_no", "area_id"], ascending=[False, False, True], na_position="first").to_dict("records")
    st.html(f'<h3 class="chart-title">{escape(t("zones.stated_title"))}</h3><p class="finding">{escape(stated_finding(stated))}</p>')
    ledger([column_label(name, lang()) for name in HEADS], [_line(row) for row in rows], height=HEIGHT_PX)
    st.html(provenance_line(stated))


def stated_finding(stated: pd.DataFrame) -> str:
    """How many figures can be compared, and how many differ. Rows: `zone_statements_compared`, at least one."""
    pairs = [(row["existing"], row[other]) for row in stated.to_dict("records") for other in ("expected", "in_register")]
    known = [one != other for one, other in pairs if not is_missing(one) and not is_missing(other)]
    return t("zones.f_stated" if known else "zones.f_stated_none", n=fmt_count(len(known), lang()), differ=fmt_count(sum(known), lang()))


def _line(row: dict) -> list[Cell | str]:
    level = t("zones.all_levels") if row["level"] == "all" else enum_label("zone_level", row["level"], lang())
    day = t("zones.undated") if is_missing(row["stated_at"]) else fmt_day(row["stated_at"], lang())
    area = t("zones.citywide") if is_missing(row["area_id"]) else row["area_name"]
    before = "" if row["qualifier"] == "exact" or is_missing(row["existing"]) else enum_label("qualifier", row["qualifier"], lang())
    return [
        Cell(row["notice_no"], under=day), Cell(area, under=level), _count(row["added"]), _count(row["lifted"]),
        _count(row["existing"], before=before), _compared(row, "expected"), _compared(row, "in_register"),
    ]


def _count(n: float | None, missing: str = "zones.not_stated", **more: str) -> Cell:
    return Cell(t(missing) if is_missing(n) else fmt_count(n, lang()), is_kept=True, is_settled=is_missing(n), **more)


def _compared(row: dict, other: str) -> Cell:
    differs = not is_missing(row[other]) and not is_missing(row["existing"]) and row[other] != row["existing"]
    return _count(row[other], "zones.not_comparable", state="watch" if differs else "")
