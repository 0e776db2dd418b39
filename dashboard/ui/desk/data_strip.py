"""The headline strip of the Data page."""

import pandas as pd

from dashboard.i18n.forms import fmt_share
from dashboard.sentences.freshness import late_feeds
from dashboard.ui.components.kpi import Kpi, kpi_strip
from dashboard.ui.desk.feed_contracts import in_grace
from dashboard.ui.shell.language import lang, t


def data_strip(feeds: pd.DataFrame, batches: pd.DataFrame, shares: pd.DataFrame, found: list[dict]) -> None:
    """Draw feeds on time, batches in force, rows with their synthetic share, and contradictions.

    Rows: `feeds_freshness`, `batches_recent`, `synthetic_share`. Null where no feed is registered.
    """
    late, high = late_feeds(feeds), sum(one["severity"] == "high" for one in found)
    in_force = batches[(batches["kind"] == "import") & ~batches["is_out"].astype(bool)]
    rows = shares["rows"].sum()
    made_up = fmt_share(shares["synthetic"].sum() / rows, lang()) if rows else ""
    kpi_strip([
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
    ])
