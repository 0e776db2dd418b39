"""Which statements are let in: every node of the tree, relation, function, type and parameter stands on a list, or is refused.

Names are looked up as the engine does: a name in WITH is known to what stands behind it and inside its SELECT, and nowhere else.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.sandbox.parsing import line_of
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.relations import relations
from dashboard.sandbox.series import refuse_endless_series

PARAMETERS = ("as_of", "since", "district")
ALIKE, PARTLY_ALIKE = 60, 75
"""Of 100: how alike a name, or else a part of it, must be to be asked for."""
Node = dict[str, Any]


@dataclass(frozen=True)
class LetIn:
    """What a statement that is let in reads."""

    reads: tuple[str, ...]
    """Relations in the order in which they are named."""
    parameters: frozenset[str]
    functions: frozenset[str]


@cache
def allowed() -> dict[str, frozenset[str]]:
    """What a statement may hold, by kind: see allowed.toml."""
    lists = tomllib.loads(Path(__file__).with_name("allowed.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(names) for kind, names in lists.items()}


def let_in(tree: Node, sql: str) -> LetIn:
    """What the SELECT of a tree reads. Raises StatementRefused for the first thing in it that no list has."""
    walk = _Walk(sql)
    walk.run(tree)
    return LetIn(tuple(walk.reads), frozenset(walk.parameters), frozenset(walk.functions))


def nearest_names(name: str, known: set[str] | frozenset[str], most: int = 3) -> tuple[str, ...]:
    """The known names most alike to a mistaken one, best first; empty where none is alike."""
    from rapidfuzz import fuzz, process  # a server in which nobody errs need not pay for it

    for scorer, least in ((fuzz.ratio, ALIKE), (fuzz.WRatio, PARTLY_ALIKE)):
        if found := process.extract(name.lower()[:200], sorted(known), scorer=scorer, limit=most, score_cutoff=least):
            return tuple(match for match, _, _ in found)
    return ()


class _Walk:
    def __init__(self, sql: str) -> None:
        self._sql = sql
        self.reads: dict[str, None] = {}
        self.parameters: set[str] = set()
        self.functions: set[str] = set()

    def run(self, tree: Node) -> None:
        waiting: list[tuple[Any, frozenset[str]]] = [(tree, frozenset())]
        while waiting:
            part, known = waiting.pop()
            inside = list(self._inside(part, known)) if isinstance(part, dict) else [(one, known) for one in part]
            waiting += [(one, names) for one, names in reversed(inside) if isinstance(one, dict | list)]

    def _inside(self, node: Node, known: frozenset[str]) -> Iterator[tuple[Any, frozenset[str]]]:
        """What is inside a node, each with the names of WITH that it may use; refuses the node itself where it is on no list."""
        self._look_at(node, known)
        if node.get("type") == "RECURSIVE_CTE_NODE":
            own = known | {node["cte_name"].lower()}
            for name, part in node.items():
                yield part, own if name == "right" else known
            return
        if entries := (node.get("cte_map") or {}).get("map"):
            for entry in entries:
                yield entry["value"], known
                known |= {self._cte_name(entry["key"]).lower()}
        for name, part in node.items():
            if name != "cte_map":
                yield part, known

    def _look_at(self, node: Node, known: frozenset[str]) -> None:
        kind = node.get("type")
        if "class" in node:
            self._expression(node)
        elif isinstance(kind, str):
            self._node(node, kind, known)
        elif "id" in node:
            self._type(node)
        elif isinstance(kind, dict) or kind is None:
            return  # a constant, whose type is looked at in turn; or a pair, whose parts are
        else:
            raise self._refused("not_allowed", node, what=str(kind))

    def _node(self, node: Node, kind: str, known: frozenset[str]) -> None:
        lists = allowed()
        if kind == "PIVOT":
            raise self._refused("no_pivot", node, word=kind)
        if kind not in lists["queries"] | lists["sources"] | lists["modifiers"] | lists["type_parts"]:
            raise self._refused("not_allowed", node, what=kind)
        if kind == "BASE_TABLE":
            self._relation(node, known)
        elif kind == "TABLE_FUNCTION":
            self._table_function(node)
        elif kind == "SHOW_REF" and (node["show_type"] not in lists["shows"] or node["query"] is None or node["table_name"]):
            raise self._refused("only_select", node, word="SHOW")

    def _relation(self, node: Node, known: frozenset[str]) -> None:
        name = node["table_name"]
        if before := node["catalog_name"] or node["schema_name"]:
            raise self._refused("no_schema", node, name=before)
        if node["at_clause"] is not None:
            raise self._refused("not_allowed", node, what="AT")
        if name.lower() in known:
            return
        if name.lower() not in relations():
            raise self._refused("no_relation", node, nearest_names(name, known | set(relations())), name=name)
        self.reads[name.lower()] = None

    def _table_function(self, node: Node) -> None:
        call = node["function"]
        name = call.get("function_name", "")
        if call.get("class") != "FUNCTION" or name.lower() not in allowed()["table_functions"] or call["schema"] or call["catalog"]:
            raise self._refused("no_table_function", node, nearest_names(name, allowed()["table_functions"]), name=name)
        if name.lower() in ("range", "generate_series"):
            refuse_endless_series(call, self._line(node))

    def _expression(self, node: Node) -> None:
        kind = node["class"]
        if kind not in allowed()["expressions"]:
            raise self._refused("not_allowed", node, what=kind)
        if kind in ("FUNCTION", "WINDOW"):
            self._function(node)
        elif kind == "PARAMETER":
            self._parameter(node)
        elif kind == "COLUMN_REF" and len(node["column_names"]) == 1:
            self._not_a_clock(node, node["column_names"][0])
        elif kind == "COLLATE" and node["collation"].lower() not in allowed()["collations"]:
            raise self._refused("not_allowed", node, what=f"COLLATE {node['collation']}")

    def _function(self, node: Node) -> None:
        name = node["function_name"].lower()
        lists = allowed()
        self._not_a_clock(node, name)
        known = lists["functions"] | lists["operators"]
        if name not in known or node["catalog"] or node["schema"] not in ("", "main"):
            raise self._refused("no_function", node, nearest_names(name, lists["functions"]), name=node["function_name"])
        if name == "age" and len(node["children"]) < 2:
            raise self._refused("no_clock", node, name="age(x)")
        self.functions.add(name)

    def _not_a_clock(self, node: Node, name: str) -> None:
        if name.lower() in allowed()["clocks"]:
            raise self._refused("no_clock", node, name=name)
        if name.lower() in allowed()["sessions"]:
            raise self._refused("no_function", node, name=name)

    def _parameter(self, node: Node) -> None:
        name = node["identifier"]
        if name not in PARAMETERS:
            line = line_of(self._sql, self._sql.encode().find(f"${name}".encode()))  # the tree does not say where parameters stand
            raise StatementRefused("sandbox.no_parameter", line=line, nearest=nearest_names(name, frozenset(PARAMETERS)), name=name)
        self.parameters.add(name)

    def _type(self, node: Node) -> None:
        kind, more = node["id"], node.get("type_info") or {}
        if kind != "UNBOUND":
            if kind not in allowed()["types"]:
                raise self._refused("no_type", node, name=kind)
            return
        name = str(more.get("name", ""))
        if name.lower() not in allowed()["named_types"] or more.get("schema") or more.get("catalog") or more.get("user_type_modifiers"):
            raise self._refused("no_type", node, nearest_names(name, allowed()["named_types"]), name=name)

    def _cte_name(self, name: str) -> str:
        if name.lower() in relations() or name.replace("_", "a").isalnum():
            return name
        raise StatementRefused("sandbox.cte_name", name=name)

    def _line(self, node: Node) -> int | None:
        position = node.get("query_location")
        return line_of(self._sql, position) if isinstance(position, int) else None

    def _refused(self, key: str, node: Node, nearest: tuple[str, ...] = (), **values: object) -> StatementRefused:
        return StatementRefused(f"sandbox.{key}", line=self._line(node), nearest=nearest, **values)
