"""Saved views on the Explore page: kept from the form, restored by their link with their moment, said where they are gone."""

import pytest

from dashboard.kept import views
from dashboard.ui.explore.saved import NAME
from tests.page_runs import open_page, shown

ASKED = "select count(*) as n from zone_open"


@pytest.fixture
def city(kept_city):
    return kept_city


def test_a_link_restores_the_question_and_its_moment(city, monkeypatch):
    view = views.save(city, "十一月二十日", {"sql": ASKED, "as_of": "2022-11-20T00:00", "view": "table"}, None)
    app = open_page("explore", city.root, monkeypatch, lang="zh", saved=view.id)
    assert not app.exception and "已打开“十一月二十日”" in shown(app) and "截至 11月20日 00:00" in shown(app)
    assert app.dataframe[0].value["n"][0] == 0
    assert (app.query_params["sql"], app.query_params["lang"]) == (ASKED, "zh") and "saved" not in app.query_params


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_to_one_that_is_gone_says_its_name(city, monkeypatch, lang):
    view = views.save(city, "不再要的", {"sql": ASKED}, None)
    views.remove(city, view.id)
    app = open_page("explore", city.root, monkeypatch, lang=lang, saved=view.id)
    assert not app.exception and "不再要的" in shown(app)
    app = open_page("explore", city.root, monkeypatch, lang=lang, saved="<script>")
    assert not app.exception and "<script>" not in shown(app) and ("没有这个视图" if lang == "zh" else "no such view") in shown(app)


def test_the_present_question_is_kept_without_who_reads_it(city, monkeypatch):
    app = open_page("explore", city.root, monkeypatch, lang="en", theme="dark", sql=ASKED)
    app.session_state["explore-kept"] = True
    app.run()
    [name] = [field for field in app.text_input if field.key == NAME]
    name.set_value("Open zones")
    next(button for button in app.button if button.key == "kept-save").click().run()
    [view] = views.listed(city)
    assert (view.name, view.address) == ("Open zones", {"sql": ASKED})
    assert "Saved as “Open zones”" in shown(app)
