"""Whether calls come before or after new cases, in words, from the rows of `hotline_lead_by_need`."""

import pandas as pd

from dashboard.i18n.forms import fmt_number, joined, listed
from dashboard.i18n.messages import text

WITHHELD = ("no_lag", "few_days", "few_counts")


def lead_sentence(leads: pd.DataFrame, lang: str) -> str:
    """What is known of each need, those of which nothing is said together by their reason, and how it is compared; "" without rows."""
    if leads.empty:
        return ""
    told = leads[leads["withheld"].isna()]
    said = [_told(row, lang) for _, row in told.iterrows()]
    silent = [_silent(leads[leads["withheld"].eq(why)], why, lang) for why in WITHHELD]
    return joined(*said, *silent, text("lead.how", lang), lang=lang)


def _told(row: pd.Series, lang: str) -> str:
    days, low, high = (int(row[name]) for name in ("lead_days", "lead_low", "lead_high"))
    said = {"need": text(f"need.{row['need']}", lang), "r": fmt_number(row["correlation"], lang, 2),
            "chance": fmt_number(row["by_chance"], lang, 2)}
    if low > 0:
        return text("lead.before", lang, **said, n=days, low=low, high=high)
    if high < 0:
        return text("lead.after", lang, **said, n=-days, low=-high, high=-low)
    if low == high:
        return text("lead.same_day", lang, **said)
    return text("lead.either", lang, **said, early=max(high, 0), late=max(-low, 0))


def _silent(leads: pd.DataFrame, why: str, lang: str) -> str:
    if leads.empty:
        return ""
    needs = listed((text(f"need.{need}", lang) for need in leads["need"]), lang)
    return text(f"lead.{why}", lang, needs=needs, n=int(leads["days_paired"].min()))
