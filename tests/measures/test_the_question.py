"""The question that the documents answer, once with SQL and once without: both as they stand there, on the demo, with one answer."""

import re
from pathlib import Path

from dashboard.measures.sql import pick
from dashboard.measures.written import read, write
from dashboard.ui.explore.picked_held import STARTERS
from tests.measures.analyst import Analyst

DOCUMENT = (Path(__file__).parents[2] / "docs" / "explore.md").read_text(encoding="utf-8")
PICKS = [one.strip() for one in re.findall(r"```pick\n(.*?)```", DOCUMENT, re.S)]
[SQL] = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.S)


def test_the_ready_question_is_that_of_the_document():
    assert PICKS[0] == write(STARTERS["food"]) and [write(read(one)) for one in PICKS] == PICKS


def test_both_ways_have_one_answer(harbin_demo):
    analyst = Analyst(harbin_demo, harbin_demo.now())
    written, picked = analyst.rows(SQL), analyst.rows(pick(read(PICKS[0])))
    ours = [(row["area_id"], row["calls_offered"], row["calls_offered_before"], row["calls_offered_change"], row["zones_open"]) for row in picked]
    assert ours == [(row["area_id"], row["calls"], row["calls_before"], row["rise"], row["zones"]) for row in written] and len(ours) > 3
    assert [row["cover_scarcest_point"] for row in picked] == [row["cover_days"] for row in written]
    first = picked[0]
    for said in (first["area_name"], *(f"{first[name]:,}" for name in ("calls_offered", "calls_offered_before", "calls_offered_change", "zones_open")),
                 f"{first['cover_scarcest_point']:.1f} 天"):
        assert said in DOCUMENT, said
    zones = analyst.rows(pick(read(PICKS[1])))
    assert len(zones) == first["zones_open"] and {row["extent_text"] for row in zones} == set(written[0]["which"].split("；"))
