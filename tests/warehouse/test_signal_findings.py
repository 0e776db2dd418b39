"""A case signal has a life: found once by the check, acknowledged, verified and disposed of as any contradiction, and its time is told."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.cli.contradictions import lines
from dashboard.cli.main import main
from dashboard.errors import RefusedInput
from dashboard.intake.service import acknowledge
from dashboard.sentences.signals import handling_words, response_sentence
from dashboard.warehouse import store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.contradictions import contradictions
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML, batch_of

CHECK = "case_signal"
FIRST, JUMP = date(2022, 11, 1), date(2022, 11, 25)
COUNTS = [10, 11, 9, 10, 12, 10, 9] * 3 + [10, 11, 9] + [60, 10, 10, 10]
"""From the first of November: three quiet weeks and a half, 60 on the 25th, and quiet again."""
AREAS = "area_id,adcode,name,name_en,kind,parent_id\n230100,230100,哈尔滨市,Harbin,city,\n230102,230102,道里区,Daoli,district,230100\n"
PLACES = """day,area_id,place,lon,lat
2022-11-23,230102,甲小区,126.605,45.755
2022-11-24,230102,甲小区,126.605,45.755
2022-11-24,230102,乙小区,126.606,45.756
2022-11-24,230102,丙小区,,
"""
CITY = "230100:2022-11-25"


def receive(workspace: Workspace, work: Path, moment: datetime, days: range) -> None:
    folder = work / f"{moment:%Y%m%dT%H%M}_bulletins"
    folder.mkdir()
    heads, cells = ["bulletin_id,area_id,window_start,window_end,published_at,revision"], ["bulletin_id,measure,area_id,n"]
    for n in days:
        day = FIRST + timedelta(n)
        heads.append(f"b{n},230100,{day}T00:00,{day + timedelta(1)}T00:00,{day + timedelta(1)}T07:30,0")
        cells += [f"b{n},new,,{COUNTS[n]}", f"b{n},new,230102,{COUNTS[n]}"]
    for name, written in (("bulletins", heads), ("bulletin_cells", cells)):
        (folder / f"{name}.csv").write_text("\n".join(written) + "\n", encoding="utf-8")
    if days.start == 0:
        (folder / "areas.csv").write_text(AREAS, encoding="utf-8")
        (folder / "case_places.csv").write_text(PLACES, encoding="utf-8")
    (work / "parquet").mkdir(exist_ok=True)
    store.commit(workspace, [batch_of(folder, work / "parquet")])


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Workspace:
    work = tmp_path_factory.mktemp("signals")
    workspace = Workspace.create(work / "city", CITY_TOML)
    receive(workspace, work, datetime(2022, 11, 25, 8), range(24))
    receive(workspace, work, datetime(2022, 11, 26, 8), range(24, 25))
    receive(workspace, work, datetime(2022, 11, 29, 8), range(25, 28))
    return workspace


def found(workspace: Workspace, moment: datetime) -> dict[str, dict]:
    return {one["finding_key"]: one for one in contradictions(workspace, moment, CHECK)}


def test_a_signal_is_found_once_from_the_delivery_that_told_it_and_stays_for_two_weeks(base):
    noon = datetime(2022, 11, 29, 12)
    assert found(base, datetime(2022, 11, 25, 20)) == {}, "the day is not over"
    signals = found(base, noon)
    assert set(signals) == {CITY, "230102:2022-11-25"}, "one finding for the run of days, by area"
    one = signals[CITY]
    assert one["since_at"] == datetime(2022, 11, 26, 8) and one["age_hours"] == 76 and one["owner"] is None
    assert "11-25 突增：新增 60 例（C1 " in one["detail_zh"] and one["detail_en"].startswith("sudden rise on 11-25: 60 new (C1 ")
    [day] = ask(base, "cases_signals_by_day", {"areas": "230100"}, noon).records()[24:25]
    assert day["signal_from"] == JUMP and day["signals"] == one["signals"], "the page and the check tell one thing"


def test_it_is_claimed_verified_and_disposed_of_by_the_one_mechanism(base, capsys):
    said = ["--owner", "流调组", "--verified", "real", "--disposition", "investigate", "--workspace", str(base.root), "--json"]
    assert main(["acknowledge", CHECK, CITY, *said]) == 0
    first = json.loads(capsys.readouterr().out)["batch_id"]
    one = found(base, base.now())[CITY]
    assert (one["owner"], one["verification"], one["disposition"]) == ("流调组", "real", "investigate")
    assert "核实：属实 · 处置：开展调查" in lines(one, "zh")[1]
    acknowledge(base, CHECK, CITY, "疾控")
    assert found(base, base.now())[CITY]["verification"] == "real", "what was found stays where only the owner changes"
    for batch in (first + 1, first):
        store.rollback(base, batch)
    assert found(base, base.now())[CITY]["verification"] is None
    with pytest.raises(RefusedInput) as refusal:
        acknowledge(base, CHECK, CITY, "甲", verdict={"verification": "true"})
    assert "reporting_delay" in refusal.value.hint("en")
    with pytest.raises(RefusedInput, match="not with taking over alone"):
        acknowledge(base, CHECK, CITY, "甲", is_acknowledged=False, verdict={"disposition": "watch"})
    with pytest.raises(RefusedInput, match="no verification"):
        acknowledge(base, "zone_overdue", "z", "甲", verdict={"verification": "real"})


KNOWN = datetime(2022, 11, 26, 8)


def signal(**said) -> dict:
    return {"area_id": "230102", "subject": "道里区", "since_at": KNOWN, "age_hours": 76.0, "owner": None, "acknowledged_at": None, "note": None,
            "verification": None, "disposition": None} | said


def test_words_say_whose_it_is_how_soon_it_was_answered_and_what_waits_too_long():
    answered = signal(owner="流调组", acknowledged_at=KNOWN + timedelta(hours=3), verification="real", disposition="investigate")
    assert handling_words(answered, "zh") == ("流调组", "核实：属实 · 处置：开展调查 · 3小时后确认")
    assert handling_words(signal(), "zh") == ("待认领", "已 3天")
    assert handling_words(signal(owner="甲", age_hours=2.0), "en") == ("甲", "claimed, not acknowledged · for 2 h")
    later = signal(owner="乙", acknowledged_at=KNOWN + timedelta(hours=9))
    said = response_sentence([answered, later, signal(), signal(age_hours=23.0)], {"230102": "Daoli"}, "en")
    assert "4 signals in 14 days, 2 acknowledged, at the median 6 h" in said and "1 not acknowledged for more than 24 h: Daoli." in said
    assert response_sentence([signal(age_hours=5.0)], {}, "zh") == "近14天 1 个信号，都还没有确认。"
    assert response_sentence([], {}, "zh") == ""
