"""Files of tickets: what is refused with its place, and what is taken although it lacks a unit."""

from dashboard.intake.service import take_in
from dashboard.warehouse.ask import ask
from tests.conftest import FIXTURE_CITY, workspace_from

HEADER = "工单编号,受理时间,区县,承办单位,派发时间,处理时间,督办时间,销号时间,紧急程度\n"


def test_a_file_of_tickets_is_taken_whole_or_refused_by_its_place(tmp_path):
    workspace, file = workspace_from(FIXTURE_CITY, tmp_path), tmp_path / "工单.csv"
    refused = {
        "火星区,甲,,,,,": "区县", "道里区,甲,2022-11-29 07:00,,,,": "派发时间", "道里区,甲,2022-11-29 10:00,2022-11-29 09:00,,,": "处理时间",
        "道里区,甲,,,2022-11-29 12:00,2022-11-29 11:00,": "销号时间", "道里区,甲,,,,,马上": "紧急程度",
    }
    rows = [f"x{n},2022-11-29 08:00,{row}\n" for n, row in enumerate(refused)]
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    [receipt] = take_in(workspace, [file], table="hotline_tickets")
    assert receipt.status == "refused"
    assert {(one.row, one.column) for one in receipt.problems if one.severity == "refuse"} >= {(n, where) for n, where in enumerate(refused.values(), 2)}
    file.write_text(HEADER + "x9,2022-11-29 08:00,道里区,,,,,,民生\n", encoding="utf-8")
    assert [one.status for one in take_in(workspace, [file], table="hotline_tickets")] == ["taken"]
    assert next(row for row in ask(workspace, "tickets_by_unit", {}, workspace.now()).records() if row["unit"] == "")["tickets_open"] == 3
