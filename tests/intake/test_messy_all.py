"""No messy file of the shared folder is without a test of its line, and the command line lists what was left out and assumed of each."""

import json

import pytest

from dashboard.cli.main import main
from dashboard.warehouse.workspace import Workspace
from tests.intake import test_messy_cells as cells
from tests.intake import test_messy_reading as reading
from tests.intake.messy_desk import read
from tests.intake.test_messy_reading import HARBIN, MESSY, SUIZHOU

pytestmark = pytest.mark.skipif(not MESSY.is_dir(), reason="the shared folder of messy files is not here")
ALONE = {
    "L12_sheet_per_district.xlsx", "L36_intervals_heji_channel.xlsx", "zc_24.csv", "end2359_b.csv", "hl_2359.csv", "rlo_zone.csv",
    "ren2.csv", "ren3.csv", "merge_area.csv", "merge_cases.csv",
}
"""Files with a test function of their own."""
PLAIN = {
    "b7.csv": ("bulletins", "bulletin_id", None),
    "c7.csv": ("bulletin_cells", "n", None),
    "multi_b.csv": ("bulletins", "bulletin_id", ["M0", "M1"]),
    "multi_c.csv": ("bulletin_cells", "n", [10, 90, 90]),
    "end2359_c.csv": ("bulletin_cells", "n", None),
    "hl_days_isolated.csv": ("hotline_intervals", "offered", [1000, 1500, 1800]),
    "hl_isolated.csv": ("hotline_intervals", "offered", [100, 200, 300]),
    "yb_b.csv": ("bulletins", "bulletin_id", ["Y1", "Y0"]),
    "yb_c.csv": ("bulletin_cells", "n", [7, 5]),
    "yb_feeds.csv": ("feeds", "feed_id", ["f1", "f2"]),
    "zc_z.csv": ("zones", "zone_id", ["Z1"]),
    "zc_e.csv": ("zone_events", "zone_id", ["Z1"]),
    "rlo_ev.csv": ("zone_events", "zone_id", ["ZR"]),
}
"""Files whose fault was shown elsewhere: they are taken in as they stand. Table, column and values; null = as many as the file has rows."""
SAID = {
    "hl_channel.csv": ("warn", "no_total", 2, "渠道"),
    "supply_same.csv": ("refuse", "degrees", 14, "经度"),
}


@pytest.fixture(scope="module")
def suizhou(tmp_path_factory):
    return Workspace.create(tmp_path_factory.mktemp("suizhou") / "city", SUIZHOU)


def test_each_file_has_a_test():
    tested = {*reading.READ, *reading.REFUSED, *reading.REPORTED, *cells.TAKEN, *cells.REFUSED, *cells.WITHOUT_ID, *cells.REPORTS}
    there = {file.name for folder in (MESSY, MESSY / "reports") for file in folder.iterdir()} - {"README.md", "reports"}
    assert there - tested - ALONE - PLAIN.keys() - SAID.keys() == set()


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_right_is_taken_in_without_a_word(suizhou, name):
    table, column, values = PLAIN[name]
    (got,) = read(suizhou, MESSY / "reports" / name)
    assert (got.receipt.status, got.receipt.source, got.said) == ("checked", table, [])
    lines = (MESSY / "reports" / name).read_text("utf-8").splitlines()
    assert got.column(column) == values if values else len(got.rows) == sum("," in line for line in lines) - 1


@pytest.mark.parametrize("name", SAID)
def test_it_is_said_with_its_place(suizhou, name):
    (got,) = read(suizhou, MESSY / "reports" / name)
    assert SAID[name] in got.said, got.receipt.lines()


def test_points_on_one_spot_are_all_kept(suizhou):
    """Without the one at 0, 0."""
    lines = (MESSY / "reports" / "supply_same.csv").read_text("utf-8-sig").splitlines()
    content = "\n".join(line for line in lines if ",0,0," not in line)
    (got,) = read(suizhou, ("supply_same.csv", content.encode()))
    assert [point for point in got.column("supply_point_id") if point[1:].isdigit()] == [f"P{n}" for n in range(12)]


def test_only_a_failed_formula_stands_in_the_way_of_null_words(tmp_path):
    """I_null_ids: every other word for nothing is an empty cell."""
    lines = (MESSY / "I_null_ids.csv").read_text("utf-8-sig").splitlines()
    (got,) = read(Workspace.create(tmp_path / "city", HARBIN), ("cases.csv", "\n".join(lines[:5]).encode()))
    assert got.receipt.status == "checked" and got.said == []
    assert len(got.rows) == 4 and set(got.column("place")) == {None} == set(got.column("zone_id"))


@pytest.mark.parametrize("name", ["L09_xuhao_prefilled.xlsx", "L01_title_unit_rows.xlsx", "L23_header_unit_wan.xlsx", "G02_folder_lockfile"])
def test_the_command_line_lists_what_was_left_out_and_assumed(tmp_path, capsys, name):
    Workspace.create(tmp_path / "city", HARBIN)
    main(["import", str(MESSY / name), "--workspace", str(tmp_path / "city"), "--dry-run", "--json"])
    (receipt,) = json.loads(capsys.readouterr().out)["files"]
    listed = {**reading.READ, "L23_header_unit_wan.xlsx": ((), [("assumed", "header_factor")] * 2)}[name][1]
    assert sorted(("left_out", p["rule"]) for p in receipt["not_taken"]) == [said for said in listed if said[0] == "left_out"]
    assert sorted(("assumed", p["rule"]) for p in receipt["assumed"]) == [said for said in listed if said[0] == "assumed"]
