"""The data of a page: `fetch(name, **params)`, asked as of the page's moment, from the cache where it was asked before."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.answer_cache import cached
from dashboard.data.origin import attrs_of
from dashboard.data.page_address import address, is_page, parameter
from dashboard.data.page_language import page_language, with_english_areas
from dashboard.data.page_moment import moment
from dashboard.data.prefetch import AT_ONCE, note
from dashboard.data.served import generation, workspace
from dashboard.data.slices import cut, whole_of
from dashboard.plain_text import has_unseen, on_screen
from dashboard.warehouse.ask import Asker, FrameAnswer, ask_frame
from dashboard.warehouse.catalogue import Query, bind, find
from dashboard.warehouse.contradictions import Contradiction, contradictions
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

PAGE, DOCUMENT = Asker("page"), Asker("document")


def fetch(name: str, **params: object) -> pd.DataFrame:
    """The answer of a named query at the page's moment, with its provenance in `.attrs`.

    Names of areas are in the page's language. `.attrs`: as of `origin.attrs_of`.
    Parameters that are left out are null or empty.
    Raises: UsageError for an unknown query or parameter, StoreError where the store cannot be read.
    """
    served, at, query = workspace(), moment().at, find(name)
    bound, published = bind(query, served.settled(params, query.params), at), generation()
    _note(fetch, name, **params)
    answer = _answer(served, published, query, bound, at, _asker())
    frame, origin = answer.frame, answer.provenance
    if name != "areas" and page_language() == "en" and "area_name" in frame.columns:
        frame = with_english_areas(frame, fetch("areas"))
    frame.attrs = attrs_of(origin, params, at)
    return frame


def fetch_contradictions() -> list[Contradiction]:
    """What the checks find at the page's moment, most severe first, as `warehouse.contradictions.contradictions` gives it."""
    served, at, published = workspace(), moment().at, generation()
    if not published:
        return []
    _note(fetch_contradictions)
    return _contradictions(served, published, at)


def begin_contradictions() -> None:
    """Have the checks asked while the page asks what it shows before them; `fetch_contradictions` then waits for the rest of it."""
    served, at, published = workspace(), moment().at, generation()
    if published:
        _meanwhile.submit(_contradictions, served, published, at)  # an error is raised again where the page asks


def begin(name: str, **params: object) -> None:
    """Have a query asked meanwhile, for a page that fetches it further down with the same parameters."""
    query, at = find(name), moment().at
    _meanwhile.submit(_answer, workspace(), generation(), query, bind(query, params, at), at, _asker())


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with one kind of null a column: NaN among numbers, None among booleans; never pandas' NA, whose truth is an error."""
    numbers = {c: "float64" for c in frame.columns if frame[c].dtype.name.startswith(("Int", "UInt", "Float"))}
    truths = {c: frame[c].astype(object).where(frame[c].notna(), None) for c in frame.columns if frame[c].dtype.name == "boolean"}
    return frame.astype(numbers).assign(**truths)


def seen(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with nothing unseen in its words; identifiers stay, since they are asked for again."""
    texts = [c for c in frame.columns if frame[c].dtype == object or isinstance(frame[c].dtype, pd.StringDtype)]
    texts = [c for c in texts if not str(c).endswith(("_id", "_key"))]
    odd = [c for c in texts if any(_seen(value) is not value for value in frame[c])]
    return frame.assign(**{str(c): [_seen(value) for value in frame[c]] for c in odd}) if odd else frame


def _answer(served: Workspace, published: str | None, query: Query, bound: dict[str, Any], at: datetime, asker: Asker) -> FrameAnswer:
    def asked() -> FrameAnswer:
        if whole := whole_of(query, bound, served.city):
            every = _answer(served, published, query, whole, at, asker)
            return FrameAnswer(cut(query, every.frame, bound["areas"]), replace(every.provenance, parameters=bound))
        answer = ask_frame(served, query, bound, at, asker=asker, reader=Reader.of(served, published))
        return FrameAnswer(seen(plain(answer.frame)), answer.provenance)

    # The role is part of the key: an answer of one who may ask is none for one who may not.
    return cached((str(served.root), published, asker.role, query.sql, json.dumps(bound, default=str, sort_keys=True)), asked)


def _seen(value: Any) -> Any:
    """A cell with nothing unseen in it; itself where there is nothing. A list cell's words too."""
    if isinstance(value, str):
        return on_screen(value) if has_unseen(value) else value
    if isinstance(value, list | np.ndarray) and any(isinstance(word, str) and has_unseen(word) for word in value):
        return [_seen(word) for word in value]
    return value


def _said(one: Contradiction) -> Contradiction:
    return {name: on_screen(v) if isinstance(v, str) and not name.endswith(("_id", "_key")) else v for name, v in one.items()}


def _asker() -> Asker:
    return PAGE if is_page() else DOCUMENT


def _contradictions(served: Workspace, published: str, at: datetime) -> list[Contradiction]:
    def found() -> list[Contradiction]:
        return [_said(one) for one in contradictions(served, at, reader=Reader.of(served, published))]

    return cached((str(served.root), published, "contradictions", at), found)


def _note(asked: Callable[..., object], *names: str, **params: object) -> None:
    """Remember a page's question of the present, to be asked again of the next present before the page does."""
    if not is_page() or parameter("as_of") or params.get("since"):
        return

    def again() -> object:
        with address({"lang": "zh"}):
            return asked(*names, **params)

    note((asked.__name__, *names, json.dumps(params, default=str, sort_keys=True)), again)


_meanwhile = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="meanwhile")
