"""The data of a page: `fetch(name, **params)`, as of the page's moment. The only module with cache decorators."""

import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.data.page_moment import Moment, moment_of
from dashboard.data.prefetch import AT_ONCE, note
from dashboard.i18n.messages import LANGUAGES
from dashboard.memo import Kept
from dashboard.schema.declaration import tables
from dashboard.settings import default_workspace, folder
from dashboard.warehouse.catalogue import bind, find, read_query
from dashboard.warehouse.contradictions import findings
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

ANSWERS_BYTES = 16 << 20
"""Answers kept in memory. A running clock asks anew every minute, so the old go by themselves; every page in every district takes 5 MB."""
KINDS_OF_FILES = 8
"""Opened workspaces, and files of boundaries, kept as well."""

_outside: ContextVar[dict[str, str] | None] = ContextVar("parameters of the address, outside a page", default=None)


def workspace() -> Workspace:
    """The workspace that is served. Raises StoreError where there is none."""
    return _workspace(str(default_workspace()), _config_stamp(default_workspace()))


def moment() -> Moment:
    """The page's moment: `as_of` of the address, else the workspace's now, to the minute; and `since`, which it is compared with."""
    served = workspace()
    return moment_of(served.now(), served.stopped, _parameter("as_of"), _parameter("since"))


def page_language() -> str:
    """"zh" or "en": the address, else the browser; Chinese where neither says otherwise."""
    # Every word of a page asks for its language: reading the run's own query string costs a tenth of st.query_params (measured).
    run = get_script_run_ctx(suppress_warning=True)
    asked = _asked_language(run.query_string) if run else _parameter("lang")
    if asked in LANGUAGES:
        return asked
    return "en" if (st.context.locale or "zh-CN").lower().startswith("en") else "zh"


@contextmanager
def address(params: dict[str, str]) -> Iterator[None]:
    """Answer as for a page with these parameters in its address, where no page is being drawn: for the document itself."""
    token = _outside.set(params)
    try:
        yield
    finally:
        _outside.reset(token)


def _parameter(name: str) -> str | None:
    outside = _outside.get()
    return st.query_params.get(name) if outside is None else outside.get(name)


@lru_cache(maxsize=1_000)
def _asked_language(query_string: str) -> str | None:
    return parse_qs(query_string).get("lang", [None])[-1]


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
    bound, published = bind(query, params, at), generation()
    _note(fetch, name, **params)
    frame = _answer(served, published, query.sql, bound)
    if "area_name" in frame.columns and name != "areas" and page_language() == "en":
        frame = frame.assign(area_name=frame["area_name"].replace(_english_areas()))
    frame.attrs = {"query": name, "generation": published, "as_of": at, "tables": tables_behind(query.file)}
    return frame


def fetch_findings() -> list[dict]:
    """What the checks find at the page's moment, most severe first; one dict a finding, as `warehouse.checking.findings` gives."""
    served, at, published = workspace(), moment().at, generation()
    if not published:
        return []
    _note(fetch_findings)
    return _found(served, published, at)


def begin_findings() -> None:
    """Have the checks asked while the page asks what it draws before them; `fetch_findings` then waits for the rest of it."""
    served, at, published = workspace(), moment().at, generation()
    if published:
        _meanwhile.submit(_found, served, published, at)  # an error is raised again where the page asks


def begin(name: str, **params: object) -> None:
    """Have a query asked meanwhile, for a page that fetches it further down with the same parameters."""
    query = find(name)
    _meanwhile.submit(_answer, workspace(), generation(), query.sql, bind(query, params, moment().at))


def _found(served: Workspace, published: str, at: datetime) -> list[dict]:
    return _kept((str(served.root), published, "findings", at), lambda: findings(served, at))


def _note(asked: Callable, *names: str, **params: object) -> None:
    """Remember a page's question of the present, to be asked again of the next present before the page does."""
    if _outside.get() is not None or _parameter("as_of") or params.get("since"):
        return

    def again() -> object:
        with address({"lang": "zh"}):
            return asked(*names, **params)

    note((asked.__name__, *names, json.dumps(params, default=str, sort_keys=True)), again)


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


def _answer(served: Workspace, published: str | None, sql: str, bound: dict) -> pd.DataFrame:
    key = (str(served.root), published, sql, json.dumps(bound, default=str, sort_keys=True))
    return _kept(key, lambda: plain(Reader.current(served).holding().frame(sql, bound)))


def _kept(key: tuple, make: Callable) -> object:
    # As bytes: their size is known, nobody can change them, and of a frame that stays pandas would note down every look (30 MB, measured).
    return pickle.loads(_answers.get(key, lambda: pickle.dumps(make(), protocol=pickle.HIGHEST_PROTOCOL)))


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with one kind of null a column: NaN among numbers, None among booleans; never pandas' NA, whose truth is an error."""
    numbers = {c: "float64" for c in frame.columns if frame[c].dtype.name.startswith(("Int", "UInt", "Float"))}
    truths = {c: frame[c].astype(object).where(frame[c].notna(), None) for c in frame.columns if frame[c].dtype.name == "boolean"}
    return frame.astype(numbers).assign(**truths)


@lru_cache(maxsize=KINDS_OF_FILES)
def _workspace(root: str, stamp: int) -> Workspace:
    return Workspace.open(root)


@lru_cache(maxsize=KINDS_OF_FILES)
def _geodata(path: str, stamp: int) -> dict:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def _config_stamp(root: Path) -> int:
    # A changed city.toml (a moved demonstration clock) is another workspace to the cache; 0 lets `open` say what is missing.
    try:
        return (root / "city.toml").stat().st_mtime_ns
    except OSError:
        return 0


_answers: Kept[bytes] = Kept(ANSWERS_BYTES, len)
_meanwhile = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="meanwhile")
