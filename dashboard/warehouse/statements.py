"""The SQL that the store itself runs, from the files of sql/: many short statements a file, each after a line with its name.

DuckDB binds values, not identifiers, so `statement` and `filled` alone put SQL text together: a name such as `a_table`
in a file stands for what the schema declares, never for anything from a file or a person.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "sql"
NAMED = re.compile(r"^-- statement: (\w+)$", re.MULTILINE)
TEXT_OR_COMMENT = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")|\s*--[^\n]*""")


def statement(file: str, name: str, **parts: str) -> str:
    """A statement of sql/`file`.sql, with SQL text (see `ddl.quoted`) for the words that `parts` names.

    Raises: KeyError where there is no such statement, ValueError where it lacks one of the words.
    """
    sql = _statements(file)[name]
    for word, text in parts.items():
        sql, found = re.subn(rf"\b{word}\b", text.replace("\\", r"\\"), sql)
        if not found:
            raise ValueError(f"the statement {name} of {file}.sql has no {word}")
    return sql


def statements(file: str) -> dict[str, str]:
    """Every statement of sql/`file`.sql by name, as it stands there, without its comments."""
    return dict(_statements(file))


def filled(folder: Path, name: str, parts: dict[str, str]) -> str:
    """The statement of `folder`/`name`.sql, of a room with a file a statement; `parts`: SQL for its placeholders, which are whole words."""
    text = _text(folder / f"{name}.sql")
    return re.sub(rf"\b({'|'.join(parts)})\b", lambda found: parts[found[0]], text) if parts else text


def without_comments(sql: str) -> str:
    """The statement alone. A text that looks like a comment stays."""
    return TEXT_OR_COMMENT.sub(lambda match: match[1] or "", sql).strip()


@cache
def _statements(file: str) -> dict[str, str]:
    _, *parts = NAMED.split((HERE / f"{file}.sql").read_text(encoding="utf-8"))
    return {name: without_comments(sql) for name, sql in zip(parts[::2], parts[1::2], strict=True)}


@cache
def _text(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))
