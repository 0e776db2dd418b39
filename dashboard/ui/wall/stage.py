"""The wall: what the page sends to the picture in the browser."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import clock_behind, generation, log_fault, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.plain_text import LINE_EMS, NAME_EMS, on_page, shortened
from dashboard.sentences.freshness import feed_name, freshness_words
from dashboard.tokens import FONT, MARKS, WALL
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import lang, language_tag, t
from dashboard.ui.shell.sent_once import script_of
from dashboard.ui.wall.dimming import DIMMED, HOURS, dim_hours
from dashboard.ui.wall.room import SHAPES, Room
from dashboard.ui.wall.scene_list import Asked
from dashboard.ui.wall.tiles import feed_key

SCRIPTS = ("frame.js", "rotation.js", "clock.js", "connection.js", "wall.js")
"""One module in the browser; each part builds on those before it."""
SHAPE = "wall_shape"
"""Where the session keeps the shape of its screen, which the browser tells."""
CREST_BYTES = 512_000
CREST_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}


def _script() -> str:
    """The browser's part, with its frame and its style sheet; the colours are the wall's tokens."""
    ground = {"paper": WALL.paper, "panel": WALL.panel, "ink": WALL.ink, "grey": WALL.grey, "line": WALL.hairline, "accent": WALL.accent,
              "act": WALL.series["act"], "act-ink": WALL.act_ink, "watch": WALL.series["watch"], "ok": WALL.series["ok"],
              "warn": WALL.warn[0], "warn-ink": WALL.warn[1], "font": FONT, "dimmed": DIMMED}
    colours = "".join(f"--{name}: {value};" for name, value in ground.items())
    style = f"#wall, body:has(#wall) {{{colours}}}\n{asset(__file__, 'stage.css')}"
    frame = asset(__file__, "stage.html")
    known = {"CSS": style, "FRAME": frame, "SHAPES": SHAPES}
    return "\n".join([*(f"const {name} = {json.dumps(value)}" for name, value in known.items()), asset(__file__, *SCRIPTS)])


_component = st.components.v2.component("sandtable_wall", js=script_of("wall", _script()))


def room(has_synthetic: bool) -> Room:
    """What a scene has on the screen that the browser told of; a usual one until it has."""
    return Room.of(_shape(), bool(_band(has_synthetic)))


def feeds_by_table(feeds: pd.DataFrame) -> dict[str, list[str]]:
    """The ids of the feeds that fill each table. Rows: `feeds_freshness`."""
    return {str(table): list(ids) for table, ids in feeds.groupby("table_name")["feed_id"]}


def wall(
    picked: Asked, feeds: pd.DataFrame, scenes: dict[str, Callable[[], str | list[dict]]], nothing: Callable[[str], list[dict]],
    has_synthetic: bool,
) -> None:
    """Send the picture. `scenes`: what draws each, by name; those that the address asks for are drawn. Rows: `feeds_freshness`.

    A scene is its markup, or pages [{"title", "html"}] that take turns, one a round; one without pages is left out, and what `nothing`
    says of the first stands where no scene is left.
    """
    drawn = [_scene(name, scenes[name]()) for name in picked.scenes]
    shown = [scene for scene in drawn if scene["pages"]] or [_scene(picked.scenes[0], nothing(picked.scenes[0]))]
    hours, can_be_used = dim_hours(workspace().config.get("wall", {}).get("dim"))
    told = picked if can_be_used else replace(picked, remarks=(*picked.remarks, t("wall.bad_dim", hours=HOURS)))
    at = moment()
    _send({
        "scenes": shown, "seconds": picked.seconds, "brand": _brand(), "foot": _foot(feeds, told), "band": _band(has_synthetic),
        "kind": "past" if at.is_past else "stopped" if at.stopped else "now", "feeds": _contracts(feeds), "problem": "",
        "screen": picked.screen, "dim": hours,
    })


def _scene(name: str, drawn: str | list[dict]) -> dict:
    pages = drawn if isinstance(drawn, list) else [{"title": t(f"wall.scene_{name}"), "html": drawn}]
    return {"id": name, "pages": pages}


def _shape() -> str:
    told = st.session_state.get(SHAPE)
    return told if told in SHAPES else "normal"


def _told_shape() -> None:
    st.session_state[SHAPE] = st.session_state["wall"].shape


def wall_problem(title: str, hint: str = "") -> None:
    """Say what is wrong in place of the picture, or above the last one where there is one."""
    _send({"problem": Markup("<h2>{}</h2><p>{}</p>").format(title, hint), "band": "", "kind": "problem"})


def _send(picture: dict) -> None:
    try:
        at, shown = moment(), str(generation())
        token = shown if at.is_past else f"{shown} {at.now:%Y-%m-%dT%H:%M}"
        clock = {"past": at.is_past, "runs": not (at.is_past or at.stopped), "generation": shown, "token": token, "at": _iso(at.at),
                 "now": _iso(workspace().now())}
    except SandtableError:  # no workspace to ask: the browser asks again at every beat, and the answer differs once there is one
        clock = {"past": False, "runs": False, "generation": "", "at": "2000-01-01T00:00:00", "now": "2000-01-01T00:00:00", "token": ""}
    _component(key="wall", data={**picture, **clock, "lang": language_tag(), "words": _words(), "shape": _shape()},
               on_news_change=_nothing, on_shape_change=_told_shape)


def _band(has_synthetic: bool) -> str:
    at = moment()
    if at.is_past:
        said = t("wall.past", moment=fmt_moment(at.at, lang(), year=True))
    elif at.stopped:
        said = t("wall.stopped", moment=fmt_moment(at.now, lang(), year=True))
    else:
        said = t("wall.shifted") if workspace().shift else ""
    return t("punctuation.between_parts").join(words for words in (said, t("wall.synthetic") if has_synthetic else "") if words)


def _contracts(feeds: pd.DataFrame) -> dict[str, dict]:
    # A feed that never came has no moment from which on it is late: its tiles say that nothing is known.
    known = feeds[feeds["last_received_at"].notna()].to_dict("records")
    return {
        feed_key(feed["feed_id"]): {
            "name": shortened(feed_name(feed, lang()), LINE_EMS), "since": _iso(feed["last_received_at"]),
            "until": _iso(feed["expected_by"] + pd.Timedelta(minutes=feed["grace_minutes"])),
        }
        for feed in known
    }


def _foot(feeds: pd.DataFrame, picked: Asked) -> Markup:
    state, fresh = freshness_words(feeds, lang()) if len(feeds) else ("quiet", t("overview.no_feeds"))
    said = t("wall.foot", fresh=f"{MARKS[state]} {fresh}", moment=fmt_moment(moment().at, lang()))
    remarks = " ".join([*(fault.say(lang()) for fault in (log_fault(), clock_behind()) if fault), *picked.remarks])
    return Markup('<span class="{}">{}</span><span class="watch">{}</span>').format(state, on_page(said, LINE_EMS), on_page(remarks))


def _brand() -> Markup:
    served = workspace()
    own = served.config.get("wall", {})
    name = own.get("name" if lang() == "zh" else "name_en") or served.city_name(lang())
    crest = _crest(served.root, str(own.get("crest", "")))
    picture = Markup('<img alt="" src="{}">').format(crest) if crest else ""
    return Markup("{}<span>{} <i>{}</i></span>").format(picture, on_page(name, NAME_EMS), t("app.name"))


def _crest(root: Path, file: str) -> str:
    """The crest that city.toml names, as data; empty where there is none, it is too large, or it lies outside the workspace."""
    path = (root / file).resolve()
    if not file or not path.is_relative_to(root.resolve()) or path.suffix not in CREST_KINDS or not path.is_file():
        return ""
    content = path.read_bytes()
    return f"data:{CREST_KINDS[path.suffix]};base64,{base64.b64encode(content).decode()}" if len(content) <= CREST_BYTES else ""


def _words() -> dict:
    js = {name: t(f"wall.{name}", **{slot: "{" + slot + "}" for slot in ("since", "feed", "d", "month", "weekday", "time", "year")})
          for name in ("year", "veil", "lost", "behind", "broken", "held", "date", "day_time")}
    named = {name: t(f"wall.{name}").split(",") for name in ("weekdays", "months")}
    return js | named | {"comma": t("punctuation.comma"), "buttons": {name: t(f"wall.{name}") for name in ("back", "hold", "next")}}


def _iso(at: datetime | pd.Timestamp) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _nothing() -> None:
    """The rerun itself is the effect."""
