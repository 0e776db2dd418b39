"""The soak of the wall: `python -m tests.soak --hours 1 --out DIR`. The exit status is 0 where every ceiling held."""

import argparse
import json
import shutil
import signal
import sys
from datetime import datetime
from pathlib import Path

from dashboard.demo.build import build_demo
from dashboard.warehouse.workspace import Workspace
from tests.soak.ceilings import Verdict, verdict
from tests.soak.departments import set_clock
from tests.soak.plan import EVERY, EXPECTED, SAMPLE_EVERY, SCENE_FOR, carry_out, is_short
from tests.soak.plot import plot
from tests.soak.run import soak

STARTS_AT = datetime(2022, 11, 29, 17, 5)
"""When the city's clock begins to run: shortly after the moment at which the demo's stands still."""


def main() -> int:
    """Run, write log.jsonl, summary.json and soak.svg, and say what was found."""
    parser = argparse.ArgumentParser(description="Drive the real wall for hours and see whether it stays true.")
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--out", type=Path, required=True, help="a folder for the log, the figures and the plot")
    parser.add_argument("--workspace", type=Path, help="a Harbin demo to copy; built where none is given")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the board and the browser end as well
    found = run(asked.out, asked.hours, asked.workspace)
    print("\n".join(in_words(found)))
    return 0 if found.holds else 1


def run(out: Path, hours: float, demo: Path | None = None) -> Verdict:
    """One soak in a workspace of its own below `out`, which is removed afterwards."""
    city = out / "city"
    shutil.rmtree(city, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    workspace = Workspace.open(shutil.copytree(demo, city)) if demo else build_demo(city, "harbin")
    set_clock(workspace, STARTS_AT)
    short = is_short(hours)
    with soak(workspace, out, SCENE_FOR[short], SAMPLE_EVERY[short], EVERY[short]) as running:
        carry_out(running, hours, lambda line: print(line, flush=True))
    shutil.rmtree(city)
    return judged(out)


def judged(out: Path) -> Verdict:
    """The verdict on the log in a folder; its summary and plot are written beside it."""
    log = [json.loads(line) for line in (out / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    found = verdict(log, EXPECTED)
    summary = {"holds": found.holds, "figures": found.figures, "checks": [vars(check) for check in found.checks], "disturbances": found.disturbances}
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "soak.svg").write_text(plot(log), encoding="utf-8")
    return found


def in_words(found: Verdict) -> list[str]:
    """The figures, the disturbances and the ceilings, a line each."""
    lines = [f"{name}: {value}" for name, value in found.figures.items()]
    lines += [f"{seen['name']}: said after {seen['said_s']} s, recovered after {seen['recovered_s']} s" for seen in found.disturbances]
    lines += [f"{'ok  ' if check.holds else 'OVER'}  {check.name}: {check.measured} (ceiling {check.ceiling})" for check in found.checks]
    return [*lines, "every ceiling held" if found.holds else "a ceiling did not hold"]


if __name__ == "__main__":
    sys.exit(main())
