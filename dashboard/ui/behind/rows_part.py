"""The rows behind a number, and whether they add up to it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.behind import RowsBehind, rows_behind
from dashboard.data.explore import Answer
from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, fmt_exact, fmt_number, fmt_share, is_missing
from dashboard.measures.row_lists import equals
from dashboard.plain_text import on_page
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.behind.query_part import sql_text
from dashboard.ui.behind.subject import Subject
from dashboard.ui.components.kpi import Value
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import take_away
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import note, section

FOUND = ["subject", "detail", "since_at", "age_hours", "owner"]
EXPLORE_SQL, LONGEST_SQL = "sql", 1_200
"""The parameter with which Explore takes a statement, and letters of one that its address holds as it is."""


def rows_part(one: Subject, draw: Callable[[Answer], None]) -> RowsBehind | None:
    """Draw the rows, with what they come to; `draw` shows an answer of the sandbox. Returns them; null where there is no list of them."""
    section(t("behind.rows"), t("behind.rows_lead") if one.listed else "")
    behind = _behind(one)
    if behind is not None and behind.answer is not None:
        if behind.sums.rows:
            draw(behind.answer)
        sql_text(t("behind.sql_of_rows"), behind.answer.question.sql)
        if len(behind.answer.question.sql) <= LONGEST_SQL:
            way = link(href("/explore", **{EXPLORE_SQL: behind.answer.question.sql}), t("behind.take_on"))
            st.html(Markup('<p class="more">{}</p>').format(way))
    elif behind is not None and len(behind.frame):
        _frame(behind.frame, "behind-rows", one.name)
    if one.frame is not None:
        _answered(one)
    return behind


def _behind(one: Subject) -> RowsBehind | None:
    if one.listed is None and one.check:
        note(t("behind.sum_found", n=fmt_count(len(one.frame) if one.frame is not None else 0, lang())) + t("behind.is_so"), "ok")
        return None
    if one.listed is None:
        note(t("behind.no_list_of_answer" if one.frame is not None else "behind.no_list"))
        return None
    try:
        behind = rows_behind(one.listed, moment().at, one.district, one.also)
    except StatementRefused as refused:
        note(refused.whole().say(lang()), "act")
        return None
    words, is_so = sum_words(one, behind)
    note(words, "ok" if is_so else "watch")
    return behind


def sum_words(one: Subject, behind: RowsBehind) -> tuple[str, bool]:
    """What the rows come to, whether that is the number, and by how much it is not."""
    sums, n = behind.sums, fmt_count(behind.sums.rows, lang())
    # A check that has nothing to judge finds nothing, which is 0.
    found = sums.total or 0.0 if one.check else sums.value(behind.listed)
    if _is_unknown(one.value):
        return t("behind.sum_unknown", n=n), equals(None, found)
    said = _figure(found, one)
    if behind.listed.over:
        parts = [fmt_exact(end, lang()) for end in (sums.total, sums.up_to) if end is not None]
        words = t("behind.sum_share", n=n, top="–".join(parts), over=fmt_exact(sums.over, lang()), value=said)
    else:
        words = t("behind.sum_rows" if behind.listed.adds == "1" else "behind.sum_values", n=n, value=said)
    if equals(one.value, found):
        return words + t("behind.is_so"), True
    return words + t("behind.is_not_so", figure=_figure(one.value, one), difference=_difference(one.value, found, one)), False


def _figure(value: Value, one: Subject) -> str:
    if isinstance(value, tuple):
        return "–".join(_figure(end, one) for end in value)
    if one.metric and one.metric.is_share:
        return fmt_share(value, lang(), one.metric.decimals)
    if is_missing(value) or float(value).is_integer():
        return fmt_exact(value, lang())
    return fmt_number(value, lang(), 2)


def _difference(figure: Value, found: Value, one: Subject) -> str:
    if isinstance(figure, tuple) or isinstance(found, tuple) or is_missing(found) or is_missing(figure):
        return t("word.unknown")
    return _figure(abs(figure - found), one)


def _is_unknown(value: Value) -> bool:
    return all(map(is_missing, value)) if isinstance(value, tuple) else is_missing(value)


def _answered(one: Subject) -> None:
    """The rows of the query itself, as a chart or table drew them, or what the check found."""
    frame = one.frame
    if frame is None or frame.empty:
        note(t("behind.answer_empty"))
        return
    st.html(Markup('<h3 class="chart-title">{}</h3>').format(on_page(t("behind.answer_rows" if not one.check else "behind.found_rows"))))
    if one.check:
        shown = frame.assign(detail=frame[f"detail_{lang()}"], subject=_subjects(frame))
        labels = {name: t(f"found_column.{name}") for name in FOUND if name != "detail"} | {"detail": t("data.found_detail")}
        table(shown, key="behind-found", columns=FOUND, labels=labels, source=t("data.found_source"), as_of=moment().at)
    else:
        _frame(frame, "behind-answer", one.name)


def _subjects(frame: pd.DataFrame) -> list:
    """What each contradiction is about; a check that is about a district names it in Chinese, which is put into the page's language."""
    areas = fetch("areas")
    stored = dict(zip(areas["area_id"], areas["area_name"], strict=True))
    said = named(frame.assign(area_name=[stored.get(area) for area in frame["area_id"]]))["area_name"]
    return [
        name if subject == stored.get(area) else subject
        for subject, area, name in zip(frame["subject"], frame["area_id"], said, strict=True)
    ]


def _frame(frame: pd.DataFrame, key: str, title: str) -> None:
    table(frame, key=key, columns=[str(column) for column in frame.columns], bare=True)
    take_away(frame, key=key, title=title)
