"""Asking without SQL: measures, what they are split by, which rows, with what they are compared; the SQL that it asks is shown."""

import streamlit as st

from dashboard.measures.declaration import measures
from dashboard.measures.permitted import applies
from dashboard.measures.picked import Picked, PickRefused
from dashboard.measures.sql import pick
from dashboard.measures.told import notes
from dashboard.ui.explore.asking import take
from dashboard.ui.explore.picked_answer import picked_answer
from dashboard.ui.explore.picked_held import STARTERS, held, hold, of_page
from dashboard.ui.explore.picking_days import days_in_words
from dashboard.ui.explore.picking_rows import comparison, filtering, keeping, rows_in_words
from dashboard.ui.explore.picking_what import measures_chosen, period_chosen, splits_chosen
from dashboard.ui.shell.address import remember
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, paragraph, section


def picking(picked: Filters) -> None:
    """Draw the tab. `picked`: the page's district, which the pick follows where every measure is known by district."""
    section(t("picking.title"), t("picking.lead"))
    now = _shown(picked)
    with st.container(key="picking-what"):
        measures_chosen(now)
        with st.container(horizontal=True, vertical_alignment="bottom", key="picking-ways"):
            splits_chosen(now)
            period_chosen(now)
        days = days_in_words(of_page(now, picked)) if now.period and now.measures else ""
        if days:
            st.html(paragraph("prov", t("picking.days_are", days=days)))
        with st.container(horizontal=True, vertical_alignment="bottom", key="picking-more"):
            comparison(now)
            filtering(now, picked)
            keeping(now)
        if words := rows_in_words(now, picked):
            st.html(paragraph("prov", words))
    section(t("explore.answer"), "" if now.measures else t("picking.nothing"))
    if now.measures:
        _asked(of_page(now, picked), picked, days)
    else:
        _starters()


def _shown(picked: Filters) -> Picked:
    """The pick of the address, without names that are not known, which a note says."""
    try:
        now = held()
    except PickRefused as refused:
        note(refused.title(lang()), "watch")
        return Picked(())
    known = tuple(name for name in now.measures if name in measures())
    for name in sorted(set(now.measures) - set(known)):
        note(t("picking.unknown", value=name[:40]), "watch")
    return now if known == now.measures else Picked(known)


def _asked(now: Picked, picked: Filters, days: str) -> None:
    try:
        sql = pick(now)
    except PickRefused as refused:
        note(refused.title(lang()), "act")
        note(refused.hint(lang()))
        return
    for words in notes(now):
        note(words.say(lang()))
    if picked.district and not now.is_of_district and not now.filtered("district"):
        lacking = next((measures()[name] for name in now.measures if not applies(measures()[name], "district")), None)
        if lacking:
            note(t("picking.no_district", measure=lacking.label(lang()), name=picked.district_name), "watch")
    picked_answer(now, sql, picked, days)
    _definitions(now)
    with st.expander(t("picking.sql"), key="picking-sql"):
        if now.compare == "moments":
            st.html(paragraph("prov", t("picking.sql_twice")))
        st.code(sql, language="sql")
        st.button(t("picking.take"), key="picking-take", on_click=_take_on, args=(sql,), icon=":material/edit_note:")


def _definitions(now: Picked) -> None:
    with st.expander(t("picking.definitions"), key="picking-definitions"):
        for name in now.measures:
            measure = measures()[name]
            adds = t(f"pick_adds.{measure.adds}")
            st.html(paragraph("note", t("picking.definition", label=measure.label(lang()), about=measure.about(lang()), adds=adds)))


def _take_on(sql: str) -> None:
    take(sql)
    remember("ask", "")


def _starters() -> None:
    for name, starter in STARTERS.items():
        st.button(t(f"picking.start_{name}"), key=f"picking-start-{name}", on_click=hold, args=(starter,), icon=":material/arrow_forward:")
