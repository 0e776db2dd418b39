"""The command line as a clerk, an operator and a script use it: exit statuses, one JSON document, refusals to the cell."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli.main import main

CASES = "病例编号,报告时间,区县,病例类别\nA1,2022-11-28 09:00,道里区,确诊\nA2,2022-11-28 10:00,南岗区,无症状\n"


@pytest.fixture(scope="module")
def harbin(tmp_path_factory) -> Path:
    """An empty workspace for Harbin."""
    folder = tmp_path_factory.mktemp("cli") / "harbin"
    assert main(["init", str(folder), "--city", "230100", "--lang", "en"]) == 0
    return folder


def call(capsys, *words: object, lang: str = "en") -> tuple[int, str, str]:
    status = main([*map(str, words), "--lang", lang])
    out, err = capsys.readouterr()
    return status, out, err


def file_of(folder: Path, text: str, name: str = "cases.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_init_makes_a_workspace_for_a_city_by_code_or_name(capsys, tmp_path):
    assert call(capsys, "init", tmp_path / "a", "--city", "421300")[0] == 0
    assert call(capsys, "init", tmp_path / "b", "--city", "随州市")[0] == 0
    status, out, _ = call(capsys, "query", "areas", "--workspace", tmp_path / "a", "--format", "json")
    names = {row["area_name"] for row in json.loads(out)}
    assert status == 0 and {"曾都区", "随县", "广水市"} <= names


def test_init_refuses_an_unknown_city_and_a_full_folder(capsys, tmp_path, harbin):
    status, _, err = call(capsys, "init", tmp_path / "x", "--city", "999999")
    assert status in (1, 2) and "999999" in err
    assert not (tmp_path / "x" / "city.toml").exists()
    status, _, err = call(capsys, "init", harbin, "--city", "230100")
    assert status == 2 and "not empty" in err


def test_import_query_rollback(capsys, tmp_path, harbin):
    file = file_of(tmp_path, CASES)
    status, out, _ = call(capsys, "import", file, "--table", "cases", "--workspace", harbin, "--json")
    document = json.loads(out)
    assert status == 0 and document["files"][0]["status"] == "taken" and document["files"][0]["rows"] == {"cases": 2}
    batch = document["files"][0]["batch_id"]

    status, out, _ = call(capsys, "import", file, "--table", "cases", "--workspace", harbin, "--json")
    assert status == 0 and json.loads(out)["files"][0]["status"] == "already"

    status, out, _ = call(capsys, "query", "cases_by_day_area", "--workspace", harbin, "--format", "json",
                          "--param", "start=2022-11-28", "--param", "end=2022-11-28")
    counted = {row["area_name"]: row["new_positive"] for row in json.loads(out)}
    assert status == 0 and counted["道里区"] == counted["南岗区"] == 1 and not counted["道外区"]

    status, out, _ = call(capsys, "rollback", batch, "--workspace", harbin, "--json")
    assert status == 0 and json.loads(out)["rolls_back"] == batch
    log = json.loads(call(capsys, "batches", "--workspace", harbin, "--json")[1])
    assert [b["is_out"] for b in log if b["batch_id"] == batch] == [True]
    status, _, err = call(capsys, "rollback", batch, "--workspace", harbin)
    assert status == 1 and "already" in err


def test_a_refusal_names_file_row_column_and_loads_nothing(capsys, tmp_path, harbin):
    before = len(json.loads(call(capsys, "batches", "--workspace", harbin, "--json")[1]))
    file = file_of(tmp_path, CASES.replace("2022-11-28 10:00", "2022-13-01").replace("南岗区", "南港区"))
    status, _, err = call(capsys, "import", file, "--table", "cases", "--workspace", harbin)
    assert status == 1
    assert "cases.csv:3:报告时间: " in err and "2022-13-01" in err
    assert "cases.csv:3:区县: " in err and "Nangang" in err
    status, _, err = call(capsys, "import", file, "--table", "cases", "--workspace", harbin, lang="zh")
    assert status == 1 and "南岗区" in err and "cases.csv:3:" in err
    assert len(json.loads(call(capsys, "batches", "--workspace", harbin, "--json")[1])) == before


def test_dry_run_loads_nothing(capsys, tmp_path, harbin):
    before = len(json.loads(call(capsys, "batches", "--workspace", harbin, "--json")[1]))
    file = file_of(tmp_path, CASES.replace("A1", "B1").replace("A2", "B2"), "dry.csv")
    status, out, _ = call(capsys, "import", file, "--table", "cases", "--workspace", harbin, "--dry-run", "--json")
    assert status == 0 and json.loads(out)["files"][0]["status"] == "checked"
    assert len(json.loads(call(capsys, "batches", "--workspace", harbin, "--json")[1])) == before


def test_as_of_answers_as_that_moment_would_have(capsys, tmp_path):
    workspace = tmp_path / "w"
    call(capsys, "init", workspace, "--city", "230100")
    received = ("--received-at", "2022-11-28T12:00")
    call(capsys, "import", file_of(tmp_path, CASES), "--table", "cases", "--workspace", workspace, *received)
    period = ("--param", "start=2022-11-28", "--param", "end=2022-11-28", "--param", "areas=230102,230103")
    ask = ("query", "cases_by_day_area", "--workspace", workspace, "--format", "json", *period)
    before = json.loads(call(capsys, *ask, "--as-of", "2022-11-28T11:59")[1])
    after = json.loads(call(capsys, *ask, "--as-of", "2022-11-28T12:00")[1])
    assert sum(r["new_positive"] or 0 for r in before) == 0
    assert sum(r["new_positive"] or 0 for r in after) == 2


def test_wrong_usage_is_said_with_status_two(capsys, harbin, tmp_path):
    for words, said in (
        (("query", "zones_open_by_aria"), "zones_open_by_area"),
        (("query", "zones_open_by_area", "--param", "colour=red"), "colour"),
        (("query", "zones_open_by_area", "--as-of", "yesterday"), "yesterday"),
        (("query", "cases_by_day_area", "--param", "start=2022-13-01"), "start"),
    ):
        status, _, err = call(capsys, *words, "--workspace", harbin)
        assert status == 2 and said in err
    status, _, err = call(capsys, "batches", "--workspace", tmp_path / "nowhere")
    assert status == 1 and "nowhere" in err and "Traceback" not in err
    with pytest.raises(SystemExit) as stop:
        main(["import"])
    assert stop.value.code == 2


def test_doctor_speaks_of_a_healthy_and_a_broken_workspace(capsys, harbin, tmp_path):
    examined = json.loads(call(capsys, "doctor", "--workspace", harbin, "--json")[1])
    assert {"environment", "disk", "map", "store"} <= {one["name"] for one in examined}
    assert all(one["well"] for one in examined if one["name"] in ("environment", "map", "store"))
    (tmp_path / "broken").mkdir()
    examined = json.loads(call(capsys, "doctor", "--workspace", tmp_path / "broken", "--json")[1])
    assert [one["well"] for one in examined if one["name"] == "store"] == [False]


def test_csv_and_table_forms(capsys, harbin):
    csv = call(capsys, "query", "areas", "--workspace", harbin, "--format", "csv")[1].splitlines()
    table = call(capsys, "query", "areas", "--workspace", harbin)[1].splitlines()
    assert csv[0].startswith("area_id,") and len(csv) == len(table) == 20
    assert "area_id" in table[0]


def test_run_says_when_its_port_is_taken(capsys, harbin):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        status, _, err = call(capsys, "run", "--workspace", harbin, "--port", other.getsockname()[1])
    assert status == 2 and "cannot be used" in err


def test_the_package_runs_as_a_module(harbin):
    words = [sys.executable, "-m", "dashboard.cli", "query", "areas", "--workspace", str(harbin), "--format", "csv"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0 and done.stdout.startswith("area_id,")


def test_what_the_documents_call_a_backup_is_enough_to_restore(capsys, harbin, tmp_path):
    taken = call(capsys, "import", file_of(tmp_path, CASES.replace("A1", "C1"), "more.csv"), "--table", "cases", "--workspace", harbin)
    for name in ("batches", "geodata"):
        shutil.copytree(harbin / name, tmp_path / "restored" / name)
    shutil.copy(harbin / "city.toml", tmp_path / "restored")
    assert taken[0] == call(capsys, "rebuild", "--workspace", tmp_path / "restored")[0] == 0
    examined = json.loads(call(capsys, "doctor", "--workspace", tmp_path / "restored", "--json")[1])
    assert all(one["well"] for one in examined if one["name"] in ("map", "store"))
    for words in (("query", "areas"), ("query", "cases_by_day_area", "--param", "start=2022-11-28", "--param", "end=2022-11-28")):
        assert call(capsys, *words, "--workspace", tmp_path / "restored") == call(capsys, *words, "--workspace", harbin)


LONG, HALF = "x" * 300, "b\udcffd"
"""A name that no folder takes, and one whose bytes are not UTF-8."""


@pytest.mark.parametrize("words", [
    ("doctor", "--workspace", LONG), ("map-pack", LONG, "--workspace", "{harbin}"), ("backup", LONG, "--workspace", "{harbin}"),
    ("init", LONG, "--city", "230100"), ("init", "{new}", "--city", HALF), ("demo", LONG),
    ("query", "cases_by_day_area", "--param", f"areas={HALF}", "--workspace", "{harbin}"),
    ("query", "zones_due", "--param", f"scheme={HALF}", "--workspace", "{harbin}"),
    ("rollback", "1-99999999999999999999", "--workspace", "{harbin}"),
    ("run", "--address", HALF, "--workspace", "{harbin}"), ("run", "--address", "203.0.113.7", "--workspace", "{harbin}"),
])
def test_what_no_command_can_use_is_said_in_one_line(capsys, harbin, tmp_path, words):
    status, out, err = call(capsys, *(word.format(harbin=harbin, new=tmp_path / "new") for word in words))
    assert status in (1, 2) and err.count("\n") == 1 and err.encode() and "Traceback" not in out + err


@pytest.mark.parametrize("port", ["0", "-1", "70000", "１２３", "²", "99999999999999999999"])
def test_a_port_that_is_none_is_refused_before_anything_is_served(capsys, harbin, port):
    with pytest.raises(SystemExit) as ended:
        call(capsys, "run", f"--port={port}", "--workspace", harbin)
    assert ended.value.code == 2 and "is no port: a number from 1 to 65535" in capsys.readouterr().err


def test_a_folder_that_this_account_may_not_enter_is_said(capsys, harbin, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied", str(harbin / "city.toml"))

    monkeypatch.setattr("dashboard.cli.doctor.examine", refused)  # root, who runs tests, may enter every folder
    status, _, err = call(capsys, "doctor", "--workspace", harbin, "--json")
    assert status == 1 and "“city.toml” cannot be used" in err and str(harbin) not in err
