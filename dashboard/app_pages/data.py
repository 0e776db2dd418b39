"""Data: where it comes from, whether it is on time, what was taken in, what disagrees; and the way in and out."""

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.served import generation
from dashboard.ui.components.section import page_index, page_section
from dashboard.ui.desk.batch_log import batch_log
from dashboard.ui.desk.boundary import boundary_panel
from dashboard.ui.desk.contradictions import contradiction_list
from dashboard.ui.desk.data_strip import data_strip
from dashboard.ui.desk.dictionary import dictionary_panel
from dashboard.ui.desk.feed_contracts import feed_contracts
from dashboard.ui.desk.upload import upload_panel
from dashboard.ui.panels.decisions import decisions
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

page_index("data")
if is_published := generation() is not None:
    decisions(page="data")
    data_strip()

page_section("data", "upload", lambda: [section(t("data.upload"), t("data.upload_lead")), upload_panel()])
if is_published:
    page_section("data", "found", lambda: [
        section(t("data.found"), t("data.found_lead")), contradiction_list(fetch_contradictions()),
    ])
    page_section("data", "draw", lambda: [section(t("draw.title"), t("draw.lead")), boundary_panel()])
    page_section("data", "batches", lambda: [
        section(t("data.batches"), t("data.batches_lead")), batch_log(fetch("batches_recent", limit=None)),
    ])
    page_section("data", "feeds", lambda: [
        section(t("data.feeds"), t("data.feeds_lead")), feed_contracts(fetch("feeds_freshness")),
    ])
page_section("data", "dictionary", lambda: [
    section(t("data.dictionary"), t("data.dictionary_lead")), dictionary_panel(),
])
