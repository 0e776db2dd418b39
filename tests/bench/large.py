"""The large workspace of the bench: the Harbin demo, and before it a year and a half of calls and nine months of cases.

Seeded, made through the product's own batches and publication, and kept in a folder between runs.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demo.build import build_demo
from dashboard.demo.synthesis.centre import HOURS, WEEKDAYS
from dashboard.demo.synthesis.draws import between, chosen
from dashboard.demo.synthesis.scene import plan_of
from dashboard.warehouse import store
from dashboard.warehouse.batches import Batch
from dashboard.warehouse.typed_rows import RowWriter
from dashboard.warehouse.workspace import Workspace

CALLS, CASES = 5_000_000, 200_000
"""Rows added at scale 1; the demo itself brings 12,000 businesses."""
CALLS_FROM, CALLS_TO = datetime(2021, 5, 3), datetime(2022, 10, 24)
"""The demo's own calls begin the day after; a week is a delivery."""
CASES_FROM, CASES_TO = datetime(2022, 2, 28), datetime(2022, 11, 28)
ANSWERED, LOST = 0.94, {"abandoned": 9, "blocked": 1}
SEED = 20221129
WEEK = timedelta(days=7)
ESTATES = np.random.default_rng(SEED).normal(0, 0.02, (400, 2))
"""Where the estates of every district lie, degrees from its seat: a place has one point, as in a real line list."""


def large_workspace(cache: Path, scale: float) -> Workspace:
    """The workspace at that scale, made where the folder does not hold it yet, its store brought up to the code."""
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    folder = cache / f"harbin-{scale:g}-{recipe}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            workspace = build_demo(Path(work) / "city", "harbin")
            with RowWriter() as writer, tempfile.TemporaryDirectory(dir=cache) as spool:
                store.commit(workspace, batches(writer, Path(spool), scale))
            workspace.root.rename(folder)
    workspace = Workspace.open(folder)
    store.catch_up(workspace)
    return workspace


def batches(writer: RowWriter, spool: Path, scale: float) -> Iterator[Batch]:
    """A batch of calls and of cases for every week."""
    rng, plan = np.random.default_rng(SEED), plan_of("harbin")
    weeks = [*weeks_of(CALLS_FROM, CALLS_TO)]
    for number, start in enumerate(weeks):
        frame = calls(rng, plan["hotline"], start, int(CALLS * scale) // len(weeks), number)
        yield batch(writer, spool, "hotline_calls", frame, start + WEEK)
    weeks = [*weeks_of(CASES_FROM, CASES_TO)]
    # Two waves, the second still rising when the clock stops.
    shape = np.array([np.exp(-(((n - 12) / 5) ** 2)) + np.exp((n - len(weeks)) / 4) for n in range(len(weeks))])
    for number, (start, share) in enumerate(zip(weeks, shape / shape.sum(), strict=True)):
        frame = cases(rng, plan, start, int(CASES * scale * share), number)
        yield batch(writer, spool, "cases", frame, start + WEEK)


def weeks_of(start: datetime, end: datetime) -> Iterator[datetime]:
    """The first day of each whole week between two days."""
    while start + WEEK <= end:
        yield start
        start += WEEK


def calls(rng: np.random.Generator, plan: dict, start: datetime, number: int, week: int) -> pd.DataFrame:
    """A week of calls, by the hours and weekdays of the demo."""
    shape = (WEEKDAYS[:, None] * HOURS[None, :]).ravel()
    hour = rng.choice(len(shape), size=number, p=shape / shape.sum())
    seconds = hour * 3600 + rng.integers(0, 3600, number)
    answered = rng.random(number) < ANSWERED
    areas = {area: 1 for area in plan_of("harbin")["seats"]}
    return pd.DataFrame({
        "call_id": [f"BENCH-{week:03d}-{n:06d}" for n in range(number)],
        "started_at": pd.Timestamp(start) + pd.to_timedelta(np.sort(seconds), unit="s"),
        "outcome": np.where(answered, "answered", chosen(rng, LOST, number)),
        "channel": chosen(rng, plan["channels"], number),
        "topic": np.where(answered, chosen(rng, plan["topics"], number), None),
        "area_id": np.where(answered, chosen(rng, areas, number), None),
        "wait_seconds": np.round(rng.exponential(9.0, number)),
        "handle_seconds": np.where(answered, np.round(rng.lognormal(4.85, 0.5, number)), np.nan),
    })


def cases(rng: np.random.Generator, plan: dict, start: datetime, number: int, week: int) -> pd.DataFrame:
    """A week of the line list, living about the seats of their districts."""
    of_cases, seats = plan["cases"], plan["seats"]
    areas = chosen(rng, of_cases["areas"], number)
    estate = rng.integers(0, len(ESTATES), number)
    at = np.array([seats[area] for area in areas], dtype=float).reshape(-1, 2) + ESTATES[estate]
    reported = between(rng, start, start + WEEK, number)
    return pd.DataFrame({
        "case_id": [f"BENCH-{week:02d}-{n:05d}" for n in range(number)], "reported_at": reported, "area_id": areas,
        "class": chosen(rng, {"confirmed": 7, "asymptomatic": 3}, number), "route": chosen(rng, of_cases["routes"], number),
        "origin": "local", "severity": "mild", "outcome": "active", "place": [f"示例小区{n}号" for n in estate],
        "lon": at[:, 0].round(5), "lat": at[:, 1].round(5), "onset_on": reported.normalize() - timedelta(days=2),
    })


def batch(writer: RowWriter, spool: Path, table: str, frame: pd.DataFrame, received_at: datetime) -> Batch:
    """One delivery of one table, written into `spool`."""
    file = writer.write(table, frame, spool / f"{table}.parquet", is_synthetic=True)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Batch({table: file}, "bench", f"bench-{table}-{received_at:%Y%m%d}", digest, received_at, received_at)
