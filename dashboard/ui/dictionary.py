"""The data dictionary, from the schema, and an empty template of each table."""

import csv
import io

import streamlit as st

from dashboard.intake.dictionary import dictionary
from dashboard.intake.examples import DAOLI
from dashboard.intake.templates import template_rows
from dashboard.schema.declaration import tables
from dashboard.ui.language import lang, t
from dashboard.ui.ledger import Cell, ledger

COLUMNS = ("column", "type", "required", "allowed", "about_column", "headers")
HEIGHT_PX = 560


def dictionary_panel() -> None:
    """Choose a table; its columns, what each may hold, and templates to fill in."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="dictionary"):
        name = st.selectbox(
            t("data.dictionary_table"), list(tables()), format_func=lambda table: tables()[table].title(lang()),
            key="dictionary-table", width=320,
        )
        for language in ("zh", "en") if lang() == "zh" else ("en", "zh"):
            st.download_button(
                t(f"data.template_{language}"), template_csv(name, language), f"{name}_{language}.csv", "text/csv",
                key=f"template-{name}-{language}", on_click="ignore",
            )
    about = tables()[name].about_zh if lang() == "zh" else tables()[name].about_en
    st.html(f'<p class="prov">{t("data.dictionary_about", about=about)}</p>')
    rows = [_line(column) for column in dictionary() if column["table"] == name]
    ledger([t(f"data.dictionary_{part}") for part in COLUMNS], rows, height=HEIGHT_PX)


def template_csv(table: str, language: str) -> bytes:
    """A template as CSV with a byte-order mark, which Excel needs for Chinese: the header and one example row."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(template_rows(tables()[table], DAOLI, language))
    return text.getvalue().encode("utf-8-sig")


def _line(column: dict) -> list[Cell | str]:
    kind = f"{column[f'type_{lang()}']}{t('data.dictionary_unit', unit=column['unit']) if column['unit'] else ''}"
    needed = "key" if column["is_key"] else "required" if column["required"] else "optional"
    name, other = (column["zh"], column["column"]) if lang() == "zh" else (column["column"], column["zh"])
    return [
        Cell(name, under=other, is_kept=True),
        kind, t(f"data.needed_{needed}"), column[f"allowed_{lang()}"], column[f"about_{lang()}"],
        ("、" if lang() == "zh" else ", ").join(column["headers"]),
    ]
