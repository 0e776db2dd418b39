"""What is said of grid workers' load, of who keeps the gates, and of helpers beside the load of their districts."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, joined, listed
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.counted import TURNED, staff_words
from dashboard.sentences.published import qualifier_words, sum_qualifier_words

LONG_ROUND_HOURS = 24
"""A round is meant to be over within a day: what runs longer is said."""
MOST_NAMED = 6
"""Districts that a sentence can name."""


def load_sentence(grids: pd.DataFrame, lang: str) -> str:
    """The middle and the heaviest load of a grid worker, and of how many grids nothing is known. Rows: `grids_listed`."""
    if grids.empty:
        return ""
    own = grids[(grids["parts"] == 0) & (grids["kind"] != "community")]
    rated = own if own["households_per_staff"].notna().any() else grids
    rated = rated[rated["households_per_staff"].notna()]
    if rated.empty:
        whole = grids[grids["households_per_grid"].notna()]
        per_grid = whole["households"].sum() / whole["parts"].clip(lower=1).sum() if len(whole) and whole["count"].isna().all() else None
        said = "" if per_grid is None else text("load.per_grid", lang, n=fmt_number(per_grid, lang, 0))
        return joined(text("load.no_loads", lang), said, lang=lang)
    worst = rated.loc[rated["households_per_staff"].idxmax()]
    said = text(
        "load.found", lang, n=fmt_count(len(rated), lang), median=fmt_number(rated["households_per_staff"].median(), lang, 0),
        worst=fmt_number(worst["households_per_staff"], lang, 0), name=worst["name"], area=worst["area_name"],
    )
    unknown, without = int(own["staff"].isna().sum()), int((own["staff"].eq(0) & own["households"].gt(0)).sum())
    more = [text(f"load.{key}", lang, n=fmt_count(n, lang)) for key, n in (("unknown", unknown), ("without", without)) if n]
    return joined(said, *more, lang=lang)


def duty_sentence(kinds: pd.DataFrame, lang: str) -> str:
    """The kind with most people on duty, and how many for each; what cannot be said. Rows: `checkpoints_duty_by_kind`."""
    known = kinds[kinds["staff_per_place"].notna()]
    if known.empty:
        return text("duty.none", lang) if len(kinds) else ""
    row = known.sort_values("staff", ascending=False).iloc[0].to_dict()
    each = f"{qualifier_words(row['per_place_qualifier'], lang)} {fmt_number(row['staff_per_place'], lang, 1)}".strip()
    kind, places = enum_label("checkpoint_kind", row["kind"], lang), fmt_count(row["staffed"], lang)
    return text("duty.found", lang, kind=kind, places=places, staff=staff_words(row, lang), n=each)


def missing_sentence(rounds: pd.DataFrame, districts: pd.DataFrame, lang: str) -> str:
    """Districts without a report in the running round, and rounds that run too long; "" where none runs.

    Rows: `screenings_latest`, named; `districts`: area_id, area_name of every district.
    """
    running = rounds[rounds["is_running"].eq(True)]
    said = [
        text("screened.long", lang, area=row["area_name"], n=fmt_number(row["running_hours"], lang, 0), limit=LONG_ROUND_HOURS)
        for row in running.sort_values("running_hours", ascending=False).to_dict("records") if row["running_hours"] > LONG_ROUND_HOURS
    ]
    if running["started_at"].notna().any():
        since = running["started_at"].min()
        told = rounds[rounds["started_at"].ge(since) & rounds["sampled"].notna()]
        names = districts.loc[~districts["area_id"].isin(told["area_id"]), "area_name"].tolist()
        key = "screened.missing_many" if len(names) > MOST_NAMED else "screened.missing"
        if names:
            said.insert(0, text(key, lang, day=fmt_day(since, lang), n=len(names), names=listed(names[:MOST_NAMED], lang)))
    return joined(*said, lang=lang)


def helpers_sentence(load: pd.DataFrame, unplaced: pd.DataFrame, lang: str) -> str:
    """Where each helper has most to carry, and of how many districts nothing can be said. Rows: `deployments_load_by_area`, named.

    `unplaced`: people, qualifier; what was published for the city, or for a functional zone that has no residents of its own.
    """
    known, silent = load[load["residents_per_helper"].notna()], int(load["people"].isna().sum())
    others = unplaced["people"].sum()
    said = f"{sum_qualifier_words(unplaced, lang)} {fmt_count(others, lang)}".strip() if others else ""
    beside = text("helpers.unplaced", lang, n=said) if others else ""
    if known.empty:
        return joined(text("helpers.none", lang), beside, lang=lang)
    most = known.loc[known["residents_per_helper"].idxmax()]
    bound, told = qualifier_words(TURNED[most["qualifier"]], lang), int(load["people"].notna().sum())
    m = f"{bound} {fmt_number(most['residents_per_helper'], lang, 0)}".strip()
    said = text("helpers.found" if told > 1 else "helpers.one", lang, n=told, area=most["area_name"], m=m)
    return joined(said, text("helpers.unknown", lang, n=silent) if silent else "", beside, lang=lang)
