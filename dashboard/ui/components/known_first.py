"""The headline of a city that publishes other things than the usual: what is known comes first, what never came is left out."""

from dashboard.data.fetch import fetch
from dashboard.data.served import workspace
from dashboard.metrics import METRICS
from dashboard.rows.community import PEOPLE, kind_rows, of_kinds, sent_of, total
from dashboard.sentences.published import sum_qualifier_words
from dashboard.ui.components.kpi import Kpi, is_unknown
from dashboard.ui.components.not_received import received
from dashboard.ui.components.stock_kpis import stock_kpis
from dashboard.ui.shell.language import lang

OF_BULLETINS = ("new_positive", "outside_share")
"""Figures of bulletins of new cases: where there are none, the published stocks stand for them."""


def known_first(kpis: dict[str, Kpi], large: tuple[str, ...]) -> tuple[list[Kpi], list[Kpi]]:
    """The headline figures as (large, small). As they are where all can be known, and where nothing is.

    A figure whose table was never received is left out; published stocks, contacts, checkpoints and people sent take its place.
    """
    stocks = number_kpis() if is_unknown(kpis["new_positive"].value) else {}
    known = {name: kpi for name, kpi in kpis.items() if not _never_came(kpi, bool(stocks))}
    stocks = stocks or (number_kpis() if len(known) < len(kpis) else {})
    if len(known) == len(kpis) or not (known or stocks):
        return [kpis[name] for name in large], [kpi for name, kpi in kpis.items() if name not in large]
    order = [*(name for name in large if name in known), *stocks, *(name for name in known if name not in large)]
    every = stocks | known
    first = [name for name in stocks if name.startswith(("stock_", "contacts_"))]
    order = list(dict.fromkeys([*first, *order]))
    return [every[name] for name in order[: len(large)]], [every[name] for name in order[len(large) :]]


def of_received(kpis: list[Kpi], **only: str) -> list[Kpi]:
    """The figures without those that are not known since their table never came: the end of the page says which file would fill them.

    `only`: by metric, the table without which it cannot be known, where that is another than its own.
    """
    return [kpi for kpi in kpis if not is_unknown(kpi.value) or only.get(kpi.metric, METRICS[kpi.metric].source) in received()]


def number_kpis() -> dict[str, Kpi]:
    """What a press conference says in numbers, by metric: cumulative cases, contacts, checkpoints, people sent. Only what was received."""
    gates, sent = fetch("checkpoints_by_kind_area"), fetch("deployments_recent")
    people = sent_of(sent, PEOPLE)
    at_gates = kind_rows(gates, sampling=False)
    told = [
        *stock_kpis(fetch("case_stock_by_day"), fetch("contacts_latest"), workspace().city),
        Kpi("gates", of_kinds(gates, sampling=False), gates, qualifier=sum_qualifier_words(at_gates, lang()), link="/community"),
        Kpi("sent_people", total(people, "people"), sent, qualifier=sum_qualifier_words(people, lang()), link="/community"),
    ]
    return {kpi.metric: kpi for kpi in told if not is_unknown(kpi.value)}


def _never_came(kpi: Kpi, has_stocks: bool) -> bool:
    if not is_unknown(kpi.value):
        return False
    return METRICS[kpi.metric].source not in received() or (has_stocks and kpi.metric in OF_BULLETINS)
