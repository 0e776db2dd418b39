"""The headline strip of the Data page."""

import pandas as pd

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.i18n.forms import fmt_share
from dashboard.sentences.freshness import late_feeds
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.desk.feed_contracts import in_grace
from dashboard.ui.shell.language import lang, t
from dashboard.warehouse.contradictions import Contradiction


def data_strip() -> None:
    """The figures of the data themselves; where two moments are compared, then and now."""
    compared_strip(data_figures, strip="data")


def data_figures() -> list[Kpi]:
    """The figures of the data at the page's moment."""
    return data_kpis(fetch("feeds_freshness"), fetch("batches_recent", limit=None), fetch("synthetic_share"), fetch_contradictions())


def data_kpis(feeds: pd.DataFrame, batches: pd.DataFrame, shares: pd.DataFrame, found: list[Contradiction]) -> list[Kpi]:
    """Feeds on time, batches in force, rows with their synthetic share, and contradictions.

    Rows: `feeds_freshness`, `batches_recent`, `synthetic_share`. Null where no feed is registered.
    """
    late, high = late_feeds(feeds), sum(one["severity"] == "high" for one in found)
    in_force = batches[(batches["kind"] == "import") & ~batches["is_out"].astype(bool)]
    rows = shares["rows"].sum()
    made_up = fmt_share(shares["synthetic"].sum() / rows, lang()) if rows else ""
    return [
        Kpi(
            "feeds_on_time", len(feeds) - late if len(feeds) else None, feeds, state="watch" if late else "quiet", source=t("data.feeds"),
            detail=t("data.on_time", late=late, grace=in_grace(feeds)) if len(feeds) else "",
        ),
        Kpi(
            "batches_in_force", len(in_force), batches, source=t("data.batches"),
            detail=t("data.batches_out", n=int(batches["is_out"].sum())),
        ),
        Kpi("rows_taken_in", rows, shares, source=t("data.batches"), detail=t("data.made_up", share=made_up) if made_up else ""),
        Kpi(
            "contradictions", len(found), feeds, state="act" if high else "watch" if found else "ok", source=t("data.found_source"),
            detail=t("data.severe", n=high),
        ),
    ]
