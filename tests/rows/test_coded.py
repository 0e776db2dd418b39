"""No code reaches a reader: what queries answer is in words, in both languages."""

import re

import pytest

from dashboard.rows.coded import in_words, said
from dashboard.warehouse.ask import ask_frame
from dashboard.warehouse.catalogue import catalogue

CODE = re.compile(r"[a-z][a-z_0-9]*")
NEVER_IN_A_TABLE = {"deployments_recent", "batches_recent", "changes_listed", "changes_since", "feeds_freshness", "finding_decisions", "names_known"}
"""Queries whose rows are set in sentences of their own, or are an index, and never stand as they are."""
NAMES = {"indicator", "feed_id", "unknown_because"}
"""Columns of names that somebody gave and that are asked for again; and of a reason that pages say in a sentence, in no table of theirs."""


def test_codes_are_said_and_names_stay():
    assert said("below_1", "cover_state.", "zh") == "不足 1 天" and said("below_1", "cover_state.", "en") == "below 1 day"
    assert said("unknown", "hotline_topic", "zh") == "未知" and said("all", "route", "en") == "all"
    assert said(None, "hotline_topic", "zh") is None and said("道里", "hotline_topic", "zh") == "道里"


@pytest.mark.parametrize("lang", ["zh"])
def test_no_query_that_stands_in_a_table_answers_in_codes(harbin_demo, lang):
    found = []
    for name in sorted(catalogue().keys() - NEVER_IN_A_TABLE):
        frame = ask_frame(harbin_demo, name).frame
        frame.attrs["query"] = name
        worded = frame.assign(**in_words(frame, lang, {}))
        for column in worded.columns.difference(NAMES):
            codes = {value for value in worded[column].dropna() if isinstance(value, str) and CODE.fullmatch(value)} - {"kg"}
            found += [(name, column, sorted(codes)[:4])] if codes and column != "source" else []
    assert found == []
