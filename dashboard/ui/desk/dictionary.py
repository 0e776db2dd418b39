"""The data dictionary, from the schema, and an empty template of each table."""

import csv
import io

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import generation
from dashboard.intake.templates.dictionary import dictionary
from dashboard.intake.templates.examples import DAOLI, Site
from dashboard.intake.templates.writing import template_rows
from dashboard.plain_text import in_spreadsheet
from dashboard.schema.declaration import tables
from dashboard.sentences.published import unit_words
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.address import select
from dashboard.ui.shell.language import lang, t

COLUMNS = ("column", "type", "required", "allowed", "about_column", "headers")
SAID = ("type", "allowed", "about")
"""What the dictionary says in both languages."""
HEIGHT_PX = 560


def dictionary_panel() -> None:
    """Choose a table; its columns, what each may hold, and templates to fill in."""
    titles, site = {name: table.title(lang()) for name, table in tables().items()}, example_site()
    with st.container(horizontal=True, vertical_alignment="bottom", key="dictionary"):
        name = select("table", t("data.dictionary_table"), titles, width=320, default=next(iter(titles)))
        for language in ("zh", "en") if lang() == "zh" else ("en", "zh"):
            st.download_button(
                t(f"data.template_{language}"), template_csv(name, language, site), f"{name}_{language}.csv", "text/csv",
                key=f"template-{name}-{language}", on_click="ignore",
            )
    about = tables()[name].about_zh if lang() == "zh" else tables()[name].about_en
    st.html(Markup('<p class="prov">{}</p>').format(t("data.dictionary_about", about=about)))
    columns = [column for column in dictionary() if column["table"] == name]
    ledger([t(f"data.dictionary_{part}") for part in COLUMNS], [_line(column) for column in columns], height=HEIGHT_PX)
    taken = {name: f"{name}_{lang()}" if name in SAID else name for name in (*COLUMNS[:-2], "about", "headers")}
    labels = {column: t(f"data.dictionary_{'about_column' if name == 'about' else name}") for name, column in taken.items()}
    foot_line(
        pd.DataFrame(columns), key="dictionary", source=t("data.dictionary"), as_of=moment().at, title=titles[name],
        columns=list(labels), labels=labels,
    )


def example_site() -> Site:
    """A district of the workspace's city with a point, else the city, for the example row; before the first publication 道里区."""
    areas = fetch("areas") if generation() is not None else None
    placed = [] if areas is None else areas.dropna(subset=["lon", "lat"]).sort_values("is_city", kind="stable").to_dict("records")
    if not placed:
        return DAOLI
    first = placed[0]
    return Site(first["area_name"], first["area_name_en"] or first["area_name"], first["lon"], first["lat"])


def template_csv(table: str, language: str, site: Site = DAOLI) -> bytes:
    """A template as CSV with a byte-order mark, which Excel needs for Chinese: the header and one example row."""
    text = io.StringIO(newline="")
    rows = template_rows(tables()[table], site, language)
    csv.writer(text).writerows([in_spreadsheet(cell) for cell in row] for row in rows)  # the example names a district of the city
    return text.getvalue().encode("utf-8-sig")


def _line(column: dict) -> list[Cell | str]:
    kind = f"{column[f'type_{lang()}']}{t('data.dictionary_unit', unit=unit_words(column['unit'], lang())) if column['unit'] else ''}"
    needed = "key" if column["is_key"] else "required" if column["required"] else "optional"
    name, other = (column["zh"], column["column"]) if lang() == "zh" else (column["column"], column["zh"])
    return [
        Cell(name, under=other, is_unbroken=True),
        kind, t(f"data.needed_{needed}"), column[f"allowed_{lang()}"], column[f"about_{lang()}"],
        ("、" if lang() == "zh" else ", ").join(column["headers"]),
    ]
