"""What notices state of zones, worked out by hand: against the notice before, against their districts, against the register."""

from datetime import datetime

import pytest

from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from tests.conftest import workspace_from

NOW = datetime(2022, 11, 29, 18)
AREAS = """area_id,name,name_en,kind,parent_id,nested_in,counts_in_parent
230100,哈尔滨市,Harbin,city,,,
230102,道里区,Daoli,district,230100,,true
230103,南岗区,Nangang,district,230100,,true
230104,道外区,Daowai,district,230100,,true
230109,松北区,Songbei,district,230100,,true
230110,香坊区,Xiangfang,district,230100,,true
230100-x,示例新区,New Area,functional_zone,230100,230109,false
"""
ZONES = """zone_id,area_id,scheme,level,extent_text,source
a,230102,twenty,high,甲,指挥部
b,230102,twenty,high,乙,指挥部
c,230102,twenty,high,丙,客户端
d,230103,twenty,high,丁,客户端
"""
EVENTS = """zone_id,event,at,level
a,declare,2022-11-20,high
b,declare,2022-11-22,high
b,lift,2022-11-25,
c,declare,2022-11-20,high
d,declare,2022-11-20,high
"""
HEAD = "notice_no,at,area_id,level,existing,added,lifted,lowered,moved_in,split,merged,partly_lowered,qualifier,source\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The findings of a check, by key, where notices state these rows."""

    def of(check: str, *rows: str) -> list[str]:
        work = tmp_path_factory.mktemp("statements")
        folder = work / "tables" / "20221129T0000_all"
        folder.mkdir(parents=True)
        padded = [row + "," * (HEAD.count(",") - row.count(",")) for row in rows]
        texts = {"areas": AREAS, "zones": ZONES, "zone_events": EVENTS, "zone_statements": HEAD + "\n".join(padded) + "\n"}
        for table, text in texts.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        reader = Reader.current(workspace_from(folder.parent, work))
        return [row[0] for row in reader.rows(checks()[check].sql, {"as_of": NOW})]

    return of


def test_a_notice_follows_from_the_one_before_or_is_not_compared(found):
    """One district a case; the first notice of each leaves ten in force."""
    assert found(
        "zone_statement_not_closing",
        "指告〔2022〕20号,2022-11-20,230102,high,10",  # 10 + 2 - 4 - 1 lowered + 1 split = 8; a part lowered changes no count
        "指告〔2022〕21号,2022-11-21,230102,high,8,2,4,1,,1,,3",
        "指告〔2022〕22号,2022-11-22,230102,high,8,1,0",  # 8 + 1 = 9
        "指告〔2022〕20号,2022-11-20,230103,high,10",
        "指告〔2022〕22号,2022-11-21,230103,high,50,0,0",  # number 21 may say the rest
        "指告〔2022〕23号,2022-11-22,230103,high,,1,1",
        "指告〔2022〕24号,2022-11-23,230103,high,60,0,0",  # what 23 left is not stated
        "甲通告,2022-11-20,230104,high,10",
        "乙通告,2022-11-21,230104,high,12,1,0",  # no numbers, the day after: 11
        "丙通告,2022-11-23,230104,high,30,1,0",  # a day lies between
        "指告〔2022〕20号,2022-11-20,230109,,10",
        "指告〔2022〕21号,2022-11-21,230109,,12,0,0,3",  # lowered, of all levels together
        "指告〔2022〕20号,2022-11-20,230110,high,10,,,,,,,,about",
        "指告〔2022〕21号,2022-11-21,230110,high,12,0,0",  # about ten
        "指告〔2022〕22号,2022-11-22,230110,high,14,,0",  # declared: not stated
        "指告〔2022〕31号,2022-11-30,230110,high,99,0,0",  # yet to come
    ) == ["乙通告:230104:high", "指告〔2022〕22号:230102:high"]


def test_districts_add_up_to_the_city_or_are_not_all_known(found):
    assert found(
        "zone_statement_districts_differ",
        "1号,2022-11-20,,high,19,2", "1号,2022-11-20,230102,high,7", "1号,2022-11-20,230103,high,12",
        "2号,2022-11-20,230100,high,41,,3", "2号,2022-11-20,230102,high,13,,2", "2号,2022-11-20,230103,high,27,,1",
        "3号,2022-11-20,,high,20", "3号,2022-11-20,230102,high,7", "3号,2022-11-20,230103,high,,1",
        "4号,,,high,20", "4号,,230102,high,21", "4号,,230103,high,,1",
        "5号,2022-11-20,,high,9", "5号,2022-11-20,230109,high,9", "5号,2022-11-20,230100-x,high,4",
        "6号,2022-11-20,,high,9", "6号,2022-11-20,230109,medium,4",
        "7号,2022-11-20,,high,9", "7号,2022-11-20,230109,high,4,,,,,,,,about",
    ) == ["2号:high:existing", "4号:high:existing"]


def test_the_register_is_compared_only_where_it_holds_zones_of_that_source(found):
    def stated(number: int, at: str, area: str, existing: int, source: str, level: str = "high") -> str:
        return f"{number},{at},{area},{level},{existing},,,,,,,,,{source}"

    assert found(
        "zone_statement_against_register",
        stated(1, "2022-11-22", "230102", 2, "指挥部"),
        stated(2, "2022-11-24T23:59", "230102", 3, "指挥部"),  # a and b; c is of another source
        stated(3, "2022-11-25", "230102", 1, "指挥部"),
        stated(4, "2022-11-25", "230102", 9, "日报"),
        stated(5, "2022-11-19", "230102", 9, "指挥部"),  # the register begins on the day after
        stated(6, "2022-11-25", "230103", 9, "指挥部"),
        stated(7, "2022-11-25", "", 9, "客户端"),  # c and d
        stated(8, "2022-11-25", "230103", 9, "客户端", ""),
        stated(9, "2022-11-25", "230103", 9, "客户端", "medium"),
    ) == ["2:230102:high", "7:city:high"]
