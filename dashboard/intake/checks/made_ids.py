"""Identifiers that nobody should have to invent: made from what a row says, so that the same row has the same one again."""

import hashlib
import unicodedata
from collections.abc import Mapping

import pyarrow as pa

from dashboard.i18n.messages import Words
from dashboard.intake.checks.staging import Staging
from dashboard.intake.checks.statements import as_written, statement
from dashboard.intake.problems import Problem, Where, assumed
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import quoted

JOINT, LONGEST, DIGITS = "·", 96, 8
"""Between the parts; characters of an identifier, and of the digest that ends a longer one."""


def made_id(parts: tuple[str | None, ...]) -> str | None:
    """The identifier of a row that says these parts; null where it says none of them. Width, letter case and spaces make no difference."""
    folded = ["".join(unicodedata.normalize("NFKC", part or "").casefold().split()) for part in parts]
    if not any(folded):
        return None
    whole = JOINT.join(folded)
    digest = hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}{JOINT}{digest}"


def made_ids(staged: Staging, file: str, headers: Mapping[str, str]) -> list[Problem]:
    """Fill the identifiers that the file leaves out, of a table that says from what; said once."""
    table = staged.table
    connection, present = staged.connection, staged.present
    if not table.id_from:
        return []
    name = table.key[0]
    names = {"a_cell": quoted(name), "a_text": as_written(name)}
    if name not in present:
        connection.execute(statement("add_staged", a_type="varchar", **names))
        present.append(name)
    parts = [_as_text(table.columns[part]) if part in present else "cast(null as varchar)" for part in table.id_from]
    found = connection.execute(statement("id_parts", the_parts=", ".join(parts), **names)).fetchall()
    ids = [(row, made) for row, *told in found if (made := made_id(tuple(told)))]
    if not ids:
        return []
    rows = pa.table({"id": [row for row, _ in ids], "value": [made for _, made in ids]})
    connection.register("ids", rows)
    connection.execute(statement("fill_ids", **names))
    connection.unregister("ids")
    told = [part for part in table.id_from if part in present]
    listed = Words(*(mark.join(headers.get(part, part).rstrip("*") for part in told) for mark in ("、", ", ")))
    column = Words(table.columns[name].zh, name)
    return [assumed(file, "made_id", "counts.made_id", Where(column=headers.get(name)), n=len(ids), listed=listed, column=column)]


def _as_text(column: Column) -> str:
    """A moment without its midnight, which a file may leave out as well."""
    if column.sql_type == "timestamp":
        return f"replace(strftime({quoted(column.name)}, '%Y-%m-%dT%H:%M'), 'T00:00', '')"
    return f"cast({quoted(column.name)} as varchar)"


def named_headers(table: Table, headers: Mapping[str, str]) -> dict[str, str]:
    """The file's headers by column; an identifier that the file lacks goes by what it is made from, so that a message can name it."""
    if not table.id_from or table.key[0] in headers:
        return dict(headers)
    return {**headers, table.key[0]: "、".join(headers[part] for part in table.id_from if part in headers) or table.key[0]}
