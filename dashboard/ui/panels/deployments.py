"""People sent to the front line, as published: one line a deployment, people and person-times never added."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.panels.indicator_board import qualifier_text
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t

HEIGHT_PX = 420


def deployment_list(frame: pd.DataFrame) -> None:
    """Draw deployments, newest first. Rows: as of the query `deployments_recent`."""
    heads = [t(f"community.sent_{name}") for name in ("when", "from", "to", "number", "unit", "task", "source")]
    rows = named(frame).sort_values(["deployed_at", "people"], ascending=False).to_dict("records")
    ledger(heads, [_line(row) for row in rows], height=HEIGHT_PX, nothing=t("community.sent_none"))


def sent_bound(frame: pd.DataFrame) -> str:
    """The qualifier of a sum: that of its parts where they agree, 约 where they differ, none where all are exact."""
    bounds = set(frame["qualifier"]) - {"exact"}
    return qualifier_text(bounds.pop() if len(bounds) == 1 else "about") if bounds else ""


def _line(row: dict) -> list[Cell | str]:
    where = " · ".join(part for part in (row["area_name"], row["place"]) if not is_missing(part) and part)
    number = Cell(fmt_count(row["people"], lang()), before=qualifier_text(row["qualifier"]), is_figure=True)
    return [
        Cell(fmt_day(row["deployed_at"], lang()), is_kept=True), row["from_unit"],
        where or t("word.unknown"), number, _counted(row["counting_unit"]),
        "" if is_missing(row["task"]) else row["task"], "" if is_missing(row["source"]) else row["source"],
    ]


def _counted(unit: str | None) -> str:
    return enum_label("counting_unit", None if is_missing(unit) else unit, lang())
