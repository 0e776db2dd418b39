"""Backup and restore as commands, and the lines of the document that says how."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli.arguments import as_typed, batches
from dashboard.cli.main import main
from dashboard.geography.outline import write_geodata
from tests.conftest import FIXTURE_CITY, workspace_from

ROOT = Path(__file__).parents[2]
SECTION = re.search(r"^## Backup\n(.*?)^## ", (ROOT / "docs" / "operation.md").read_text(encoding="utf-8"), re.S | re.M)[1]
LINES = [line for block in re.findall(r"^```\n(.*?)^```", SECTION, re.S | re.M) for line in block.splitlines()]
BATCHES = len([one for one in FIXTURE_CITY.iterdir() if one.is_dir()])


@pytest.fixture
def city(tmp_path):
    """A copy of the fixture city, with the outlines of its districts."""
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    write_geodata(workspace.geodata, "230100")
    return workspace.root


def call(capsys, *words, lang="en"):
    status = main([*map(str, words), "--lang", lang])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_lines_of_the_document_do_what_it_says(capsys, city, tmp_path):
    city.rename(tmp_path / "WORKSPACE")
    assert [line.split()[1] for line in LINES] == ["backup", "backup", "restore", "restore", "verify", "doctor"]
    script = f'set -e\nsandtable() {{ "{sys.executable}" -m dashboard.cli "$@" --lang en; }}\n' + "\n".join(LINES)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"would add {BATCHES}" in done.stdout and f"{BATCHES} batches: every one verifies" in done.stdout
    asked = [call(capsys, "query", "cases_by_day_area", "--workspace", tmp_path / name) for name in ("WORKSPACE", "NEW")]
    assert asked[0] == asked[1] and asked[0][0] == 0


def test_commands_say_how_many_batches_and_what_stays_beside(capsys, city, tmp_path):
    status, out, _ = call(capsys, "backup", tmp_path / "kept.zip", "--workspace", city)
    assert status == 0 and out.startswith(f"{BATCHES} batches in the backup ({BATCHES} copied now), every one verified")
    (city / "city.toml").write_text("?", encoding="utf-8")
    shutil.rmtree(city / "batches" / "000002")
    status, out, _ = call(capsys, "restore", tmp_path / "kept.zip", "--workspace", city, "--dry-run", "--json")
    said = json.loads(out)
    assert status == 0 and (said["status"], said["added"], said["files"]) == ("planned", [2], ["city.toml"])
    status, out, _ = call(capsys, "restore", tmp_path / "kept.zip", "--workspace", city)
    assert status == 0 and "1 added, 0 replaced" in out and "city.toml.before-restore" in out
    assert call(capsys, "verify", "--workspace", city)[0] == 0


def test_refusals_have_a_status_and_both_languages(capsys, city, tmp_path):
    call(capsys, "backup", tmp_path / "kept", "--workspace", city)
    (tmp_path / "kept" / "batches" / "000003" / "batch.json").unlink()
    for lang, named in (("zh", "第 3 批"), ("en", "batch 3")):
        status, _, err = call(capsys, "restore", tmp_path / "kept", "--workspace", tmp_path / "new", lang=lang)
        assert status == 1 and named in err and "Traceback" not in err
    status, out, _ = call(capsys, "backup", city / "inside", "--workspace", city, "--json")
    assert status == 2 and json.loads(out)["status"] == "refused"
    assert call(capsys, "restore", tmp_path / "nothing.tar", "--workspace", tmp_path / "new")[0] == 2


def test_a_purge_says_first_and_then_does_and_the_backup_says_so_too(capsys, city, tmp_path):
    call(capsys, "backup", tmp_path / "kept", "--workspace", city)
    log = json.loads(call(capsys, "batches", "--workspace", city, "--json")[1])
    old = next(one["batch_id"] for one in (log["batches"] if isinstance(log, dict) else log) if "hotline_tickets" in one["tables"] or "cases" in one["tables"])
    status, _, err = call(capsys, "purge", old, "--workspace", city)
    assert status == 2 and "cannot be taken back" in err and "--dry-run" in err
    status, out, _ = call(capsys, "purge", old, "--workspace", city, "--dry-run")
    assert status == 0 and out.startswith(f"Would purge batch {old}") and "emptied" in out and "Nothing was changed" in out
    asked = call(capsys, "query", "cases_by_day_area", "--workspace", city)
    status, out, _ = call(capsys, "purge", old, "--workspace", city, "--yes", "--json")
    said = json.loads(out)
    assert status == 0 and (said["status"], said["purges"], said["batch_id"]) == ("done", old, BATCHES + 1) and said["emptied"]
    assert call(capsys, "verify", "--workspace", city)[0] == 0 and call(capsys, "query", "cases_by_day_area", "--workspace", city) == asked
    status, out, _ = call(capsys, "backup", tmp_path / "kept", "--workspace", city)
    assert status == 0 and f"Batch {old} was purged since" in out
    status, _, err = call(capsys, "restore", tmp_path / "kept", "--workspace", tmp_path / "NEW", lang="zh")
    assert status == 0 and (f"第 {old} " not in err)
    status, out, _ = call(capsys, "purge", old, "--workspace", city, "--yes", lang="zh")
    assert status == 0 and "此前已清除" in out


def test_many_batches_are_listed_as_a_rollback_takes_them():
    assert as_typed([5, 2, 3, 4, 9, 7]) == ["2-5", "7", "9"] and as_typed([]) == []
    assert [n for word in as_typed(range(38, 64)) for n in batches(word)] == list(range(38, 64))


def test_a_restore_lists_its_batches_about_people_by_their_spans(capsys, city, tmp_path, monkeypatch):
    monkeypatch.setattr("dashboard.warehouse.restore.has_person_rows", lambda _, number: number != 2)
    call(capsys, "backup", tmp_path / "kept", "--workspace", city)
    status, _, err = call(capsys, "restore", tmp_path / "kept", "--workspace", tmp_path / "new", "--dry-run")
    assert status == 0 and f"1, 3-{BATCHES} of this backup" in err
