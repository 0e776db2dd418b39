"""What the README says of adding a page, a source and a check, done on a copy of the repository: the named files are enough."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COPIED = ("dashboard", "queries", "geodata", "tests", ".streamlit")
FILES = ("pyproject.toml", "README.md", "Makefile", "requirements.lock", "requirements-dev.lock")

QUERY = """\
-- checkpoint_staff_by_area: people on duty at checkpoints by district.
-- zh: 各区卡口值守人数
-- grain: area_name
-- param: $areas varchar[] = []  -- empty means every area
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: area_name varchar
-- column: staff hugeint  -- people; checkpoints that do not state it count as 0
-- source: checkpoints
select a.area_name, coalesce(sum(c.staff), 0) as staff,
from current_checkpoints($as_of) as c
join area_known($as_of) as a on c.area_id = a.area_id
where len($areas::varchar[]) = 0 or list_contains($areas::varchar[], c.area_id)
group by a.area_name
order by a.area_name
"""
FIGURE = '''\
"""Staff of checkpoints by district."""

import pandas as pd

from dashboard.figures.bars import horizontal_bars
from dashboard.figures.figure import Figure
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground


def staff_by_area(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """One bar a district. Rows: area_name, staff."""
    return horizontal_bars(frame, "staff", title=text("gates.staff", lang), lang=lang, ground=ground)
'''
PAGE = '''\
"""Checkpoints: who stands where."""

from dashboard.data.fetch import fetch
from dashboard.figures.checkpoint_staff import staff_by_area
from dashboard.ui.components.chart import chart
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.shell.language import look

picked = page_top("gates", dates=False)
staff = fetch("checkpoint_staff_by_area", areas=picked.areas)
chart(staff_by_area(staff, **look()), staff, key="gates-staff", filters=picked.district_name)
'''
WORDS = """\
[nav]
gates = ["卡口", "Checkpoints"]

[question]
gates = ["谁在守卡口？", "Who keeps the checkpoints?"]

[gates]
staff = ["值守人数（人）", "People on duty"]

[column]
staff = ["值守人数", "People on duty"]
"""
DRAWN = """
import dashboard.app
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(dashboard.app.__file__, default_timeout=60)
app.switch_page(str(dashboard.app.page_file("gates")))
app.run()
assert not app.exception, app.exception
print(" ".join(str(getattr(element.proto, "body", "")) for element in app.main if element.proto is not None))
"""
ADAPTER = '''\
"""The roll of a checkpoint office: name;district;people."""

from collections.abc import Iterator
from pathlib import Path

import pandas

from dashboard.intake.adapters.readings import Context, Reading

NAME = "gate-roll"


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file, with table checkpoints. Published at: the file does not say."""
    for path in paths:
        roll = pandas.read_csv(path, sep=";", header=None, names=["name", "area_id", "staff"], dtype=str)
        rows = roll.assign(checkpoint_id="roll-" + roll["name"], kind="estate_gate", source=NAME)
        yield Reading(path, {"checkpoints": rows}, None)
