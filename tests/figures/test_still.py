"""A figure as a still picture says what the figure says: every value once, in its place, with its words beside it."""

import re
from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.bars import horizontal_bars
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.figure import Figure
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.look import blank, day_axis
from dashboard.figures.multiples import small_multiples
from dashboard.figures.svg.fluid import finished, fluid
from dashboard.tokens import NIGHT, PAPER

FILLS = {PAPER.series["confirmed"], PAPER.series["asymptomatic"]}
RECT = re.compile(r'<rect x="(-?[\d.]+)%" y="(-?[\d.]+)" width="([\d.]+)%" height="([\d.]+)" fill="(#\w+)"')
TITLE = re.compile(r"<title>([^<]*)</title>")
FIRST = date(2022, 11, 2)
COUNTS = st.one_of(st.none(), st.integers(-40, 5000))


def curve(rows: list[tuple]) -> Figure:
    """Rows: confirmed, asymptomatic, is_partial, one a day from 2 November on."""
    frame = pd.DataFrame(rows, columns=["new_confirmed", "new_asymptomatic", "is_partial"]).astype({"is_partial": bool})
    frame["day"] = [FIRST + timedelta(days=n) for n in range(len(frame))]
    frame["new_positive"] = frame[["new_confirmed", "new_asymptomatic"]].astype(float).sum(axis=1, min_count=2)
    return epidemic_curve(frame, lang="zh", height=200)


def still(figure: Figure, lang: str = "zh", **more: object) -> str:
    return str(fluid(figure, lang=lang, ground=NIGHT if lang == "en" else PAPER, with_ends=True, **more))


def placed(html: str) -> list[dict[str, float]]:
    """Each bar of a class: its places across in per cent, its places down in px."""
    found = [(*map(float, places), fill) for *places, fill in RECT.findall(html)]
    return [dict(zip(("left", "top", "wide", "high"), one[:4], strict=True)) | {"fill": one[4]} for one in found if one[4] in FILLS]


@settings(deadline=None)  # a busy machine is no fault of the picture
@given(st.lists(st.tuples(COUNTS, COUNTS, st.booleans()), min_size=1, max_size=40))
def test_every_value_stands_once_and_as_high_as_it_is(rows):
    html = still(curve(rows))
    bars, values = placed(html), [[n for day in rows if (n := day[kind])] for kind in (0, 1)]
    assert len(bars) == sum(map(len, values))
    assert all(bar["left"] >= -0.02 and bar["left"] + bar["wide"] <= 100.02 and bar["top"] >= 0 for bar in bars)
    pairs = [(bar["high"], abs(n)) for kind, fill in ((0, "confirmed"), (1, "asymptomatic"))
             for bar, n in zip([bar for bar in bars if bar["fill"] == PAPER.series[fill]], values[kind], strict=True)]
    scale = max((high / n for high, n in pairs), default=0)
    assert all(high == pytest.approx(scale * n, abs=0.11 + 0.06 * n / max(1, min(m for _, m in pairs))) for high, n in pairs), "one scale for all"


def test_every_value_is_said_and_the_days_are_one_stop_for_the_keyboard():
    html = still(curve([(30, 20, False), (None, None, False), (-4, 1234, False)]))
    first, last = TITLE.findall(html)
    assert first.splitlines()[0] == "2022-11-02" and "确诊病例 30" in first and "无症状感染者 20" in first
    assert "确诊病例 −4" in last and "无症状感染者 1,234" in last
    assert re.findall(r'data-n="([^"]*)"', html) == ["50", "1230"]
    assert html.count('tabindex="0"') == 1 and html.count('tabindex="-1"') == 1 and html.count('class="mark"') == 2


def test_classes_stand_on_each_other_and_a_correction_hangs_below_zero():
    lower, upper = placed(still(curve([(30, 20, False)])))
    assert upper["top"] + upper["high"] == pytest.approx(lower["top"], abs=0.2)
    html = still(curve([(30, 20, False), (-4, 0, False)]))
    first, below = [bar for bar in placed(html) if bar["fill"] == PAPER.series["confirmed"]]
    assert below["top"] == pytest.approx(first["top"] + first["high"], abs=0.2)
    assert "更正" in html and "−4" in html


