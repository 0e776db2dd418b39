"""Hostile words in every output: spreadsheet, terminal, JSON, figure, screen."""

import csv
import io
import json
import re

import pandas as pd
import pytest
from markupsafe import Markup, escape

from dashboard.cli.terminal import as_json, as_text, is_shortened, say
from dashboard.data.fetch import seen
from dashboard.figures.annotations import bold, event_marks, named_in_text
from dashboard.figures.bars import horizontal_bars
from dashboard.figures.figure import Figure
from dashboard.figures.multiples import small_multiples
from dashboard.geography.map_files import read_map
from dashboard.intake.templates.examples import Site
from dashboard.plain_text import has_unseen, in_figure, in_spreadsheet, on_page, on_screen, on_terminal, shortened, unbroken
from dashboard.ui.components.exports.csv_file import csv_bytes
from dashboard.ui.desk.dictionary import template_csv
from dashboard.ui.shell.address import labelling
from dashboard.ui.shell.typeset import paragraph
from dashboard.ui.wall.room import Place
from dashboard.ui.wall.tiles import feed_key, tile

FORMULAS = ("=1+1", "  =1+1", "+cmd|calc!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\u200b=1", "＝1+1")
UNSEEN = ("\x1b[2J", "\x9b31m", "\x07", "\x7f", "\u202eabc", "\u2066a\u2069", "a\u200bb", "\ufeffa", "a\u2028b", "\udcff", "\U000e0041")
TAGS = ("<b>x</b>", '<a href="http://evil.invalid">x</a>', "a<br>b", "&lt;b&gt;")


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell):
    board = csv_bytes(pd.DataFrame({cell: [cell], "n": [-5]})).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(board, newline=""))
    command = next(csv.reader(io.StringIO(as_text(["n"], [(cell,)], "csv").partition("\n")[2], newline="")))
    assert header[0][0] == row[0][0] == command[0][0] == "'" and row[1] == "-5"


def test_a_template_names_a_district_that_is_no_formula():
    rows = list(csv.reader(io.StringIO(template_csv("cases", "zh", Site("=1+1", "=1+1", 126.6, 45.7)).decode("utf-8-sig"), newline="")))
    assert "'=1+1" in rows[1] and "=1+1" not in rows[1]


@pytest.mark.parametrize("cell", ["-5", "+3.5", "道里区", "a=b", "", "—", -5, None])
def test_numbers_and_plain_words_stay_as_they_are(cell):
    assert in_spreadsheet(cell) == cell


@pytest.mark.parametrize("word", UNSEEN)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_nothing_unseen_reaches_a_terminal(word, form):
    assert not has_unseen(as_text(["名称"], [(word,)], form).replace("\n", ""))


@pytest.mark.parametrize("word", UNSEEN)
def test_json_still_says_what_was_typed(word):
    assert json.loads(as_json({"name": word})) == {"name": word}


def test_a_message_is_one_line_whatever_stands_in_it(capsys):
    say("a\n✓ all well\x1b[0m", wrong=True)
    assert capsys.readouterr().err == "a␊✓ all well␛[0m\n"


@pytest.mark.parametrize("word", UNSEEN)
def test_words_of_a_page_are_seen_and_identifiers_stay(word):
    frame = seen(pd.DataFrame({"name": pd.Series([word, None], dtype=object), "zone_id": pd.Series([word, "b"], dtype=object)}))
    assert not has_unseen(frame["name"][0]) and frame["zone_id"][0] == word


def test_words_of_a_list_are_seen_and_so_are_names_of_boundaries(tmp_path):
    frame = seen(pd.DataFrame({"names": pd.Series([["a\u202e", "b"], None], dtype=object)}))
    assert frame["names"][0] == ["a\ufffd", "b"] and frame["names"][1] is None
    (tmp_path / "d.json").write_text(json.dumps({"districts": [{"name": "a\x1b", "name_en": None, "path": "M0 0"}]}), encoding="utf-8")
    assert read_map(tmp_path / "d.json") == {"districts": [{"name": "a␛", "name_en": None, "path": "M0 0"}]}


def test_a_feed_of_any_name_still_veils_its_tiles():
    drawn = tile("t", "panel", Markup(""), Place(0, 0, 9, 9), ["a b", "a b", "hotline-calls"])
    assert f'data-feeds="{feed_key("a b")} hotline-calls"' in drawn and " " not in feed_key("a b")


def test_breaks_stay_on_a_screen_and_are_shown_in_a_terminal():
    assert on_screen("a\nb") == "a\nb" and on_terminal("a\nb") == "a␊b"


