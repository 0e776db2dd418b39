"""What is said of goods, of walking to food and of deliveries to closed zones."""

import pandas as pd
import pytest

from dashboard.intake.checks.units import STOCK_UNITS
from dashboard.plain_text import TEXT_EMS, shortened
from dashboard.sentences.community import grids_sentence
from dashboard.sentences.coverage import coverage_words
from dashboard.sentences.near import kind_lines
from dashboard.sentences.standing import largest_sentence
from dashboard.sentences.supply import good_amount_words, service_sentence
from dashboard.tokens import COVER, level_mark


def test_every_unit_of_goods_is_told_in_the_language_of_the_page():
    assert all(good_amount_words("2", unit, "en").isascii() and not good_amount_words("2", unit, "zh").isascii() for unit in STOCK_UNITS)
    said = [good_amount_words(n, unit, "en") for n, unit in (("1", "盒"), ("2", "盒"), ("2", "筐"))]
    assert said == ["1 box", "2 boxes", "2 筐"]


def test_households_of_closed_zones_are_known_for_all_for_some_or_for_none():
    row = {"zones": 454, "zones_stating": 454, "households": 28473, "points_stating": 190, "points_open": 190, "orders_per_day": 81480}
    assert service_sentence(pd.DataFrame([row]), "zh").startswith("454 个封控区，共 28,473 户；")
    assert service_sentence(pd.DataFrame([row | {"zones_stating": 3}]), "en").startswith("The households of 3 of 454 closed zones are known")
    assert "not known" in service_sentence(pd.DataFrame([row | {"zones_stating": 0, "households": float("nan")}]), "en")


def test_what_is_out_of_stock_has_a_mark_of_its_own():
    assert len({level_mark(state) for state in COVER}) == len(COVER)


@pytest.mark.parametrize(("lang", "name"), [("zh", "鄂尔多斯高新技术产业开发区"), ("en", "Shuangcheng")])
def test_the_sentence_of_coverage_is_never_cut(lang, name):
    said = {"closed": 1_234_567, "unplaced": 1_234_567, "covered": 8_234_567, "uncovered": 1_234_567}
    row = {f"{unit}_{part}": n for unit in ("people", "households") for part, n in said.items()}
    row |= {"people_share": 0.87, "households_share": 0.87, "places_unsure": 12_345, "zones_unbounded": 1394, "radius_m": 1000, "area_name": name}
    told = coverage_words(pd.DataFrame([row, row | {"area_name": "乙区"}]), name, lang)
    assert shortened(told, TEXT_EMS) == told


def test_kinds_that_all_operate_alike_say_their_number_once():
    rows = pd.DataFrame({"what": ["快递"] * 3 + ["食品"] * 2, "how": ["营业"] * 3 + ["营业", "限流"]})
    assert kind_lines(rows, "zh") == ["快递 3（营业）。", "食品 2：营业 1、限流 1。"]


def test_an_area_alone_is_not_said_to_have_most():
    rows = pd.DataFrame({"area_name": ["甲区", "乙区"], "n": [3, 0]})
    assert "100%" in largest_sentence(rows, "n", "处", "zh") and largest_sentence(rows[:1], "n", "处", "zh") == ""
    grids = pd.DataFrame({"area_name": ["甲区"], "grids": [2], "households": [400], "households_rated": [400], "staff_rated": [4], "grids_rated": [2]})
    assert "甲区" not in grids_sentence(grids, "zh")
    assert "甲区" in grids_sentence(pd.concat([grids, grids.assign(area_name="乙区", staff_rated=8)]), "zh")
