"""The soak of the wall, three minutes of it, with everything that happens to walls."""

import pytest

from tests.soak.__main__ import in_words, run

pytestmark = [pytest.mark.slow, pytest.mark.long]  # its parts, one by one: test_wall_honest.py
MINUTES = 3
SCALED_SERVER_MB, SCALED_HEAP_MB = 120, 25
"""Growth that three minutes may show: caches fill and a page warms up in them, so that this is no twentieth of an hour's ceiling."""


def test_three_minutes_of_everything(tmp_path, harbin_demo):
    """Every disturbance, compressed. How fast it recovers is for `make soak` on a machine of its own: here it must recover by itself."""
    found = run(tmp_path, MINUTES / 60, harbin_demo.root)
    print("\n".join(in_words(found)))
    of_speed = {"slowest recovery after the cause was gone", "growth of the server, MB", "growth of the browser's heap, MB"}
    assert [name for name in found.over if name not in of_speed] == []
    assert [seen["name"] for seen in found.disturbances if seen["recovered_s"] is None] == []
    grown = {check.name: check.measured for check in found.checks}
    assert grown["growth of the server, MB"] < SCALED_SERVER_MB and grown["growth of the browser's heap, MB"] < SCALED_HEAP_MB
