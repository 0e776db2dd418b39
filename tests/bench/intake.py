"""What taking files in costs on this machine: one line a measurement; nothing here is asserted.

Times on a shared machine are noisy: read them beside the yardstick of the first line, a fixed piece of work in the same run.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demo.build import build_demo, create_city
from tests.intake.register_files import register_workbook

CALLS = 1_000_000
BAD_ROW = 900_001
REGISTER = 6_029
SNAPSHOTS = Path(__file__).parents[3] / "shared" / "real" / "risk_areas" / "heilongjiang"


def measure() -> None:
    """Measure everything, one after the other."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        say("yardstick: sort 20 million doubles", seconds(lambda: np.sort(np.random.default_rng(1).random(20_000_000))))
        say("build the Harbin demo", seconds(lambda: build_demo(folder / "harbin", "harbin")))
        intake(folder)
        register(folder)
        snapshots(folder)


def intake(folder: Path) -> None:
    """A million calls, taken in and refused, each in a process of its own."""
    good, bad = calls(folder)
    create_city(folder / "city", "230100")
    spent, peak = command("import", str(good), "--table", "hotline_calls", "--workspace", str(folder / "city"))
    say(f"import {CALLS:,} calls (CSV)", spent, f"largest process so far {peak / 1024:.0f} MB")
    spent, _ = command("import", str(bad), "--table", "hotline_calls", "--workspace", str(folder / "city"))
    say(f"refuse the same file with a bad cell in row {BAD_ROW:,}", spent)
    spent, _ = command("import", str(good), "--table", "hotline_calls", "--workspace", str(folder / "city"))
    say("the same file again", spent)


def register(folder: Path) -> None:
    """A district's register as its bureau of commerce sends it: taken in, told again with 40 changes, and refused for its cells."""
    create_city(folder / "register", "230100")
    for name, what, made in (
        ("first", "import", {}), ("second", "import with 40 rows changed", {"changed": 40}), ("bad", "refuse with 30 bad cells", {"bad": 30}),
    ):
        file = folder / f"{name}.xlsx"
        file.write_bytes(register_workbook(REGISTER, **made))
        spent, _ = command("import", str(file), "--datum", "gcj02", "--workspace", str(folder / "register"))
        say(f"{what}: {REGISTER:,} businesses (XLSX)", spent)


def snapshots(folder: Path) -> None:
    """Every snapshot of the risk-area feed, where they are at hand."""
    files = sorted(map(str, SNAPSHOTS.glob("*.json")))
    if not files:
        print("311 snapshots: not measured, the real files are not beside the repository")
        return
    create_city(folder / "zones", "230100")
    spent, _ = command("import", *files, "--source", "risk-areas", "--received-at", "source", "--workspace", str(folder / "zones"))
    say(f"import {len(files)} snapshots", spent)


def calls(folder: Path) -> tuple[Path, Path]:
    """A CSV of made-up calls, and the same with one bad cell."""
    draw = np.random.default_rng(1)
    at = pd.Timestamp("2022-10-25") + pd.to_timedelta(draw.integers(0, 35 * 86_400, CALLS), unit="s")
    frame = pd.DataFrame({
        "来电编号": [f"C{n:07d}" for n in range(CALLS)], "来电时间": at.strftime("%Y-%m-%d %H:%M:%S"),
        "主题": draw.choice(["返程政策", "区域管控", "核酸检测"], CALLS), "区县": draw.choice(["道里区", "南岗区", "道外区"], CALLS),
        "等待秒数": draw.integers(0, 300, CALLS).astype(str), "通话秒数": draw.integers(10, 900, CALLS),
        "结果": draw.choice(["接通", "放弃", "遇忙"], CALLS),
    })
    frame.to_csv(folder / "good.csv", index=False)
    frame.loc[BAD_ROW - 2, "等待秒数"] = "abc"
    frame.to_csv(folder / "bad.csv", index=False)
    return folder / "good.csv", folder / "bad.csv"


def command(*words: str) -> tuple[float, int]:
    """Seconds that a command took, and the largest resident size of any command so far, kilobytes."""
    program = [shutil.which("sandtable") or str(Path(sys.executable).parent / "sandtable")]
    spent = seconds(lambda: subprocess.run([*program, *words], capture_output=True, check=False))
    return spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of a piece of work."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def say(what: str, spent: float, more: str = "") -> None:
    """One line of the report."""
    print(f"{what:60} {spent:7.2f} s  {more}", flush=True)

