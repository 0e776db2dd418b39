"""The designed states: empty, error, stale, no permission, in both languages."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.data.page_address import address
from dashboard.errors import StoreError
from dashboard.server.opening import first_screen
from dashboard.ui.components.chart import empty_state
from dashboard.ui.components.kpi import Kpi, kpi_strip
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.screens import empty_workspace_screen, error_boundary
from dashboard.ui.shell.staleness import remember

AT = datetime(2022, 11, 29, 15)
FEEDS = pd.DataFrame({
    "table_name": ["bulletins", "zones", "hotline_calls"], "name": ["疫情通报", "风险区名单", "热线来电"],
    "name_en": ["Bulletins", "Risk zones", "Hotline calls"], "state": ["overdue", "late", "never"],
    "last_received_at": [pd.Timestamp("2022-11-29 08:05"), pd.Timestamp("2022-11-29 12:00"), pd.NaT],
})

NONE_MADE_UP = pd.DataFrame({"table_name": []})


@pytest.fixture(params=["zh", "en"])
def lang(request):
    with address({"lang": request.param}):
        yield request.param


@pytest.fixture
def shown(monkeypatch):
    """What st.html was given."""
    seen = []
    monkeypatch.setattr("streamlit.html", lambda body, **_: seen.append(str(body)))
    return seen


def fetched(*tables: str) -> pd.DataFrame:
    frame = pd.DataFrame({"n": [1]})
    frame.attrs = {"query": "q", "as_of": AT, "tables": tables}
    return frame


def test_what_rests_on_an_overdue_feed_says_so_and_since_when(lang, shown):
    remember(FEEDS, NONE_MADE_UP)
    line = provenance_line(fetched("bulletins", "areas"))
    assert "▲" in line and {"zh": "疫情通报 逾期", "en": "Bulletins overdue"}[lang] in line and "08:05" in line
    kpi_strip([Kpi("new_positive", 1, fetched("bulletins"))])
    assert 'class="stale"' in shown[-1] and "08:05" in shown[-1]
    kpi_strip([Kpi("zones_high", 1, fetched("bulletins", "zones"))])
    assert 'class="stale"' not in shown[-1], "the zones of a frame that bulletins are behind as well are not late"
    never = provenance_line(fetched("hotline_calls"))
    assert {"zh": "尚未报送", "en": "never received"}[lang] in never


def test_nothing_is_green_while_its_feed_is_overdue(shown):
    zones = Kpi("zones_overdue", 0, fetched("zones"), state="ok")
    remember(FEEDS.head(0), NONE_MADE_UP)
    kpi_strip([zones])
    assert 'class="kpi ok"' in shown[-1] and "●" in shown[-1]
    remember(FEEDS.head(1).assign(table_name="zones"), NONE_MADE_UP)
    kpi_strip([zones])
    assert 'class="kpi quiet"' in shown[-1] and "●" not in shown[-1] and 'class="stale"' in shown[-1]


def test_a_headline_figure_is_marked_as_made_up_by_its_own_tables(shown):
    remember(FEEDS.head(0), pd.DataFrame({"table_name": ["zones"]}))
    kpi_strip([Kpi("zones_high", 1, fetched("zones", "bulletins")), Kpi("new_positive", 1, fetched("zones", "bulletins"))])
    high, positive = shown[-1].split('class="kpi ')[1:]
    assert 'class="sim"' in high and 'class="sim"' not in positive


def test_what_rests_on_feeds_within_their_contract_says_nothing(lang):
    remember(FEEDS, NONE_MADE_UP)
    assert 'class="stale"' not in provenance_line(fetched("zones"))
    remember(FEEDS.head(0), NONE_MADE_UP)
    assert 'class="stale"' not in provenance_line(fetched("bulletins"))


def test_each_state_has_its_screen_and_its_icon(lang, shown):
    empty_workspace_screen()
    with error_boundary():
        raise StoreError("store.not_published")
    empty, failed = shown
    assert "calm empty" in empty and 'role="alert"' not in empty
    assert "calm error" in failed and 'role="alert"' in failed and {"zh": "请运行 sandtable doctor", "en": "Run sandtable doctor"}[lang] in failed


def test_an_empty_chart_keeps_its_title_and_names_the_filters(lang, shown):
    empty_state("道里区", "每日新增（例）")
    assert "每日新增（例）" in shown[0] and "道里区" in shown[0]


def test_the_first_screen_holds_the_places_of_figures_and_charts():
    assert "正在打开" in first_screen("zh") and "Opening" in first_screen("en") and 'role="status"' in first_screen("en")
