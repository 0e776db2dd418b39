"""The document names the scripts of its page, so that they load while the interface starts."""

import re

import pytest

from dashboard.server.app import page_addresses
from dashboard.server.preloads import CONTENT, FRAME, preloads, scripts_of
from dashboard.server.static import ROOT

INDEX = (ROOT.parent / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", sorted({*FRAME, *(part for parts in CONTENT.values() for part in parts)}))
def test_every_part_is_one_of_this_interface(part):
    assert len(list((ROOT / "js").glob(f"{part}.*.js"))) == 1


def test_every_page_has_its_parts():
    assert set(CONTENT) >= page_addresses()


def test_scripts_come_with_all_they_import_and_none_twice():
    names = scripts_of(("PlotlyChart", "Selectbox"))
    assert len(names) == len(set(names)) and names[0].startswith("PlotlyChart.")
    for name in names:
        assert name not in INDEX
        source = (ROOT / "js" / name).read_text(encoding="utf-8")
        for imported in re.findall(r'from"\./([^"]+\.js)"', source):
            assert imported in names or imported in INDEX


def test_a_page_names_what_it_draws_and_nothing_larger():
    assert "Selectbox" in preloads("") and "PlotlyChart" not in preloads("")
    assert "DataFrame" in preloads("explore") and "DataFrame" not in preloads("data")
    libraries = ("PlotlyChart", "DeckGlJsonChart")
    assert not [name for name in CONTENT for library in libraries if library in preloads(name)], "loaded when a chart or a map is touched"
    assert preloads("wall") == "" == preloads("no-such-page")
    assert all('fetchpriority="low"' in link for link in preloads("cases").split("<link")[1:])
