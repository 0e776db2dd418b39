"""Tickets by hand: deadlines given and by rule, working days, how far each has come as of a moment, and the days of a backlog."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import workspace_from

NOW = datetime(2022, 11, 29, 18)
COLUMNS = "ticket_id,received_at,unit,urgency,dispatched_at,due_at,handled_at,closed_at,escalated_at,struck_off_at,rule"
TICKETS = """
friday,2022-11-25T15:30,甲,,,,,,,,
eve,2022-09-30T16:00,甲,,,,,2022-10-08T12:00,,,
holiday,2022-10-03T09:00,甲,,,,,2022-10-09T12:00,,,
own,2022-11-29T08:00,甲,,,2022-11-29T10:00,,,,,
named,2022-11-29T08:00,乙,livelihood,,,,,,,beijing_2021_draft
unsaid,2022-11-29T08:00,乙,,,,,,,,beijing_2021_draft
slow,2022-11-29T08:00,乙,,2022-11-29T09:00,,,,,,
begun,2022-11-29T08:00,乙,,2022-11-29T09:00,,2022-11-29T12:00,,,,
struck,2022-11-24T08:00,乙,,2022-11-24T09:00,,2022-11-24T10:00,2022-11-28T09:00,2022-11-25T09:00,2022-11-28T10:00,2h-handle-1wd-answer
nobody,2022-11-28T15:00,,,,,,,,,
later,2022-11-29T19:00,甲,,,,,,,,
next_year,2031-10-01T09:00,甲,,,,,,,,harbin_2022
unruled,2023-02-01T09:00,甲,,,,,,,,
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    folder = tmp_path_factory.mktemp("tickets")
    return _city(folder, TICKETS)


def _city(folder: Path, rows: str) -> Workspace:
    batch = folder / "given" / "20221129T1700_tickets"
    batch.mkdir(parents=True)
    (batch / "hotline_tickets.csv").write_text(f"{COLUMNS}\n{rows.strip()}\n", encoding="utf-8")
    return workspace_from(folder / "given", folder)


def states(city: Workspace, at: datetime = NOW) -> dict[str, dict]:
    frame = Reader.current(city).frame("select * from ticket_state($as_of)", {"as_of": at})
    return {row["ticket_id"]: row for row in frame.astype(object).where(frame.notna(), None).to_dict("records")}


def test_a_deadline_is_the_tickets_own_or_the_rules_in_working_days(city):
    found = states(city, datetime(2032, 1, 1))
    due = {ticket: (row["due_at"] and row["due_at"].isoformat(" ", "minutes"), row["due_by"]) for ticket, row in found.items()}
    assert due["friday"] == ("2022-11-28 15:30", "rule") and due["own"] == ("2022-11-29 10:00", "given")
    assert due["eve"] == ("2022-10-08 16:00", "rule"), "the Saturday after the holiday is worked"
    assert due["holiday"] == ("2022-10-08 23:59", "rule"), "what comes on a holiday has the whole of the first working day"
    assert due["named"] == ("2022-11-30 08:00", "rule") and found["named"]["dispatch_due_at"] == datetime(2022, 11, 29, 10)
    assert due["unsaid"] == due["unruled"] == (None, None), "no urgency, no limit by urgency; and no rule of Harbin's for 2023"
    assert due["next_year"] == ("2031-10-02 09:00", "weekdays"), "a holiday that year, of which no notice is known"
    assert found["struck"]["handle_due_at"] == datetime(2022, 11, 24, 11)


def test_how_far_a_ticket_has_come_is_as_of_a_moment(city):
    now = states(city)
    assert {ticket: row["state"] for ticket, row in now.items()} == {
        "friday": "received", "eve": "closed", "holiday": "closed", "own": "received", "named": "received", "unsaid": "received",
        "slow": "dispatched", "begun": "handled", "struck": "struck_off", "nobody": "received",
    }
    assert {ticket for ticket, row in now.items() if row["is_overdue"]} == {"friday", "own", "nobody"}
    assert [ticket for ticket, row in now.items() if row["is_waiting"]] == ["slow"]


def test_units_in_figures(city):
    units = {row["unit"]: row for row in ask(city, "tickets_by_unit", {}, NOW).records()}
    assert (units["甲"]["waiting"], units["乙"]["waiting"]) == (0, 1)
    assert (units["乙"]["tickets_open"], units["乙"]["handled"], units["乙"]["struck_off"], units["乙"]["without_deadline"]) == (4, 1, 1, 1)
    assert (units[""]["tickets_open"], units[""]["oldest_hours"]) == (1, 27.0)
    assert units["乙"]["closed_on_time_share"] == 0.0 and units["甲"]["closed_on_time_share"] is None


def test_states_and_ages_of_one_unit(city):
    found = {row["state"]: row for row in ask(city, "tickets_by_state", {"unit": "乙"}, NOW).records()}
    assert {state: row["tickets"] for state, row in found.items()} == {"received": 2, "dispatched": 1, "handled": 1, "closed": 0, "struck_off": 1}
    assert found["received"]["by_rule"] == found["received"]["without_deadline"] == found["dispatched"]["by_rule"] == 1
    ages = {(row["unit"], row["age"]): row["tickets"] for row in ask(city, "tickets_ageing", {}, NOW).records()}
    assert ages == {("", "under_3d"): 1, ("甲", "under_1d"): 1, ("甲", "under_7d"): 1, ("乙", "under_1d"): 4}
    assert [row["unit"] for row in ask(city, "tickets_ageing", {"unit": ""}, NOW).records()] == [""]


def test_a_ticket_without_a_unit_is_a_finding(city):
    found = Reader.current(city).frame(checks()["ticket_without_unit"].sql, {"as_of": NOW})
    assert list(found["finding_key"]) == ["nobody"]


def test_days_add_up_and_what_may_come_is_given_or_withheld(tmp_path):
    first = datetime(2022, 10, 1, 9)
    rows = "\n".join(
        f"{day}-{n},{first + timedelta(days=day):%Y-%m-%dT%H:%M},甲,,,,,{first + timedelta(days=day + 2, hours=n % 2):%Y-%m-%dT%H:%M},,,"
        for day in range(59) for n in range(12)
    )
    city = _city(tmp_path, rows)
    days = {row["day"]: row for row in ask(city, "tickets_by_day", {}, NOW).records()}
    over, ahead = days[date(2022, 11, 28)], days[date(2022, 11, 29)]
    assert (over["received"], over["tickets_ended"], over["tickets_open"], over["is_ahead"]) == (12, 12, 24, False)
    assert (ahead["received"], ahead["tickets_open"], round(ahead["tickets_expected"]), ahead["withheld"]) == (None, None, 24, None)
    assert len(days) == 35 and max(days) == date(2022, 12, 5)
    silent = ask(city, "tickets_by_day", {}, datetime(2022, 12, 9, 18)).records()
    assert {row["withheld"] for row in silent if row["is_ahead"]} == {"silent"}
    [unit] = ask(city, "tickets_by_unit", {}, NOW).records()
    assert unit["waiting"] is None, "when its tickets were dispatched is not recorded"
    assert ask(city, "tickets_by_state", {}, NOW).records()[1]["tickets"] == 12, "those that have a unit count as dispatched"
    early = ask(city, "tickets_by_day", {"unit": "乙"}, NOW).records()
    assert early == [], "a unit without tickets has no days"
