"""The scene of what needs somebody to act: contradictions by kind, what changed in a day, and how fresh the feeds are."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, fmt_moment
from dashboard.sentences.changes import matter_words
from dashboard.sentences.freshness import FEED_STATES, feed_name
from dashboard.tokens import SEVERITIES
from dashboard.ui.shell.language import lang, t
from dashboard.ui.wall.room import Place, Room
from dashboard.ui.wall.tiles import LINE_HEIGHT, Line, lines, panel


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
        Line("quiet", matter_words(what, detail, n, lang()), fmt_count(n, lang()))
        for what, detail, n in zip(some["what"], some["detail"], some["n"], strict=True)
    ]
    late = [Line(FEED_STATES[feed["state"]], feed_name(feed, lang()), t(f"wall.feed_{feed['state']}"), is_name=True)
            for feed in freshness[freshness["state"] != "ok"].to_dict("records")]
    on_time = freshness[freshness["state"] == "ok"]
    counted = [Line("ok", t("wall.feed_ok", n=len(on_time)))] if len(freshness) else []
    each = [Line("ok", feed_name(feed, lang()), t("wall.feed_came", when=fmt_moment(feed["last_received_at"], lang())), is_name=True)
            for feed in on_time.to_dict("records")]

    def feeds(width: float, height: float) -> str:
        shown = each if (len(late) + len(each)) * LINE_HEIGHT <= height else counted  # one by one where there is room
        return lines([*late, *shown], width, height, t("overview.no_feeds"))

    checked = pd.DataFrame({"n": [len(found)]})

    def listed(name: str, frame: pd.DataFrame, rows: list[Line], place: Place, nothing: str, **origin: Any) -> Markup:
        said = origin | {"nothing": t(nothing)}
        return panel(name, t(f"wall.{name}"), frame, lambda wide, high: lines(rows, wide, high, t(nothing)), place, {}, tables=(), **said)

    rules: dict[str, Any] = {"source": t("data.found_source"), "as_of": moment().at}
    return Markup().join([
        listed("contradictions", checked, items, at_found, "wall.nothing_found", **rules),
        listed("changed", changes, changed, at_changed, "overview.nothing_changed"),
        panel("feeds", t("wall.feeds"), freshness, feeds, at_feeds, {}, tables=(), nothing=t("overview.no_feeds")),
    ])
