"""HTML is made so that it escapes by itself: with `Markup(...).format` or `Markup(...) %`, never by joining text and tags by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dashboard"
TAG = re.compile(r"</?[A-Za-z]")
BY_HAND: set[str] = set()
"""Modules that still make HTML by hand; a module that no longer does must leave this list."""
CHART_LABELS = {"figures/annotations.py", "figures/multiples.py"}
"""Labels inside Plotly's pictures: it reads <b> and <br> of its own, shows every other tag as text, and escapes what it draws."""


def by_hand(source: str) -> Iterator[str]:
    """What of a module's source makes HTML that does not escape by itself, with its line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module="html") | ast.Import(names=[ast.alias(name="html")]):
                yield f"{node.lineno}: escapes by hand"
            case ast.JoinedStr(values=parts) if TAG.search("\0".join(part.value for part in parts if isinstance(part, ast.Constant))):
                yield f"{node.lineno}: a tag in an f-string"
            case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right) if _is_tag(left) or _is_tag(right):
                yield f"{node.lineno}: a tag and a text put together"
            case ast.AugAssign(value=value) if _is_tag(value):
                yield f"{node.lineno}: a tag added to a text"
            case ast.Call(func=ast.Attribute(value=text, attr="format" | "join" | "format_map")) if _is_tag(text):
                yield f"{node.lineno}: a tag filled as plain text"


def _is_tag(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(TAG.search(node.value))


def test_what_is_found():
    made_by_hand = (
        "from html import escape", "import html", 'f"<b>{x}</b>"', 'f"{x}</p>"', '"<b>" + x', 'x + "</b>"', 'x += "<br>"', '"<b>%s" % x',
        '"<b>{}</b>".format(x)', '"<br>".join(x)', 'Markup(f"<b>{x}</b>")', '"<p>" "<b>" + x',
    )
    assert [source for source in made_by_hand if not list(by_hand(source))] == []
    escapes = ('Markup("<b>{}</b>").format(x)', 'Markup("<b>%s</b>") % x', 'Markup("<br>").join(x)', 'f"{x} < {y}"', '"1 < 2" + x', '"<b>"', 'f"a<{b}"')
    assert [source for source in escapes if list(by_hand(source))] == []


def test_html_escapes_by_itself():
    found = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        if lines := list(by_hand(module.read_text(encoding="utf-8"))):
            found[str(module.relative_to(PACKAGE))] = lines
    assert {module: lines for module, lines in found.items() if module not in BY_HAND | CHART_LABELS} == {}
    assert sorted((BY_HAND | CHART_LABELS) - found.keys()) == [], "these no longer make HTML by hand: take them off the list"
