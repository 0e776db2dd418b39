"""Published figures as they were told: once, or several times with the same or another value. Rows: of the query `indicators_board`."""

from dataclasses import dataclass

import pandas as pd

from dashboard.i18n.forms import is_missing

SAME_FIGURE = ["topic", "indicator", "area_id", "place", "as_of"]
TRACING = (
    "contacts_traced", "contacts_released", "contacts_observed", "contacts_isolated", "secondary_contacts_traced",
    "new_local_by_close_contact", "new_local_by_controlled", "first_home_isolation_households", "home_isolation_households",
)
"""Published indicators about contacts, isolation and observation."""
OF_A_PORTRAIT = ("steps_per_day", "stair_floors_from", "stair_floors_to")
"""Published figures that portray one person at work; nobody decides by them, so that they are no figures of the board."""


@dataclass(frozen=True)
class Entry:
    """One published figure, told once or several times."""

    statements: list[dict]
    """Rows of the query, in the order of their statement."""

    @property
    def first(self) -> dict:
        return self.statements[0]

    @property
    def verdict(self) -> str:
        """once, agree, differ (values), or loosely (same value, another qualifier)."""
        if len(self.statements) == 1:
            return "once"
        if len({(row["value"], row["unit"]) for row in self.statements}) > 1:
            return "differ"
        return "agree" if len({row["qualifier"] for row in self.statements}) == 1 else "loosely"


def entries(frame: pd.DataFrame) -> list[Entry]:
    """The figures of the frame, statements of one figure for one moment together.

    Within a topic the indicator with the largest figure leads, and of one indicator the largest: totals before their parts.
    """
    most = frame.groupby(["topic", "indicator"])["value"].transform("max")
    rows = frame.assign(most=most).sort_values(["topic", "most", "indicator", "value"], ascending=[True, False, True, False], kind="stable")
    figures: dict[tuple, list[dict]] = {}
    for row in rows.drop(columns="most").to_dict("records"):  # a frame a figure would cost a hundred times this (measured)
        figures.setdefault(tuple(None if is_missing(row[part]) else row[part] for part in SAME_FIGURE), []).append(row)
    # A null statement stands last, as in a sorted frame.
    return [Entry(sorted(same, key=lambda row: (is_missing(row["statement"]), str(row["statement"])))) for same in figures.values()]


def differing(frame: pd.DataFrame) -> int:
    """How many figures are told in two ways that differ in value."""
    return sum(entry.verdict == "differ" for entry in entries(frame)) if len(frame) else 0


def of_indicator(frame: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The rows of one indicator, the latest first; empty where it was never published."""
    return frame[frame["indicator"] == indicator].sort_values("as_of", ascending=False)


def to_decide_by(frame: pd.DataFrame) -> pd.DataFrame:
    """The figures without those that only portray somebody."""
    return frame[~frame["indicator"].isin(OF_A_PORTRAIT)]


def about_contacts(frame: pd.DataFrame) -> pd.DataFrame:
    """Figures about contacts, isolation and observation."""
    return frame[frame["indicator"].isin(TRACING)]
