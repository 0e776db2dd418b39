"""Asking without SQL, as a script on the fixture city: the pick of the address, its answer and SQL, what is refused and what is said of it."""

import pytest

from dashboard.measures.written import write
from dashboard.ui.explore.picked_held import STARTERS
from tests.page_runs import open_page, shown


@pytest.fixture
def opened(city_workspace, monkeypatch):
    def run(pick="", lang="zh", **query):
        app = open_page("explore", city_workspace.root, monkeypatch, lang=lang, ask="pick", **({"pick": pick} if pick else {}), **query)
        assert not app.exception
        return app

    return run


def test_without_a_measure_there_are_picks_to_begin_with(opened):
    app = opened()
    assert "还没有选指标" in shown(app) and len(app.dataframe) == 0
    app.button(key="picking-start-zones").click().run()
    assert not app.exception and app.query_params["pick"] == write(STARTERS["zones"])
    assert app.dataframe[0].value.columns.tolist() == ["day", "zones_high", "zones_medium"]


def test_a_pick_is_answered_and_its_sql_is_shown(opened):
    app = opened("zones_high,zones_medium;by=district;sort=-zones_high;rows=3")
    [table] = [frame.value for frame in app.dataframe]
    assert table.columns.tolist() == ["area_id", "area_name", "zones_high", "zones_medium"] and len(table) == 3
    assert "from zone_open" in app.code[0].value and "group by all" in app.code[0].value
    assert app.multiselect(key="picking-measures").value == ["zones_high", "zones_medium"]
    assert "存量：取最后的值" in shown(app)


def test_the_rows_are_said_in_words(opened):
    app = opened(write(STARTERS["food"]))
    assert "只看：主题为生活物资、物资配送；最紧缺保供点保障天数 &lt; 2" in shown(app)
    assert "Only: Topic is food and supplies, delivery" in shown(opened(write(STARTERS["food"]), "en"))


def test_what_is_chosen_goes_into_the_address(opened):
    app = opened("tickets_open")
    app.multiselect(key="picking-splits").select("topic").run()
    assert app.query_params["pick"] == "tickets_open;by=topic"
    app.selectbox(key="picking-period").select("7").run()
    assert app.query_params["pick"] == "tickets_open;by=topic;days=7" and "不随时段变化" in shown(app)
    app.multiselect(key="picking-measures").set_value(["tickets_received"]).run()
    assert app.query_params["pick"] == "tickets_received;by=topic;days=7" and not app.exception


@pytest.mark.parametrize(("pick", "lang", "words"), [
    ("connect_share;by=answer", "zh", "拆开只剩 0 或 100%"),
    ("supply_below;by=day", "zh", "截至时刻的状态"),
    ("cover_days;by=district", "en", "needs one Good"),
    ("zones_open,calls_offered;sum", "zh", "单位不同"),
    ("new_positive,cases_listed;sum", "en", "the same people"),
    ("calls_offered;by=day,week", "en", "one way only"),
    ("zones_open;by=weather", "en", "no dimension named “weather”"),
    ("zones_open;by=day;nonsense=1", "zh", "读不懂"),
])
def test_what_has_no_true_figure_is_refused_in_words(opened, pick, lang, words):
    app = opened(pick, lang)
    assert words in shown(app) and len(app.dataframe) == 0


def test_a_measure_of_a_newer_version_is_left_out_and_said(opened):
    app = opened("zones_open,zones_of_tomorrow;by=level")
    assert "zones_of_tomorrow" in shown(app) and "已略过" in shown(app)
    assert app.dataframe[0].value.columns.tolist() == ["level", "zones_open"] or len(app.dataframe) == 1


def test_two_moments_side_by_side(opened):
    app = opened("zones_open;by=district;with=moments", since="2022-11-25T00:00")
    table = app.dataframe[0].value
    assert table.columns.tolist() == ["area_id", "area_name", "zones_open", "zones_open_before", "zones_open_change"]
    assert table["zones_open_before"].isna().any() and "各问一次" in shown(app)
    assert "先在页首选" in shown(opened("zones_open;with=moments"))


def test_the_page_s_district_is_followed_or_said_to_change_nothing(opened):
    app = opened("zones_high", district="230102")
    assert app.dataframe[0].value["zones_high"].tolist() == [1] and "$district" in app.code[0].value
    assert "没有分区县的数" in shown(opened("outside_strict", district="230102"))


def test_a_pick_is_taken_on_as_sql(opened):
    app = opened("tickets_received;by=day;days=7")
    sql = app.code[0].value
    app.button(key="picking-take").click().run()
    assert not app.exception and app.query_params["sql"].strip() == sql and "ask" not in app.query_params


@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize("view", ["table", "chart", "map"])
def test_what_to_begin_with_is_answered_in_every_view(opened, name, view):
    opened(write(STARTERS[name]), view=view)
    opened(write(STARTERS[name]), "en", view=view)


def test_a_filter_is_added_and_its_values_have_their_words(opened):
    app = opened("tickets_open")

    def open_again():
        app.session_state["picking-filters"] = True  # a run of a script closes what a browser holds open
        return app.run()

    open_again().selectbox(key="picking-filter-by-0").select("topic")
    values = open_again().multiselect(key="picking-values-topic")
    assert "生活物资" in values.options
    values.select("supply")
    open_again()
    assert app.query_params["pick"] == "tickets_open;where=topic:supply" and not app.exception
    open_again().selectbox(key="picking-filter-by-1").select("unit")
    units = open_again().multiselect(key="picking-values-unit")
    assert len(units.options) > 1


def test_a_figure_without_a_number_is_no_condition(opened):
    app = opened("zones_open,tickets_open;by=district")
    app.session_state["picking-keep-begun"] = "zones_open"
    app.session_state["picking-rows"] = True
    app.run()
    assert not app.exception and "keep" not in app.query_params["pick"] and len(app.dataframe[0].value) > 0
    assert app.number_input(key="picking-number").value is None
    app.number_input(key="picking-number").set_value(1).run()
    assert not app.exception and "keep=zones_open<1" in app.query_params["pick"]


def test_the_days_and_the_rows_without_a_district_are_said(opened):
    app = opened("calls_offered,new_positive;by=district;days=7;sort=-calls_offered")
    rows = app.dataframe[0].value
    assert "即 " in shown(app) and "11月22日" in shown(app)
    unplaced = rows[rows["area_id"] == ""]
    assert unplaced["area_name"].tolist() == ["未记录区县"] * len(unplaced) and unplaced.index.tolist() == rows.index.tolist()[-len(unplaced):]
    assert rows[["calls_offered", "new_positive"]].notna().any(axis=1).all()
