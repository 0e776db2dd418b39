"""What may be asked: one SELECT, without a function that does more than answer. Whatever else is refused before the store sees it."""

import re
import threading
from functools import lru_cache
from itertools import pairwise

import duckdb

from dashboard.errors import UsageError
from dashboard.warehouse import GIVES_BACK

CLOSED_SANDBOX: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "memory_limit": "2GB", "threads": "1", "temp_directory": "",
    "lock_configuration": "true", **GIVES_BACK,
}
"""One thread a question: questions are asked side by side, and shared out among threads each costs a quarter more (measured)."""

WITH_EFFECTS = frozenset({
    "checkpoint", "force_checkpoint", "enable_logging", "disable_logging", "truncate_duckdb_logs", "write_log", "enable_profiling",
    "disable_profiling", "setseed", "nextval", "currval", "query", "query_table", "json_execute_serialized_sql", "arrow_scan",
    "arrow_scan_dumb", "pandas_scan", "seq_scan", "python_map_function", "sleep_ms",
})
"""Functions that a SELECT may not call. Some change what others see: `enable_logging` with a file, once asked, ends the process.
Some run a text that nobody checked; some read the memory of the process at a given place."""

TEXTS = 1_000
"""Answers about texts that are cached: a named query is looked at once."""
_guard = threading.Lock()
_parsers: list[duckdb.DuckDBPyConnection] = []


def refuse_unless_question(sql: str) -> None:
    """Raises UsageError for anything but one SELECT that only answers."""
    if problem := _problem(sql):
        raise UsageError(problem)


def parameters(sql: str) -> set[str]:
    """The names that a statement binds."""
    return set().union(*(one.named_parameters for one in _parsed(sql)))


@lru_cache(maxsize=TEXTS)
def _problem(sql: str) -> str | None:
    """The key of the message that says why this is no question; null where it is one."""
    try:
        kinds = [one.type for one in _parsed(sql)]
    except duckdb.Error:  # what cannot be read is no question either
        return "question.only_select"
    if kinds != [duckdb.StatementType.SELECT]:
        return "question.only_select"
    return "question.has_effects" if _called(sql) & WITH_EFFECTS else None


def _parsed(sql: str) -> list[duckdb.Statement]:
    with _guard:  # a connection of its own, without data: the statements of some kinds do something when they are only read
        if not _parsers:
            _parsers.append(duckdb.connect(":memory:", config=CLOSED_SANDBOX))
        return _parsers[0].extract_statements(sql)


def _called(sql: str) -> set[str]:
    """The names before a parenthesis, in small letters: DuckDB itself says what is a name, a text or a comment."""
    encoded = sql.encode()
    tokens = [(at, kind) for at, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    found = set()
    for (at, kind), (following, _) in pairwise(tokens):
        if kind in (duckdb.token_type.identifier, duckdb.token_type.keyword) and encoded[following : following + 1] == b"(":
            name = re.match(rb'"(?:[^"]|"")*"|\w+', encoded[at:])
            found.add(name[0].decode().strip('"').lower() if name else "")
    return found
