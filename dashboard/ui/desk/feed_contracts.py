"""Feeds with their contracts: what was agreed, what came, and whether it is late."""

from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_age, fmt_moment, is_missing
from dashboard.schema.declaration import tables
from dashboard.sentences.freshness import FEED_STATES
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.language import lang, t

ORDER = ("overdue", "never", "late", "ok")
"""What somebody must ask for comes first."""
ONCE = {60: "hour", 1440: "day", 10_080: "week"}
"""Minutes of the intervals that have a word of their own."""
COLUMNS = ("name", "state", "last", "due", "contract", "owner", "table")


def feed_contracts(frame: pd.DataFrame) -> None:
    """Draw one line a feed, the late ones first. Rows: as of the query `feeds_freshness`."""
    at = frame.attrs["as_of"]
    rows = sorted(frame.to_dict("records"), key=lambda feed: (ORDER.index(feed["state"]), feed["feed_id"]))
    ledger([t(f"data.feed_{name}") for name in COLUMNS], [_line(feed, at) for feed in rows], nothing=t("data.feed_none"))
    foot_line(frame, key="feeds", source=t("data.feeds"))


def in_grace(frame: pd.DataFrame) -> int:
    """How many feeds are past their time but within the grace agreed: on time still."""
    return int((frame["state"] == "late").sum())


def _line(feed: dict, at: datetime) -> list[Cell | str]:
    is_chinese = lang() == "zh"
    name = feed["name"] if is_chinese else feed["name_en"] or feed["name"]
    owner = feed["owner"] if is_chinese else feed["owner_en"] or feed["owner"]
    table = tables().get(feed["table_name"])
    return [
        name, Cell(_state_words(feed, at), state=FEED_STATES[feed["state"]]),
        Cell("—" if is_missing(feed["last_received_at"]) else fmt_moment(feed["last_received_at"], lang()), is_unbroken=True),
        Cell("—" if is_missing(feed["expected_by"]) else fmt_moment(feed["expected_by"], lang()), is_unbroken=True),
        t("data.contract", every=_every(feed["cadence_minutes"]), grace=fmt_age(feed["grace_minutes"], lang())),
        "" if is_missing(owner) else owner, table.title(lang()) if table else feed["table_name"],
    ]


def _every(minutes: float) -> str:
    """每小时, 每天, 每8小时."""
    return t(f"data.every_{ONCE[minutes]}") if minutes in ONCE else t("data.every", age=fmt_age(minutes, lang()))


def _state_words(feed: dict, at: datetime) -> str:
    if feed["state"] not in ("late", "overdue"):
        return t(f"fresh.{feed['state']}")
    minutes = (at - feed["expected_by"]).total_seconds() / 60
    return t(f"fresh.{feed['state']}", age=fmt_age(minutes, lang()))
