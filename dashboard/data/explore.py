"""The answer of an analyst's statement at the page's moment, and the schema that the editor shows."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd
import pyarrow as pa

from dashboard.data.fetch import fetch, plain, seen
from dashboard.data.page_language import page_language, with_english_areas
from dashboard.data.served import generation, workspace
from dashboard.i18n.messages import LANGUAGES, both, column_label, messages
from dashboard.memo import BoundedCache
from dashboard.sandbox.ask import ask
from dashboard.sandbox.letting_in import allowed
from dashboard.sandbox.question import ROWS, Question, Result
from dashboard.sandbox.relations import Relation, RelationColumn, relations
from dashboard.schema.declaration import tables

MOST_BYTES = 32 << 20
"""Of answers that are looked at again (another view, another column) without being asked again."""
ODD = (pa.types.is_nested, pa.types.is_time, pa.types.is_duration, pa.types.is_interval, pa.types.is_binary, pa.types.is_large_binary)
"""Types whose values are shown as text."""
PARAMETERS = {"$as_of": "timestamp", "$since": "timestamp", "$district": "varchar"}


@dataclass(frozen=True)
class Answer:
    """What a statement answered, and all that a reader needs to trust it."""

    question: Question
    result: Result
    frame: pd.DataFrame
    """The rows with one kind of null a column. `.attrs`: as fetched frames have them."""

    @property
    def total(self) -> int | None:
        """Rows of the whole answer; null where it was cut and they were not counted."""
        return self.result.total if self.result.is_cut else len(self.frame)

    def column(self, name: str) -> RelationColumn | None:
        """What the schema says of a column of the answer, by its name; null where the relations read know none, or two that differ."""
        read = [relations()[relation] for relation in self.result.reads if relation in relations()]
        found = {known for relation in read for known in relation.columns if known.name == name}
        return found.pop() if len(found) == 1 else None


def answer(question: Question) -> Answer:
    """Ask the sandbox, or look at what it answered to the same question before.

    Raises: StatementRefused for what is not let in or cannot be carried out, StoreError where the store cannot be read.
    """
    served = workspace()
    key = (str(served.root), generation(), question)
    result = _answers.get(key, lambda: ask(served, question))
    behind = dict.fromkeys(table for name in result.reads if name in relations() for table in relations()[name].tables)
    frame = frame_of(result.table)
    frame.attrs = {"query": "explore", "generation": result.generation, "as_of": question.as_of, "tables": tuple(behind)}
    return Answer(question, result, frame)


def in_page_language(given: Answer) -> Answer:
    """The answer with the names of areas in the page's language, as every page has them; what is taken away stays as it was asked."""
    if page_language() != "en" or "area_name" not in given.frame.columns:
        return given
    return replace(given, frame=with_english_areas(given.frame, fetch("areas")))


def about(sql: str, base: Question, rows: int = ROWS) -> Question:
    """Another statement about the same moment, comparison and district."""
    return replace(base, sql=sql, rows=rows)


def question_of(sql: str, at: datetime, since: datetime | None, district: str | None, rows: int = ROWS) -> Question:
    """A statement as the page asks it."""
    return Question(sql, at, since, district, rows)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """An answer as a frame: days and moments as datetime64, whole decimals as integers where they fit, else doubles, odd types as text."""
    columns = [_drawable(column) for column in table.columns]
    frame = pa.Table.from_arrays(columns, names=table.column_names).to_pandas(date_as_object=False)
    return seen(plain(frame))


def schema_document() -> bytes:
    """What the editor knows, as JSON: relations with their columns in both languages, functions, parameters."""
    known = {
        "relations": [_relation(one) for one in relations().values()],
        "functions": list(functions()),
        "parameters": [{"name": name, "type": kind, "about": both(f"editor.about_{name[1:]}")} for name, kind in PARAMETERS.items()],
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def functions() -> tuple[str, ...]:
    """The functions that a statement may call and that have a name, in order."""
    return tuple(sorted(allowed()["functions"]))


def _relation(relation: Relation) -> dict[str, object]:
    columns = [
        {"name": c.name, "type": c.type, "unit": c.unit, "about": c.about, "title": _title(c)}
        for c in relation.columns
    ]
    return {"name": relation.name, "title": relation.title, "about": relation.about, "columns": columns}


def _title(column: RelationColumn) -> list[str]:
    """What a column is called; where nobody gave it a name, what it means."""
    is_named = f"column.{column.name}" in messages() or any(column.name in table.columns for table in tables().values())
    return [column_label(column.name, lang) for lang in LANGUAGES] if is_named else [*column.about]


def _drawable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_decimal(kind):
        return _number(column)
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us"))
    if any(is_odd(kind) for is_odd in ODD):
        return pa.chunked_array([[None if value is None else _said(value) for value in column.to_pylist()]], pa.string())
    return column


def _number(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.int64()) if column.type.scale == 0 else column.cast(pa.float64())
    except pa.ArrowInvalid:  # beyond what an integer holds
        return column.cast(pa.float64())


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else str(value)


_answers: BoundedCache[Result] = BoundedCache(MOST_BYTES, lambda result: result.table.nbytes + 1024)
