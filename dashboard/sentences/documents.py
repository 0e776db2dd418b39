"""Numbers of notices and names of those that issue them, as each language writes them. Names of papers and offices stay names."""

import re

from dashboard.i18n.messages import messages, text

NUMBERED = re.compile(r"(?:\u3014(\d{4})\u3015)?\u7b2c?(\d+)\u53f7")
"""A number as Chinese documents have it, with the year before it or without."""
ISSUER = "issuer."


def number_words(number: str, lang: str) -> str:
    """The number of a notice: 第74号, No. 74. Words beside it stay."""
    return number if lang == "zh" else NUMBERED.sub(lambda found: _english(*found.groups()), number).strip()


def source_words(source: str, lang: str) -> str:
    """A source in the page's language: one of the product's own, or a document of an issuer that is known; else as it stands."""
    if f"source.{source}" in messages():
        return text(f"source.{source}", lang)
    for key, words in messages().items():
        if key.startswith(ISSUER) and source.startswith(words[0]):
            rest = number_words(source.removeprefix(words[0]), lang)
            return text(key, lang) + rest if lang == "zh" else f"{text(key, lang)} {rest}".strip()
    return number_words(source, lang)


def _english(year: str | None, number: str) -> str:
    return f" [{year}] No. {number}" if year else f"No. {number}"