'''
CHECK = """\
-- checkpoint_without_staff: checkpoints in service that state no staff.
-- zh: 未报值守人数的卡口
-- severity: low
-- title: 卡口未报值守人数 | Checkpoints that state no staff
-- advice: 请向卡口核实。 | Ask the checkpoint.
-- grain: finding_key
-- param: $as_of timestamp = 2022-11-29 18:00:00  -- what was known then, and "now"
-- column: finding_key varchar  -- stable from run to run, so that an acknowledgement stays attached
-- column: area_id varchar  -- null = no district
-- column: subject varchar  -- identifier of what it is about
-- column: since_at timestamp  -- from when the contradiction holds, by the data; null = not known
-- column: detail_zh varchar
-- column: detail_en varchar
-- source: checkpoints
select
    checkpoint_id as finding_key,
    area_id,
    checkpoint_id as subject,
    opened_at as since_at,
    name || '：未报' as detail_zh,
    coalesce(name_en, name) || ': not stated' as detail_en,
from current_checkpoints($as_of)
where staff is null and (opened_at is null or opened_at <= $as_of) and (closed_at is null or closed_at > $as_of)
order by finding_key
"""

NEW_FILES = {
    "queries/checkpoint_staff_by_area.sql": QUERY,
    "dashboard/figures/checkpoint_staff.py": FIGURE,
    "dashboard/app_pages/gates.py": PAGE,
    "dashboard/i18n/gates.toml": WORDS,
    "dashboard/intake/adapters/gate_roll.py": ADAPTER,
    "queries/checks/checkpoint_without_staff.sql": CHECK,
}
CHANGES = (
    ("dashboard/app.py", '    "data": ("data", True),\n', '    "gates": ("gates", False),\n    "data": ("data", True),\n'),
    ("dashboard/server/preloads.py", '"data": (), ', '"gates": ("Selectbox",), "data": (), '),
    ("dashboard/intake/adapters/registry.py", "city_counts, ", "city_counts, gate_roll, "),
    ("dashboard/i18n/intake_adapters.toml", "[source]\n", '[source]\ngate-roll = ["卡口花名册", "The roll of checkpoints"]\n'),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with a page, a source and a check more: only the files are touched that the README names."""
    copy = tmp_path_factory.mktemp("adding") / "repository"
    made = shutil.ignore_patterns("__pycache__", "*.png", ".hypothesis")
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name, ignore=made)
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    for name, text in NEW_FILES.items():
        assert not (copy / name).exists(), name
        (copy / name).write_text(text, encoding="utf-8")
    for name, before, after in CHANGES:
        text = (copy / name).read_text(encoding="utf-8")
        assert before in text, f"{name}: {before}"
        (copy / name).write_text(text.replace(before, after), encoding="utf-8")
    return copy


@pytest.fixture
def workspace(city_workspace, tmp_path: Path) -> Path:
    """The fixture city, for the copy's program alone."""
    return shutil.copytree(city_workspace.root, tmp_path / "workspace")


def python(copy: Path, *words: object, **environment: object) -> str:
    """What a command prints that runs on the copy's code. Raises AssertionError with what it said where it fails."""
    there = os.environ | {"PYTHONPATH": str(copy)} | {k: str(v) for k, v in environment.items()}
    done = subprocess.run([sys.executable, *map(str, words)], cwd=copy, env=there, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def test_the_readme_names_every_file_that_was_touched():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    adding = readme[readme.index("**To add a page**"):]
    named = [Path(name).name for name, _, _ in CHANGES] + [f"{Path(name).parent}/" for name in NEW_FILES]
    assert [name for name in named if name not in adding] == []


def test_a_page_is_drawn(copy, workspace):
    shown = python(copy, "-c", DRAWN, SANDTABLE_WORKSPACE=workspace)
    assert "卡口" in shown and "值守人数（人）" in shown and "出错" not in shown


def test_a_source_is_read(copy, workspace, tmp_path):
    (tmp_path / "roll.txt").write_text("示例东门;230102;4\n示例西门;230103;6\n", encoding="utf-8")
    words = ("-m", "dashboard.cli", "import", tmp_path / "roll.txt", "--source", "gate-roll", "--workspace", workspace, "--json")
    [receipt] = json.loads(python(copy, *words))["files"]
    assert receipt["status"] == "taken" and receipt["rows"] == {"checkpoints": 2}


def test_a_check_finds_its_case(copy, workspace):
    found = json.loads(python(copy, "-m", "dashboard.cli", "check", "--workspace", workspace, "--json"))
    [mine] = [one for one in found if one["check"] == "checkpoint_without_staff" and one["finding_key"] == "k2"]
    assert mine["detail_zh"] == "示例高速出口二：未报" and mine["title_en"] == "Checkpoints that state no staff"


@pytest.mark.slow
def test_the_copys_own_tests_hold(copy):
    """Architecture, headers and scripts of pages; every snapshot but the two new ones is as it was."""
    tests = ("tests/test_architecture.py", "tests/queries/test_headers.py", "tests/server/test_preloads.py")
    python(copy, "-m", "pytest", "-p", "no:cacheprovider", "-k", "not nothing_given", *tests, SNAPSHOT="write")
    snapshots = {file.name: file.read_text(encoding="utf-8") for file in (copy / "tests" / "snapshots").glob("*.csv")}
    assert snapshots.pop("checkpoint_staff_by_area.csv").startswith("area_name,staff\n")
    assert "\nk2," in snapshots.pop("checkpoint_without_staff.csv")
    assert snapshots == {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "snapshots").glob("*.csv")}
