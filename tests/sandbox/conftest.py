"""A city to ask, and a sandbox with bounds of a test's own."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.sandbox import ask as asking
from dashboard.sandbox.bounds import bounds
from dashboard.sandbox.pool import pool
from dashboard.sandbox.question import Question, Result
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from

NOW = datetime(2022, 11, 29, 18)
HERE = Path(__file__).parent


def listed(file: str) -> dict[str, list[str]]:
    """The statements of a file of this folder, by what they have in common."""
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def city(tmp_path_factory) -> Workspace:
    """The fixture city, which no test changes."""
    return workspace_from(FIXTURE_CITY, tmp_path_factory.mktemp("sandbox"))


@pytest.fixture
def ask(city) -> Callable[..., Result]:
    """Asks a statement of the city as of its present."""
    return lambda sql, **more: asking.ask(city, Question(sql, **{"as_of": NOW, **more}))


@contextmanager
def bounded(patch: pytest.MonkeyPatch, **limits: int) -> Iterator[None]:
    """The sandbox anew, with other bounds; the usual ones afterwards."""
    for name, value in limits.items():
        patch.setenv(f"SANDTABLE_{name.upper()}", str(value))
    forget()
    try:
        yield
    finally:
        for name in limits:
            patch.delenv(f"SANDTABLE_{name.upper()}")
        forget()


def forget() -> None:
    """End the children of this process, and forget what its bounds are."""
    if pool.cache_info().currsize:
        pool().close()
    for cached in (bounds, pool, asking._places):
        cached.cache_clear()
