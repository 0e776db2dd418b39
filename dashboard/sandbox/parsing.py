"""The text of a statement as a tree: read by the engine's own parser, which carries nothing out."""

import json
import re
from typing import Any

import duckdb

from dashboard.nearest import nearest
from dashboard.sandbox.refused import StatementRefused
from dashboard.warehouse.statements import statement

DEPTH = 250
"""Expressions inside each other: more than anybody writes, less than the reader of the tree can stand."""
BEGINNINGS = frozenset({"select", "from", "with", "values", "table", "describe", "summarize", "("})
"""Words with which a question may begin."""
PIVOTS = frozenset({"pivot", "pivot_wider", "unpivot", "pivot_longer"})
WRITES = {
    "A CTE needs a SELECT": frozenset({"insert", "update", "delete", "merge", "copy"}),
    "SELECT INTO": frozenset({"into"}), "SELECT locking": frozenset({"for"}),
}
"""Of what the parser says of a select that would write: the words that make it do so."""
NEAR = re.compile(r'at or near "(.*)"$', re.DOTALL)
KEYWORDS = ("select", "from", "where", "group", "order", "having", "limit", "join", "with", "distinct", "between", "qualify", "union")


def reader_beside(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A scratch connection for reading statements alone, beside one whose settings are not locked yet."""
    reader = con.cursor()
    reader.execute(statement("asking", "limit_depth", a_depth=str(DEPTH)))
    return reader


def tree_of(sql: str, con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The node of the one SELECT that a text is. Raises StatementRefused where it is anything else."""
    try:
        [(written,)] = con.execute(statement("asking", "parse"), {"sql": sql}).fetchall()
        read = json.loads(written)
    except RecursionError as too_deep:
        raise StatementRefused("sandbox.too_deep") from too_deep
    except (duckdb.Error, ValueError) as unreadable:
        raise StatementRefused("sandbox.syntax_other") from unreadable
    found = read.get("statements", [])
    if read["error"] or len(found) > 1:
        raise _not_a_select(sql, read)
    if not found:
        raise StatementRefused("sandbox.empty")
    node: dict[str, Any] = found[0]["node"]
    return node


def line_of(sql: str, position: int | None) -> int | None:
    """The line of a place that is counted in bytes of UTF-8; null where it is not known."""
    encoded = sql.encode()
    if position is None or not 0 <= position <= len(encoded):
        return None
    return encoded[:position].count(b"\n") + 1


def without_end(sql: str) -> str:
    """A statement without the semicolons behind it."""
    words = _words(sql, with_end=True)
    while words and words[-1][1] == ";":
        at, _ = words.pop()
        sql = sql.encode()[:at].decode()
    return sql


def with_parts(sql: str, parts: dict[str, str]) -> str:
    """A statement with SQL text in the place of some of its parameters; texts and comments that look like one stay."""
    encoded = sql.encode()
    for at, word in reversed(_words(sql, with_end=True)):
        if word in parts and at and encoded[at - 1 : at] == b"$":
            encoded = encoded[: at - 1] + parts[word].encode() + encoded[at + len(word.encode()) :]
    return encoded.decode()


def position_in(error: dict[str, Any]) -> int | None:
    """The place that an error of the engine names, in bytes; null where it names none."""
    position = str(error.get("position"))
    return int(position) if position.isdecimal() else None


def _not_a_select(sql: str, read: dict[str, Any]) -> StatementRefused:
    words = _words(sql)
    begins = [word for place, word in enumerate(words) if place == 0 or words[place - 1][1] == ";"]
    for at, word in begins:
        if word.lower() not in BEGINNINGS and word.lower() not in PIVOTS and re.match(r"\w", word):
            looks_like = nearest(word.lower(), BEGINNINGS, 75)
            if read.get("error_type") == "parser" and looks_like:
                return StatementRefused("sandbox.syntax", line=line_of(sql, at), word=word, nearest=(looks_like,))
            return StatementRefused("sandbox.only_select", line=line_of(sql, at), word=word.upper())
    if len(begins) > 1:
        at, word = begins[1]
        return StatementRefused("sandbox.one_statement", line=line_of(sql, at), word=word)
    writing = next((signs for start, signs in WRITES.items() if str(read.get("error_message", "")).startswith(start)), frozenset())
    for at, word in words:
        if word.lower() in PIVOTS and read.get("error_type") != "parser":
            return StatementRefused("sandbox.no_pivot", line=line_of(sql, at), word=word.upper())
        if word.lower() in writing:
            return StatementRefused("sandbox.only_select", line=line_of(sql, at), word=word.upper())
    return _unreadable(sql, read)


def _unreadable(sql: str, read: dict[str, Any]) -> StatementRefused:
    said, line = str(read.get("error_message", "")), line_of(sql, position_in(read))
    if "depth limit" in said or "memory exhausted" in said:
        return StatementRefused("sandbox.too_deep")
    if "end of input" in said:
        return StatementRefused("sandbox.syntax_end", line=line)
    if match := NEAR.search(said):
        words = _words(sql)
        there = [number for number, (at, _) in enumerate(words) if at == position_in(read)]
        for at, word in reversed(words[max(0, there[0] - 1) : there[0] + 1] if there else []):  # a wrong keyword may pass for a name
            keyword = nearest(word.lower(), KEYWORDS, 75)
            if keyword and keyword != word.lower():
                return StatementRefused("sandbox.syntax", line=line_of(sql, at), word=word, nearest=(keyword,))
        return StatementRefused("sandbox.syntax", line=line, word=match[1])
    return StatementRefused("sandbox.syntax_other", line=line)


def _words(sql: str, with_end: bool = False) -> list[tuple[int, str]]:
    """What stands in a text, comments left out, each with its place in bytes."""
    encoded = sql.encode()
    places = [(at, kind) for at, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    found = []
    for at, _ in places:
        word = re.match(r'\w+|"(?:[^"]|"")*"|\S', encoded[at : at + 400].decode(errors="replace"))
        found.append((at, word[0] if word else ""))
    while found and found[-1][1] == ";" and not with_end:
        found.pop()
    return found
