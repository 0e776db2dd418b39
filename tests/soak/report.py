"""A soak as a document: `python -m tests.soak.report DIR` writes docs/soak.md and its plot from the log in a folder."""

import shutil
import sys
from pathlib import Path

from tests.soak.__main__ import judged
from tests.soak.ceilings import Verdict
from tests.soak.plan import EXPECTED

DOCS = Path(__file__).parents[2] / "docs"
ABOUT = """# The wall under soak

`make soak HOURS=1` drives the real wall in headless Chromium (1920x1080) against a board of its own, through a cable that can be pulled. The city is the
Harbin demo with its clock let run (`[clock] shift_seconds`); departments keep sending files (calls, cases, zones, bulletins) through the importer, each time in a process
of its own, every 30 seconds. The wall is left alone for half of each hour; then everything happens that happens to walls, with nobody touching it:
the server restarted (SIGTERM), killed (SIGKILL), frozen (SIGSTOP); the cable pulled; the page's connection closed; the clock of the wall's machine set wrong by hours;
the city's clock set forward and back; midnight; a feed gone and back.

A probe inside the page looks at every frame: is there a scene, large enough, opaque, with words in its tiles, and nothing over it. Memory is read after a forced collection.
Recovery counts from the moment the cause is gone (for a restart: the first answer to `/ready`) until the wall shows the generation that it missed and says that it is connected.
Growth is the highest sample after warm-up over the median of the first three.

"""
AGAIN = """
## Again
`make soak HOURS=4` writes `.soak/log.jsonl` (one JSON line an observation), `.soak/summary.json` and `.soak/soak.svg`, prints this, and ends with status 1 where a ceiling did
not hold; `python -m tests.soak.report .soak` puts it here. Three minutes of it, compressed, are a test (`tests/browser/test_soak.py`). The code: `tests/soak/` (the parts and their
order: `plan.py`; what is done: `disturbances.py`; what counts: `ceilings.py`).
"""


def document(found: Verdict) -> str:
    """The document of a run."""
    lines = [ABOUT + incomplete(found) + "## Ceilings", "| what | measured | ceiling | |", "| --- | --- | --- | --- |"]
    lines += [f"| {check.name} | {check.measured} | {check.ceiling} | {'held' if check.holds else '**not held**'} |" for check in found.checks]
    lines += ["", "![Memory, heap, elements and delays over the run](pictures/soak.svg)", "", "## What happened", "| disturbance | said after, s | recovered after, s |", "| --- | --- | --- |"]
    lines += [f"| {seen['name']} | {_or_dash(seen['said_s'])} | {_or_dash(seen['recovered_s'])} |" for seen in found.disturbances]
    lines += ["", "## Figures", "| figure | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in found.figures.items())]
    return "\n".join(lines) + "\n" + AGAIN


def incomplete(found: Verdict) -> str:
    """What a reader must know of a run that is no proof: shorter than an hour, or stopped before everything had happened. Else empty."""
    said = []
    if found.figures["hours"] < 1:
        said.append(f"lasted {found.figures['hours']} hours instead of one")
    if len({seen["name"] for seen in found.disturbances}) < len(EXPECTED):
        said.append("was stopped before every disturbance had taken place")
    load = found.figures["load of the machine, median and highest"]
    return f"**Not yet a proof:** this run {' and '.join(said)}, on a machine under a load of {load} (median, highest).\n\n" if said else ""


def main() -> int:
    """Judge the log of a folder anew, and write the document."""
    folder = Path(sys.argv[1])
    found = judged(folder)
    (DOCS / "soak.md").write_text(document(found), encoding="utf-8")
    shutil.copyfile(folder / "soak.svg", DOCS / "pictures" / "soak.svg")
    return 0


def _or_dash(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.1f}"


if __name__ == "__main__":
    sys.exit(main())
