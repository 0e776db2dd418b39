"""What becomes of a contradiction: its identity from batch to batch, owner, acknowledgement and age; closing and coming back by the data alone."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.errors import RefusedInput
from dashboard.intake.checks.privacy import LONGEST_NOTE, LONGEST_OWNER, wrong_with
from dashboard.intake.service import acknowledge
from dashboard.warehouse import store
from dashboard.warehouse.contradictions import _handled, closed, contradictions
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML, batch_of

CHECK, KEY = "notice_number_twice", "74"
FIRST = datetime(2022, 11, 23, 8)
HEADER = "notice_id,notice_no,at,title\n"
TWICE = f"{HEADER}n1,74,2022-11-22T20:00,甲\nn2,74,2022-11-22T21:00,乙\n"
CORRECTED = f"{HEADER}n2,75,2022-11-22T21:00,乙\n"


def at(workspace: Workspace, hour: float) -> Workspace:
    """The same workspace with its clock stopped so many hours after the first batch."""
    return Workspace(workspace.root, workspace.config | {"clock": {"stopped_at": FIRST + timedelta(hours=hour)}})


def receive(workspace: Workspace, work: Path, hour: float, notices: str) -> int:
    folder = work / f"{FIRST + timedelta(hours=hour):%Y%m%dT%H%M}_notices"
    folder.mkdir()
    (folder / "notices.csv").write_text(notices, encoding="utf-8")
    (work / "parquet").mkdir(exist_ok=True)
    return store.commit(workspace, [batch_of(folder, work / "parquet")])[0]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """A city with one contradiction: two notices of one number."""
    workspace = Workspace.create(tmp_path / "city", CITY_TOML)
    receive(workspace, tmp_path, 0, TWICE)
    return workspace


def handled(workspace: Workspace, hour: float) -> list[tuple]:
    """Owner, acknowledged and note of the finding at that hour; empty where the rule does not find it."""
    found = contradictions(workspace, FIRST + timedelta(hours=hour), CHECK)
    return [(f["owner"], f["acknowledged_at"], f["note"]) for f in found]


def test_an_acknowledgement_survives_the_same_facts_in_a_new_batch(workspace, tmp_path):
    acknowledge(at(workspace, 1), CHECK, KEY, " 综合组 ", "已请办公室核对")
    receive(workspace, tmp_path, 2, TWICE.replace("乙", "丙"))
    assert handled(workspace, 3) == [("综合组", FIRST + timedelta(hours=1), "已请办公室核对")]


def test_as_of_shows_who_owned_it_then_and_a_rollback_gives_back_what_stood_before(workspace):
    acknowledge(at(workspace, 1), CHECK, KEY, "甲", is_acknowledged=False)
    second = acknowledge(at(workspace, 2), CHECK, KEY, "乙", "复核").batch_id
    acknowledge(at(workspace, 3), CHECK, KEY, "甲", is_acknowledged=False)
    acknowledged = FIRST + timedelta(hours=2)
    assert [handled(workspace, hour)[0] for hour in (0.5, 1, 2, 3)] == [
        (None, None, None), ("甲", None, None), ("乙", acknowledged, "复核"), ("甲", acknowledged, "复核"),
    ]
    store.rollback(at(workspace, 4), store.batch_log(workspace)[-1]["batch_id"])
    undo = store.rollback(at(workspace, 5), second)
    assert [handled(workspace, hour)[0][0] for hour in (3, 4, 5)] == ["甲", "乙", "甲"]
    assert handled(workspace, 5) == [("甲", None, None)]
    store.rollback(at(workspace, 6), undo)
    assert handled(workspace, 6) == [("乙", acknowledged, "复核")]


def test_the_same_words_after_another_decision_are_a_decision_of_their_own(workspace):
    clock = at(workspace, 1)  # a clock that stands still tells no two of them apart
    batches = [acknowledge(clock, CHECK, KEY, owner).batch_id for owner in ("甲", "乙", "甲")]
    assert len(set(batches)) == 3
    assert handled(workspace, 1)[0][0] == "甲"


def test_it_closes_by_the_data_alone_stays_as_history_and_can_come_back(workspace, tmp_path):
    acknowledge(at(workspace, 1), CHECK, KEY, "甲", "复核")
    correction = receive(workspace, tmp_path, 2, CORRECTED)
    assert handled(workspace, 2) == []
    (gone,) = closed(workspace, [], FIRST + timedelta(hours=2))
    assert (gone["check_name"], gone["finding_key"], gone["owner"], gone["note"]) == (CHECK, KEY, "甲", "复核")
    with pytest.raises(RefusedInput) as refusal:
        acknowledge(at(workspace, 2), CHECK, KEY, "乙")
    assert "closed by itself" in refusal.value.hint("en")
    store.rollback(at(workspace, 3), correction)
    assert handled(workspace, 3)[0][0] == "甲"
    assert closed(workspace, contradictions(workspace, FIRST + timedelta(hours=3)), FIRST + timedelta(hours=3)) == []


NOON = datetime(2022, 11, 29, 12)
DECISION = {"owner": "甲", "acknowledged_at": NOON - timedelta(hours=3), "note": "复核", "decided_at": NOON - timedelta(hours=3)}


@pytest.mark.parametrize(("since_hours", "owner", "earlier", "age"), [
    (None, "甲", None, None),  # nobody knows since when: the decision stands
    (5, "甲", None, 5.0),
    (3, "甲", None, 3.0),  # decided at the very moment
    (1.25, None, "甲", 1.2),  # it came back after the decision
    (-2, "甲", None, None),  # a moment yet to come is no age, and ends no occurrence
])
def test_a_decision_from_before_the_contradiction_held_is_an_earlier_one(since_hours, owner, earlier, age):
    since = None if since_hours is None else NOON - timedelta(hours=since_hours)
    said = _handled({"since_at": since}, DECISION, NOON)
    assert (said["owner"], said["earlier_owner"], said["age_hours"]) == (owner, earlier, age)
    assert (said["acknowledged_at"] is None) == (owner is None) and said["since_at"] == since
    assert _handled({}, None, NOON)["age_hours"] is None


def test_a_rule_that_says_since_when_gives_every_finding_its_age(city_workspace):
    for finding in contradictions(city_workspace):
        since = finding["since_at"]
        assert finding["age_hours"] is None if since is None else finding["age_hours"] >= 0 or since > city_workspace.now()
    one = next(f for f in contradictions(city_workspace, check="zone_overdue") if f["finding_key"] == "z-a")
    assert (one["owner"], one["note"]) == ("道里指挥部", "已约今晚复核")
    assert [f["finding_key"] for f in contradictions(city_workspace, check="zone_overdue")][-1] == "z-a", "what is acknowledged comes last"


@pytest.mark.parametrize(("words", "said"), [
    ({"owner": "  "}, "No owner"), ({"owner": "甲" * (LONGEST_OWNER + 1)}, "too long"), ({"owner": "甲\n乙"}, "control characters"),
    ({"owner": "甲\u202e乙"}, "control characters"), ({"note": "病" * (LONGEST_NOTE + 1)}, "too long"), ({"note": "a\x00b"}, "control characters"),
    ({"note": "请回电13812345678"}, "mobile or identity"), ({"note": "身份证 11010519491231002X"}, "mobile or identity"),
    ({"note": "请回电 138 1234 5678"}, "mobile or identity"), ({"note": "请回电１３８-１２３４-５６７８"}, "mobile or identity"),
])
def test_words_that_are_not_to_be_kept_are_refused_and_nothing_is_written(workspace, words, said):
    before = store.batch_log(workspace)
    with pytest.raises(RefusedInput, match=said):
        acknowledge(workspace, CHECK, KEY, **{"owner": "甲"} | words)
    assert store.batch_log(workspace) == before


def call(capsys, workspace: Workspace, *words: str, lang: str = "en") -> tuple[int, str, str]:
    status = main([*words, "--workspace", str(workspace.root), "--lang", lang])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_line_names_an_owner_and_the_list_says_so(capsys, workspace):
    status, out, _ = call(capsys, workspace, "acknowledge", CHECK, KEY, "--owner", "综合组", "--note", "核对文号", "--json")
    assert status == 0 and json.loads(out)["batch_id"] == 2
    (found,) = [f for f in json.loads(call(capsys, workspace, "check", "--json")[1]) if f["check"] == CHECK]
    assert (found["owner"], found["acknowledged_at"], found["note"]) == ("综合组", "2022-11-29T18:00:00", "核对文号")
    assert {"since_at", "age_hours", "earlier_owner"} <= set(found)
    for lang, words in (("zh", ("notice_number_twice 74", "负责人：综合组", "备注：核对文号", "已确认 1 项")),
                        ("en", ("notice_number_twice 74", "owner: 综合组", "note: 核对文号", "1 of them acknowledged"))):
        out = call(capsys, workspace, "check", lang=lang)[1]
        assert all(word in out for word in words)
    (before,) = [f for f in json.loads(call(capsys, workspace, "check", "--json", "--as-of", "2022-11-29T17:59")[1]) if f["check"] == CHECK]
    assert (before["owner"], before["acknowledged_at"], before["note"]) == (None, None, None)
    assert call(capsys, workspace, "rollback", "2")[0] == 0
    assert "nobody owns it" in call(capsys, workspace, "check")[1]


def test_taking_over_alone_leaves_it_unacknowledged(capsys, workspace):
    status, out, _ = call(capsys, workspace, "acknowledge", CHECK, KEY, "--owner", "Desk 2", "--only-own")
    assert status == 0 and "not acknowledged yet" in out
    assert "owner: Desk 2" in (listed := call(capsys, workspace, "check")[1]) and "0 of them acknowledged" in listed


def test_an_unknown_check_or_key_is_refused_with_the_nearest(capsys, workspace):
    before = store.batch_log(workspace)
    for words, said in (
        (("notice_number_twise", KEY), "notice_number_twice"), ((CHECK, "7 4"), "Did you mean 74?"), (("zone_overdue", "z-1"), "nothing at all"),
    ):
        status, _, err = call(capsys, workspace, "acknowledge", *words, "--owner", "甲")
        assert status == 1 and said in err
    with pytest.raises(SystemExit) as stop:
        main(["acknowledge", CHECK, KEY])
    assert stop.value.code == 2 and store.batch_log(workspace) == before


def test_a_file_of_decisions_has_the_same_identity(capsys, workspace, tmp_path):
    acknowledge(at(workspace, 1), CHECK, KEY, "甲")
    file = tmp_path / "处置.csv"
    file.write_text(f"规则,矛盾编号,负责人,确认时间\n{CHECK},{KEY},乙,2022-11-29 10:00\n", encoding="utf-8")
    assert call(capsys, workspace, "import", str(file), "--table", "findings")[0] == 0
    (found,) = contradictions(workspace, check=CHECK)
    assert found["owner"] == "乙"


def test_a_file_is_held_to_the_words_of_the_form_by_row_and_column(capsys, workspace, tmp_path):
    before, file = store.batch_log(workspace), tmp_path / "处置.csv"
    rows = [
        f"{CHECK},74,甲,2022-11-29 10:00,已核对 2022-11-29 号通告", f"{CHECK},75,乙13812345678,,",
        f"{CHECK},76,{'甲' * (LONGEST_OWNER + 1)},,", f'{CHECK},77,丙,,"先一行\n后一行"',
        f"{CHECK},78,丁,,{'病' * (LONGEST_NOTE + 1)}",
    ]
    file.write_text("规则,矛盾编号,负责人,确认时间,处置说明\n" + "\n".join(rows) + "\n", encoding="utf-8")
    status, out, err = call(capsys, workspace, "import", str(file), "--table", "findings")
    said = out + err
    assert status == 1 and store.batch_log(workspace) == before
    for place in ("3:负责人: holds a mobile or identity number", "4:负责人: is too long; At most 40 characters",
                  "5:处置说明: holds control characters or line breaks", "处置说明: is too long; At most 200 characters"):
        assert place in said
    assert ":2:" not in said and "13812345678" not in said


@pytest.mark.parametrize("words", ["值班室 12345", "电话 0451-84664000", "第 1382022112900012 号", "11-29 1300 至 1400 复核", "文号 13-2022-1129"])
def test_numbers_that_are_of_no_person_may_be_kept(words):
    assert wrong_with("note", words) is None
