"""Data: where it comes from, whether it is on time, what was taken in, what disagrees; and the way in and out."""

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.served import generation
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

is_published = generation() is not None
feeds = fetch("feeds_freshness") if is_published else None
batches = fetch("batches_recent", limit=None) if is_published else None
found = fetch_contradictions()
if is_published:
    decisions(page="data")
    data_strip()

section(t("data.upload"), t("data.upload_lead"))
upload_panel()
if is_published:
    section(t("draw.title"), t("draw.lead"))
    boundary_panel()
    section(t("data.batches"), t("data.batches_lead"))
    batch_log(batches)
    section(t("data.feeds"), t("data.feeds_lead"))
    feed_contracts(feeds)
    section(t("data.found"), t("data.found_lead"))
    contradiction_list(found)
section(t("data.dictionary"), t("data.dictionary_lead"))
dictionary_panel()
