"""As-of: every question, asked of a moment, answers as a store that ends at that moment would. No later batch shows through."""

import shutil
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.warehouse.ask import Asker, ask
from dashboard.warehouse.catalogue import catalogue, checks
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from

FOLDERS = sorted(folder for folder in FIXTURE_CITY.iterdir() if folder.is_dir())
RECEIVED = [datetime.strptime(folder.name.partition("_")[0], "%Y%m%dT%H%M") for folder in FOLDERS]
ENDS = [n for n in range(1, len(FOLDERS)) if RECEIVED[n - 1] < RECEIVED[n]]
"""Numbers of batches after which a moment ends: of two that came in the same minute, no moment holds the first alone."""
EVERY = {**catalogue(), **checks()}
pytestmark = pytest.mark.slow
MACHINE_TIME = "recorded_at"
"""When this machine wrote the row; no two stores agree on it."""


@pytest.fixture(scope="module")
def ending_at(tmp_path_factory):
    """The city as it was when the first so many batches had come, and no other ever did."""

    @cache
    def build(batches: int) -> Workspace:
        work = tmp_path_factory.mktemp(f"first-{batches}")
        for folder in FOLDERS[:batches]:
            shutil.copytree(folder, work / "given" / folder.name)
        return workspace_from(work / "given", Path(work))

    return build


def answer(workspace: Workspace, name: str, at: datetime, since: datetime | None = None) -> list[tuple]:
    query = EVERY[name]
    given_ = {"since": since} if since and "since" in query.params else {}
    found = ask(workspace, query, given_, at, asker=Asker("page"))
    compared = [place for place, column in enumerate(found.columns) if column != MACHINE_TIME]
    return [tuple(row[place] for place in compared) for row in found.rows]


@pytest.mark.parametrize("moments", [2, pytest.param(20, marks=pytest.mark.long)])
def test_nothing_later_shows_through(city_workspace, ending_at, moments):
    """Comparisons too: the same two moments say the same, whatever has come in since."""

    @settings(max_examples=moments, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(ENDS), st.floats(0, 0.999), st.integers(0, 60 * 24))
    def at_a_moment(batches: int, part: float, hours: int) -> None:
        nothing_later(city_workspace, ending_at, batches, part, hours)

    at_a_moment()


def nothing_later(city_workspace, ending_at, batches, part, hours) -> None:
    """After so many batches, a part of the way to the next one: every question, and since so many hours."""
    last, following = RECEIVED[batches - 1], RECEIVED[batches]
    at = last + timedelta(seconds=int((following - last).total_seconds() * part))
    short = ending_at(batches)
    since = at - timedelta(hours=hours)
    for name in EVERY:
        assert answer(city_workspace, name, at, since) == answer(short, name, at, since), f"{name} at {at}, since {since}"


def test_the_comparison_would_see_a_later_batch(city_workspace, ending_at):
    """The same two stores asked of the end differ, so that equal answers above say something."""
    end = RECEIVED[-1] + timedelta(hours=1)
    differing = [name for name in EVERY if answer(city_workspace, name, end) != answer(ending_at(5), name, end)]
    assert len(differing) > len(EVERY) / 2
