"""CSV: UTF-8 with a byte-order mark, names and labels in the head, codes with their words beside them, the moment in a last column."""

import pandas as pd

from dashboard.i18n.forms import bracketed
from dashboard.i18n.messages import column_label, text
from dashboard.plain_text import in_spreadsheet
from dashboard.rows.coded import in_words
from dashboard.ui.components.exports.parcel import Parcel, moment_column


def csv_file(parcel: Parcel) -> bytes:
    """The file."""
    moment = moment_column(parcel.rows)
    rows = parcel.rows.assign(**{moment: f"{parcel.as_of:%Y-%m-%d %H:%M}"})
    labels = {name: _label(parcel, name) for name in parcel.columns} | {moment: text("word.as_of", parcel.lang)}
    return csv_bytes(rows, {name: held.enum for name, held in parcel.columns.items() if held.enum}, labels, parcel.lang)


def csv_bytes(
    frame: pd.DataFrame, enums: dict[str, str] | None = None, labels: dict[str, str] | None = None, lang: str = "zh",
) -> bytes:
    """The rows as CSV with a byte-order mark, which Excel needs for Chinese.

    A column is headed by its name in the query and by what it is called, area_name（区县）, and one of codes is followed by its words.
    """
    words, written = in_words(frame, lang, enums or {}), {}
    for column in frame.columns:
        label = (labels or {}).get(column) or column_label(column, lang)
        written[f"{column}{bracketed(label, lang)}"] = frame[column]
        if column in words and words[column] != frame[column].to_list():
            written[f"{column}{bracketed(text('word.in_words', lang, column=label), lang)}"] = words[column]
    rows = pd.DataFrame(written, index=frame.index).rename(columns=in_spreadsheet)
    rows = rows.apply(lambda column: column.map(in_spreadsheet) if is_text(column) else column)
    return rows.to_csv(index=False).encode("utf-8-sig")


def is_text(values: pd.Series) -> bool:
    """Whether a column may hold words."""
    return values.dtype == object or isinstance(values.dtype, pd.StringDtype | pd.CategoricalDtype)


def _label(parcel: Parcel, name: str) -> str:
    held = parcel.described(name)
    return f"{held.label}, {held.unit}" if held.unit else held.label
