"""The house components: what they refuse, and what they say."""

import json
from datetime import datetime
from urllib.parse import unquote

import pandas as pd
import pytest
from markupsafe import Markup

from dashboard.data.figure_cache import drawn
from dashboard.errors import StoreError
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.map_view import Sight, fitted_view, outside
from dashboard.tokens import PAPER
from dashboard.ui.components.chart import chart, has_marks
from dashboard.ui.components.district_map import map_data
from dashboard.ui.components.exports.csv_file import csv_bytes
from dashboard.ui.components.kpi import Kpi, act_above_zero, kpi_strip
from dashboard.ui.components.point_deck import Shown, compact_deck
from dashboard.ui.components.point_map import legend
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.components.table import table
from dashboard.ui.shell.screens import error_boundary

AT = datetime(2022, 11, 29, 15)
SQUARE = {"name": "甲区", "name_en": "Jia", "path": "M0 0L1 0L1 1Z", "label": [0.5, 0.5], "label_radius": 20.0, "area_share": 0.5}
PLANE = {"west": 125.0, "north": 46.0, "x": 0.0, "y": 0.0, "units_per_lon": 10.0, "units_per_lat": 10.0, "metres_per_unit": 11_000.0}
OUTLINES = {
    "city": "1", "viewbox": [10, 10], "dense": None, "projection": PLANE, "attribution": "边界：天地图", "districts": [{**SQUARE, "area_id": i} for i in ("11", "12", "13")],
}


def fetched(**columns):
    frame = pd.DataFrame(columns)
    frame.attrs = {"query": "q", "as_of": AT, "tables": ("bulletins", "areas")}
    return frame


@pytest.fixture
def shown(monkeypatch):
    """What st.html was given."""
    seen = []
    monkeypatch.setattr("streamlit.html", lambda body, **_: seen.append(str(body)))
    return seen


def test_nothing_is_drawn_without_provenance():
    frame = pd.DataFrame({"day": [AT], "new_positive": [1], "new_confirmed": [1], "new_asymptomatic": [0]})
    with pytest.raises(ValueError, match="provenance"):
        chart(epidemic_curve(frame, lang="zh"), frame, key="x")
    with pytest.raises(ValueError, match="provenance"):
        kpi_strip([Kpi("new_positive", 1)])


def test_provenance_names_tables_moment_and_synthetic_rows():
    assert provenance_text(fetched(n=[1])) == "疫情通报 · 截至 11月29日 15:00"
    assert provenance_text(fetched(n=[1], is_synthetic=[True])).endswith("含模拟数据")
    assert provenance_text(fetched(n=[1], source=["line_list"])).startswith("病例个案")


def test_headline_figure_says_unknown_and_compares_in_words(shown):
    kpi_strip([
        Kpi("new_positive", None, fetched(n=[1]), detail="不应出现"),
        Kpi("new_positive", 59, fetched(n=[1]), previous=68, windows=("11月24日 0–24时", "11月23日 0–24时")),
        Kpi("outside_share", (0.1017, 0.1525), fetched(n=[1])),
    ])
    assert "未知" in shown[0] and "不应出现" not in shown[0]
    assert "11月24日 0–24时，比11月23日 0–24时 −9" in Markup(shown[0]).striptags() and "10.2–15.2" in shown[0]
    assert '<span class="together">11月24日 0–24时</span>' in shown[0], "a day and its hours stay on one line"


def test_markup_in_data_stays_text(shown):
    kpi_strip([Kpi("new_positive", 1, fetched(n=[1]), detail="<script>alert(1)</script>")])
    assert "<script>" not in shown[0] and "&lt;script&gt;" in shown[0]


def test_act_needs_a_known_positive_number():
    assert [act_above_zero(n) for n in (3, 0, None, float("nan"))] == ["act", "ok", "quiet", "quiet"]


def test_map_tells_zero_from_missing_and_names_what_has_no_outline():
    frame = fetched(area_id=["1", "11", "12", "1-x"], area_name=["市", "甲区", "乙区", "高新区"], n=[9, 0, None, 4])
    data = map_data(frame, "n", OUTLINES, "新增(例)", "例", None, 400)
    assert [district["class"] for district in data["districts"]] == ["zero", "none", "none"]
    assert "高新区 4" in data["notes"] and "市 9" not in data["notes"]
    assert [entry["kind"] for entry in data["legend"]] == ["zero", "none"]


def test_point_map_is_compact_and_asks_for_no_style():
    placed = pd.DataFrame({"lon": [126.6, 126.7], "lat": [45.7, 45.8], "name": ["<b>甲</b>", "乙"], "state": ["open", None]})
    deck = drawn(compact_deck, placed, shown=Shown(enum="supply_state", id="name"), sight=Sight(1), lang="zh", ground=PAPER)
    sent = deck.to_json()
    spec = json.loads(sent)
    assert spec["mapProvider"] is None and "://" not in sent and ": " not in sent.replace("：", "")
    edges, points = (next(layer for layer in spec["layers"] if layer["id"] == name)["data"] for name in ("edges", "points"))
    assert points[0]["tip"].startswith("<b>甲</b>\n") and "tip" not in edges[0] and [e["p"] for e in edges] == [p["p"] for p in points]
    assert spec["initialViewState"]["zoom"] == fitted_view(placed)["zoom"] + 1
    assert 126.6 < fitted_view(placed)["longitude"] < 126.7 and [unquote(point["k"]) for point in points] == ["<b>甲</b>", "乙"]
    turned = json.loads(deck.turned(3).to_json())["layers"]
    assert "points-3" in [layer["id"] for layer in turned] and deck.to_json() == sent, "a map that is shared is not changed"


