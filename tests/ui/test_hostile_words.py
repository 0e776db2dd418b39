"""Words that look like HTML stay words, whichever part of the interface sets them."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard import ui
from dashboard.data.page_moment import Moment
from dashboard.figures.figure import Figure
from dashboard.figures.legend import Entry
from dashboard.figures.svg.leaf import Captions
from dashboard.figures.svg.tracks import Picture
from dashboard.i18n.messages import Words
from dashboard.kept.notes import Note
from dashboard.plain_text import on_page
from dashboard.tokens import PAPER
from dashboard.ui.components import (
    behind_link,
    chart,
    district_map,
    freshness,
    ground,
    item_list,
    kpi,
    ledger,
    legend,
    live,
    notes,
    numbers_then,
    paper,
    paper_rows,
    picking,
    pictures,
    play_still,
    point_map,
    point_still,
    provenance,
    rank,
    table,
    tracks,
)
from dashboard.ui.shell import as_of, filter_sheet, links, masthead, screens, staleness, theme, typeset
from dashboard.ui.wall import figure_tile, scene_list, stage, tiles
from dashboard.ui.wall.beside import Beside

EVIL = """<b class=evil>"&'"""
AT = datetime(2022, 11, 29, 15)
PLACE = tiles.Place(0, 0, 900, 500)
FEED = {"table_name": "bulletins", "name": EVIL, "name_en": EVIL, "state": "overdue", "last_received_at": AT, "expected_by": AT, "feed_id": EVIL}


class Served:
    """A workspace whose city has an evil name."""

    config, root, shift = {"wall": {"name": EVIL, "name_en": EVIL}, "demo": {"synthetic": True}}, Path("/nowhere"), 0

    def city_name(self, lang):
        return EVIL


def fetched(**columns) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    frame.attrs = {"query": "q", "as_of": AT, "tables": ("bulletins",)}
    return frame


FEEDS = fetched(**{name: [value] for name, value in FEED.items()})
FRAME = fetched(n=[1], source=[EVIL], is_synthetic=[True])
KPI = kpi.Kpi("new_positive", 1, FRAME, detail=EVIL, qualifier=EVIL, source=EVIL, state="act")
UNKNOWN = kpi.Kpi("new_positive", None, FRAME, missing=EVIL, source=EVIL)
NOW = Moment(AT, AT, True, "asof.invalid", EVIL, AT, "since.invalid", EVIL)
PAST = Moment(AT, datetime(2022, 11, 30), False, None, None)


def _chart() -> None:
    figure = Figure(layout={"title": {"text": EVIL}, "height": 240}).add_bar(x=[1], y=[1], name=EVIL, marker={"color": "#1F4E79"})
    chart.chart(figure, FRAME, key="a", sentence=EVIL, source=EVIL, ends=True)
    chart.chart(figure, FRAME.iloc[:0], key="b", filters=EVIL, source=EVIL)


def _point_map() -> list[str]:
    points = fetched(lon=[126.6], lat=[45.7], name=[EVIL], state=[EVIL], more=[EVIL])
    deck = point_map.compact_deck(points, shown=point_map.Shown(tips=("more",)), lang="zh", ground=PAPER)
    [marks] = [layer["data"] for layer in json.loads(deck.to_json())["layers"] if layer["id"] == "points"]
    assert "html" not in deck._tooltip and EVIL in marks[0]["tip"].split("\n"), "a tip is text"
    point_map.point_map(points.iloc[:0], key="a", title=EVIL, filters=EVIL)
    return [point_map.legend(points, "state", "", 0, 0)]


def _point_still() -> list[str]:
    name = "\ufdd0zone\ufdd1" + EVIL  # with the signs that stand for addresses in a kept picture
    points = fetched(lon=[126.6, 126.6, 126.7], lat=[45.7, 45.7, 45.8], name=[name] * 3, state=[EVIL, EVIL, None], more=[EVIL] * 3)
    look = {"shown": point_map.Shown(tips=("more",), id="name"), "lang": "zh", "ground": PAPER}
    picture = point_still.addressed(point_still.point_still(points, key=EVIL, title=EVIL, height=480, opens="zone", **look).body, EVIL)
    assert picture.count("<a ") == 2 and picture.count('href="?') == 2, "a mark for two of one spot, and one alone"
    return [picture]


def _play_still() -> list[str]:
    cells = fetched(lon=[126.6, 126.6], lat=[45.7, 45.8], named=[1, 2], cell_class=["cell_1", "cell_1"], area_name=[EVIL, None])
    ways = {"day": EVIL, "title": EVIL, "height": 300, "notes": [EVIL]}
    return [play_still.play_still(cells, None, {"cell_1": 1}, "cell_class.", **ways)]


