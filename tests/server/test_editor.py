"""What the SQL editor loads: the library as it was bundled and the schema, held by the browser for good, under addresses of their content."""

import hashlib
import json
import re
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response

from dashboard.server.editor import editor_part
from dashboard.server.static import FOREVER
from dashboard.ui.explore.editor import parts
from dashboard.ui.explore.editor.parts import LIBRARY, address_of

HERE = Path(parts.__file__).parent


def got(name: str, encoding: str = "identity") -> Response:
    """What is answered for a part's name, or its address."""
    scope = {"type": "http", "path_params": {"name": name.rpartition("/")[2]}, "headers": [(b"accept-encoding", encoding.encode())]}
    return editor_part(Request(scope))


def test_the_bundle_is_the_one_whose_making_is_written_down():
    digest = hashlib.sha256(LIBRARY.read_bytes()).hexdigest()
    assert digest in (HERE / "README.md").read_text(encoding="utf-8")
    assert "MIT License" in (HERE / "codemirror.LICENSE").read_text(encoding="utf-8")


def test_the_bundle_asks_no_other_host_and_makes_no_code():
    text = LIBRARY.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[\w./-]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\beval\(|new Function|importScripts|sourceMappingURL", text)


def test_every_name_that_the_editor_uses_is_in_the_bundle():
    exported = set(re.findall(r" as (\w+)", LIBRARY.read_text(encoding="utf-8").rpartition("export{")[2]))
    used = set(re.findall(r"\bcm\.(\w+)", (HERE / "bench_editor.js").read_text(encoding="utf-8"))) | {"HighlightStyle", "syntaxHighlighting", "tags"}
    assert used - exported == set()


def test_parts_are_served_small_and_for_good():
    for kind, content_type in ((".js", "text/javascript"), (".json", "application/json")):
        whole, small = got(address_of(kind)), got(address_of(kind), "gzip, br")
        assert whole.status_code == small.status_code == 200 and small.headers["content-encoding"] == "br"
        assert whole.headers["content-type"].startswith(content_type) and whole.headers["cache-control"] == FOREVER
        assert len(small.body) < len(whole.body) / 2 and brotli.decompress(small.body) == whole.body
    assert json.loads(got(address_of(".json")).body)["relations"]


def test_what_is_not_a_part_is_not_there():
    for name in ("codemirror.js", "parts.py", "..%2Fparts.py", "schema.0000000000000000.json"):
        assert got(name).status_code == 404
