"""The commands that ask: the answer of a named query, or the list of them; the answer of a statement, from the analyst's sandbox."""

import sys
from argparse import Namespace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli.arguments import as_of, moment, parameter
from dashboard.cli.terminal import as_text, is_shortened, say
from dashboard.cli.upkeep import up_to_date
from dashboard.errors import StoreError, UsageError
from dashboard.i18n.messages import text

if TYPE_CHECKING:
    import pyarrow


def query(args: Namespace) -> int:
    """Print the answer of a query as a table, CSV or JSON; without a name, what can be asked."""
    from dashboard.warehouse.ask import ask
    from dashboard.warehouse.catalogue import catalogue

    if args.name is None:
        rows = [(q.name, q.notes.get("zh", "") if args.lang == "zh" else q.sentence) for q in catalogue().values()]
        print(as_text(["query", "answers"], rows, args.format))
        return 0
    answer = ask(up_to_date(args.workspace), args.name, dict(map(parameter, args.param)), as_of(args))
    print(as_text(list(answer.columns), answer.rows, args.format))
    return 0


def ask(args: Namespace) -> int:
    """Print the answer of a statement as a table, CSV, JSON or Parquet; on the error stream, that there are more rows than it has."""
    from dashboard.sandbox.ask import ask as answer_of
    from dashboard.sandbox.question import Question

    if args.format == "parquet" and args.output is None and sys.stdout.isatty():
        raise UsageError("asking.parquet_on_screen")
    workspace = up_to_date(args.workspace)
    since = moment(args.since) if args.since else None
    sql = sys.stdin.read() if args.sql == "-" else args.sql
    result = answer_of(workspace, Question(sql, as_of(args) or workspace.now(), since, args.district, args.rows))
    _write(_written(result.table, args.format), args.output)
    if args.format == "table" and is_shortened(_rows(result.table)):
        say(text("asking.shortened", args.lang), wrong=True)
    if result.is_cut:
        key = "asking.cut" if result.total is None else "asking.cut_of"
        say(text(key, args.lang, rows=f"{result.table.num_rows:,}", total=f"{result.total or 0:,}"), wrong=True)
    return 0


def _written(table: "pyarrow.Table", form: str) -> bytes:
    if form == "parquet":
        from pyarrow import parquet

        file = BytesIO()
        parquet.write_table(table, file)
        return file.getvalue()
    return (as_text(table.column_names, _rows(table), form) + "\n").encode()


def _rows(table: "pyarrow.Table") -> list[tuple[object, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _write(written: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
        return
    try:
        output.write_bytes(written)
    except OSError as unwritable:
        raise StoreError("asking.unwritable", name=output.name) from unwritable
