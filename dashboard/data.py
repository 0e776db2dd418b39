"""The data of a page: `fetch(name, **params)`, as of the page's moment. The only module with cache decorators."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.i18n.messages import LANGUAGES
from dashboard.schema.declaration import tables
from dashboard.settings import default_workspace, folder
from dashboard.warehouse.catalogue import bind, find, read_query
from dashboard.warehouse.checking import findings
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

MAX_ANSWERS = 1_000
"""Answers kept in memory; the oldest goes first."""


@dataclass(frozen=True)
class Moment:
    """The moment that a page shows."""

    at: datetime
    """What was known then is what the page shows."""
    now: datetime
    """The workspace's own present, to the minute."""
    stopped: bool
    """The clock stands still (demonstration)."""
    problem: str | None
    """Key of the message about an `as_of` in the address that could not be used."""
    asked: str | None
    """The address's `as_of` as it was given."""

    @property
    def is_past(self) -> bool:
        return self.at < self.now


def workspace() -> Workspace:
    """The workspace that is served. Raises StoreError where there is none."""
    return _workspace(str(default_workspace()), _config_stamp(default_workspace()))


def moment() -> Moment:
    """The page's moment: `as_of` of the address, else the workspace's now; to the minute, so that answers can be kept."""
    served = workspace()
    exact = served.now()
    # The end of the running minute: one answer a minute is kept, and what was taken in a second ago is in it.
    now = exact if served.stopped else exact.replace(second=59, microsecond=999_999)
    asked = st.query_params.get("as_of")
    if not asked:
        return Moment(now, now, served.stopped, None, None)
    try:
        at = datetime.fromisoformat(asked)
    except ValueError:
        return Moment(now, now, served.stopped, "asof.invalid", asked)
    if at.tzinfo is not None or at > now:
        return Moment(now, now, served.stopped, "asof.future" if at.tzinfo is None else "asof.invalid", asked)
    return Moment(at, now, served.stopped, None, asked)


def page_language() -> str:
    """"zh" or "en": the address, else the browser; Chinese where neither says otherwise."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return "en" if (st.context.locale or "zh-CN").lower().startswith("en") else "zh"


def generation() -> str | None:
    """The published generation of the store that answers come from now; null before the first publication."""
    return current_name(workspace())


def fetch(name: str, **params: object) -> pd.DataFrame:
    """The answer of a named query at the page's moment, with its provenance in `.attrs`.

    Names of areas are in the page's language. `.attrs`: query, generation, as_of, tables (that the query reads, through its views).
    Parameters that are left out are null or empty.
    Raises: UsageError for an unknown query or parameter, StoreError where the store cannot be read.
    """
    served, at, query = workspace(), moment().at, find(name)
    bound = bind(query, params, at)
    published = generation()
    frame = _answer(str(served.root), published, query.sql, json.dumps(bound, default=str, sort_keys=True), bound)
    if "area_name" in frame.columns and name != "areas" and page_language() == "en":
        frame["area_name"] = frame["area_name"].replace(_english_areas())
    frame.attrs = {
        "query": name, "generation": published, "as_of": at, "tables": tables_behind(query.file)}
    return frame


def fetch_findings() -> list[dict]:
    """What the checks find at the page's moment, most severe first; one dict a finding, as `warehouse.checking.findings` gives."""
    served, at = workspace(), moment().at
    return _findings(str(served.root), generation(), at) if generation() else []


@cache
def tables_behind(file: Path) -> tuple[str, ...]:
    """The schema's tables that a query file reads, directly or through views, as the headers declare them."""
    found: dict[str, None] = {}
    for name in read_query(file).notes.get("source", "").split(","):
        view = folder("queries") / f"{name.strip()}.sql"
        known = tables_behind(view) if "/" in name and view.is_file() else (name.strip(),)
        found |= dict.fromkeys(table for table in known if table in tables())
    return tuple(found)


def _english_areas() -> dict[str, str]:
    areas = fetch("areas")
    return dict(areas.loc[areas["area_name_en"].notna(), ["area_name", "area_name_en"]].itertuples(index=False))


def geodata(file: str) -> dict | None:
    """A JSON file of the workspace's boundaries; null where it is not there."""
    path = workspace().geodata / file
    return _geodata(str(path), path.stat().st_mtime_ns) if path.is_file() else None


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _answer(root: str, generation: str | None, sql: str, key: str, _bound: dict) -> pd.DataFrame:
    # `key` stands for the bound values, which hold lists and moments; `generation` and `root` for the data themselves.
    return plain(Reader.current(_workspace(root, _config_stamp(Path(root)))).frame(sql, _bound))


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _findings(root: str, generation: str, as_of: datetime) -> list[dict]:
    return findings(_workspace(root, _config_stamp(Path(root))), as_of)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with one kind of null a column: NaN among numbers, None among booleans; never pandas' NA, whose truth is an error."""
    numbers = {c: "float64" for c in frame.columns if frame[c].dtype.name.startswith(("Int", "UInt", "Float"))}
    truths = {c: frame[c].astype(object).where(frame[c].notna(), None) for c in frame.columns if frame[c].dtype.name == "boolean"}
    return frame.astype(numbers).assign(**truths)


@st.cache_resource(max_entries=8, show_spinner=False)
def _workspace(root: str, stamp: int) -> Workspace:
    return Workspace.open(root)


@st.cache_resource(max_entries=8, show_spinner=False)
def _geodata(path: str, stamp: int) -> dict:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def _config_stamp(root: Path) -> int:
    # A changed city.toml (a moved demonstration clock) is another workspace to the cache; 0 lets `open` say what is missing.
    try:
        return (root / "city.toml").stat().st_mtime_ns
    except OSError:
        return 0
