"""Tickets from calls: gathered three times a day, handled in two hours, answered within one working day, or later as units fill up."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import later
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.rules.working_days import working_days_later

BATCH_HOURS = (9, 14, 20)
"""Published: three batches a day; the hours are ours."""
RULE = "2h-handle-1wd-answer"
UNITS = {"supply": "商务专班", "delivery": "商务专班", "price": "商务专班", "medical": "医疗专班", "nucleic_test": "检测专班",
         "health_code": "流调专班", "transport": "交通专班"}
SLOW_SHARE, SLOW_HOURS = 0.08, (2, 9)
"""Tickets for which somebody has to go there, and how much longer that takes."""
HANDLING_HOURS, UNIT_SPREAD, TICKET_SPREAD = 0.75, 0.3, 0.5
"""From the batch to first handling on ordinary days, and how far units and tickets lie from it (lognormal)."""
SLOWER_BY, LATER_BY = 2.0, 1.2
"""A unit with twice as many tickets as usual takes 2 to this power as long, and is late 2 to that power as often."""
USUAL_DAYS, FEW = 14, 4.0
"""Days at the beginning that say what is usual for a unit; tickets a day that count for nothing unusual in a small one."""
ESCALATED_SHARE = 0.75
LATER_COLUMNS = ("dispatched_at", "handled_at", "escalated_at", "closed_at", "struck_off_at")


def made_tickets(scene: Scene, calls: pd.DataFrame) -> list[Made]:
    """Table hotline_tickets, a version of the row for every step that a ticket took. `calls`: rows of hotline_calls."""
    tickets = _tickets(scene, calls)
    steps = [tickets.assign(known_at=tickets["received_at"])]
    for column in LATER_COLUMNS:
        steps.append(tickets[tickets[column].notna()].assign(known_at=tickets[column]))
    versions = pd.concat(steps, ignore_index=True)
    versions = versions[versions["known_at"] <= scene.stopped_at]
    for column in LATER_COLUMNS:
        versions[column] = versions[column].where(versions[column] <= versions["known_at"])
    return [Made("hotline_tickets", versions)]


def _tickets(scene: Scene, calls: pd.DataFrame) -> pd.DataFrame:
    rng, plan = scene.rng("tickets"), scene.plan["hotline"]
    answered = calls[calls["outcome"] == "answered"]
    taken = answered[rng.random(len(answered)) < plan["ticket_share"]]
    frame = taken[["channel", "topic", "area_id"]].reset_index(drop=True)
    received = later(taken["started_at"].reset_index(drop=True), rng.uniform(0.03, 0.2, len(taken)))
    frame = frame.assign(received_at=received)[received <= scene.stopped_at].sort_values("received_at", ignore_index=True)
    number = len(frame)
    frame.insert(0, "ticket_id", np.char.add("SYN-T", np.char.zfill(np.arange(1, number + 1).astype(str), 6)))
    names = scene.areas.set_index("area_id")["name"]
    frame["unit"] = frame["topic"].map(UNITS).fillna(frame["area_id"].map(names) + "社区防控专班")
    frame["rule"], frame["due_at"] = RULE, _due(frame["received_at"])
    for column, moments in _steps(scene, rng, plan, frame).items():
        frame[column] = moments
    frame["lon"], frame["lat"] = scene.ground.points(rng, frame["area_id"])
    return frame


def _due(received: pd.Series) -> pd.Series:
    """One working day later, holidays and make-up workdays counted; what comes on a day off is due at the end of the first working day."""
    return received.map(lambda moment: working_days_later(moment, 1))


def _steps(scene: Scene, rng: np.random.Generator, plan: dict, frame: pd.DataFrame) -> dict[str, pd.Series]:
    """The moment of each step by its column; null for what had not happened when the clock stopped."""
    number, load = len(frame), _load(frame)
    units = sorted(set(frame["unit"]))
    own = frame["unit"].map(dict(zip(units, HANDLING_HOURS * rng.lognormal(0, UNIT_SPREAD, len(units)), strict=True)))
    slow = np.where(rng.random(number) < SLOW_SHARE, rng.uniform(*SLOW_HOURS, number), 0)
    claimed = _next_batch(frame["received_at"])
    handled = later(claimed, own * load**SLOWER_BY * rng.lognormal(0, TICKET_SPREAD, number) + slow)
    is_late = rng.random(number) < plan["overdue_share"] * load**LATER_BY
    span = (frame["due_at"] - handled).dt.total_seconds().to_numpy() / 3600
    in_time = later(handled, np.clip(span, 0.1, None) * rng.beta(1.4, 2.2, number))
    overdue = later(np.maximum(frame["due_at"], handled), rng.exponential(22, number) + 0.5)
    closed = in_time.where(~is_late, overdue)
    escalated = later(frame["due_at"], rng.uniform(0.5, 5, number)).where(is_late & (rng.random(number) < ESCALATED_SHARE))
    escalated = escalated.where(escalated < closed)
    struck = closed.where(escalated.notna()) + pd.to_timedelta(pd.Series(np.where(slow, 2.5, 1.0)), unit="h")
    steps = {"dispatched_at": claimed, "handled_at": handled, "closed_at": closed, "escalated_at": escalated, "struck_off_at": struck}
    return {column: moments.where(moments <= scene.stopped_at) for column, moments in steps.items()}


def _load(frame: pd.DataFrame) -> np.ndarray:
    """Tickets that a unit got in the 24 hours to each of its own, as a multiple of its usual day; at least 1."""
    seconds, load = frame["received_at"].to_numpy().astype("datetime64[s]").astype(np.int64), np.ones(len(frame))
    for rows in frame.groupby("unit").indices.values():
        at = seconds[rows]
        recent = np.arange(len(at)) - np.searchsorted(at, at - 86400) + 1
        usual = np.searchsorted(at, seconds[0] + USUAL_DAYS * 86400) / USUAL_DAYS
        load[rows] = np.maximum(1, (recent + FEW) / (usual + FEW))
    return load


def _next_batch(received: pd.Series) -> pd.Series:
    """When the next of the day's batches goes out, tomorrow's first after the last."""
    midnight = received.dt.normalize()
    found = midnight + pd.Timedelta(days=1, hours=BATCH_HOURS[0])
    for hour in reversed(BATCH_HOURS):
        at = midnight + pd.Timedelta(hours=hour)
        found = found.where(received > at, at)
    return found
