"""What is wrong in a file of the drivers' chain, of medical routes or of inspections is said by its cell; a plate is never repeated."""

import pytest

from tests.intake_desk import Desk

CHAIN = "车辆代号,环节,时间,区县\n"
ROUTES = "健康码,人群,区县,定点机构,转运与就诊要求,起,止\n"


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk.open(tmp_path)


def refusals(receipt) -> list[tuple]:
    return [(p.row, p.column) for p in receipt.problems if p.severity == "refuse"]


def test_a_plate_is_no_key_even_where_plates_follow_one_another(desk):
    plates = [f"黑A1234{n}" for n in range(6)]
    (receipt,) = desk.take(desk.file("货车闭环.csv", CHAIN + "".join(f"{p},卡口,2022-11-28 08:00,道外区\n" for p in plates)), table="vehicle_handovers")
    assert receipt.status == "refused" and refusals(receipt) == [(row, "车辆代号") for row in range(2, 8)]
    said = "\n".join([*receipt.lines("zh"), *receipt.lines("en")])
    assert "是车牌号" in said and not any(plate in said for plate in plates)


def test_cells_of_routes_and_steps_are_refused_by_their_place(desk):
    text = ROUTES + "红码,一般就医,道里区,示例医院,拨打 120,2022-11-09,\n蓝码,一般就医,道里区,示例医院,,,\n黄码,一般就医,道里区,,,2022-11-09,2022-11-08\n"
    (receipt,) = desk.take(desk.file("就医指引.csv", text), table="medical_routes")
    assert receipt.status == "refused" and refusals(receipt) == [(3, "健康码"), (4, "止")]
    (receipt,) = desk.take(desk.file("货车闭环.csv", CHAIN + "V-1,上路,2022-11-28 08:00,道外区\n,卡口,2022-11-28 08:00,道外区\n"), table="vehicle_handovers")
    assert receipt.status == "refused" and refusals(receipt) == [(2, "环节"), (3, "车辆代号")]


def test_a_telephone_of_a_facility_is_masked(desk):
    text = ROUTES + "红码,一般就医,道里区,示例医院,拨打 120 或联系张医生 13812345678,2022-11-09,\n"
    (receipt,) = desk.take(desk.file("就医指引.csv", text), table="medical_routes")
    assert receipt.status == "taken"
    [(transport,)] = desk.rows("select transport from current_medical_routes($as_of)")
    assert transport == "拨打 120 或联系张医生 〔电话〕"


def test_a_published_number_of_visits_is_read_with_its_words(desk):
    text = "检查编号,检查时间,区县,检查对象,结果,数量\nT1,2022-11-28,,活禽经营场所,,9342家次\nT2,2022-11-28,,活禽市场,关闭,306余个\n"
    (receipt,) = desk.take(desk.file("检查.csv", text), table="inspections")
    assert receipt.status == "taken"
    stored = desk.rows('select "count", counting_unit, qualifier from current_inspections($as_of) order by inspection_id')
    assert stored == [(9342, "家次", None), (306, "个", "at_least")]
