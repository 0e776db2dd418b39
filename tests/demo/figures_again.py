"""The board's figures computed a second time, in pandas, from the rows of the log alone: what the pages and tiles are held against.

Every function takes the log, the moment and the chosen districts (none = the city) and gives figures by the name of their metric.
"""

from datetime import timedelta

import pandas as pd

from tests.demo.log_rows import Log

Areas = list[str]
Figures = dict[str, float | None]
POSITIVE = ("confirmed", "asymptomatic", "positive")
OUTSIDE = {"community_screening", "key_group_open", "self_presented"}
INSIDE = {"controlled", "key_group_closed_loop", "arrival_test"}
NEED = {"grain": 0.350, "oil": 0.050, "meat": 0.115, "vegetables": 0.400, "eggs": 0.060}
KILOS = {"kg": 1, "千克": 1, "公斤": 1, "t": 1000, "吨": 1000, "g": 0.001, "克": 0.001, "斤": 0.5}
TWO_DAYS = timedelta(days=2)
HOUR = timedelta(hours=1)


def within(rows: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    return rows[rows["area_id"].isin(areas)] if areas else rows


def bulletin_figures(log: Log, at: pd.Timestamp, city: str) -> Figures:
    """The newest window of the city, and the shares of its day found outside control."""
    told = log.known("bulletins", at, ("supersedes", "revision", "published_at", "area_id", "window_start", "window_end", "bulletin_id"))
    cells = log.known("bulletin_cells", at, ("bulletin_id", "class", "route", "severity", "area_id", "measure", "n"))
    told = told[~told["bulletin_id"].isin(told["supersedes"].dropna()) & (told["area_id"] == city)]
    told = told[told["window_end"] - told["window_start"] <= timedelta(hours=24)].assign(revision=lambda rows: rows["revision"].fillna(0))
    own = cells[(cells["measure"] == "new") & cells["severity"].isna() & (cells["area_id"].isna() | (cells["area_id"] == city))]
    own = own[own["bulletin_id"].isin(told["bulletin_id"])]
    whole = own[own["route"].isna()]
    sums = {bulletin: _positives(rows) for bulletin, rows in whole.groupby("bulletin_id")}
    told = told.assign(positive=told["bulletin_id"].map(sums)).sort_values(["window_end", "window_start", "revision", "published_at"])
    given = told[told["positive"].notna()]
    if given.empty:
        return {"new_positive": None, "outside_strict": None, "outside_broad": None, "compared": None}
    given = given.drop_duplicates(["window_start", "window_end"], keep="last")
    newest = given.iloc[-1]
    length, clock = newest["window_end"] - newest["window_start"], newest["window_start"].time()
    alike = given[(given["window_end"] - given["window_start"] == length) & (given["window_start"].dt.time == clock)].iloc[:-1]
    routes = own[(own["bulletin_id"] == newest["bulletin_id"]) & own["route"].notna()]
    by_route = pd.Series({route: _positives(rows) for route, rows in routes.groupby("route")}, dtype=float)
    total = by_route.sum() or None
    return {
        "new_positive": newest["positive"], "compared": alike["positive"].iloc[-1] if len(alike) else None,
        "outside_strict": by_route[by_route.index.isin(OUTSIDE)].sum() / total if total else None,
        "outside_broad": by_route[~by_route.index.isin(INSIDE)].sum() / total if total else None,
    }


def _positives(rows: pd.DataFrame) -> float | None:
    kinds = rows["class"].fillna("positive")
    whole = rows.loc[kinds.isin(["positive", "all"]), "n"]
    if len(whole):
        return whole.sum()
    parts = rows.assign(kind=kinds).groupby("kind")["n"].sum()
    return parts.get("confirmed", 0) + parts.get("asymptomatic", 0) if {"confirmed", "asymptomatic"} & set(parts.index) else None


def supply_figures(log: Log, at: pd.Timestamp, areas: Areas) -> Figures:
    """Points open, below cover, of unknown cover and why; orders a day; and goods below cover, by good."""
    points = within(log.known("supply_points", at, ("supply_point_id", "area_id", "state", "population_served", "orders_per_day")), areas)
    if points.empty:
        return {}
    told = log.known("supply_reports", at, ("supply_point_id", "item", "stock", "unit", "at"))
    told = told[(told["at"] <= at) & told["supply_point_id"].isin(points["supply_point_id"])]
    goods = told.sort_values(["at", "batch_id"]).drop_duplicates(["supply_point_id", "item"], keep="last")
    goods = goods.merge(points[["supply_point_id", "population_served"]], on="supply_point_id")
    need = goods["population_served"] * goods["item"].map(NEED)
    days = goods["stock"] * goods["unit"].str.strip().str.lower().map(KILOS) / need.where(need > 0)
    fresh = goods["at"] >= at - TWO_DAYS
    short = fresh & ((goods["stock"] <= 0) | (days < 3))
    known = fresh & ((goods["stock"] <= 0) | days.notna())
    below, usable = set(goods.loc[short, "supply_point_id"]), set(goods.loc[known, "supply_point_id"])
    heard = set(goods.loc[fresh, "supply_point_id"])
    unknown = points[~points["supply_point_id"].isin(usable)]
    able = points.loc[points["state"] != "closed", "orders_per_day"]
    said = {f"below_{item}": n for item, n in goods[short].groupby("item").size().items()}
    return said | {
        "points": len(points), "open": points["state"].isin(["open", "limited"]).sum(), "below": len(below), "unknown": len(unknown),
        "silent": (~unknown["supply_point_id"].isin(heard)).sum(),
        "capacity": able.sum() if able.notna().any() else None,
    }


def ticket_figures(log: Log, at: pd.Timestamp, areas: Areas) -> Figures:
    """Tickets in hand and past their deadline; null where the city has none on record."""
    every = log.known("hotline_tickets", at, ("received_at", "closed_at", "due_at", "area_id"))
    tickets = within(every, areas)
    held = tickets[(tickets["received_at"] <= at) & (tickets["closed_at"].isna() | (tickets["closed_at"] > at))]
    return {"open": len(held), "overdue": (held["due_at"] < at).sum()} if len(every) else {"open": None, "overdue": None}


def call_figures(log: Log, at: pd.Timestamp) -> Figures:
    """Calls of the whole hours of today, and of the latest day of which an hour (or a published day) is known."""
    calls = log.known("hotline_calls", at, ("started_at", "outcome"))
    calls = calls[calls["started_at"].dt.floor("h") <= at]
    days: dict[pd.Timestamp, tuple[int, int]] = {}
    if len(calls):
        until = _whole_until(log, at)
        for day, rows in calls.groupby(calls["started_at"].dt.normalize()):
            whole = rows[rows["started_at"].dt.floor("h") + HOUR <= until]
            if day + HOUR <= until:
                days[day] = len(whole), (whole["outcome"] == "answered").sum()
    today, published = days.get(at.normalize()), _published(log, at, set(calls["started_at"].dt.normalize()))
    days = {day: told for day, told in published.items() if day <= at} | days
    last = max(days, default=None)
    offered, answered = days.get(last, (None, None))
    return {
        "offered": offered, "connect": answered / offered if offered else None, "today": today[0] if today else None,
        "connect_today": today[1] / today[0] if today and today[0] else None,
    }


def _published(log: Log, at: pd.Timestamp, with_calls: set[pd.Timestamp]) -> dict[pd.Timestamp, tuple[int, int]]:
    """Published (offered, answered) of whole days: of days given as such, and of those all of whose hours are."""
    told = log.known("hotline_intervals", at, ("interval_start", "interval_end", "channel", "topic", "offered", "answered"))
    told = told[told["channel"].isna() & told["topic"].isna()].assign(day=lambda rows: rows["interval_start"].dt.normalize())
    length = told["interval_end"] - told["interval_start"]
    of_days = told[(length == timedelta(days=1)) & (told["interval_start"] == told["day"])]
    of_hours = told[(length == HOUR) & ~told["day"].isin(with_calls) & (told["interval_end"] <= at)]
    found = {row.day: (row.offered, row.answered) for row in of_days.itertuples()}
    return found | {day: (rows["offered"].sum(), rows["answered"].sum()) for day, rows in of_hours.groupby("day") if len(rows) == 24}


def _whole_until(log: Log, at: pd.Timestamp) -> pd.Timestamp:
    """Until when every call is on record: what deliveries say of their own end, whole hours and (for feeds by day) whole days."""
    feeds = log.known("feeds", at, ("table_name", "cadence_minutes"))
    cadence = feeds.loc[feeds["table_name"] == "hotline_calls", "cadence_minutes"].max()
    ends = []
    for batch in log.batches_of("hotline_calls", at):
        last = min(batch["effective_at"] or log.of_batch(batch, "hotline_calls")["started_at"].max(), at)
        ends.append(last.floor("h"))
        for length, least in (("h", timedelta(minutes=30)), ("D", timedelta(hours=12))):
            end = last.ceil(length)
            if (length == "h" or not cadence < 1440) and batch["received_at"] >= end and last >= end - least:
                ends.append(end)
    return max(ends)


def other_figures(log: Log, at: pd.Timestamp, areas: Areas) -> Figures:
    """Closures in force, gates, sampling points, grids, households, and people sent down."""
    every = log.known("closures", at, ("starts_at", "ended_at", "area_id", "count"))
    closures = every[(every["starts_at"] <= at) & (every["ended_at"].isna() | (every["ended_at"] > at))]
    gates = within(log.known("checkpoints", at, ("kind", "area_id", "opened_at", "closed_at", "count")), areas)
    gates = gates[(gates["opened_at"].isna() | (gates["opened_at"] <= at)) & (gates["closed_at"].isna() | (gates["closed_at"] > at))]
    grids = within(log.known("grids", at, ("area_id", "households", "count")), areas)
    sent = within(log.known("deployments", at, ("at", "people", "counting_unit", "movement", "part_of", "area_id", "deployment_id")), areas)
    sent = sent[(sent["at"] <= at) & (sent["at"] > at - timedelta(days=30)) & (sent["counting_unit"] == "人")]
    sent = sent[sent["movement"].ne("returned") & sent["part_of"].isna()]
    sampling = gates["kind"] == "sampling_point"
    return {
        "closures": len(closures) if len(every) else None, "gates": (~sampling).sum() or None, "sampling": sampling.sum() or None,
        "grids": len(grids) or None, "households": grids["households"].sum() if grids["households"].notna().any() else None,
        "sent": sent["people"].sum() if len(sent) else None,
    }
