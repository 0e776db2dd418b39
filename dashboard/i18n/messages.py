"""The interface's sentences, in Chinese and English side by side, from the TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from dashboard.i18n.forms import is_missing
from dashboard.schema.declaration import enums, tables

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


class Words(NamedTuple):
    """The same words in both languages; as a value for a placeholder, each language gets its own."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The words in a language: "zh", "en" or a tag such as "zh-CN"; any other reads English."""
        return self.zh if lang.lower().startswith("zh") else self.en


@cache
def messages() -> dict[str, tuple[str, ...]]:
    """Every message by dotted key ("cases.title"): (Chinese, English), and of an error what to do about it, in both again.

    A key in two files is an error.
    """
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(HERE.glob("*.toml")):
        for section, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for name, pair in entries.items():
                if f"{section}.{name}" in found:
                    raise ValueError(f"message {section}.{name} is declared twice, once in {file.name}")
                found[f"{section}.{name}"] = tuple(pair)
    return found


def text(key: str, lang: str, **values: object) -> str:
    """The message `key` with its {placeholders} filled; of `{n:case|cases}` the word that goes with n.

    Raises: KeyError for a key that no file declares.
    """
    return _filled(messages()[key][LANGUAGES.index(lang)], lang, values)


def both(key: str, **values: object) -> Words:
    """The message `key` in both languages. Raises: KeyError as `text` does."""
    return Words(*(text(key, lang, **values) for lang in LANGUAGES))


def advice(key: str, **values: object) -> Words:
    """What to do about the error `key`, in both languages; empty where its message has nothing to add."""
    hints = messages()[key][len(LANGUAGES):]
    return Words(*(_filled(hint, lang, values) for hint, lang in zip(hints, LANGUAGES, strict=True))) if hints else Words("", "")


def _filled(sentence: str, lang: str, values: dict[str, object]) -> str:
    own = {name: value.say(lang) if isinstance(value, Words) else value for name, value in values.items()}
    return _counting.format(sentence, **own) if "|" in sentence else sentence.format(**own)


class _Counting(Formatter):
    """A format whose specification may be two words, for one and for any other number."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        return (one if str(value) == "1" else many) if bar else super().format_field(value, format_spec)


_counting = _Counting()


UNSTATED = "unknown"
"""What queries put where a value that they group by is null."""


@cache
def enum_label(enum: str, value: str | None, lang: str) -> str:
    """What a value of an enumeration is called; 未知/unknown for null (and a query's own unknown), the raw value where undeclared."""
    if is_missing(value):
        return text("word.unknown", lang)
    declared = enums()[enum].get(value)
    if declared:
        return declared.label(lang)
    return text("word.unknown", lang) if value == UNSTATED else str(value)


@cache
def enum_of(column: str) -> str | None:
    """The enumeration of a column name, where every table that has the column agrees on it."""
    found = {table.columns[column].enum for table in tables().values() if column in table.columns}
    return found.pop() if len(found) == 1 else None


@cache
def column_label(column: str, lang: str) -> str:
    """What a column of a query or table is called: the messages' [column], then the schema, then the name in words."""
    if f"column.{column}" in messages():
        return text(f"column.{column}", lang)
    for table in tables().values():
        if column in table.columns:
            return table.columns[column].zh if lang == "zh" else _spaced(column)
    return _spaced(column)


def _spaced(column: str) -> str:
    words = column.removesuffix("_id").replace("_at", "").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
