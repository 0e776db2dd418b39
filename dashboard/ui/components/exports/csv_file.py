"""CSV: UTF-8 with a byte-order mark, names and labels in the head, codes with their words beside them, the moment in a last column."""

from dashboard.i18n.messages import text
from dashboard.ui.components.exports.parcel import Parcel, moment_column
from dashboard.ui.components.table import csv_bytes


def csv_file(parcel: Parcel) -> bytes:
    """The file."""
    moment = moment_column(parcel.rows)
    rows = parcel.rows.assign(**{moment: f"{parcel.as_of:%Y-%m-%d %H:%M}"})
    labels = {name: _label(parcel, name) for name in parcel.columns} | {moment: text("word.as_of", parcel.lang)}
    return csv_bytes(rows, {name: held.enum for name, held in parcel.columns.items() if held.enum}, labels)


def _label(parcel: Parcel, name: str) -> str:
    held = parcel.described(name)
    return f"{held.label}, {held.unit}" if held.unit else held.label
