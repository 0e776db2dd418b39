"""How the epidemic moves: the reproduction number by day, and the districts whose cases stand out, for somebody to verify."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.epidemic_growth import reproduction_band
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, joined
from dashboard.plain_text import on_page
from dashboard.rows.epidemic import last_whole_day, signal_days, unjudged
from dashboard.sentences.contradictions import is_settled
from dashboard.sentences.growth import DAYS, growth_sentence, reproduction_sentence
from dashboard.sentences.signals import CHECK, handling_words, is_overdue, response_sentence
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.finding_ways import CLAIMED
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import note, section

HEIGHT_PX = 300
STATISTICS = {"C1": "c1", "C2": "c2", "C3": "c3", "CUSUM": "cusum"}


def growth_and_signals(picked: Filters) -> None:
    """The reproduction number beside the signals; nothing where no day has a whole figure."""
    growth, signals = fetch("cases_growth_by_day", areas=picked.one_area), fetch("cases_signals_by_day", areas=picked.areas)
    if last_whole_day(signals, picked.end) is None:
        return
    section(t("epidemic.growth_section"), t("epidemic.growth_lead"))
    left, right = st.columns([6, 5], gap="large")
    with left:
        _reproduction(growth, picked)
    with right:
        _signals(signals, picked)


def _reproduction(rows: pd.DataFrame, picked: Filters) -> None:
    days = rows[rows["day"].between(pd.Timestamp(picked.start), pd.Timestamp(picked.end))]
    if days["reproduction_number"].isna().all():
        st.html(chart_title(t("epidemic.r_title")))
        note(growth_sentence(rows, lang(), picked.end) or t("epidemic.no_city_figure"))
        return
    withheld, said = int(days["withheld"].notna().sum()), reproduction_sentence(rows, lang(), picked.end)
    gaps = t("epidemic.r_gaps", n=withheld) if withheld else ""
    figure = drawn(reproduction_band, days, title=t("epidemic.r_title"), **look())
    chart(figure, days, key="cases-r", sentence=joined(said, gaps, lang=lang()), filters=picked.words)


def _signals(rows: pd.DataFrame, picked: Filters) -> None:
    """Rows: `cases_signals_by_day`."""
    st.html(chart_title(t("epidemic.signals_title")))
    found, last = signal_days(rows, picked.end), last_whole_day(rows, picked.end)
    span = {"start": fmt_day(last - pd.Timedelta(days=DAYS - 1), lang()), "end": fmt_day(last, lang())}
    areas, silent = rows["area_id"].nunique(), unjudged(rows, picked.end)
    few = t("epidemic.signals_unjudged", n=silent) if silent else ""
    if found.empty:
        none = "" if silent == areas else t("epidemic.signals_none", **span, n=areas - silent)
        note(joined(none, few, lang=lang()), "quiet")
        return
    contradictions = {str(one["finding_key"]): one for one in fetch_contradictions() if one["check"] == CHECK}
    heads = [t(f"epidemic.signal_{name}") for name in ("area", "day", "new", "which", "handling")]
    with st.container(key="signals-list"):
        ledger(heads, [_line(row, contradictions.get(_key(row))) for row in found.to_dict("records")], height=HEIGHT_PX)
    sudden = int(found["is_sudden"].sum())
    told = t("epidemic.signals_told", **span, n=sudden, slow=len(found) - sudden, areas=areas)
    note(joined(told, few, lang=lang()), "watch")
    answered = [one for one in contradictions.values() if not picked.areas or one["area_id"] in picked.areas]
    if said := response_sentence(answered, dict(zip(rows["area_id"], rows["area_name"], strict=True)), lang()):
        note(said, "watch" if any(map(is_overdue, answered)) else "quiet")
    foot_line(found, key="cases-signals", title=t("epidemic.signals_title"), filters=picked.words)


def _key(row: dict) -> str:
    """What the check calls the signal that a day belongs to."""
    return f"{row['area_id']}:{row['signal_from']:%Y-%m-%d}"


def _line(row: dict, contradiction: dict | None) -> list[Cell | str]:
    """A row of the list. `contradiction`: the signal as its check has it, with what was decided; null where it is older than that looks."""
    told = " · ".join(f"{name} {fmt_number(row[STATISTICS[name]], lang(), 1)}" for name in row["signals"].split("+"))
    since = t("epidemic.signal_since", day=fmt_day(row["since"], lang()))
    return [
        str(row["area_name"]), Cell(fmt_day(row["day"], lang()), under=since, is_unbroken=True),
        Cell(fmt_count(row["new_positive"], lang()), is_figure=True), told, _handling(contradiction),
    ]


def _handling(contradiction: dict | None) -> Cell | str:
    """Whose a signal is and what became of it, with the way to the form that says so; no way while the page shows the past."""
    if contradiction is None:
        return t("signal.past")
    words, under = handling_words(contradiction, lang())
    way = href("/data", "found-foot", **{CLAIMED: f"{CHECK} {contradiction['finding_key']}"})
    named = on_page(words)
    if not moment().is_past:
        named = Markup("{} {}").format(named, link(way, t("signal.change" if contradiction["owner"] else "signal.claim")))
    return Cell(named, under=under, is_settled=is_settled(contradiction))
