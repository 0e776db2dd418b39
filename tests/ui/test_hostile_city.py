"""A city with hostile words in every free text column of every table: every page, the wall's scenes, every query at the command line."""

import csv
import json
from pathlib import Path

import pytest

from dashboard.app import NAVIGATION
from dashboard.cli.main import main
from dashboard.plain_text import has_unseen
from dashboard.schema.declaration import tables
from dashboard.warehouse.catalogue import catalogue
from tests.conftest import FIXTURE_CITY, published
from tests.page_runs import open_page

pytestmark = pytest.mark.slow  # every page and every query of a city

HOSTILE = "=<u>evil</u>\x1b[2J\u202e\u200b"
TRACES = ("<u>evil", "\x1b[2J", "\u202e", "\u200b")
"""What may reach no page as it stands; in what is JSON, as it is there."""


@pytest.fixture(scope="module")
def hostile_city(tmp_path_factory):
    work = tmp_path_factory.mktemp("hostile")
    for file in FIXTURE_CITY.glob("*/*.csv"):
        table = tables()[file.stem]
        with file.open(encoding="utf-8", newline="") as given:
            rows = list(csv.DictReader(given))
        free = [c.name for c in table.columns.values() if c.kind == "text" and c.name not in table.key and not c.name.endswith(("_id", "_key"))]
        changed = [row | {name: HOSTILE + row[name] for name in free if row.get(name)} for row in rows]
        target = work / "files" / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, rows[0].keys())
            writer.writeheader()
            writer.writerows(changed)
    return published(Path(work / "files"), work)


@pytest.mark.parametrize("name", NAVIGATION)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_sets_words_as_words(name, lang, hostile_city, monkeypatch):
    app = open_page(name, hostile_city.root, monkeypatch, lang=lang)
    assert not app.exception
    sent = [(element.type, element.proto.SerializeToString()) for element in app.main if getattr(element, "proto", None) is not None]
    assert sent
    unseen = [(kind, trace, _around(body, trace)) for kind, body in sent for trace in TRACES[1:] if trace.encode() in body]
    drawn = [json.dumps(json.loads(chart.proto.spec), ensure_ascii=False) for chart in app.get("plotly_chart")]  # its alternative text is no HTML
    tags = [_around(body) for body in [*(body for kind, body in sent if kind == "html"), *(spec.encode() for spec in drawn)]
            if TRACES[0].encode() in body]
    assert all(drawn)
    assert unseen == [] and tags == []


def _around(body: bytes, trace: str = TRACES[0]) -> bytes:
    return body[max(0, body.find(trace.encode()) - 120):][:240]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_query_prints_words_as_words(form, hostile_city, capsys):
    odd, has_evil = [], False
    for name in catalogue():
        if main(["query", name, "--workspace", str(hostile_city.root), "--format", form]):
            continue  # needs a parameter
        printed = capsys.readouterr().out
        has_evil |= "evil" in printed
        odd += [name] if has_unseen(printed.replace("\n", "")) or (form == "csv" and (",=" in printed or "\n=" in printed)) else []
    assert has_evil and odd == []


def test_the_check_prints_words_as_words(hostile_city, capsys):
    main(["check", "--workspace", str(hostile_city.root), "--lang", "en"])
    assert not has_unseen(capsys.readouterr().out.replace("\n", ""))
