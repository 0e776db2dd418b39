"""What the Data and Community pages draw: receipts, ledgers, published figures, templates; and the Data page, opened."""

from datetime import datetime
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.data.page_address import address
from dashboard.i18n.forms import fmt_exact
from dashboard.i18n.messages import Words
from dashboard.intake.problems import Problem
from dashboard.intake.receipts import Receipt
from dashboard.rows.hotline import connected_in, offered_in, same_hours
from dashboard.rows.published import differing, entries
from dashboard.ui.components.batch_lines import contents, source_words
from dashboard.ui.components.ledger import Cell, Heading, ledger_html
from dashboard.ui.desk import upload
from dashboard.ui.desk.dictionary import template_csv
from dashboard.ui.desk.receipts import STATES, _problem, receipt_html
from dashboard.ui.desk.upload import forget, purpose_words, purposes, uploader_words

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def chinese():
    """Outside a browser there is no address to read the language from."""
    with address({"lang": "zh"}):
        yield


def receipt(status: str, **fields) -> Receipt:
    return Receipt(file=EVIL, sha256="0", status=status, **fields)


@pytest.mark.parametrize("status", STATES)
def test_a_receipt_says_what_happened_and_escapes_the_name(status):
    html = receipt_html(receipt(status, rows={"cases": 1234}, refusals=3, batch_id=7))
    assert "&lt;img" in html and "<img" not in html
    assert ("3 处不合要求" in html) == (status == "refused")
    assert ("病例" in html and "1,234 行" in html) == (status != "refused")


def test_a_problem_names_row_column_value_and_what_is_allowed():
    said, allowed = Words("不是整数", "no whole number"), Words("整数", "a whole number")
    problem = Problem("f.csv", "unread", said, allowed, row=900_001, column="人数", value="x" * 80)
    row, column, value, message, allowed = _problem(problem)
    assert (row.text, row.state, column, message, allowed) == ("900001", "act", "人数", "不是整数", "整数")
    assert len(value) == 61 and value.endswith("…")


def test_a_ledger_escapes_every_cell_and_refuses_a_crooked_row():
    html = ledger_html(["a", "b"], [Heading(EVIL), [Cell(EVIL, under=EVIL, before=EVIL), EVIL]])
    assert "<img" not in html and html.count("&lt;img") == 5
    with pytest.raises(ValueError, match="1 cells"):
        ledger_html(["a", "b"], [["only one"]])


def test_every_purpose_has_words_in_both_languages():
    for language in ("zh", "en"):
        with address({"lang": language}):
            assert all(purpose_words(purpose) for purpose in purposes())
            assert "200" in uploader_words()


def test_contents_and_sources_of_a_batch_are_said_in_words():
    assert contents('{"cases": 3, "hotline_calls": 4}') == "病例、热线来电"
    assert source_words("risk-areas") != "risk-areas" and source_words("cases") == "病例"
    assert source_words("哈尔滨日报") == "哈尔滨日报"


def test_a_template_opens_in_excel_and_has_one_example():
    text = template_csv("checkpoints", "zh")
    assert text.startswith(b"\xef\xbb\xbf") and len(text.decode("utf-8-sig").strip().splitlines()) == 2


def figures(*rows: tuple) -> pd.DataFrame:
    at = pd.Timestamp("2020-02-19")
    return pd.DataFrame([
        {
            "topic": "supply", "indicator": code, "label": code, "label_en": code, "value": value, "unit": "条", "qualifier": qualifier, "counting_unit": "条",
            "area_id": "", "area_name": None, "place": "", "statement": statement, "as_of": at, "source": "报",
        }
        for code, value, qualifier, statement in rows
    ])


def test_statements_of_one_figure_stand_together_with_their_verdict():
    frame = figures(("lines", 3.0, "exact", "甲"), ("lines", 7.0, "exact", "乙"), ("days", 7.0, "exact", "甲"), ("days", 7.0, "exact", "乙"), ("sum", 9.0, "exact", "甲"), ("sum", 9.0, "about", "乙"), ("one", 1.0, "exact", ""))
    verdicts = {entry.first["indicator"]: entry.verdict for entry in entries(frame)}
    assert verdicts == {"lines": "differ", "days": "agree", "sum": "loosely", "one": "once"}
    assert differing(frame) == 1


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(1_330_000, "133万", "1,330,000"), (130_000, "13万", "130,000"), (128_456, "128,456", "128,456"), (67.14, "67.14", "67.14"), (0.3333, "0.3333", "0.3333"), (30_000, "30,000", "30,000"), (-9, "−9", "−9")],
)
def test_a_published_figure_loses_no_digit(value, zh, en):
    assert (fmt_exact(value, "zh"), fmt_exact(value, "en")) == (zh, en)


def test_today_is_compared_with_the_same_delivered_hours():
    hours = pd.DataFrame({"hour": pd.date_range("2022-11-22", "2022-11-29 17:00", freq="h")}).assign(offered=10.0, answered=8.0, is_partial=False)
    hours.loc[hours["hour"] >= "2022-11-29 16:00", "is_partial"] = True
    at = datetime(2022, 11, 29, 17, 30)
    today, week_ago = same_hours(hours, at), same_hours(hours, at, pd.Timedelta(days=7))
    assert len(today) == len(week_ago) == 16, "delivered until 16:00"
    assert offered_in(today) == 160 and connected_in(today) == pytest.approx(0.8)
    assert offered_in(today.head(0)) is None and connected_in(today.head(0)) is None


def test_files_that_were_answered_for_leave_the_servers_memory(monkeypatch):
    memory = MemoryUploadedFileManager("/upload")
    for page, name in (("a", "1"), ("a", "2"), ("b", "1")):
        memory.add_file(page, UploadedFileRec(name, "a.csv", "text/csv", b"a"))
    monkeypatch.setattr(upload, "get_script_run_ctx", lambda: SimpleNamespace(session_id="a", uploaded_file_mgr=memory))
    forget([SimpleNamespace(file_id="1")])
    assert {page: list(files) for page, files in memory.file_storage.items()} == {"a": ["2"], "b": ["1"]}
    monkeypatch.setattr(upload, "get_script_run_ctx", lambda: None)
    forget([SimpleNamespace(file_id="2")])
