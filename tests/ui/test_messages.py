"""Messages, numbers and moments in both languages."""

import ast
import re
from datetime import datetime

import pytest

from dashboard.app import NAVIGATION
from dashboard.i18n.forms import count_parts, fmt_age, fmt_change, fmt_count, fmt_day, fmt_moment, fmt_share, fmt_window
from dashboard.i18n.messages import column_label, enum_label, enum_of, messages, text
from dashboard.metrics import METRICS
from dashboard.schema.declaration import tables
from dashboard.sentences.published import unit_words
from dashboard.settings import folder
from dashboard.warehouse.catalogue import catalogue
from tests.listing import all_keep

HAN = re.compile(r"[\u4e00-\u9fff]")
OTHER_LANGUAGE_ON_PURPOSE = {"nav.language", "businesses.placeholder", "example.indicators_unit"}
"""The language switch, what a register in Chinese can be searched for, and a unit, which is stored as it is."""
OTHER_ORDER = {"filter.span_in_month"}
"""11月2日–29日, but 2–29 Nov: the day stands alone on the other side."""


def says_the_same_in_both_languages(key):
    pairs = list(zip(messages()[key][::2], messages()[key][1::2], strict=True))  # the message, then what to do about an error
    assert len(pairs) in (1, 2) and (all(pairs[0]) or key.startswith("punctuation."))
    for chinese, english in pairs:
        beside = {"n"} if key.startswith(("unit.", "metric_unit.", "change.")) else set()  # an English unit goes with the figure before it
        assert key in OTHER_ORDER or set(re.findall(r"{(\w+)", chinese)) == set(re.findall(r"{(\w+)", english)) - beside
        assert key in OTHER_LANGUAGE_ON_PURPOSE or not HAN.search(english)


def test_every_message_says_the_same_in_both_languages():
    all_keep(says_the_same_in_both_languages, messages())


CHOICES = {"select", "segments", "known_value", "page_start", "radius_choice"}
"""What reads a parameter of the address, named first, and says so where its value is none of those known."""


def test_every_parameter_of_the_address_that_is_judged_has_a_name():
    named = set()
    for file in (folder("dashboard") / "ui").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        own = {}
        for one in [node for node in tree.body if isinstance(node, ast.Assign)]:
            names, values = ([*side.elts] if isinstance(side, ast.Tuple) else [side] for side in (one.targets[0], one.value))
            own |= {n.id: v.value for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name) and isinstance(v, ast.Constant)}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            if call.func.id in CHOICES and call.args:
                first = call.args[0]
                named.add(first.value if isinstance(first, ast.Constant) else own.get(getattr(first, "id", "")))
    assert {"street", "turn", "places_day", "zone", "near_kind"} <= named
    assert [name for name in named if name and f"address.{name}" not in messages()] == []


def test_english_counts_one_thing_as_one():
    said = [text("zones.f_city_only", "en", n=n) for n in ("1", 1, "0", "21", "1,001")]
    assert said[0] == said[1] == "1 zone is declared without a district and cannot be given to one."
    assert said[2:] == [f"{n} zones are declared without a district and cannot be given to one." for n in ("0", "21", "1,001")]
    assert text("zones.f_city_only", "zh", n=1) == messages()["zones.f_city_only"][0].format(n=1)


COUNTED = re.compile(r"(?<!±)\{(\w+)(?::,)?\} (?:(?!of |in |and )[a-z'-]+ )?(cases|zones|places|people|calls|tickets|units|days|districts|households|points|rows|batches|feeds|grids|visits|files|cells|others)\b")
"""A number before a noun that stands for many of it."""
ALWAYS_MANY = {
    "cases.none_located", "hotline.area_finding", "play.said", "surge.weeks", "surge.kinds", "shanghai_districts.repeated",
    "boundary_file.too_large", "map_pack.too_many", "sentence.peak_days",
}
"""Not before one: where a figure is a name or a list, a bound of many, or is put in by the browser."""


def counts_one_as_one(key):
    for english in messages()[key][1::2]:
        assert not COUNTED.search(english), english


def test_no_english_text_has_a_number_before_many():
    all_keep(counts_one_as_one, set(messages()) - ALWAYS_MANY)


def test_a_unit_goes_with_its_figure():
    assert [METRICS["tickets_open"].unit("en", n) for n in ("1", "2", "")] == ["ticket", "tickets", "tickets"]
    assert unit_words("家次", "en", "1") == "visit" and unit_words("家次", "en") == "visits"


