"""Parts of a fetched frame that a page shows: one district, rows that hold a text, values in words."""

import pandas as pd

from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import enum_label, text


def within(frame: pd.DataFrame, areas: list[str], also: tuple[str | None, ...] = ()) -> pd.DataFrame:
    """The rows of the chosen areas (`Filters.areas`) and of those that go `also` with any choice; all rows where none is chosen.

    Null among `also` is a row that names no area. Keeps the provenance.
    """
    return frame[frame["area_id"].isin([*areas, *also])] if areas else frame


def containing(frame: pd.DataFrame, sought: str, columns: list[str]) -> pd.DataFrame:
    """The rows that hold the text in one of the columns, whatever its case; all rows where nothing is sought."""
    wanted = sought.strip().casefold()
    if not wanted:
        return frame
    rows = frame[columns].itertuples(index=False)
    return frame[[any(wanted in str(value).casefold() for value in row if not is_missing(value)) for row in rows]]


def flagged(frame: pd.DataFrame, by: pd.DataFrame) -> pd.DataFrame:
    """The frame marked as synthetic where the rows it was counted from (`by`) include synthetic ones."""
    return frame.assign(is_synthetic=bool(by["is_synthetic"].eq(True).any()))


def worded(frame: pd.DataFrame, column: str, words: str, lang: str, into: str = "") -> pd.DataFrame:
    """The frame with the values of a column in words, in the column `into` (default: the same one).

    `words` names an enumeration of the schema, or, with a trailing dot ("clock."), a section of the messages. Null stays null
    where the words replace the values, and is 未知 in a new column.
    """
    said = [_said(value, words, lang, keep_null=not into) for value in frame[column]]
    return frame.assign(**{into or column: pd.Series(said, index=frame.index, dtype=object)})


def _said(value: object, words: str, lang: str, keep_null: bool) -> str | None:
    if is_missing(value):
        return None if keep_null else text("word.unknown", lang)
    return text(f"{words}{value}", lang) if words.endswith(".") else enum_label(words, value, lang)
