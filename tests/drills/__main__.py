"""The drills: `python -m tests.drills accidents`, `python -m tests.drills kills`. The exit status is 0 where nothing was lost or changed unseen."""

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.drills import kills
from tests.drills.accidents import flips, of_batches, of_each_file, of_the_rest
from tests.drills.city import Original
from tests.drills.clocks import JUMPS
from tests.drills.trials import OUTCOMES, Drill

MUST_BE_ZERO = ("lost", "changed unseen", "raw")


def main() -> int:
    """Run one drill on a demo city and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drill", choices=("accidents", "kills"))
    parser.add_argument("--demo", default="harbin", help="a demo city, built anew, or the folder of a workspace to copy")
    parser.add_argument("--flips", type=int, default=300)
    parser.add_argument("--every", type=int, default=1, help="of the files, every so many alone")
    parser.add_argument("--others", type=int, default=1, help="of the other accidents, every so many alone")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=13)
    asked = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory(prefix="sandtable-drill-") as folder:
        lines, is_good = _kills(Path(folder), asked) if asked.drill == "kills" else _accidents(Path(folder), asked)
    print("\n".join([*lines, f"{time.monotonic() - began:.0f} s"]))
    return 0 if is_good else 1


def _kills(work: Path, asked: argparse.Namespace) -> tuple[list[str], bool]:
    counts = kills.drill(work, asked.kills, asked.seed)
    return counts.lines(), counts.is_good


def _accidents(work: Path, asked: argparse.Namespace) -> tuple[list[str], bool]:
    original = Original.of(_demo(asked.demo, work), work)
    found = accidents(original, work, asked)
    return in_words(found), not any(found[name] for name in MUST_BE_ZERO)


def _demo(name: str, work: Path) -> Path:
    if Path(name).is_dir():
        return Path(name)
    from dashboard.demo.build import build_demo

    return build_demo(work / "demo", name).root


def accidents(original: Original, work: Path, asked: argparse.Namespace) -> dict[str, list[str]]:
    """Every accident that happens to files, in copies of a workspace: what it came to, by outcome."""
    drill = Drill.of(original, work, datetime(2022, 11, 29, 18))
    drill.jump_clocks(dict([*JUMPS.items()][:: asked.others]))
    drill.run([*of_the_rest(original), *of_batches(original)][:: asked.others])
    drill.run(flips(original, asked.flips, Random(asked.seed)))
    drill.run(of_each_file(original, asked.every))
    return drill.outcomes


def in_words(found: dict[str, list[str]]) -> list[str]:
    """The counts, and before them what was lost, changed unseen or said by a traceback."""
    listed = [f"{name}: {one}" for name in MUST_BE_ZERO for one in found[name]]
    return [*listed, ", ".join(f"{name} {len(found[name])}" for name in OUTCOMES)]


if __name__ == "__main__":
    sys.exit(main())
