"""Where a contradiction is explained: the page that lists all of its kind, the record itself, and its own row on the Data page."""

import hashlib

from markupsafe import Markup

from dashboard.ui.shell.links import href

HOMES = {
    "zone_overdue": ("zones", "zones-list"), "closure_past_planned_end": ("zones", "closure-list"),
    "zone_without_delivery": ("supply", "chart-zones-served"),
    "business_open_in_closed_zone": ("businesses", ""), "open_rules_contradicting": ("businesses", "open-rules"),
    "ticket_past_deadline": ("tickets", "tickets-late"),
    "ticket_without_unit": ("tickets", "tickets-table"),
    "vehicle_lost_after_gate": ("community", "handovers"), "handovers_out_of_order": ("community", "handovers"),
    "rectification_past_date": ("businesses", "rectifications"), "resumption_before_approval": ("businesses", "chart-resumptions"),
    "case_outside_zone": ("cases", ""), "districts_above_city": ("cases", "cases-line-list"),
    "case_signal": ("cases", "signals-list"), "bulletin_not_adding_up": ("cases", ""), "identity_not_closing": ("cases", ""),
}
"""The page that explains what a check finds, in the order in which a duty officer asks, and the key of the element that lists
all of it; what is not named here stands on the Data page."""
ON_DATA = ("data", "found-foot")
KEY_DIGITS = 12
OPENED, CLAIMED = "rule", "found"
"""Parameters of the Data page's address: the rule of which all rows are listed, and the contradiction whose form is open."""


def row_name(contradiction: dict) -> str:
    """The name of a contradiction's row on the Data page, for the address; the same at every run."""
    # A digest of the key: a key is made of what files say, and that may be anything.
    return f"found-{contradiction['check']}-{hashlib.sha256(str(contradiction['finding_key']).encode()).hexdigest()[:KEY_DIGITS]}"


def to_row(contradiction: dict) -> Markup:
    """A link to its row on the Data page, with all rows of its rule listed, so that it is among them."""
    return href("/data", row_name(contradiction), **{OPENED: contradiction["check"]})


def to_record(contradiction: dict) -> Markup | None:
    """A link to the record that contradicts, or to the list on its page that holds it; null where no page shows it."""
    check, key = contradiction["check"], str(contradiction["finding_key"])
    if check == "zone_overdue":
        return href("/zones", "zone-history", zone=key)
    if check in ("business_open_in_closed_zone", "business_open_after_closing"):
        return href("/businesses", "business-card", business=str(contradiction["subject"]))
    page, place = HOMES.get(check, ("", ""))
    return href(f"/{page}", place) if page else None
