"""The board's entry: the navigation table, the masthead and the one error boundary."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.data.fetch import begin_contradictions
from dashboard.data.opened import note_opened
from dashboard.data.page_moment import moment
from dashboard.data.served import generation, one_present, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import present_year
from dashboard.ui.components.first_picture import begin_pictures, end_pictures
from dashboard.ui.components.later import defers
from dashboard.ui.components.paper import begin_paper, paper_foot
from dashboard.ui.components.unread_address import say_unread
from dashboard.ui.panels.notes import begin_notes, notes_control
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.masthead import bare_masthead, masthead, stylesheet
from dashboard.ui.shell.screens import empty_workspace_screen, error_boundary
from dashboard.ui.wall.stage import wall_problem

HERE = Path(__file__).parent
WITHOUT_MASTHEAD = ("wall",)
"""Pages that are the whole screen, and show what goes wrong in their own way."""
WITHIN = {"tickets": "hotline"}
"""Pages that belong to the section of another one and are reached from it; they have no tab of their own."""

NAVIGATION = {
    # name: (address, shown in an empty workspace)
    "overview": ("", False),
    "cases": ("cases", False),
    "zones": ("zones", False),
    "businesses": ("businesses", False),
    "supply": ("supply", False),
    "hotline": ("hotline", False),
    "tickets": ("tickets", False),
    "community": ("community", False),
    "explore": ("explore", False),
    "data": ("data", True),
    "wall": ("wall", False),
}
"""Every page in the order of the sections; the script is app_pages/<name>.py, its title the message nav.<name>."""
BY_LINK = {"behind": ("behind", False)}
"""Pages that stand in no list of sections: links on the others lead to them."""


def page_file(name: str) -> Path:
    """The script of a page."""
    return HERE / "app_pages" / f"{name}.py"


@one_present()
def main() -> None:
    """One run of the board: find the page, draw the frame around it, draw the page."""
    pages = {
        name: st.Page(page_file(name), title=t(f"nav.{name}"), url_path=address or None, default=not address)
        for name, (address, _) in (NAVIGATION | BY_LINK).items() if page_file(name).is_file()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    current = next(name for name in pages if (NAVIGATION | BY_LINK)[name][0] == page.url_path)
    if current in WITHOUT_MASTHEAD:
        with error_boundary(wall_problem):
            st.set_page_config(page_title=t("app.title", page=t(f"nav.{current}"), city=workspace().city_name(lang())), layout="wide")
            if generation() is None:
                empty_workspace_screen(wall_problem)
            else:
                present_year.set(moment().at.year)
                page.run()
        return
    stylesheet()
    with error_boundary():
        try:
            city = workspace().city_name(lang())
        except SandtableError:
            bare_masthead()
            raise
        present_year.set(moment().at.year)
        st.set_page_config(page_title=t("app.title", page=t(f"nav.{current}"), city=city), layout="wide")
        begin_contradictions()
        masthead({name: pages[name] for name in pages if name not in {*WITHOUT_MASTHEAD, *WITHIN, *BY_LINK}}, WITHIN.get(current, current))
        say_unread()
        with error_boundary():
            if generation() is None and not (NAVIGATION | BY_LINK)[current][1]:
                empty_workspace_screen()
            else:
                _draw(page, current)


def _draw(page: StreamlitPage, current: str) -> None:
    """The page itself, with what is noted before and after it."""
    begin_notes()
    begin_pictures(page.url_path)
    begin_paper()
    page.run()
    end_pictures()
    note_opened(page.url_path, defers())
    notes_control(current)
    paper_foot(current)


if __name__ == "__main__":
    main()
