"""What each of the kept messy files about cells, ids, headers and units does, values compared; files of readers have a test of their own."""

from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.intake.service import take_in
from dashboard.schema.declaration import tables
from dashboard.warehouse import store
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.intake_desk import Desk

MESSY = Path(__file__).parents[3] / "shared" / "messy"
pytestmark = pytest.mark.skipif(not MESSY.is_dir(), reason="the messy files lie beside the repository, in ../shared/messy")
LATER = datetime(2030, 1, 1)
SUIZHOU = '[city]\nadcode = "421300"\nname = "随州市"\nname_en = "Suizhou"\n[clock]\nstopped_at = 2022-12-12T10:00:00\n'
TAKEN = {
    "A02_哈尔滨市道外区.csv": ("screenings", "area_id", ["230104"]),
    "D_pm_ex.csv": ("deliveries", '"at"', [datetime(2022, 11, 29, 15, 30)]),
    "I_equals_raw.csv": ("deliveries", "delivery_id", ["00123"]),
    "Z01_case_zone_slash.csv": ("cases", "zone_id", [None] * 3),
    "L23_header_unit_wan.xlsx": ("supply_points", "population_served", [30_000]),
    "L50_unit_row_merged_header.xlsx": ("supply_points", "population_served", [30_000]),
    "L30_misroute_deployments.xlsx": ("deployments", "people", [50]),
    "L30f_notice_list_without_id.xlsx": ("notices", '"at"', [datetime(2022, 11, 29, 8)]),
    "L30g_zone_contacts_misroute.csv": ("deliveries", "households_served", [59]),
    "L23e_time_utc_header.xlsx": ("hotline_calls", "started_at", [datetime(2022, 11, 30, 4)]),
    "L23g_lon_bd09_header_datum_wgs.xlsx": ("cases", "round(lon, 4)", [126.6375]),
    "L24_header_qu_xian_bracket.xlsx": ("screenings", "area_id", ["230104"]),
    "M52_outcome_call.csv": ("hotline_calls", "outcome", ["abandoned", "answered"]),
    "P_datumcol_3_高德地图.csv": ("cases", "round(lon, 4)", [126.644]),
    "P_jwd_column.csv": ("cases", "lon", [126.65]),
    "P_longitude_header.csv": ("cases", "lat", [45.79]),
    "W02_bulletin_235959.csv": ("bulletins", "window_end", [datetime(2022, 11, 30)]),
}
REFUSED = {
    "D_five.csv": (2, "配送时间"), "I_null_ids.csv": (6, "地点"), "I_sci_id_csv.csv": (2, "配送编号"), "X_id_18_digit_number.xlsx": (2, "配送编号"),
    "L30d_misroute_closures.xlsx": (2, "限制"), "L23b_stock_ton_vs_kg.xlsx": (2, "单位"), "P_zero.csv": (2, "经度"),
}
WITHOUT_ID = {
    "L30_misroute_deployments.xlsx": "deployments", "L30d_misroute_closures.xlsx": "closures", "L30f_notice_list_without_id.xlsx": "notices",
    "L30g_zone_contacts_misroute.csv": "deliveries",
}
REPORTS = {
    "sci_ids.csv": "hotline_tickets", "sci_ids2.csv": "hotline_tickets", "long_ids_a.xlsx": "hotline_tickets", "date_ids.xlsx": "hotline_tickets",
    "zwsp_id.csv": "cases",
}


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


@pytest.fixture
def suizhou(tmp_path):
    workspace = Workspace.create(tmp_path / "suizhou", SUIZHOU)
    store.recover(workspace)
    return workspace


def column(workspace: Workspace, table: str, expression: str) -> list:
    rows = Reader.current(workspace).rows(f"select {expression} from current_{table}($as_of)", {"as_of": LATER})
    return sorted((value for (value,) in rows), key=lambda value: (value is not None, str(value)))


@pytest.mark.parametrize("name", TAKEN)
def test_taken_as_it_was_meant(desk, name):
    table, expression, values = TAKEN[name]
    (receipt,) = take_in(desk.workspace, [MESSY / name], datum="wgs84" if name.startswith(("P_j", "P_l", "L23g")) else None)
    assert (receipt.status, receipt.source) == ("taken", table), receipt.lines("en")
    assert column(desk.workspace, table, expression) == values


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_place(desk, name):
    (receipt,) = take_in(desk.workspace, [MESSY / name], datum="wgs84" if name.startswith("P_") else None)
    first = next(p for p in receipt.problems if p.severity == "refuse")
    assert (receipt.status, first.row, first.column) == ("refused", *REFUSED[name])


@pytest.mark.parametrize("name", WITHOUT_ID)
def test_a_file_without_its_id_is_no_other_table(desk, name):
    table = tables()[WITHOUT_ID[name]]
    (receipt,) = take_in(desk.workspace, [MESSY / name])
    assert receipt.source in (None, table.name)
    if receipt.source is None:
        assert table.title_zh in receipt.problems[0].message.zh and table.columns[table.key[0]].zh in receipt.problems[0].message.zh


def test_a_total_among_channels_is_stored_as_the_total_or_left_out(desk):
    (receipt,) = take_in(desk.workspace, [MESSY / "L36_intervals_heji_channel.xlsx"])
    assert receipt.status == "taken" and {p.severity for p in receipt.problems} & {"assumed", "left_out"}
    assert column(desk.workspace, "hotline_intervals", "channel") in ([None, "phone", "wechat"], ["phone", "wechat"])


@pytest.mark.parametrize("name", REPORTS)
def test_ids_that_are_not_what_was_typed_are_refused(suizhou, name):
    (receipt,) = take_in(suizhou, [MESSY / "reports" / name], table=REPORTS[name])
    assert receipt.status == "refused"


def test_24_hours_in_a_date_column(suizhou):
    take_in(suizhou, [MESSY / "reports" / "zc_24.csv"], table="zone_contacts")
    assert column(suizhou, "zone_contacts", "last_contact_on") == [date(2022, 11, 29)]


@pytest.mark.parametrize(("name", "table", "end"), [("end2359_b.csv", "bulletins", "window_end"), ("hl_2359.csv", "hotline_intervals", "interval_end")])
def test_windows_to_the_last_second(suizhou, name, table, end):
    take_in(suizhou, [MESSY / "reports" / name], table=table)
    assert all(moment.time() == datetime.min.time() for moment in column(suizhou, table, end))


def test_a_direction_override_is_taken_out(suizhou):
    take_in(suizhou, [MESSY / "reports" / "rlo_zone.csv"], table="zones")
    assert column(suizhou, "zones", "extent_text") == ["123号楼甲小区"]


def test_an_old_name_leads_to_the_new_one(suizhou):
    take_in(suizhou, [MESSY / "reports" / "ren2.csv"], table="areas")
    (receipt,) = take_in(suizhou, [MESSY / "reports" / "ren3.csv"], table="cases")
    assert column(suizhou, "cases", "area_id") == ["421303"] and "神农区" in receipt.problems[0].message.zh


def test_a_new_district_takes_cases_by_its_name(suizhou):
    take_in(suizhou, [MESSY / "reports" / "merge_area.csv"], table="areas")
    take_in(suizhou, [MESSY / "reports" / "merge_cases.csv"], table="cases")
    assert column(suizhou, "cases", "area_id") == ["421304", "421304", "421304", "421381"]
