"""The drills at a small count; `python -m tests.drills` runs them whole. Each in a process of its own: they fork."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.look import REFUSED, Seen
from tests.drills.trials import Drill

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def drilled(*words):
    done = subprocess.run([sys.executable, "-m", "tests.drills", *words], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_accidents_are_survived_or_said(city_workspace, tmp_path):
    city = shutil.copytree(city_workspace.root, tmp_path / "city")
    said = drilled("accidents", "--demo", str(city), "--flips", "12", "--every", "40", "--others", "9")
    counts = dict(re.findall(r"(lost|changed unseen|raw|said|survived) (\d+)", said))
    assert {name: counts[name] for name in ("lost", "changed unseen", "raw")} == {"lost": "0", "changed unseen": "0", "raw": "0"}
    assert int(counts["said"]) >= 10


def test_a_killed_command_loses_tears_and_asks_nothing():
    assert re.search(r"^6 kills: lost 0, torn 0, needs a hand 0$", drilled("kills", "--kills", "6"), re.M)


@pytest.mark.parametrize("seen, outcome", [
    (Seen(page="a", command="a"), "survived"), (Seen(page="b", command="a"), "changed unseen"), (Seen(page="b", said=["verify"]), "said"),
    (Seen(page=REFUSED + "damaged", command="a", said=["page"]), "said"), (Seen(page="a", restored=False, said=["verify"]), "lost"),
    (Seen(page="a", after_import="other"), "changed unseen"), (Seen(page="a", raw=["ValueError"]), "raw"),
])
def test_what_an_accident_came_to(seen, outcome, tmp_path):
    drill = Drill(None, tmp_path, None, sound=Seen(page="a", command="a", after_import="more"))
    drill.note("it", seen)
    assert [name for name, found in drill.outcomes.items() if found] == [outcome]
