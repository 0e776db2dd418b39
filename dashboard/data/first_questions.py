"""What pages ask first: where one of these is not answered, a page is not either. For /ready, `doctor` and the warm-up."""

HOT = ("synthetic_tables", "areas", "feeds_freshness", "overview_headline", "cases_by_area", "cases_by_day_area", "bulletin_latest")
"""What the first page of every visitor asks."""
FIRST_QUESTIONS = (
    *HOT, "zones_open", "businesses_by_state_area", "supply_points", "hotline_by_hour", "grids_by_area", "batches_recent", "changes_since",
)
"""Those, and one of every other page."""
