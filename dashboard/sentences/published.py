"""What stands beside a published figure: its unit, its qualifier, where it was told, and what is said over the board of them all."""

import pandas as pd

from dashboard.i18n.messages import messages, text
from dashboard.sentences.documents import source_words


def unit_words(unit: str, lang: str, n: str = "") -> str:
    """A unit of measurement beside `n`, a figure as it is written ("1 visit"), else of many; as published where no message names it."""
    return text(f"unit.{unit}", lang, n=n) if f"unit.{unit}" in messages() else unit


def publisher_words(source: str, lang: str) -> str:
    """Where something was published: a newspaper known by name in the language, with its date; else as a document (`source_words`)."""
    name, _, rest = source.partition(" ")
    return f"{text(f'publisher.{name}', lang)} {rest}".strip() if f"publisher.{name}" in messages() else source_words(source, lang)


def qualifier_words(qualifier: str, lang: str) -> str:
    """至少, 约, 至多, or nothing for an exact figure."""
    return text(f"qualifier.{qualifier}", lang) if f"qualifier.{qualifier}" in messages() else ""


def statement_words(statement: str, lang: str) -> str:
    """Where on the page a figure was told: 标题, 正文; as recorded where no message names it."""
    return text(f"statement.{statement}", lang) if f"statement.{statement}" in messages() else statement


def topic_words(topic: str, lang: str) -> str:
    """The section of the board that a figure stands in; as recorded where no message names it."""
    return text(f"topic.{topic}", lang) if f"topic.{topic}" in messages() else topic


def sum_qualifier_words(frame: pd.DataFrame, lang: str, column: str = "qualifier") -> str:
    """The qualifier of a sum: that of its parts where they agree, 约 where they differ, none where all are exact."""
    bounds = set(frame[column]) - {"exact"}
    return qualifier_words(bounds.pop() if len(bounds) == 1 else "about", lang) if bounds else ""


def board_sentence(differ: int, lang: str) -> str:
    """What stands over the board. `differ`: figures that are told in two ways."""
    return text("community.board_lead", lang, n=text("community.board_differ", lang, n=differ) if differ else "").strip()