def _pictures() -> list[str]:
    around = Captions(EVIL, EVIL, (EVIL,), EVIL, EVIL)
    figure = Figure(layout={"showlegend": True, "height": 300}).add_bar(x=[1, 2], y=[1, 2], name=EVIL, marker={"color": "#1F4E79"})
    district = {"path": "M0 0L9 9Z", "label": [5, 5], "radius": 4, "short": EVIL, "text": EVIL, "class": "1", "area_id": EVIL}
    drawn = {"districts": [district], "viewbox": [10, 10], "dense": None, "legend": [{"kind": "1", "label": EVIL}], "legend_title": EVIL,
             "words": {"unnamed": "{names}", "comma": ","}, "notes": EVIL}
    points = pd.DataFrame({"lon": [126.5], "lat": [45.5], "state": [EVIL]})
    made = [pictures.chart_picture(figure)(around), pictures.district_picture(drawn)(around),
            pictures.point_picture(points, "state", "", "", None, (EVIL,))(around)]
    return [re.sub(r"<line [^<>]*/>", "", one) for one in made]  # whose attributes x1 and y1 are no names of HTML


def _items() -> None:
    item_list.item_list([("act", EVIL, EVIL, True)], nothing=EVIL)
    item_list.item_list([], nothing=EVIL)
    item_list.change_list(fetched(what=["zones_opened"], detail=[EVIL], n=[1]), nothing=EVIL)
    item_list.change_list(fetched(what=[], detail=[], n=[]), nothing=EVIL)


def _notes() -> list[str]:
    note = Note("a" * 12, EVIL, "zone", EVIL, EVIL, AT.isoformat(), EVIL, AT.isoformat())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notes, "known_notes", lambda: [note] * 5)
        return [notes.notes_html("zone", EVIL), on_page(notes.place_words(note, {}, {}))]


def _ledger() -> None:
    cell = ledger.Cell(EVIL, under=EVIL, before=EVIL, state="act")
    ledger.ledger([EVIL], [ledger.Heading(EVIL, EVIL), [cell], [EVIL]], height=10, kind=EVIL)
    ledger.ledger([EVIL], [], nothing=EVIL)


def _ground() -> list[str]:
    pack = SimpleNamespace(kind="rivers", content={"attribution": EVIL, "approval": EVIL})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ground, "packs", lambda: [pack])
        patch.setattr(ground, "damaged_packs", lambda: [EVIL])
        return [ground.ground_line()]


def _paper() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, given in (("workspace", Served), ("moment", lambda: NOW), ("generation", lambda: None)):
            patch.setattr(paper, name, given)
        paper.paper_foot("zones")


def _masthead() -> list[str]:
    masthead.banners(NOW)
    masthead.banners(PAST)
    return [masthead._brand(EVIL)]


def _stage() -> list[str]:
    return [stage._brand(), stage._foot(FEEDS, scene_list.Asked((), 20, (EVIL,)))]


def _tiles() -> list[str]:
    found = tiles.panel(EVIL, EVIL, FRAME, lambda w, h: "", PLACE, {"bulletins": [EVIL]}, sentence=EVIL, source=EVIL)
    rows = tiles.ranking([(EVIL, 1.0, EVIL)], 500, 500)
    return [found, rows,
            tiles.lines([tiles.Line("act", EVIL, EVIL, EVIL)], 500, 500, EVIL), tiles.lines([], 500, 500, EVIL)]


def _figure_tiles():
    said = Beside(EVIL, EVIL)
    return [figure_tile.figure_tile(KPI, PLACE, {"bulletins": [EVIL]}, said, EVIL), figure_tile.figure_tile(UNKNOWN, PLACE, {})]


