"""What stands over the ledger of closures: planned and real ends. Rows: of the query `closure_terms_by_kind`."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import text
from dashboard.rows.tallies import column_sums

NAMES = {
    "ended": "ended", "in_plan": "ended_in_plan", "late": "ended_late", "no_plan": "ended_without_plan", "over": "in_force_late",
    "open_plan": "in_force_without_plan",
}
"""What the sentence calls the columns."""


def terms_sentence(terms: pd.DataFrame, lang: str) -> str:
    """How many ended in time, late and without a plan; how many in force are past their end. Empty where there is no closure."""
    if terms.empty:
        return ""
    sums, longest = column_sums(terms), terms["longest_over_hours"].max()
    said = {name: fmt_count(sums[column], lang) for name, column in NAMES.items()}
    key = "terms.finding" if sums["in_force_late"] else "terms.finding_none_late"
    return text(key, lang, longest=fmt_count(longest, lang), **said)


def term_words(row: dict, part: str, lang: str) -> str:
    """The small line under a number of closures: in time, late, without a plan, and the delay; "" under none. `part`: ended or in_force."""
    if row[part] == 0:
        return ""
    counted = {name: fmt_count(n, lang) for name, n in row.items() if name.startswith(("ended", "in_force"))}
    hours, key = {"ended": ("median_late_hours", "terms.delay"), "in_force": ("longest_over_hours", "terms.over")}[part]
    # A delay is known only where something was late; elsewhere nothing is said of it.
    known = "" if is_missing(row[hours]) else text(key, lang, n=fmt_count(row[hours], lang))
    return text("terms.and", lang).join(filter(None, (text(f"terms.{part}_under", lang, **counted), known)))