@pytest.mark.parametrize("word", TAGS)
def test_a_name_in_a_figure_is_text(word):
    days = pd.DataFrame({"area_name": [word], "day": ["2022-11-29"], "n": [3]})
    bars = named_in_text(horizontal_bars(days.assign(n=[float("nan")]), "n", title="t", lang="en"))
    several = named_in_text(small_multiples(days, "n", title="t", lang="en"))
    events = event_marks(Figure(layout={"height": 100}), [(pd.Timestamp("2022-11-29"), word)])
    known = in_figure(word)
    assert list(bars.data[0].y) == [known] and bars.layout.annotations[0].y == known
    assert several.data[0].name == known and word not in str(several.layout.annotations[0].text) + several.data[0].hovertemplate
    assert word not in events.layout.xaxis.title.text and bold(word) == f"<b>{known}</b>"


def test_a_long_name_is_shortened_above_a_small_chart_and_whole_on_touch():
    name = "城" * 400
    figure = small_multiples(pd.DataFrame({"area_name": [name], "day": ["2022-11-29"], "n": [3]}), "n", title="t", lang="zh")
    assert "…" in figure.layout.annotations[0].text and len(figure.layout.annotations[0].text) < 60 and name in figure.data[0].hovertemplate


def test_a_long_name_beside_a_bar_keeps_its_beginning_and_its_end():
    name = "湖南省邵阳市城步苗族自治县农村电子商务与冷链物流配送服务中心股份有限公司第十七分公司 · 粮食"
    assert shortened(name) == "湖南省邵阳市城步苗族自治县…第十七分公司 · 粮食"
    assert shortened("红星超市 · 粮食") == "红星超市 · 粮食"


@pytest.mark.parametrize("most", [1, 5, 24, 60])
@pytest.mark.parametrize("name", ["城" * 4000, "wide " * 900, "城a" * 30])
def test_what_is_shortened_is_no_wider_than_it_may_be(name, most):
    shown = shortened(name, most)
    assert len(shown) <= 2 * most + 1 and sum(1 if letter > "\u2e7f" else 0.55 for letter in shown) <= most + 0.55


def test_a_page_shows_a_short_word_as_it_is_and_a_long_one_with_the_whole_as_its_title():
    name = "<城&>" * 99
    assert on_page("<b>") == "&lt;b&gt;" and on_page(Markup("<b>")) == "<b>"
    assert on_page("a\u202eb") == "a\ufffdb"
    markup = on_page(name, 24)
    assert markup.startswith(f'<span title="{escape(name)}">') and "…" in markup and "<城" not in markup


def test_a_long_name_beside_a_bar_is_shortened_and_whole_on_touch():
    names = ["城<b>" * 70, "道里区", "城<b>" * 69 + "末"]
    frame = pd.DataFrame({"area_name": names, "n": [3, 2, 1]})
    figure = named_in_text(horizontal_bars(frame, "n", title="t", lang="zh"))
    bars, axis = figure.data[0], figure.layout.yaxis
    assert list(axis.tickvals) == list(bars.y) == [in_figure(name) for name in reversed(names)]
    assert [text for text in axis.ticktext if "…" in text] == [axis.ticktext[0], axis.ticktext[2]] and axis.ticktext[1] == "道里区"
    assert bars.hovertemplate.startswith("%{customdata}") and bars.customdata[1] == ""
    assert bars.customdata[2].startswith(in_figure(names[0][:30]) + "<br>") and bars.customdata[2].endswith("…<br>")


def test_no_two_choices_are_called_the_same():
    said = labelling({1: "城" * 500, 2: "城" * 501, 3: "道里区\u202e"})
    assert said(1) != said(2) and said(3) == "道里区\ufffd" and len(said(1)) < 70


@pytest.mark.parametrize(("words", "together"), [
    ("市政府新闻发布会 2022-11-29 · 截至", ["2022-11-29"]),
    ("11月29日 0–15时，比上周 +3", ["11月29日 0–15时"]), ("29 Nov 0–15 h against 22 Nov 0–15 h", ["29 Nov 0–15 h", "22 Nov 0–15 h"]),
    ("接通率 98.2 %", ["98.2 %"]), ("10月30日–11月2日", ["10月30日–11月2日"]), ("约 35 min 前", ["35 min"]),
    ("疫情通报 · 截至 11月29日 15:00", ["11月29日 15:00"]), ("As of 29 Nov 15:00, 2022年11月29日 9:00", ["29 Nov 15:00", "2022年11月29日 9:00"]), ("一切如常", []),
    ("比昨日 −14 个百分点", ["14 个百分点"]), ("<b>0–15时</b>", ["0–15时"]),
])
def test_what_belongs_together_stays_on_a_line(words, together):
    page = unbroken(words)
    assert re.findall(r'<span class="together">([^<]*)</span>', page) == together
    assert page.striptags() == words if "<" not in words else "<b>" not in page


def test_a_table_says_whether_it_shortens_its_cells():
    assert is_shortened([("short", None), ("x" * 500, 1)]) and not is_shortened([("short", None), (1, 2.5)])


def test_sentences_under_a_chart_keep_their_middle_and_end_somewhere():
    assert "…" not in paragraph("sentence", "字" * 600)
    assert len(paragraph("sentence", "字" * 9999).striptags()) < 640
