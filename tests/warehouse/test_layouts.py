"""Workspaces as earlier versions left them: opened, answered as those versions did, and taken over by the first batch that follows.

`tests/fixtures/layouts/*.zip`: a workspace made by the program of that day (its generations emptied or left out, since an upgrade makes the store anew),
and `answers.json`, what its `sandtable query` answered as of 2022-11-29 18:00.
"""

import json
import zipfile
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.warehouse.digests import NEWEST, TAKEN_OVER
from dashboard.warehouse.integrity import verify
from dashboard.warehouse.workspace import Workspace

LAYOUTS = sorted((Path(__file__).parents[1] / "fixtures" / "layouts").glob("*.zip"))
MOMENT = "2022-11-29T18:00"
ONE_MORE = "病例编号,报告时间,区县,病例类别\nNEW-{n},2022-11-29 16:00,道里区,确诊\n"
COUNTED_OTHERWISE = {"calls_day", "calls_offered", "connect_share"}
"""Of a day that is not over: its whole hours are counted since, and every call that was known before."""


@pytest.fixture(params=LAYOUTS, ids=lambda file: file.stem)
def old(request, tmp_path):
    """The folder of an old workspace, and what its own version answered."""
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "city", json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))


def answered(capsys, root, query):
    capsys.readouterr()
    assert main(["query", query, "--workspace", str(root), "--as-of", MOMENT, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def take_in(root, n):
    file = root.parent / f"new{n}.csv"
    file.write_text(ONE_MORE.format(n=n), encoding="utf-8")
    return main(["import", str(file), "--workspace", str(root), "--received-at", "2022-11-29 17:30"])


def test_an_old_workspace_answers_as_before_and_is_taken_over_once(old, capsys):
    root, answers = old
    for query, before in answers.items():
        now = answered(capsys, root, query)
        assert len(now) == len(before), query
        # Columns that came later have no answer of then.
        others = [{name: row[name] for name in then if name not in COUNTED_OTHERWISE} for row, then in zip(now, before, strict=True)]
        assert others == [{name: n for name, n in row.items() if name not in COUNTED_OTHERWISE} for row in before], query
    workspace = Workspace.open(root)
    assert verify(workspace) == []
    assert take_in(root, 1) == 0 and verify(workspace) == [] and (root / NEWEST).is_file()
    taken_over = (root / TAKEN_OVER).read_bytes() if (root / TAKEN_OVER).exists() else None
    assert take_in(root, 2) == 0 and verify(workspace) == []
    if taken_over:
        assert (root / TAKEN_OVER).read_bytes() == taken_over, "once, and never again"
        assert sorted(json.loads(taken_over), key=int) == [str(n) for n in range(1, 8)]
    record = root / "batches" / "000003" / "batch.json"
    record.write_bytes(record.read_bytes().replace(b"calls.csv", b"calls.tsv"))
    assert [fault.batch for fault in verify(workspace)] == [3], "what the old version took in is proved from now on"


def test_every_way_of_proving_a_log_has_a_frozen_workspace():
    assert {file.stem.partition("_")[2] for file in LAYOUTS} == {"no_digests", "digests"}
