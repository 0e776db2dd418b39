"""People sent to the front line, as published: one line a deployment, people and person-times never added."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.published import publisher_words, qualifier_words
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t

HEIGHT_PX = 420


def deployment_list(frame: pd.DataFrame) -> None:
    """Draw deployments, newest first. Rows: as of the query `deployments_recent`."""
    heads = [t(f"community.sent_{name}") for name in ("when", "from", "to", "number", "unit", "task", "source")]
    rows = named(frame).sort_values(["deployed_at", "people"], ascending=False).to_dict("records")
    ledger(heads, [_line(row) for row in rows], height=HEIGHT_PX, nothing=t("community.sent_none"))
    if rows:
        foot_line(frame, key="deployments", title=t("community.sent"))


def _line(row: dict) -> list[Cell | str]:
    where = " · ".join(part for part in (row["area_name"], row["place"]) if not is_missing(part) and part)
    number = Cell(fmt_count(row["people"], lang()), before=qualifier_words(row["qualifier"], lang()), is_figure=True)
    return [
        Cell(fmt_day(row["deployed_at"], lang()), is_unbroken=True), row["from_unit"],
        where or t("word.unknown"), number, _counted(row),
        "" if is_missing(row["task"]) else row["task"], "" if is_missing(row["source"]) else publisher_words(row["source"], lang()),
    ]


def _counted(row: dict) -> str:
    """The unit; and, for what is not added up, why."""
    unit = enum_label("counting_unit", None if is_missing(row["counting_unit"]) else row["counting_unit"], lang())
    return unit if row["counted_as"] == "sent" else f"{unit} · {t('community.sent_' + row['counted_as'])}"
