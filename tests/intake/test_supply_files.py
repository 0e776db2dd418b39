"""Files about supply: units that nobody converts are refused by cell with what is allowed, and the store converts those that are taken."""

import re

import pytest

from dashboard.intake.checks.units import STOCK_UNITS, UNITS
from dashboard.settings import folder
from tests.intake_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk.open(tmp_path_factory.mktemp("desk"))
    desk.take(desk.file("points.csv", "保供点编号,名称,类型,区县,服务人口\nS1,仓,超市,道里区,1000\n"), table="supply_points")
    return desk


def test_a_unit_that_nobody_converts_is_refused_by_its_cell_with_those_that_may_be(desk):
    for name, text in (
        ("supply_reports", "保供点编号,上报时间,物资,单位,库存\nS1,2022-11-28,蔬菜,千克,5\nS1,2022-11-28,肉类,筐,5\n"),
        ("supply_requests", "提出时间,区县,社区,物资,数量,单位\n2022-11-28,道里区,甲,蔬菜,5,千克\n2022-11-28,道里区,甲,肉类,5,筐\n"),
    ):
        (receipt,) = desk.take(desk.file(f"{name}.csv", text), table=name)
        (problem,) = [p for p in receipt.problems if p.severity == "refuse"]
        assert (receipt.status, problem.rule, problem.row, problem.column) == ("refused", "unknown_unit", 3, "单位")
        assert "筐" in problem.message.zh and "公斤" in problem.allowed.zh and "kg" in problem.allowed.en


@pytest.mark.parametrize("stock", ["1e300", "1e-300", "-1e300", "9999999999999999", "9,999,999,999,999,999"])
def test_a_number_that_nothing_can_be_counted_with_is_refused_by_its_cell(stock, desk):
    text = f'保供点编号,上报时间,物资,单位,库存\nS1,2022-11-28,蔬菜,千克,"{stock}"\n'
    (receipt,) = desk.take(desk.file("far.csv", text), table="supply_reports", dry_run=True)
    (problem,) = receipt.problems
    assert (problem.severity, problem.row, problem.column) == ("refuse", 2, "库存") and "15 位" in problem.allowed.zh


@pytest.mark.parametrize("row", ["S1,,,", "S1,,,全市"])
def test_a_link_that_serves_nothing_is_refused(row, desk):
    (receipt,) = desk.take(desk.file("links.csv", f"保供点编号,风险区编号,社区,区县\nS1,,,道里区\n{row}\n"), table="delivery_links", dry_run=True)
    (problem,) = [p for p in receipt.problems if p.severity == "refuse"]
    assert (problem.rule, problem.severity, problem.row, problem.column) == ("serves_nothing", "refuse", 3, "保供点编号")
    assert "至少填一项" in problem.allowed.zh


def test_tonnes_are_taken_and_converted(desk):
    (receipt,) = desk.take(desk.file("t.csv", "保供点编号,上报时间,物资,单位,库存\nS1,2022-11-29 08:00,蔬菜,吨,0.8\n"), table="supply_reports")
    assert receipt.status == "taken"
    assert desk.rows("select cover_days from supply_cover($as_of)") == [(2.0,)]


def test_the_store_converts_every_unit_that_intake_takes_and_by_the_same_measure():
    text = (folder("queries") / "views" / "unit_size.sql").read_text(encoding="utf-8")
    stored = {unit: (measure, float(size)) for unit, measure, size in re.findall(r"\('([^']+)', '(\w+)', ([\d.]+)\)", text)}
    assert set(stored) == set(STOCK_UNITS)
    assert {unit: size for unit, size in stored.items() if size[0] != "pieces"} == {u: UNITS[u] for u in STOCK_UNITS if stored[u][0] != "pieces"}
