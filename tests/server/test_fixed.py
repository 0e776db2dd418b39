"""What is sent once: files with their digest in their name, for good, compressed; and what pages are sent beside them."""

import json
import re
from collections.abc import Iterator

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.server.app import page_addresses
from dashboard.server.document import Document
from dashboard.server.fixed import every_sheet, fixed
from dashboard.ui.components.outlines import outlines_apart
from dashboard.ui.shell import sent_once
from tests.page_runs import open_page
from tests.server.test_asgi import Client

DRAWN = {"title": "t", "districts": [{"id": "230110", "path": "M0 0Z", "label": [1, 2], "radius": 3, "text": "9"}]}


@pytest.fixture
def served() -> Iterator[Client]:
    """A server that answers for the files; afterwards everything goes with the page again."""
    sent_once.begin(every_sheet())
    routes = [Route(sent_once.ROUTE + "{name}", fixed)]
    yield Client(Starlette(routes=routes, middleware=[Middleware(Document, pages=page_addresses)]))
    sent_once.end()


def test_a_file_is_kept_by_the_browser_for_good_and_another_content_has_another_name(served):
    first, same, other = (sent_once.address_of("part.js", source) for source in ("a = 1\n", "a = 1\n", "a = 2\n"))
    assert first == same != other and re.fullmatch(r"/fixed/part\.[0-9a-f]{12}\.js", first)
    plain, small = served.get(first), served.get(first, headers={"accept-encoding": "gzip, br"})
    assert plain.text == small.text == "a = 1\n" and small.headers["content-encoding"] == "br"
    assert "immutable" in plain.headers["cache-control"] and plain.headers["content-type"].startswith("text/javascript")
    assert served.get("/fixed/part.000000000000.js").status_code == 404
    assert served.get("/fixed/..%2fapp.py").status_code == 404


def test_every_page_but_the_wall_names_the_style_sheet_once_after_the_head(served):
    sheet = sent_once.known_address(sent_once.SHEET)
    for address in ("/", "/zones", "/data"):
        document = served.get(f"{address}?lang=zh").text
        assert document.count(sheet) == 1 and document.index(sheet) > document.index("</head>")
    assert sheet not in served.get("/wall").text
    rules = served.get(sheet, headers={"accept-encoding": "br"}).text
    assert ".kpis" in rules and ".ledger" in rules and "--paper" in rules


def test_outlines_are_named_and_values_are_sent(served):
    sent = outlines_apart(DRAWN)
    assert sent["districts"] == [{"id": "230110", "text": "9"}] and sent["title"] == "t"
    shapes = json.loads(served.get(sent["outlines"]).text)
    assert shapes == {"230110": {"path": "M0 0Z", "label": [1, 2], "radius": 3}}
    assert DRAWN["districts"][0]["path"] == "M0 0Z"


def test_outlines_of_many_moments_never_push_out_a_script(served):
    script = sent_once.address_of("part.js", "kept\n")
    addresses = [sent_once.address_of("outlines.json", json.dumps({"n": n})) for n in range(sent_once.MOST + 1)]
    assert served.get(script).text == "kept\n"
    assert served.get(addresses[0]).status_code == 404 and served.get(addresses[-1]).text == json.dumps({"n": sent_once.MOST})


def test_without_a_server_everything_goes_with_the_page(harbin_demo, monkeypatch):
    assert sent_once.address_of("part.js", "x\n") == "" and sent_once.script_of("part", "x\n") == "x\n"
    assert outlines_apart(DRAWN) is DRAWN
    page = open_page("overview", harbin_demo.root, monkeypatch, lang="zh")
    assert any("--paper:" in element.proto.body for element in page.get("html"))


def test_a_served_page_is_sent_no_style_sheet_and_no_outline(served, harbin_demo, monkeypatch):
    page = open_page("overview", harbin_demo.root, monkeypatch, lang="zh")
    assert not any("--paper:" in element.proto.body for element in page.get("html"))
    (drawn,) = (element.proto.json for element in page.get("bidi_component") if element.proto.component_name == "sandtable_district_map")
    sent = json.loads(drawn)
    assert sent["outlines"].startswith("/fixed/outlines.") and not any("path" in district for district in sent["districts"])
    shapes = json.loads(brotli.decompress(served.get(sent["outlines"], headers={"accept-encoding": "br"}).body))
    assert set(shapes) == {district["id"] for district in sent["districts"]}
