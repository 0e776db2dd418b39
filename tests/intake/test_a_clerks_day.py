"""Files and moments that a clerk's day brings: said in words, at once, and nothing is loaded."""

import subprocess
import sys
from datetime import timedelta

import duckdb
import openpyxl
import pytest

from dashboard import settings
from dashboard.cli.main import main
from dashboard.errors import StoreError, UsageError
from dashboard.intake import scratch
from dashboard.intake.service import take_in
from dashboard.settings import wall_clock
from dashboard.warehouse import store
from tests.intake_desk import Desk

BUSINESSES = "企业编号,名称,类别,区县\n"


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def _refusal(desk, name: str, content, **options):
    before = desk.batches()
    receipt = desk.take(desk.file(name, content), **options)[0]
    assert receipt.status == "refused" and desk.batches() == before
    return "\n".join(receipt.lines("zh")), "\n".join(receipt.lines("en"))


def test_a_file_too_large_is_refused_without_reading_it(desk, monkeypatch):
    monkeypatch.setattr(settings, "MAX_FILE_BYTES", 10)
    one, other = (desk.file(name, BUSINESSES + "B1,甲,药店,道里区\n") for name in ("one.csv", "other.csv"))
    receipts = desk.take(one, other)
    assert [r.status for r in receipts] == ["refused", "refused"]
    assert [r.sha256 for r in receipts] == ["", ""]


@pytest.mark.parametrize("name", ["", " ", "~nobody-of-that-name/x.csv", "a\0b"])
def test_a_name_that_names_no_file_takes_in_no_folder(desk, name):
    desk.file("here.csv", BUSINESSES + "B1,甲,药店,道里区\n")
    with pytest.raises(UsageError):
        take_in(desk.workspace, [name])
    assert desk.batches() == 0


def test_big5_is_not_read_as_gb18030(desk):
    content = "business_id,name,category,area_id\nB1,中山不大的超市,藥店,道里區\n".encode("big5")
    zh, _ = _refusal(desk, "big5.csv", content, table="businesses")
    assert "第 2 行不是 UTF-8 或 GB18030" in zh


def test_a_cell_beyond_the_limit_is_called_long(desk):
    zh, en = _refusal(desk, "long.csv", BUSINESSES + "B1," + "长" * (1 << 20) + "长,药店,道里区\n")
    assert "超过" in zh and "more than" in en


def test_a_text_that_nobody_can_read_is_refused(desk):
    zh, en = _refusal(desk, "long.csv", BUSINESSES + "B1," + "长" * 10_001 + ",药店,道里区\n")
    assert ":2:名称: 文字太长；最多 10,000 个字符" in zh and "too long" in en


@pytest.mark.parametrize("own", ["13812345678", "138 1234 5678", "１３８１２３４５６７８", "11010519491231002X"])
def test_a_persons_own_number_is_no_case_number_and_is_not_repeated(desk, own):
    zh, en = _refusal(desk, "cases.csv", f"病例编号,报告时间,区县,病例类别\nC1,2022-11-28,道里区,确诊病例\n{own},2022-11-28,道里区,确诊病例\n")
    assert ":3:病例编号: 是手机号或身份证号；请改用认不出本人的编号" in zh and "tells nobody who the person is" in en
    assert own not in zh and own not in en


@pytest.mark.parametrize("serial", ["202211291530000001", "110105194912310021", "A13812345678", "23812345678"])
def test_a_serial_number_that_is_no_persons_is_taken(desk, serial):
    assert desk.take(desk.file("cases.csv", f"病例编号,报告时间,区县,病例类别\n{serial},2022-11-28,道里区,确诊病例\n"))[0].status == "taken"


@pytest.mark.parametrize("written", ["0000-01-01", "0222-11-29", "9999-12-31"])
def test_a_year_that_cannot_be_is_refused(desk, written):
    zh, en = _refusal(desk, "cases.csv", f"病例编号,报告时间,区县,病例类别\nC1,{written},道里区,确诊病例\n")
    assert ":2:报告时间:" in zh and "年份不对" in zh and "1900 to 2100" in en


def test_five_hundred_unknown_columns_are_counted_not_recited(desk):
    header = BUSINESSES.strip() + "," + ",".join(["头" * 5000, *(f"c{n}" for n in range(499))])
    receipt = desk.take(desk.file("wide.csv", header + "\nB1,甲,药店,道里区" + ",1" * 500 + "\n"))[0]
    assert receipt.status == "taken" and len(receipt.unknown_columns) == 500
    assert "等 500 列" in "\n".join(receipt.lines("zh")) and len("\n".join(receipt.lines("zh"))) < 1000


def test_control_characters_reach_no_terminal_and_no_line_breaks(desk):
    zh, _ = _refusal(desk, "odd\nname.csv", BUSINESSES + "B1,甲,\x1b[2J药,道里区\n")
    assert "\x1b" not in zh and zh.count("\n") == 1


def test_a_far_name_is_not_suggested_and_a_near_one_is(desk):
    zh, en = _refusal(desk, "areas.csv", BUSINESSES + "B1,甲,药店,曾都区\nB2,乙,药店,道理区\n")
    assert "“曾都区”；可用" in zh and "“道理区”；是否“道里区”？" in zh and "did you mean Daoli" in en