def test_every_page_and_metric_has_its_words():
    assert all(f"nav.{name}" in messages() for name in NAVIGATION)
    assert all(metric.source in tables() or metric.source == "batches" for metric in METRICS.values())
    assert all(metric.label(lang) and bool(metric.unit(lang)) == bool(metric.of) for metric in METRICS.values() for lang in ("zh", "en"))


def test_every_column_of_every_query_has_a_chinese_label():
    bare = {c.name for q in catalogue().values() for c in q.columns if not HAN.search(column_label(c.name, "zh"))}
    assert bare == set()


def test_what_tables_columns_queries_and_metrics_are_is_punctuated_in_chinese():
    said = [part.about_zh for table in tables().values() for part in (table, *table.columns.values())]
    said += [query.notes["zh"] for query in catalogue().values() if "zh" in query.notes]
    said += [words for metric in METRICS.values() for words in (metric.label("zh"), metric.unit("zh"))]
    assert [words for words in said if re.search(r"[\u4e00-\u9fff][,;:?!()]|[)][\u4e00-\u9fff]", words)] == []


@pytest.mark.parametrize("n, zh, en", [
    (0, "0", "0"), (6029, "6,029", "6,029"), (28310, "28,310", "28,310"), (1_330_000, "133万", "1,330,000"),
    (1_333_333, "133.3万", "1,333,333"), (2_0000_0000, "2亿", "200,000,000"), (-7, "−7", "−7"), (None, "未知", "unknown"),
    (float("nan"), "未知", "unknown"),
])
def test_counts_as_people_say_them(n, zh, en):
    assert (fmt_count(n, "zh"), fmt_count(n, "en")) == (zh, en)


def test_count_keeps_the_multiplier_apart():
    assert count_parts(1_330_000, "zh") == ("133", "万")


def test_moments_and_changes():
    at = datetime(2022, 11, 29, 15, 0)
    assert (fmt_moment(at, "zh"), fmt_moment(at, "en")) == ("11月29日 15:00", "29 Nov 15:00")
    assert fmt_moment(at, "zh", year=True) == "2022年11月29日 15:00"
    assert (fmt_day(None, "zh"), fmt_share(None, "en")) == ("未知", "unknown")
    assert [fmt_change(c, "zh") for c in (12, -9, 0, None)] == ["+12", "−9", "±0", "未知"]
    assert fmt_share(0.1017, "zh") == "10.2%"
    assert [fmt_age(m, "zh") for m in (35, 60, 2880)] == ["35分钟", "1小时", "2天"]


@pytest.mark.parametrize("start, end, said", [
    ((29, 0), (29, 15), "11月29日 0–15时"), ((28, 0), (29, 0), "11月28日 0–24时"),
    ((27, 16), (28, 16), "11月27日 16:00 – 11月28日 16:00"),
])
def test_windows(start, end, said):
    assert fmt_window(datetime(2022, 11, *start), datetime(2022, 11, *end), "zh") == said


def test_enumerations_speak_both_languages_and_never_hide_null():
    assert (enum_label("zone_level", "high", "zh"), enum_label("zone_level", "high", "en")) == ("高风险区", "high risk")
    assert enum_label("route", None, "zh") == "未知"
    assert enum_label("route", "unknown", "zh") == "未知" and enum_label("area_kind", "unknown", "en") == "unknown"
    assert enum_label("route", "从未见过", "zh") == "从未见过"
    assert (enum_of("route"), enum_of("kind")) == ("route", None)


def test_a_count_that_rounds_up_to_the_next_unit_is_said_in_it():
    assert [fmt_count(n, "zh") for n in (99_994_000, 99_999_500, 100_000_000, 99_999.6, 99_999)] == ["9,999.4万", "1亿", "1亿", "10万", "99,999"]
    assert fmt_count(-99_999_500, "zh") == "−1亿" and fmt_count(99_999_500, "en") == "99,999,500"


def test_a_figure_is_late_by_what_it_counts_and_by_what_changes_that():
    """A feed delivers zones; what was declared today is as old as they are. Deliveries do not wait for zones, zones without one do."""
    tables_of = {name: set(METRICS[name].tables) for name in ("zones_declared_today", "deliveries_7d", "zones_unserved")}
    assert tables_of == {"zones_declared_today": {"zone_events", "zones"}, "deliveries_7d": {"deliveries"}, "zones_unserved": {"deliveries", "zones"}}