def test_a_partial_day_is_hatched_and_a_missing_day_is_a_gap():
    html = still(curve([(5, 5, False), (None, None, False), (5, 5, True)]))
    assert html.count('fill="url(#partial-') == 2 and len(placed(html)) == 4
    assert [title.splitlines()[0] for title in TITLE.findall(html)] == ["2022-11-02", "2022-11-04"]
    done = finished(fluid(curve([(5, 5, True)]), lang="zh", ground=PAPER), "话", "a", "?")
    assert done.count("partial-a") == 3 and "\ufffb" not in done and "\ufffc" not in done


def test_the_last_and_the_highest_day_carry_their_figure():
    html = still(curve([(5, 5, False), (70, 3, False), (6, 2, False)]))
    assert re.findall(r'class="end">([^<]*)<', html) in (["73", "8"], ["8", "73"])
    assert 'class="end"' not in fluid(curve([(5, 5, False)]), lang="zh", ground=PAPER)


@pytest.mark.parametrize(("beside", "lifted"), [(1900.0, True), (1000.0, False), (9000.0, False)])
def test_the_figure_of_a_surge_stands_over_the_line_that_rises_beside_it_but_not_far_from_its_mark(beside, lifted):
    hours = pd.date_range("2022-11-27 00:00", periods=60, freq="h")
    frame = pd.DataFrame({"hour": hours, "offered": 900.0, "answered": 80.0, "baseline": 100.0, "marked": False, "is_partial": False})
    frame.loc[30, ["offered", "marked"]] = [1757.0, True]
    frame.loc[28, "offered"] = beside
    html = still(hotline_curve(frame, lang="zh", height=200))
    mark, word = (float(re.search(form, html)[1]) for form in (r'y="([\d.]+)" overflow="visible"><path d="M0 ', r'y="([\d.]+)"[^>]*class="end">1,757<'))
    assert (mark - word > 10.5) == lifted and mark - word < 31


def test_calls_are_lines_over_a_band_with_the_surge_named():
    hours = pd.date_range("2022-11-29 00:00", periods=16, freq="h")
    frame = pd.DataFrame({"hour": hours, "offered": [100.0] * 15 + [400.0], "answered": 80.0, "baseline": 100.0, "marked": [False] * 15 + [True], "is_partial": False})
    frame.loc[4, "offered"] = None
    html = still(hotline_curve(frame, lang="en", ground=NIGHT, height=200), "en")
    lines = re.findall(r'<path d="([^"]*)" fill="none"[^>]*stroke-linejoin', html)
    assert [line.count("M") for line in lines] == [1, 2], "answered has no gap, offered has one"
    assert f'fill="{NIGHT.series["band"]}"' in html and 'class="end">400<' in html
    assert all(len(name) == 5 for name in re.findall(r">(\d\d:\d\d)<", html)) and ">12:00<" in html


def test_a_name_from_a_file_stays_text():
    figure = curve([(5, 5, False)])
    figure.data[0].name = '"><script>alert(1)</script>'
    assert "<script>" not in still(figure) and "&lt;script&gt;" in still(figure)
    bad = pd.DataFrame({"area_name": ['南岗<b onload="x">', "\ufffd\ufffc"], "n": [3, 2]})
    html = finished(still(horizontal_bars(bad, "n", title="来电（通）", lang="zh"), districts={bad["area_name"][0]: "230103"}), "<i>话", "k", "?q=<&")
    assert "<b" not in html and "<i" not in html and "&lt;i&gt;话" in html and 'href="?q=&lt;&amp;district=230103"' in html
    assert "\ufffd" in html, "a letter that a file has is no place of ours"


def test_districts_are_links_and_the_chosen_one_leads_back():
    rows = pd.DataFrame({"area_name": ["道里区", "南岗区", "无区县"], "n": [3, 5, 1]})
    known = {"道里区": "230102", "南岗区": "230103"}
    html = finished(fluid(horizontal_bars(rows, "n", title="来电（通）", lang="zh"), lang="zh", ground=PAPER, districts=known, chosen="230103"), "话", "k", "?lang=zh&")
    assert re.findall(r'<a class="mark" href="([^"]*)" aria-label="([^"]*)"', html) == [("?lang=zh&amp;district=230102", "道里区 3"), ("?lang=zh&amp;", "南岗区 5")]
    assert html.count('aria-current="true"') == 1 and html.count("<title>") == 3
    days = pd.DataFrame({"area_name": ["道里区"] * 2 + ["南岗区"] * 2, "day": [FIRST, FIRST + timedelta(days=1)] * 2, "n": [1, 2, 3, None]})
    small = fluid(small_multiples(days, "n", title="每日新增（例）", lang="zh"), lang="zh", ground=PAPER, districts=known)
    assert TITLE.findall(str(small)) == ["南岗区\n11-02 3", "道里区\n11-02 1\n11-03 2"]