def test_content_given_twice_and_refused_was_not_taken_in_before(desk):
    receipts = desk.take(*(desk.file(name, BUSINESSES + "B1,甲,药店,火星区\n") for name in ("a.csv", "b.csv")))
    twice = next(r for r in receipts if r.status == "already")
    assert "此前已接收" not in twice.lines("zh")[0] and "另一文件内容相同" in twice.lines("zh")[0]


def test_an_open_ring_prints_no_warning_of_a_library(desk, recwarn):
    ring = "[[[126.6,45.7],[126.61,45.7],[126.61,45.71],[126.6,45.71]]]"
    content = '{"type":"Feature","properties":{"zone_id":"Z"},"geometry":{"type":"Polygon","coordinates":' + ring + "}}"
    _refusal(desk, "open.geojson", content, table="zones", datum="wgs84")
    assert not [w for w in recwarn if "ring" in str(w.message).lower()]


def test_formulas_are_text_and_never_worked_out(desk):
    book = openpyxl.Workbook()
    book.active.append(BUSINESSES.strip().split(","))
    book.active.append(["B1", "+cmd|calc!A0", "药店", "道里区"])
    book.save(desk.folder / "plus.xlsx")
    assert desk.take(desk.folder / "plus.xlsx")[0].status == "taken"
    assert desk.rows("select name from current_businesses($as_of)") == [("+cmd|calc!A0",)]


def test_receipt_at_a_moment_to_come_is_wrong_usage(desk):
    file = desk.file("a.csv", BUSINESSES + "B1,甲,药店,道里区\n")
    with pytest.raises(UsageError):
        desk.take(file, received_at=wall_clock() + timedelta(days=1))
    assert desk.batches() == 0


def test_a_snapshot_published_in_the_future_does_not_bar_the_true_ones(desk):
    content = '{"data":{"end_update_time":"2099-01-01 0时","hcount":0,"mcount":0,"lcount":0,"highlist":[],"middlelist":[],"lowlist":[]}}'
    zh, _ = _refusal(desk, "future.json", content, source="risk-areas", received_at="source")
    assert "还没有到" in zh


@pytest.mark.parametrize("asked", [
    ["zone_flow_by_day", "--param", "start=0001-01-01"], ["zone_flow_by_day", "--param", "end=9999-12-31"],
    ["zones_open_by_area", "--as-of", "9999-12-31T00:00"], ["deployments_recent", "--param", "days=99999999999999999999"],
])
def test_absurd_moments_and_numbers_are_wrong_usage(desk, asked, capsys):
    assert main(["query", *asked, "--workspace", str(desk.workspace.root)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    inside = str(tmp_path / "file" / "x")
    for command in (["init", inside, "--city", "230100"], ["demo", inside], ["templates", inside]):
        assert main([*command, "--lang", "zh"]) == 1
        assert "文件无法读写" in capsys.readouterr().err


def test_a_full_disk_is_said(desk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.warehouse.batches.sync", full)
    with pytest.raises(StoreError, match="full"):
        desk.take(desk.file("a.csv", BUSINESSES + "B1,甲,药店,道里区\n"))
    monkeypatch.undo()
    assert desk.batches() == 0 and desk.take(desk.file("a.csv", BUSINESSES + "B1,甲,药店,道里区\n"))[0].status == "taken"


def test_a_disk_that_fills_during_publication_takes_nothing_in(desk, monkeypatch):
    def full(*_, **__):
        (desk.workspace.store / ".work-1.duckdb").write_text("half")
        raise StoreError("store.disk_full")

    with monkeypatch.context() as patch, pytest.raises(StoreError):
        patch.setattr("dashboard.warehouse.publication._fill", full)
        desk.take(*(desk.file(f"{n}.csv", BUSINESSES + f"B{n},甲,药店,道里区\n") for n in range(3)))
    assert desk.batches() == 0 and not list(desk.workspace.store.glob(".work-*"))
    assert not store.is_behind(desk.workspace) and [p.name for p in desk.workspace.batches.iterdir()] == []


def test_a_disk_that_fills_while_staging_is_said(desk, monkeypatch):
    def full(*_):
        raise duckdb.IOException("Could not write file: No space left on device")

    monkeypatch.setattr("dashboard.intake.checks.staging.Staging.write", full)
    with pytest.raises(StoreError, match="full"):
        desk.take(desk.file("a.csv", BUSINESSES + "B1,甲,药店,道里区\n"))


def test_a_damaged_record_and_a_lost_log_are_said(desk):
    desk.take(desk.file("a.csv", BUSINESSES + "B1,甲,药店,道里区\n"))
    record = desk.workspace.batches / "000001" / "batch.json"
    record.write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        store.batch_log(desk.workspace)
    desk.workspace.batches.rename(desk.folder / "elsewhere")
    with pytest.raises(StoreError, match="gone"):
        store.batch_log(desk.workspace)


KILLED = """
import os, signal
from dashboard.intake.scratch import scratch
with scratch() as folder:
    (folder / "rows").write_text("x")
    print(folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_import_left_goes_with_the_next(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(scratch.tempfile, "tempdir", None)
    killed = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    left = tmp_path / killed.stdout.strip()
    assert left.exists()
    with scratch.scratch() as mine:
        assert not left.exists()
        with scratch.scratch():
            assert mine.exists()