SETTERS = {
    "shell/as_of.py": None, "shell/filter_sheet.py": None, "shell/style.py": None, "shell/theme.py": None,  # only messages and tokens
    "shell/links.py": lambda: [links.link(links.href("/x", EVIL, district=EVIL), EVIL)],
    "shell/masthead.py": _masthead,
    "shell/screens.py": lambda: screens.calm_screen(EVIL, EVIL, "empty"),
    "shell/staleness.py": lambda: [staleness.stale_line(FRAME), staleness.stale_paragraph(EVIL)],
    "shell/typeset.py": lambda: [typeset.section(EVIL, EVIL), typeset.note(EVIL, "act"), typeset.paragraph(EVIL, EVIL)][-1:],
    "components/behind_link.py": lambda: [behind_link.behind_check(EVIL, EVIL)],
    "components/chart.py": _chart,
    "components/district_map.py": lambda: district_map.district_map(FRAME, "n", key="a", title=EVIL, filters=EVIL, source=EVIL),
    "components/freshness.py": lambda: freshness.freshness(FEEDS),
    "components/item_list.py": _items,
    "components/kpi.py": lambda: kpi.kpi_strip([KPI, UNKNOWN]),
    "components/ledger.py": _ledger,
    "components/notes.py": _notes,
    "components/legend.py": lambda: [legend.legend_words([Entry(EVIL, "box", EVIL, EVIL), Entry(EVIL, EVIL, EVIL, EVIL)])],
    "components/pictures.py": _pictures,
    "components/numbers_then.py": lambda: [numbers_then.then_part(EVIL)],
    "components/map_ways.py": None, "components/chosen_points.py": None,  # messages; the names of points are in its table
    "components/play_still.py": _play_still,
    "components/point_map.py": _point_map,
    "components/point_still.py": _point_still,
    "components/rank.py": lambda: [rank.rank_part(EVIL)],
    "components/provenance.py": lambda: [provenance.provenance_line(FRAME, EVIL)],
    "components/table.py": lambda: table.table(FRAME.iloc[:0], key="a", filters=EVIL, source=EVIL),
    "components/tracks.py": lambda: tracks.tracks(Picture(""), FRAME, key="a", title=EVIL, sentence=EVIL),
    **dict.fromkeys([f"wall/{name}.py" for name in (
        "scenes", "number_scenes", "attention_scene", "order_scene", "opening_scene", "district_scene", "setting")]),  # tiles side by side
    "components/ground.py": _ground, "components/paper.py": _paper,
    "components/paper_rows.py": lambda: [paper_rows.paper_rows(pd.DataFrame({"name": [EVIL]}), {"name": {"label": EVIL}})],
    "components/live.py": None, "components/first_picture.py": None,  # boxes around a picture
    "components/section.py": None,  # messages, and addresses
    "components/not_received.py": None,  # titles of the schema and messages
    "wall/stage.py": _stage, "wall/figure_tile.py": _figure_tiles,
    "wall/tiles.py": _tiles,
}
"""By module that makes HTML: what sets evil words with all of its functions; what it returns beside what it draws is looked at too."""


class Looked(HTMLParser):
    """The words of a piece of HTML, in text and attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for _, value in attrs]
        self.odd += [f"<{tag} {name}={value}>" for name, value in attrs if value == "evil" or not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9-]*", name)]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """What is drawn, in a workspace whose city has an evil name and no boundaries, with an overdue feed of an evil name."""
    seen: list[str] = []
    monkeypatch.setattr("streamlit.html", lambda body, **_: seen.append(str(body)))
    for module in (masthead, stage):
        monkeypatch.setattr(module, "workspace", Served)
        monkeypatch.setattr(module, "moment", lambda: NOW)
        for fault in ("log_fault", "clock_behind"):  # a file in the folder of batches may have any name
            monkeypatch.setattr(module, fault, lambda: Words(EVIL, EVIL))
    for module in (district_map, point_map):
        monkeypatch.setattr(module, "outlines_now", lambda: None)
        monkeypatch.setattr(module, "map_fault", lambda file: Words(EVIL, EVIL))
    for module in (point_map, pictures):
        monkeypatch.setattr(module, "geodata", lambda file: None)
    monkeypatch.setattr(live, "_picture", lambda data, **_: seen.append(data["html"]))
    monkeypatch.setattr(live, "moment", lambda: NOW)
    for module in (chart, picking):
        monkeypatch.setattr(module, "asked", lambda name: "")
        monkeypatch.setattr(module, "area_names", dict)
    for module in (point_map, play_still):
        monkeypatch.setattr(module, "ground", lambda: PAPER)
    staleness.remember(FEEDS, pd.DataFrame({"table_name": []}))
    yield seen
    staleness.remember(FEEDS.iloc[:0], pd.DataFrame({"table_name": []}))


@pytest.mark.parametrize("module", [name for name, setter in SETTERS.items() if setter])
def test_hostile_words_stay_words(module, drawn):
    html = "".join([*(SETTERS[module]() or []), *drawn])
    looked = Looked(html)
    assert EVIL in " ".join(looked.words), "the words are not there at all"
    assert looked.odd == [] and EVIL not in html


def test_every_module_that_makes_html_is_asked():
    makers = {
        f"{file.parent.name}/{file.name}" for room in ("shell", "components", "wall") for file in (Path(ui.__file__).parent / room).glob("*.py")
        if "Markup(" in file.read_text(encoding="utf-8") or "link(" in file.read_text(encoding="utf-8")
    }
    assert makers - SETTERS.keys() == set()


def test_what_only_sets_messages_takes_no_words_of_data():
    assert not {*filter_sheet.sheet_head.__annotations__, *theme.theme_switch.__annotations__} - {"return"}
    assert set(as_of.as_of_control.__annotations__) == {"at", "return"}
