"""Commands that are killed at a random moment: nothing acknowledged is lost, nothing is half there, and the next command needs no hand.

A command is an entry of `COMMANDS`: what it does in the folder `work`, and what must hold once it was given again.
"""

import json
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from dashboard.warehouse import store
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.integrity import verify
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.restore import restore
from dashboard.warehouse.workspace import Workspace
from tests.drills.isolated import in_a_child
from tests.drills.made_batches import ROWS, batch_of_cases
from tests.drills.warm import warm_up

BATCHES = 4  # of the city before the first kill
CITY = '[city]\nadcode = "230100"\nname = "哈尔滨市"\n[clock]\nstopped_at = 2022-11-29T18:00:00\n'


@dataclass
class Counts:
    """What the kills came to."""

    kills: int = 0  # commands that the signal met before they were done
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    needs_a_hand: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.torn or self.needs_a_hand)

    def lines(self) -> list[str]:
        """Each trouble, and the counts."""
        troubles = [f"{name}: {one}" for name in ("lost", "torn", "needs_a_hand") for one in getattr(self, name)]
        return [*troubles, f"{self.kills} kills: lost {len(self.lost)}, torn {len(self.torn)}, needs a hand {len(self.needs_a_hand)}"]


def drill(work: Path, kills: int, seed: int = 200) -> Counts:
    """Kill the commands in turn until so many were met by the signal. Call it from a process without a connection to a store."""
    warm_up("230100")
    in_a_child(lambda: _found(work), _raise)
    generator, counts, takes, turn = Random(seed), Counts(), {}, 0
    while counts.kills < kills and turn < 3 * kills + 10:
        name = list(COMMANDS)[turn % len(COMMANDS)]
        if name not in takes:
            takes[name] = _timed(work, name)
        told = work / "told"
        told.unlink(missing_ok=True)
        before = in_a_child(lambda: _acknowledged(work), _raise)
        counts.kills += _killed(work, name, turn, generator.uniform(0, takes[name]), told)
        acknowledged = [*before, *(json.loads(told.read_text(encoding="utf-8")) if told.exists() else [])]
        for kind, words in in_a_child(lambda at=(name, turn, acknowledged): _after(work, *at), lambda words: [("needs_a_hand", words[-300:])]):
            getattr(counts, kind).append(f"{name} {turn}: {words}")
        turn += 1
    return counts


def _found(work: Path) -> None:
    workspace = Workspace.create(work / "city", CITY)
    (workspace.geodata / "districts.json").write_text("{}", encoding="utf-8")
    for n in range(BATCHES):
        store.commit(workspace, [batch_of_cases(work, f"first-{n}")])
    back_up(workspace, work / "source")


def _take_in(work: Path, turn: int) -> list[int]:
    return store.commit(Workspace.open(work / "city"), [batch_of_cases(work, f"killed-{turn}")])


def _roll_back(work: Path, turn: int) -> list[int]:
    workspace = Workspace.open(work / "city")
    standing = [record["batch_id"] for record in store.batch_log(workspace) if record["kind"] == "import" and not record["is_out"]]
    return [store.rollback(workspace, standing[-1])]


def _rebuild(work: Path, turn: int) -> list[int]:
    store.rebuild(Workspace.open(work / "city"))
    return []


def _purge(work: Path, turn: int) -> list[int]:
    workspace = Workspace.open(work / "city")
    new = store.commit(workspace, [batch_of_cases(work, f"purged-{turn}")])
    return [*new, store.purge(workspace, new[0])[0]]


def _save(work: Path, turn: int) -> list[int]:
    back_up(Workspace.open(work / "city"), work / f"kept{turn % 2 * '.tar'}")
    return []


def _bring_back(work: Path, turn: int) -> list[int]:
    restore(work / "source", work / "new")
    return []


def _city_is_whole(work: Path) -> list[str]:
    """What of the city is not whole: every batch with all its rows or none, the log as it should be, nothing left of work."""
    workspace = Workspace.open(work / "city")
    found = [fault.words.en for fault in verify(workspace)]
    counts = dict(Reader.current(workspace).rows("select batch_id, count(*) from cases where sys_to is null group by batch_id", {}))
    expected = {record["batch_id"]: ROWS for record in store.batch_log(workspace) if record["kind"] == "import" and not record["is_out"]}
    left = [file.name for place in (workspace.batches, workspace.store) for file in place.glob(".work-*")]
    return found + ([f"rows {counts} for {expected}"] if counts != expected else []) + [f"left: {name}" for name in left]


def _copy_is_whole(work: Path) -> list[str]:
    """What of the backups is not whole, by restoring them."""
    found: list[str] = []
    for kept in filter(Path.exists, (work / "kept", work / "kept.tar")):
        restore(kept, work / "out")
        found += [fault.words.en for fault in verify(Workspace.open(work / "out"))]
        shutil.rmtree(work / "out")
    return found + _left(work)


def _new_is_whole(work: Path) -> list[str]:
    new = Workspace.open(work / "new")
    count = Reader.current(new).rows("select count(*) from cases where sys_to is null", {})[0][0]
    found = [fault.words.en for fault in verify(new)] + ([f"{count} rows"] if count != BATCHES * ROWS else [])
    shutil.rmtree(work / "new")
    return found + _left(work)


def _left(work: Path) -> list[str]:
    return [f"left: {one.name}" for one in work.iterdir() if ".making-" in one.name]


COMMANDS: dict[str, tuple[Callable[[Path, int], list[int]], Callable[[Path], list[str]]]] = {
    "import": (_take_in, _city_is_whole), "rollback": (_roll_back, _city_is_whole), "rebuild": (_rebuild, _city_is_whole),
    "backup": (_save, _copy_is_whole), "restore": (_bring_back, _new_is_whole), "purge": (_purge, _city_is_whole),
}
"""By name: what it does, which batches it acknowledges; and what is not whole once it was given again."""


def _killed(work: Path, name: str, turn: int, after_s: float, told: Path) -> bool:
    """Give a command in a process of its own and kill it; whether the signal came before it was done."""
    pid = os.fork()
    if pid == 0:
        try:
            acknowledged = COMMANDS[name][0](work, turn)
            told.with_suffix(".work").write_text(json.dumps(acknowledged), encoding="utf-8")
            told.with_suffix(".work").rename(told)  # all of it, or nothing was acknowledged
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    time.sleep(after_s)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _acknowledged(work: Path) -> list[int]:
    return [record["batch_id"] for record in store.batch_log(Workspace.open(work / "city"))]


def _after(work: Path, name: str, turn: int, acknowledged: list[int]) -> list[tuple[str, str]]:
    """Give the command again, without a hand, and say what is lost, torn or needs one."""
    does, is_torn = COMMANDS[name]
    there = _acknowledged(work)
    troubles = [("lost", f"batch {batch_id}") for batch_id in acknowledged if batch_id not in there]
    try:
        does(work, turn)
    except Exception:
        return [*troubles, ("needs_a_hand", traceback.format_exc()[-300:])]
    return troubles + [("torn", words) for words in is_torn(work)]


def _timed(work: Path, name: str) -> float:
    """How long a command takes that nobody kills, in seconds."""
    began = time.monotonic()
    in_a_child(lambda: COMMANDS[name][0](work, -1), _raise)
    took = time.monotonic() - began
    in_a_child(lambda: COMMANDS[name][1](work), _raise)
    return took


def _raise(words: str) -> list:
    raise AssertionError(words)
