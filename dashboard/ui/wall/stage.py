"""The wall: what the page sends to the picture in the browser, and how the address says which scenes, for how long."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.data.page_moment import moment
from dashboard.data.served import generation, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import MONTHS, fmt_moment
from dashboard.tokens import FONT, MARKS, WALL
from dashboard.ui.components.freshness import freshness_words
from dashboard.ui.shell.language import lang, t

HERE = Path(__file__).parent
SCENES = ("state", "cases", "zones", "supply", "hotline", "attention")
SECONDS, LEAST_SECONDS, MOST_SECONDS = 20, 5, 600
"""How long a scene stays: default and limits of the address."""
STAGE = {False: (1864, 916), True: (1864, 872)}
"""Width and height of the stage, without and with the band that says that this is not now. As in wall.css."""
CREST_BYTES = 512_000
CREST_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}


def _script() -> str:
    """The browser's part, with its frame and its style sheet; the colours are the wall's tokens."""
    ground = {"paper": WALL.paper, "panel": WALL.panel, "ink": WALL.ink, "grey": WALL.grey, "line": WALL.hairline, "accent": WALL.accent,
              "act": WALL.series["act"], "act-ink": WALL.act_ink, "watch": WALL.series["watch"], "ok": WALL.series["ok"],
              "warn": WALL.warn[0], "warn-ink": WALL.warn[1], "font": FONT}
    colours = "".join(f"--{name}: {value};" for name, value in ground.items())
    style = f"#wall, body:has(#wall) {{{colours}}}\n" + (HERE / "stage.css").read_text(encoding="utf-8")
    frame = (HERE / "stage.html").read_text(encoding="utf-8")
    script = (HERE / "stage.js").read_text(encoding="utf-8")
    return f"const CSS = {json.dumps(style)}\nconst FRAME = {json.dumps(frame)}\n{script}"


_component = st.components.v2.component("sandtable_wall", js=_script())


@dataclass(frozen=True)
class Asked:
    """What the address asks of the wall."""

    scenes: tuple[str, ...]
    seconds: int
    remarks: tuple[str, ...]
    """What of it could not be used, in words."""


def asked() -> Asked:
    """Scenes and seconds of the address; what cannot be used is said and replaced by the default."""
    remarks = []
    named = [name.strip() for name in st.query_params.get("scenes", "").split(",") if name.strip()]
    unknown = [name for name in named if name not in SCENES]
    if unknown:
        remarks.append(t("wall.bad_scenes", value=",".join(unknown)[:30]))
    scenes = tuple(dict.fromkeys(name for name in named if name in SCENES)) or SCENES
    given = st.query_params.get("seconds", "")
    seconds = int(given) if given.isascii() and given.isdigit() and LEAST_SECONDS <= int(given[:6]) <= MOST_SECONDS else SECONDS
    if given and given != str(seconds):
        remarks.append(t("wall.bad_seconds", value=given[:10], n=seconds))
    return Asked(scenes, seconds, tuple(remarks))


def stage(has_synthetic: bool) -> tuple[float, float]:
    """Width and height that a scene has, px of the 1920 by 1080 picture."""
    return STAGE[bool(_band(has_synthetic))]


def feeds_by_table(feeds: pd.DataFrame) -> dict[str, list[str]]:
    """The ids of the feeds that fill each table. Rows: `feeds_freshness`."""
    return feeds.groupby("table_name")["feed_id"].agg(list).to_dict()


def wall(picked: Asked, feeds: pd.DataFrame, scenes: dict[str, Callable[[], str]], has_synthetic: bool) -> None:
    """Send the picture. `scenes`: what draws each, by name; those that the address asks for are drawn. Rows: `feeds_freshness`."""
    drawn = [{"id": name, "title": t(f"wall.scene_{name}"), "html": scenes[name]()} for name in picked.scenes]
    at = moment()
    _send({
        "scenes": drawn, "seconds": picked.seconds, "brand": _brand(), "foot": _foot(feeds, picked), "band": _band(has_synthetic),
        "kind": "past" if at.is_past else "stopped" if at.stopped else "now", "feeds": _contracts(feeds), "problem": "",
    })


def wall_problem(title: str, hint: str = "") -> None:
    """Say what is wrong in place of the picture, or above the last one where there is one."""
    _send({"problem": f"<h2>{escape(title)}</h2><p>{escape(hint)}</p>", "band": "", "kind": "problem"})


def _send(picture: dict) -> None:
    try:
        at, shown = moment(), str(generation())
        token = shown if at.is_past else f"{shown} {at.now:%Y-%m-%dT%H:%M}"
        clock = {"past": at.is_past, "runs": not (at.is_past or at.stopped), "generation": shown, "token": token, "at": _iso(at.at),
                 "now": _iso(workspace().now())}
    except SandtableError:  # no workspace to ask: the browser asks again at every beat, and the answer differs once there is one
        clock = {"past": False, "runs": False, "generation": "", "at": "2000-01-01T00:00:00", "now": "2000-01-01T00:00:00", "token": ""}
    code = "zh-CN" if lang() == "zh" else "en"
    _component(key="wall", data={**picture, **clock, "lang": code, "words": _words()}, on_news_change=_nothing)


def _band(has_synthetic: bool) -> str:
    at = moment()
    if at.is_past:
        said = t("wall.past", moment=fmt_moment(at.at, lang(), year=True))
    elif at.stopped:
        said = t("wall.stopped", moment=fmt_moment(at.now, lang(), year=True))
    else:
        said = t("wall.shifted") if workspace().shift else ""
    return "　".join(words for words in (said, t("wall.synthetic") if has_synthetic else "") if words)


def _contracts(feeds: pd.DataFrame) -> dict[str, dict]:
    # A feed that never came has no moment from which on it is late: its tiles say 未知.
    known = feeds[feeds["last_received_at"].notna()].to_dict("records")
    return {
        feed["feed_id"]: {
            "name": feed["name"] if lang() == "zh" else feed["name_en"] or feed["name"], "since": _iso(feed["last_received_at"]),
            "until": _iso(feed["expected_by"] + pd.Timedelta(minutes=feed["grace_minutes"])),
        }
        for feed in known
    }


def _foot(feeds: pd.DataFrame, picked: Asked) -> str:
    state, fresh = freshness_words(feeds) if len(feeds) else ("quiet", t("overview.no_feeds"))
    said = t("wall.foot", fresh=f"{MARKS[state]} {fresh}", moment=fmt_moment(moment().at, lang()))
    remarks = " ".join(picked.remarks)
    return f'<span class="{state}">{escape(said)}</span><span class="watch">{escape(remarks)}</span>'


def _brand() -> str:
    served = workspace()
    slot = served.config.get("wall", {})
    name = slot.get("name" if lang() == "zh" else "name_en") or served.city_name(lang())
    crest = _crest(served.root, str(slot.get("crest", "")))
    picture = f'<img alt="" src="{crest}">' if crest else ""
    return f"{picture}<span>{escape(str(name))} <i>{escape(t('app.name'))}</i></span>"


def _crest(root: Path, file: str) -> str:
    """The crest that city.toml names, as data; empty where there is none, it is too large, or it lies outside the workspace."""
    path = (root / file).resolve()
    if not file or not path.is_relative_to(root.resolve()) or path.suffix not in CREST_KINDS or not path.is_file():
        return ""
    content = path.read_bytes()
    return f"data:{CREST_KINDS[path.suffix]};base64,{base64.b64encode(content).decode()}" if len(content) <= CREST_BYTES else ""


def _words() -> dict:
    js = {name: t(f"wall.{name}", **{slot: "{" + slot + "}" for slot in ("since", "feed", "d", "month", "weekday", "time")})
          for name in ("veil", "lost", "behind", "broken", "held", "date", "day_time")}
    months = [f"{n}月" for n in range(1, 13)] if lang() == "zh" else list(MONTHS)
    return js | {"weekdays": t("wall.weekdays").split(","), "months": months, "comma": "、" if lang() == "zh" else ", ",
                 "buttons": {name: t(f"wall.{name}") for name in ("back", "hold", "next")}}


def _iso(at: datetime | pd.Timestamp) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _nothing() -> None:
    """The rerun itself is the effect."""
