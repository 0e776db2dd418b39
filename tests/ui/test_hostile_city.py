"""A city with hostile words in every text and identifier of every table: every page, the wall's scenes, every query at the command line."""

import csv
import io
import json
import re
from functools import cache, partial

import pytest

from dashboard.app import NAVIGATION
from dashboard.cli.main import main
from dashboard.plain_text import has_unseen
from dashboard.warehouse import ask
from dashboard.warehouse.catalogue import catalogue
from dashboard.warehouse.workspace import Workspace
from tests.hostile_city import hostile_city
from tests.page_runs import open_page

pytestmark = pytest.mark.slow  # every page and every query of a city

UNSEEN = ("\x1b[2J", "\u202e", "\u200b")
TRACES = ("<u>evil", "<script>window", "<img src=//", "<svg/onload", '<a href="javascript', "<a href='")
"""What may reach no page as markup; in what is JSON, as it is there."""
FORMULA = re.compile(r"\s*[=+@＝＋－＠-]")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return hostile_city(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("name", NAVIGATION)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_sets_words_as_words(name, lang, city, monkeypatch):
    app = open_page(name, city.root, monkeypatch, lang=lang)
    assert not app.exception
    sent = [(element.type, element.proto.SerializeToString()) for element in app.main if getattr(element, "proto", None) is not None]
    assert sent
    unseen = [(kind, trace, _around(body, trace)) for kind, body in sent for trace in UNSEEN if trace.encode() in body]
    drawn = [json.loads(part.proto.json)["html"] for part in app.get("bidi_component") if part.proto.component_name == "sandtable_still"]
    drawn += [json.dumps(json.loads(chart.proto.spec), ensure_ascii=False) for chart in app.get("plotly_chart")]  # its alternative text is no HTML
    tags = [_around(body, trace) for body in [*(body for kind, body in sent if kind == "html"), *(spec.encode() for spec in drawn)]
            for trace in TRACES if trace.encode() in body]
    assert all(drawn)
    assert unseen == [] and tags == []


def _around(body: bytes, trace: str) -> bytes:
    return body[max(0, body.find(trace.encode()) - 120):][:240]


@pytest.fixture(scope="module")
def asked_once():
    """The door for questions; what it answered is given again for the next form, since the forms are what is looked at."""
    return cache(partial(lambda answer, root, name: answer(Workspace.open(root), name), ask.ask))


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_query_prints_words_as_words(form, city, asked_once, capsys, monkeypatch):
    monkeypatch.setattr(ask, "ask", lambda workspace, name, *_: asked_once(workspace.root, name))
    odd, has_evil = [], False
    for name in catalogue():
        if main(["query", name, "--workspace", str(city.root), "--format", form]):
            continue  # needs a parameter
        printed = capsys.readouterr().out
        has_evil |= "evil" in printed
        odd += [name] if has_unseen(printed.replace("\r\n", "").replace("\n", "")) or (form == "csv" and _formulas(printed)) else []
    assert has_evil and odd == []


def _formulas(printed: str) -> list[str]:
    """Cells of a CSV that a spreadsheet would work out."""
    cells = [cell for row in csv.reader(io.StringIO(printed, newline="")) for cell in row]
    return [cell for cell in cells if FORMULA.match(cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell.strip())]


@pytest.mark.parametrize("command", [["check", "--lang", "en"], ["doctor", "--lang", "zh"], ["verify"]])
def test_a_command_prints_words_as_words(command, city, capsys):
    main([command[0], "--workspace", str(city.root), *command[1:]])
    said = capsys.readouterr()
    assert said.out and not has_unseen((said.out + said.err).replace("\n", ""))