def test_letters_keep_their_size_and_names_make_room_where_it_is_narrow():
    html = still(curve([(5, 5, False)] * 28))
    assert "viewBox" not in re.sub(r"<svg viewBox[^>]*>.*?</svg>", "", html), "only lines are stretched, no letter is"
    assert 'class="from-' in html and html.rindex("from-") < html.rindex("29日"), "the newest day is named at any width"


def test_the_first_day_of_a_month_says_it_at_any_width():
    """16 days of which the eight named are 28 October to 11 November: what is left at 400 px begins with 31 October and not with "31"."""
    days = pd.date_range("2022-10-28", periods=16)
    html = still(day_axis(blank("在册（家）", "zh").add_scatter(x=days, y=list(range(16)), mode="lines"), days, "zh"))
    named = [(said, re.findall(r"(from|until)-(\d+)", look)) for look, said in re.findall(r'<text [^>]*?(?:class="([^"]*)")?>([^<]*日)<', html)]
    for width in (300, 400, 500, 700, 900):
        shown = [said for said, bounds in named if all((width <= int(px)) == (way == "until") for way, px in bounds)]
        months = [11 if int(said.removesuffix("日").split("月")[-1]) < 20 else 10 for said in shown]
        firsts = [number for number, month in enumerate(months) if number == 0 or months[number - 1] != month]
        assert [number for number, said in enumerate(shown) if "月" in said] == firsts, (width, shown)
        assert shown[-1].endswith("12日") and len(shown) >= 2


def test_a_value_of_zero_has_its_figure_and_panels_of_one_subject_a_stop_a_day():
    cover = blank("保障天数（天）", "zh").add_bar(x=[0.0, 2.5], y=["甲", "乙"], orientation="h", text=["0.0 ▲", "2.5"], textposition="outside", marker_color="#123456")
    assert ">0.0 ▲</text>" in still(cover) and TITLE.findall(still(cover)) == ["甲\n0", "乙\n2.5"]
    days = [FIRST + timedelta(days=n) for n in range(3)]
    two = blank("在册（家）", "zh").add_bar(x=days, y=[1, 2, 3], name="新增").add_scatter(x=days, y=[7, 8, 9], yaxis="y2", xaxis="x2", name="在册", mode="lines")
    two.update_layout(xaxis2={"domain": [0, 1]}, yaxis={"domain": [0, 0.4]}, yaxis2={"domain": [0.6, 1]})
    assert len(TITLE.findall(still(two))) == 6 and "2022-11-03\n在册 8" in still(two)


def test_what_it_cannot_draw_is_refused_not_left_out():
    with pytest.raises(ValueError, match="pie"):
        still(Figure([{"type": "pie", "values": [1]}]))


def test_a_heat_map_says_its_cells():
    figure = blank("来电（通）", "zh").add_heatmap(z=[[1, None], [3, 4000]], x=["a", "b"], y=["甲", "乙"], colorscale=[(0, "#FFFFFF"), (1, "#000000")])
    assert TITLE.findall(still(figure)) == ["甲 · a · 1", "乙 · a · 3", "乙 · b · 4,000"] and still(figure).count('tabindex="0"') == 1


def test_nothing_but_missing_days_is_no_error():
    assert placed(still(curve([(None, None, False)]))) == []


def test_what_happened_on_a_day_is_a_line_with_a_number_and_its_name_as_text():
    frame = pd.DataFrame({"day": [FIRST, FIRST + timedelta(days=1)], "new_confirmed": [1, 2], "new_asymptomatic": [0, 0], "new_positive": [1, 2]})
    events = [(datetime.combine(FIRST + timedelta(days=1), time()), "<b>注 & 说")]
    html = still(epidemic_curve(frame, lang="zh", height=200, events=events))
    assert html.count("①") == 2 and '<svg x="56.90%" overflow="visible"><text' in html and '<text x="56.90%"' in html and "&lt;b&gt;注 &amp; 说" in html and "<b>注" not in html
    assert '<p class="event-names">①' in html and "event-names" not in still(epidemic_curve(frame, lang="zh", height=200))