def test_a_fitted_view_holds_the_one_point_that_lies_far_from_many_but_none_outside_the_city():
    many = pd.DataFrame({"lon": [126.6, 126.7] * 500, "lat": [45.7, 45.8] * 500})
    far = pd.concat([many, pd.DataFrame({"lon": [126.6], "lat": [47.8]})])
    assert fitted_view(far)["latitude"] == pytest.approx(46.75) and fitted_view(far)["zoom"] < fitted_view(many)["zoom"] - 3
    city = [125.0, 44.0, 130.0, 46.7]
    assert fitted_view(far, city) == fitted_view(many) and outside(far, city).sum() == 1 and not outside(far, None).any()
    assert fitted_view(far.tail(1), city)["latitude"] == pytest.approx(47.8), "where all lie outside they are what there is to see"


def test_what_the_point_map_leaves_out_is_counted_by_its_reason():
    said = legend(pd.DataFrame({"state": ["open"]}), "state", "supply_state", unplaced=3, left_out=1200)
    assert "3 条没有坐标" in said and "另有 1,200 个点" in said and "本市之外" not in said
    assert "2 个点在本市之外" in legend(pd.DataFrame({"state": ["open"]}), "state", "supply_state", 0, 0, beyond=2)
    assert "没有坐标" not in legend(pd.DataFrame({"state": ["open"]}), "state", "supply_state", 0, 0)


def test_boundary_shows_the_errors_own_words_or_a_reference_and_no_traceback(shown, caplog):
    with error_boundary():
        raise StoreError("store.not_published")
    assert "数据库尚未发布。" in shown[-1] and "sandtable doctor" in shown[-1]
    with error_boundary():
        raise KeyError("secret /data/path")
    assert "secret" not in shown[-1] and "编号" in shown[-1]
    assert "secret" in caplog.text


def test_csv_opens_in_excel_with_chinese():
    assert csv_bytes(pd.DataFrame({"area_name": ["道里区"]})).startswith(b"\xef\xbb\xbfarea_name")


def test_a_csv_says_what_its_columns_and_codes_are_called():
    frame = fetched(area_name=["道里区"], cover_state=["below_1"], n=[3])
    header, row = csv_bytes(frame).decode("utf-8-sig").splitlines()
    assert header == "area_name（地区）,cover_state（保障状态）,cover_state（保障状态，文字）,n（数量）"
    assert row == "道里区,below_1,不足 1 天,3"


def test_figure_without_a_single_value_counts_as_empty():
    frame = pd.DataFrame({"day": [AT], "new_positive": [None], "new_confirmed": [None], "new_asymptomatic": [None]})
    assert not has_marks(epidemic_curve(frame, lang="zh"))
    assert has_marks(epidemic_curve(frame.assign(new_positive=3.0), lang="zh"))


def test_a_map_with_one_class_says_so_instead_of_a_scale_of_one_step():
    def said(*values):
        frame = pd.DataFrame({"area_id": ["11", "12", "13"], "area_name": ["甲区"] * 3, "n": values})
        return [entry["label"] for entry in map_data(frame, "n", OUTLINES, "", "例", None, 400)["legend"]]

    assert said(98, 99, 99) == ["98–99，同为一档，深浅不分高低"] and said(5, 5, 5) == ["均为 5"]
    assert len(said(1, 10, 50)) > 1


def test_a_range_and_its_unit_stand_in_one_line(shown):
    kpi_strip([Kpi("outside_share", (0.102, 0.153), fetched(n=[1])), Kpi("zones_high", 3, fetched(n=[1]))])
    assert 'class="num range">10.2–15.3<' in shown[0] and 'class="num">3<' in shown[0]
    kpi_strip([Kpi("outside_share", (1.0, 1.0), fetched(n=[1]))])
    assert ">100.0<" in shown[-1] and "–" not in shown[-1], "both ends are one figure"


def test_figures_that_are_words_stand_under_each_other():
    from dashboard.ui.components.table import _are_figures
    assert _are_figures(pd.Series(["11,030", None, "至少 24,271", "88.6%"])) and _are_figures(pd.Series(["at least 30"]))
    assert not any(_are_figures(pd.Series(words)) for words in (["2022-04-07"], ["SYN-T000821"], ["30", "不详"], [None], ["5 天"]))


def test_a_table_says_only_in_which_ways_it_moves(shown):
    long, wide = fetched(n=list(range(20))), fetched(**{f"c{n}": [1] for n in range(9)})
    for frame, said in ((long, "共 20 行，表内可上下滑动。"), (wide, "放不下的列，可在表内左右滑动。")):
        table(frame, key="t", bare=True)
        assert any(said in markup for markup in shown)
    before = len(shown)
    table(fetched(n=[1]), key="s", bare=True)
    assert not any("滑动" in markup for markup in shown[before:])


def test_a_table_that_scrolls_stands_on_paper_as_rows():
    from dashboard.ui.components.paper_rows import MOST_ON_PAPER, paper_rows
    frame = pd.DataFrame({"name": ["<b>甲</b>", None] + ["乙"] * MOST_ON_PAPER, "share": 0.5, "n": 1_200})
    config = {"name": {"label": "名称"}, "share": {"label": "占比", "type_config": {"format": "percent"}}, "n": {"label": "数"}}
    text = str(paper_rows(frame, config))
    assert text.count("<tr>") == MOST_ON_PAPER + 1 and "&lt;b&gt;甲" in text and "<td></td>" in text
    assert '<td class="n">50.0%</td><td class="n">1,200</td>' in text and "另有 2 行" in text
