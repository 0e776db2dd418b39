"""Parquet: the rows as the store types them, with moment, source, statement, units and meanings in the file's metadata."""

import io
import json

import pyarrow as pa

from dashboard.ui.components.exports.parcel import Parcel


def parquet_file(parcel: Parcel, table: pa.Table | None = None) -> bytes:
    """The file. `table`: the rows as they came, where there are such; else those of the frame."""
    import pyarrow.parquet as pq  # 4 MB that a board from which nobody takes such a file need not hold

    rows = table if table is not None else pa.Table.from_pandas(parcel.rows, preserve_index=False)
    fields = [_described(rows.schema.field(place), parcel) for place in range(rows.num_columns)]
    facts = {label: words for label, words in parcel.facts}
    about = {"as_of": parcel.as_of.isoformat(), "source": parcel.source, "name": parcel.name, "facts": facts}
    schema = pa.schema(fields, metadata={"sandtable": json.dumps(about, ensure_ascii=False), "as_of": parcel.as_of.isoformat()})
    made = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(rows.columns, schema=schema), made, compression="zstd")
    return made.getvalue()


def _described(field: pa.Field, parcel: Parcel) -> pa.Field:
    held = parcel.described(field.name)
    said = {"label": held.label, "unit": held.unit, "about": held.about}
    return field.with_metadata({key: words for key, words in said.items() if words})
