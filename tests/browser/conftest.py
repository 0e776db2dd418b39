"""What every test in a real browser needs: Chromium, windows, the demo served; and in which order the files begin."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.warehouse.workspace import Workspace
from tests.pictures import CHROMIUM, browser, served
from tests.windows import Windows

SEEN_WITHIN = 20_000
"""ms in which a page shows what a test looks for, where the test names no promise of its own: two browsers share two cores."""
FIRST = ("test_soak", "test_long_names", "test_wall_honest", "test_every_page", "test_tablet")
"""Of two processes the first takes the soak and then the honest wall, which mostly wait; the second what mostly works, beginning with the
other demo, so that it does not wait for the first one's. The longest begin first, so that both end together."""
THEN = ("test_as_of", "test_purge", "test_backup", "test_contradictions", "test_store", "test_every_split", "test_adding", "test_headers", "test_counts")
"""Of the other rooms, what takes longest begins first, so that neither process is left with one of them at the end."""

expect.set_options(timeout=SEEN_WITHIN)


def place(order: tuple[str, ...], item: pytest.Item) -> int:
    """Where an item's file stands in an order; behind it where it is not named."""
    return order.index(item.path.stem) if item.path.stem in order else len(order)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order of the files; and without Chromium the tests are skipped, with the reason. Runs for the items of other folders too."""
    here = [item for item in items if item.path.parent == Path(__file__).parent]
    others = [item for item in items if item not in set(here)]
    items[:] = [*sorted(here, key=partial(place, FIRST)), *sorted(others, key=partial(place, THEN))]
    missing = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed (Debian: apt-get install chromium)")
    for item in here:
        item.add_marker(pytest.mark.browser)
        item.add_marker(missing)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a file."""
    with browser() as launched:
        yield launched


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Windows:
    """The browser's windows, for tests that need no new one."""
    return Windows(chromium)


@pytest.fixture(scope="session")
def demo_address(harbin_demo: Workspace) -> Iterator[str]:
    """Where the Harbin demo is served. Shared: tests only look at it."""
    with served(harbin_demo.root) as address:
        yield address
