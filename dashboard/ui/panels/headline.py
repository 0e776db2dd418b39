"""The overview's headline: the strips of figures."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_window, is_missing
from dashboard.sentences.hotline import covered_window, covered_words
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.known_first import known_first
from dashboard.ui.components.kpi import Kpi, act_above_zero
from dashboard.ui.components.numbers_then import Window, window_of
from dashboard.ui.panels.district_strip import city_note
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

ONE_DAY = pd.Timedelta(days=1)
LARGE = ("new_positive", "outside_share", "zones_high", "businesses_usual", "supply_open", "calls_offered")


def headline_strips() -> None:
    """The state of the city in six large figures and six small ones; where two moments are compared, then and now."""
    city_note()
    compared_strip(lambda: _headline()[0], earlier=every_figure, strip="headline")
    compared_strip(lambda: _headline()[1], small=True, earlier=every_figure, strip="headline")


def headline_kpis(headline: pd.DataFrame, hours: pd.DataFrame, points: pd.DataFrame) -> dict[str, Kpi]:
    """The headline figures by metric, each with its comparison and state; the desk, the tablet and the wall show the same.

    Rows of `headline`: one, as `overview_headline` gives it; of `hours`: `hotline_by_hour`; of `points`: `supply_points`.
    """
    now = headline.iloc[0]
    before = {"previous": now.compared_positive, "windows": bulletin_windows(now), "as_of": now.window_end, "detail": period_words(now)}
    of_bulletin, of_calls = window_of(now.window_start, now.window_end), calls_window(hours, now)
    outside = (now.outside_strict_share, now.outside_broad_share)
    calls, urgent = covered_words(hours, now.calls_day, now.known_at, lang()), _urgent(points)
    out = int(points["cover_state"].eq("out").sum())
    no_cases = t("overview.no_new_cases")
    due, tickets = _n("overview.due_today", now.zones_due), _n("overview.open_tickets", now.tickets_open)
    kpis = (
        Kpi("new_positive", now.new_positive, headline, **before, window=of_bulletin, missing=no_cases, link="/cases"),
        Kpi("outside_share", outside, headline, detail=outside_window(now), missing=no_routes(now), as_of=now.window_end,
            window=of_bulletin, link="/cases"),
        Kpi("zones_high", now.zones_high, headline, detail=_n("overview.medium", now.zones_medium), link="/zones"),
        Kpi("businesses_usual", now.whitelist_usual, headline, detail=_not_usual(now), link="/businesses"),
        Kpi("supply_open", now.supply_open, headline, detail=_n("overview.of_points", now.supply_points), link="/supply",
            qualifier=qualifier_words(now.supply_qualifier, lang())),
        Kpi("calls_offered", now.calls_offered, headline, detail=calls, window=of_calls, link="/hotline"),
        people_inside(now, headline),
        Kpi("zones_overdue", now.zones_overdue, headline, state=act_above_zero(now.zones_overdue), detail=due),
        Kpi("closures_active", now.closures_active, headline, qualifier=qualifier_words(now.closures_qualifier, lang())),
        Kpi("supply_below", now.supply_below_cover, headline, state=_cover_state(urgent, now.supply_below_cover),
            detail=_n("supply.out_detail", out)),
        Kpi("connect_share", now.connect_share, headline, detail=calls, window=of_calls),
        Kpi("tickets_overdue", now.tickets_overdue, headline, state=act_above_zero(now.tickets_overdue), detail=tickets),
    )
    return {kpi.metric: kpi for kpi in kpis}


def bulletin_windows(now: pd.Series) -> tuple[str, str] | None:
    """The window of the newest bulletin and that of the day compared with, in words; null where no such day is known.

    `now`: a row of `overview_headline`.
    """
    if is_missing(now.window_end) or is_missing(now.compared_day):
        return None
    then = pd.Timestamp(now.compared_day) + (now.window_start - now.window_start.normalize())
    return tuple(fmt_window(start, start + (now.window_end - now.window_start), lang()) for start in (now.window_start, then))


def calls_window(hours: pd.DataFrame, now: pd.Series) -> Window | None:
    """The hours that the calls are of, or their day where whole days are published. Rows: `hotline_by_hour`; `now`: `overview_headline`."""
    if is_missing(now.calls_day):
        return None
    day = pd.Timestamp(now.calls_day)
    return window_of(*(covered_window(hours, day, now.known_at) or (day, day + ONE_DAY)))


def outside_window(now: pd.Series) -> str:
    """Which window the share found outside control is of, and that it is a range. `now`: a row of `overview_headline`."""
    if is_missing(now.window_end):
        return t("overview.range")
    return f"{fmt_window(now.window_start, now.window_end, lang())} · {t('overview.range')}"


def no_routes(now: pd.Series) -> str:
    """Why the share found outside control is not known: no bulletin of new cases, or none that says how they were found."""
    return t("overview.no_new_cases" if is_missing(now.new_positive) else "overview.no_routes")


def people_inside(now: pd.Series, headline: pd.DataFrame) -> Kpi:
    """People inside zones: at least so many where not every zone says how many it holds. `now`: a row of `overview_headline`."""
    if is_missing(now.zone_people) or now.zones_with_people == now.zones_open:
        return Kpi("people_inside", now.zone_people, headline)
    known, zones = (fmt_count(n, lang()) for n in (now.zones_with_people, now.zones_open))
    said = t("overview.people_known", known=known, n=zones)
    return Kpi("people_inside", now.zone_people, headline, qualifier=qualifier_words("at_least", lang()), detail=said)


def period_words(now: pd.Series) -> str:
    """The days that the newest bulletin speaks of together, where they are several; else empty. `now`: a row of `overview_headline`."""
    if is_missing(now.window_end) or now.window_end - now.window_start <= ONE_DAY:
        return ""
    return t("overview.period", window=fmt_window(now.window_start, now.window_end, lang()))


def no_bulletin_note(headline: pd.DataFrame, areas: pd.DataFrame) -> None:
    """Says that the figures by day are counted otherwise, where no bulletin gives them; that there are none; or which days are one figure.

    Rows of `areas`: `cases_by_area`.
    """
    now = headline.iloc[0]
    if period_words(now):
        window = fmt_window(now.window_start, now.window_end, lang())
        note(t("overview.period_note", window=window, n=fmt_count(now.new_positive, lang())))
    if is_missing(now.new_positive):
        note(t("overview.no_bulletin" if areas["positive_known"].notna().any() else "overview.no_cases"))


def _headline() -> tuple[list[Kpi], list[Kpi]]:
    return known_first(headline_kpis(fetch("overview_headline"), fetch("hotline_by_hour"), fetch("supply_points")), LARGE)


def every_figure() -> list[Kpi]:
    """All of them: what stands large now may have stood small then."""
    large, small = _headline()
    return [*large, *small]


def _not_usual(now: pd.Series) -> str:
    words = {name: fmt_count(now[f"whitelist_{name}"], lang()) for name in ("limited", "stopped")}
    verify = now.whitelist_to_verify
    key = "overview.not_usual" if is_missing(verify) or not verify else "overview.not_usual_verify"
    return t(key, **words, verify=fmt_count(verify, lang()))


def _urgent(points: pd.DataFrame) -> int:
    return int(points["cover_state"].isin(("out", "below_1")).sum())


def _cover_state(urgent: int, below: float | None) -> str:
    # The same classes as on the Supply page: below a day act, one to three days watch.
    return "act" if urgent else "watch" if act_above_zero(below) == "act" else act_above_zero(below)


def _n(key: str, n: float | None) -> str:
    return t(key, n=fmt_count(n, lang()))
