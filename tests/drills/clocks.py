"""A machine's clock that jumps, and is set right again: a case is taken in while it is wrong, and another afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from dashboard import settings
from dashboard.data import served
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.drills.city import put
from tests.drills.look import Seen, examined

JUMPS = {
    "an hour back": timedelta(hours=-1), "a day back": timedelta(days=-1), "a minute back": timedelta(minutes=-1), "a month back": timedelta(days=-30),
    "three years back": timedelta(days=-1100), "a minute ahead": timedelta(minutes=1), "two hours ahead": timedelta(hours=2),
    "a day ahead": timedelta(days=1), "a month ahead": timedelta(days=30), "half a year ahead": timedelta(days=180),
    "ten years ahead": timedelta(days=3650), "to 1970": datetime(1970, 1, 2) - datetime(2026, 11, 30),
}
KNOWN_THEN = "select 1 from current_cases($as_of) where case_id = $id"
A_FILE = "病例编号,报告时间,区县,病例类别\n{id},2022-11-29 09:00,道里区,确诊\n"
UNSEEN_AT_MOST = timedelta(minutes=2)
"""How long a case may be known only later than it was taken in, without a word: the jumps that are tolerated."""


@contextmanager
def jumped(by: timedelta) -> Iterator[None]:
    """The machine's clock, off by so much."""
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + by

    with patch.object(settings, "datetime", Clock):
        yield


def trial(root: Path, by: timedelta) -> tuple[str, str]:
    """What became of a jump in a copy of a workspace, whose clock runs from now on: the outcome, and what was said."""
    toml = (root / "city.toml").read_text(encoding="utf-8")
    put(root / "city.toml", "\n".join(line for line in toml.splitlines() if "stopped_at" not in line).encode())
    os.environ["SANDTABLE_WORKSPACE"] = str(root)
    seen, quiet = Seen(), {one["name"] for one in examined(Seen(), root) if not one["well"]}
    with jumped(by):
        _take_in(seen, root, "WRONG-1")
    seen.run("verify", "verify", "--workspace", str(root))
    seen.said += [f"doctor: {one['en']}" for one in examined(seen, root) if not one["well"] and one["name"] not in quiet]
    seen.said += [f"page: {words.en}" for words in (served.log_fault(), served.clock_behind()) if words]
    now = settings.wall_clock()
    is_early = not _knows(root, "WRONG-1", now + UNSEEN_AT_MOST)
    _take_in(seen, root, "RIGHT-1")
    seen.run("rebuild", "rebuild", "--workspace", str(root))
    there = [name for name in ("WRONG-1", "RIGHT-1") if _knows(root, name, max(now, now + by) + timedelta(days=1))]
    is_shown = (root / "store" / str(current_name(Workspace.open(root)))).is_file()
    if len(there) < 2 or not is_shown:
        return "lost", f"known {there}"
    outcome = "raw" if seen.raw else "said" if seen.said else "changed unseen" if is_early else "survived"
    return outcome, "; ".join(seen.raw or seen.said)


def _take_in(seen: Seen, root: Path, case: str) -> None:
    file = root.parent / f"{case}.csv"
    file.write_text(A_FILE.format(id=case), encoding="utf-8")
    seen.run("import", "import", str(file), "--workspace", str(root))


def _knows(root: Path, case: str, moment: datetime) -> bool:
    return bool(Reader.current(Workspace.open(root)).rows(KNOWN_THEN, {"as_of": moment, "id": case}))
