"""Where a number comes from, in words: stated sources before tables, what is made up, and which feeds behind it are late."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.sentences.provenance import provenance_words, stale_sentence, stale_words

AT = datetime(2022, 11, 29, 15)


def fetched(**columns: object) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    frame.attrs = {"query": "zones_open", "as_of": AT, "tables": ["zones", "areas"]}
    return frame


def test_the_tables_are_named_by_title_and_those_that_only_help_are_not():
    assert provenance_words(fetched(n=[1]), None, None, "en") == "Zones · As of 29 Nov 15:00"


def test_what_the_rows_state_comes_first_and_many_are_cut():
    said = provenance_words(fetched(source=["甲", "乙", "丙", "丁", None], is_synthetic=[False, False, True, False, None]), None, None, "zh")
    assert said.startswith("甲、乙、丙 … · 截至 11月29日 15:00 · ")
    notice = provenance_words(fetched(source=["市应对疫情工作指挥部通告 2022-11-26", "株疫防指告〔2022〕11号"]), None, None, "en")
    assert notice == "Notice of the city's epidemic command 2022-11-26, 株疫防指告 [2022] No. 11 · As of 29 Nov 15:00", "as tables have it"
    assert provenance_words(None, "市卫健委", AT, "zh") == "市卫健委 · 截至 11月29日 15:00"


def test_without_a_source_nothing_is_said():
    with pytest.raises(ValueError, match="no provenance"):
        provenance_words(pd.DataFrame({"n": [1]}), None, None, "zh")


def test_a_figure_stands_since_its_longest_silent_feed():
    feeds = [{"name": "热线", "name_en": "Hotline", "last_received_at": AT}, {"name": "工单", "name_en": None, "last_received_at": datetime(2022, 11, 28, 8)}]
    assert "热线、工单" in stale_sentence(feeds, "zh") and "11月28日 08:00" in stale_sentence(feeds, "zh")
    assert "Hotline, 工单" in stale_sentence(feeds, "en") and "28 Nov 08:00" in stale_words(feeds, "en")
    never = [{"name": "热线", "name_en": "Hotline", "last_received_at": None}]
    assert "尚未报送" in stale_sentence(never, "zh") and stale_words(never, "zh") == ""
    assert stale_sentence([], "zh") == stale_words([], "zh") == ""


def test_a_moment_of_another_year_says_its_year():
    feeds = [{"name": "热线", "name_en": "Hotline", "last_received_at": datetime(2021, 12, 31, 8, 30)}]
    assert "2021年12月31日 08:30" in stale_sentence(feeds, "zh", datetime(2023, 1, 5)) and "2021" in stale_words(feeds, "en", datetime(2023, 1, 5))
    assert "2021" not in stale_sentence(feeds, "zh", datetime(2021, 12, 31, 20))


def test_a_newspaper_has_a_name_in_english():
    frame = pd.DataFrame({"source": ["哈尔滨日报 2022-11-30"]})
    frame.attrs = {"as_of": datetime(2022, 11, 30)}
    assert "Harbin Daily 2022-11-30" in provenance_words(frame, None, None, "en")
    assert "哈尔滨日报 2022-11-30" in provenance_words(frame, None, None, "zh")
