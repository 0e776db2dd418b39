"""Bulletins as published: their windows, what was corrected afterwards, and whether the districts add up to the city."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, fmt_moment, fmt_window, is_missing, joined, listed
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import within
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, section

HEIGHT_PX = 320
DIMENSIONS = {"classes": "class", "districts": "district", "routes": "route", "origins": "origin", "severities": "severity"}


def bulletins_section(picked: Filters) -> None:
    """Every bulletin of the chosen days, corrections, and the districts beside the city; nothing where there is no bulletin."""
    bulletins = fetch("bulletins_listed", **picked.dates)
    if bulletins.empty:
        return
    section(t("bulletin.section"), t("bulletin.lead"))
    _listed(bulletins, picked)
    _revisions(within(fetch("bulletin_revisions", **picked.dates), picked.areas))
    if not picked.district:
        _districts_against_city(picked)


def _listed(bulletins: pd.DataFrame, picked: Filters) -> None:
    rows = bulletins.sort_values(["day", "window_end", "revision"], ascending=False, kind="stable").to_dict("records")
    heads = [t(f"bulletin.{name}") for name in ("window", "reporter", "new", "closes", "standing", "published")]
    ledger(heads, [_bulletin(row) for row in rows], height=HEIGHT_PX if len(rows) > 6 else None)
    counted = bulletins["bulletin_state"].value_counts()
    parts = [f"{t(f'bulletin_state.{name}')} {fmt_count(n, lang())}" for name, n in counted.items()]
    note(t("bulletin.told", n=fmt_count(len(rows), lang()), parts=listed(parts, lang())))
    foot_line(bulletins, key="bulletins", title=t("bulletin.section"), filters=picked.words)


def _bulletin(row: dict) -> list[Cell | str]:
    stated = {name: row[f"{column}_add_up"] for column, name in DIMENSIONS.items()}
    checked = {t(f"bulletin.by_{name}"): closes for name, closes in stated.items() if not is_missing(closes)}
    broken = [name for name, closes in checked.items() if not closes]
    if broken:
        closing = Cell(t("bulletin.not_closing", names=listed(broken, lang())), state="watch")
    else:
        said = t("bulletin.all_close", names=listed(checked, lang())) if checked else t("bulletin.not_split")
        closing = Cell(said, is_settled=not checked)
    changed = t("bulletin.changed", n=row["figures_changed"]) if row["figures_changed"] else ""
    revision = t("bulletin.revision", n=row["revision"]) if row["revision"] else ""
    return [
        Cell(fmt_window(row["window_start"], row["window_end"], lang()), is_unbroken=True), str(row["area_name"] or row["area_id"]),
        Cell("" if is_missing(row["new_positive"]) else fmt_count(row["new_positive"], lang()), is_figure=True), closing,
        Cell(t(f"bulletin_state.{row['bulletin_state']}"), under=joined(revision, changed, lang=lang()),
             is_settled=row["bulletin_state"] in ("replaced", "of_part")),
        Cell(fmt_moment(row["published_at"], lang()), is_unbroken=True),
    ]


def _revisions(changes: pd.DataFrame) -> None:
    """Rows: `bulletin_revisions`."""
    if changes.empty:
        return
    st.html(chart_title(t("bulletin.revisions")))
    rows = changes.sort_values("known_at", ascending=False, kind="stable").to_dict("records")
    heads = [t(f"bulletin.{name}") for name in ("of_day", "figure", "was", "is", "change", "why", "since")]
    ledger(heads, [_revision(row) for row in rows], height=HEIGHT_PX if len(rows) > 6 else None)
    foot_line(changes, key="bulletin-revisions", title=t("bulletin.revisions"))


def _revision(row: dict) -> list[Cell | str]:
    parts = [enum_label(name, row[name], lang()) for name in ("measure", "class", "route", "origin", "severity") if row[name] != "all"]
    figure = listed([str(row["area_name"] or row["area_id"]), *parts], lang())
    reason = enum_label("revision_reason", row["reason"], lang()) if not is_missing(row["reason"]) else t("bulletin.no_reason")
    under = t("bulletin.sent_again") if row["bulletin_id"] == row["replaces"] else ""
    return [
        Cell(fmt_day(row["day"], lang()), is_unbroken=True), figure, Cell(fmt_count(row["before"], lang()), is_figure=True),
        Cell(fmt_count(row["n"], lang()), is_figure=True), Cell(fmt_change(row["change"], lang()), is_figure=True),
        Cell(reason, under=under), Cell(fmt_moment(row["known_at"], lang()), is_unbroken=True),
    ]


def _districts_against_city(picked: Filters) -> None:
    days = fetch("districts_against_city", **picked.dates)
    if days.empty:
        return
    st.html(chart_title(t("bulletin.districts")))
    odd = days[days["unexplained"].fillna(1) != 0]
    converted = int(days["converted"].gt(0).sum())
    told = t("bulletin.districts_differ" if len(odd) else "bulletin.districts_agree", n=len(days), odd=len(odd))
    twice = t("bulletin.converted_twice", n=converted) if converted else ""
    note(joined(told, twice, lang=lang()), "watch" if len(odd) else "ok")
    differing = days[days["difference"] != 0].sort_values("day", ascending=False)
    if len(differing):
        table(differing, key="cases-districts-city", filters=picked.words, columns=[
            "day", "city_positive", "districts_positive", "districts_given", "difference", "converted", "unexplained"])
