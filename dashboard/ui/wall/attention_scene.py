"""The scene of what needs somebody to act: contradictions by kind, what changed in a day, and how fresh the feeds are."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count
from dashboard.sentences.changes import matter_words
from dashboard.sentences.freshness import FEED_STATES, feed_name
from dashboard.tokens import SEVERITIES
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.room import Place, Room
from dashboard.ui.wall.tiles import Line, lines, panel


def attention_scene(room: Room, found: list[dict], changes: pd.DataFrame, freshness: pd.DataFrame) -> Markup:
    """What needs somebody to act: contradictions by kind, what changed in a day, feeds. Rows: `changes_since`, `feeds_freshness`."""
    at_found, at_changed, at_feeds = room.places("attention")
    columns = ["check", "severity", f"title_{lang()}", f"advice_{lang()}"]
    kinds = pd.DataFrame(found, columns=columns).groupby(columns, sort=False).size()
    items = [
        Line(SEVERITIES[severity], title, fmt_count(n, lang()), advice)
        for (_, severity, title, advice), n in zip(kinds.index.to_list(), kinds, strict=True)
    ]
    some = changes[changes["n"] > 0]
    changed = [
        Line("quiet", matter_words(what, detail, lang()), fmt_count(n, lang()))
        for what, detail, n in zip(some["what"], some["detail"], some["n"], strict=True)
    ]
    late = [Line(FEED_STATES[feed["state"]], feed_name(feed, lang()), t(f"wall.feed_{feed['state']}"), is_name=True)
            for feed in freshness[freshness["state"] != "ok"].to_dict("records")]
    on_time = [Line("ok", t("wall.feed_ok", n=int(freshness["state"].eq("ok").sum())))] if len(freshness) else []
    checked = pd.DataFrame({"n": [len(found)]})

    def listed(name: str, frame: pd.DataFrame, rows: list[Line], place: Place, nothing: str, **origin: Any) -> Markup:
        said = origin | {"nothing": t(nothing)}
        return panel(name, t(f"wall.{name}"), frame, lambda wide, high: lines(rows, wide, high, t(nothing)), place, {}, tables=(), **said)

    rules: dict[str, Any] = {"source": t("data.found_source"), "as_of": moment().at}
    return Markup().join([
        listed("contradictions", checked, items, at_found, "wall.nothing_found", **rules),
        listed("changed", changes, changed, at_changed, "overview.nothing_changed"),
        listed("feeds", freshness, [*late, *on_time], at_feeds, "overview.no_feeds"),
    ])
