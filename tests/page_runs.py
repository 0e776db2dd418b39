"""One run of a page as a script, without a browser, and what it put on the screen."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import app as board
from dashboard.app import page_file

COMPONENTS = ("sandtable_wall", "sandtable_still")
TOGETHER = re.compile(r'<span class="together">(.*?)</span>')

def open_page(name: str, root: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """One run of a page in a workspace, with the given parameters in its address."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    app = AppTest.from_file(board.__file__, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(str(page_file(name)))
    return app.run()


def shown(app: AppTest) -> str:
    """All markup that the run put on the screen; the wall's, and a picture's, is in what it sends to its component."""
    markup = [str(getattr(element.proto, "body", "")) for element in app.main if element.proto is not None]
    sent = {name: [element.proto.json for element in app.get("bidi_component") if element.proto.component_name == name] for name in COMPONENTS}
    return " ".join([*markup, *sent["sandtable_wall"], *(json.loads(data)["html"] for data in sent["sandtable_still"])])


def worded(app: AppTest) -> str:
    """The same without the marks of what stays on one line."""
    return TOGETHER.sub(r"\1", shown(app))
