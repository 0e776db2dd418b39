"""The published texts that a number was taken from: bulletins with title, source and time, indicators with their statement."""

from markupsafe import Markup

from dashboard.data.behind import RowsBehind
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.sentences.published import publisher_words
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import section

MOST = 12
CELLS = "select * from bulletin_cells where bulletin_id = '{}'"
INDICATOR = "select * from indicators where indicator = '{}' order by period_end desc"


def published_part(behind: RowsBehind | None) -> None:
    """Draw them; nothing for rows that nobody published."""
    if behind is None or behind.frame.empty:
        return
    columns = set(behind.frame.columns)
    if {"bulletin_id", "published_at", "title"} <= columns:
        lines = [_bulletin(row) for row in behind.frame.head(MOST).to_dict("records")]
    elif {"indicator", "period_end", "source"} <= columns:
        lines = [_indicator(row) for row in behind.frame.head(MOST).to_dict("records")]
    else:
        return
    section(t("behind.published"))
    ledger([t(f"behind.published_{name}") for name in ("text", "source", "at")], lines)


def _bulletin(row: dict) -> list[Cell | str]:
    title = row["bulletin_id"] if is_missing(row["title"]) else row["title"]
    return [Cell(_way(CELLS, row["bulletin_id"], title)), _source(row["source"]), Cell(_when(row["published_at"]), is_unbroken=True)]


def _indicator(row: dict) -> list[Cell | str]:
    label = row["label"] if lang() == "zh" or is_missing(row["label_en"]) else row["label_en"]
    under = "" if is_missing(row["statement"]) else row["statement"]
    words = Cell(_way(INDICATOR, row["indicator"], label), under=under)
    return [words, _source(row["source"]), Cell(_when(row["period_end"]), is_unbroken=True)]


def _way(statement: str, name: str, words: str) -> Markup:
    """A link to all that was published with it."""
    return link(href("/explore", sql=statement.format(str(name).replace("'", "''"))), str(words))


def _source(source: object) -> str:
    return "" if is_missing(source) else publisher_words(str(source), lang())


def _when(at: object) -> str:
    return "" if is_missing(at) else fmt_moment(at, lang(), year=True)
