"""The named sections of every page, in the order in which they stand below its first screen."""

from dataclasses import dataclass

SECTION = "section"
"""Parameter of the address that names the section to begin at."""
FIRST_SCREEN = ("decide",)
"""Places of the first screen that the parameter may name as well."""


@dataclass(frozen=True)
class Section:
    """A part of a page that has a name: it stands in the page's index, and in the address as `section`."""

    key: str
    """What the address calls it."""
    words: str = ""
    """The message that names it; empty: `section.<page>_<key>`. A panel in it that is headed by the same words is not headed twice."""
    of: tuple[str, ...] = ()
    """The tables that it is made of; a city that delivers none of them does not have it. Empty, with no topics: every city has it."""
    needs: tuple[str, ...] = ()
    """Tables without any of which there is nothing to show, whatever of the others is there."""
    topics: tuple[str, ...] = ()
    """Topics of published figures of which one would do as well."""
    folded: bool = False
    """Closed until somebody opens it: long tables, published figures, reference. A page of few sections shows it open."""
    holds: tuple[str, ...] = ()
    """Keys of elements in it that links lead to: such a link opens it."""
    asked: tuple[str, ...] = ()
    """Parameters of the address that ask for something in it, and open it."""


CALLS = ("hotline_calls",)
TICKETS = ("hotline_tickets",)
ZONES = ("zones",)
NEAR = Section(
    "near", "near.section", ("businesses", "supply_points"), holds=("near-here",), asked=("near", "around"),
)
SECTIONS: dict[str, tuple[Section, ...]] = {
    "cases": (
        Section("trend", of=("bulletins", "cases"), holds=("signals-list", "chart-cases-r")),
        Section("districts", of=("bulletins", "cases"), holds=("chart-cases-multiples",)),
        Section("routes", of=("bulletin_cells", "cases"), holds=("chart-cases-found", "chart-cases-routes")),
        Section("stock", of=("bulletins", "identities", "contacts"), holds=("chart-cases-stock",)),
        Section("places", of=("cases", "case_places"), holds=("cases-places", "case-places")),
        Section("bulletins", of=("bulletins",), folded=True, holds=("cases-line-list",)),
        Section("published", "published.section", topics=("case",), folded=True),
    ),
    "zones": (
        Section("due", "due_list.section", ZONES, holds=("zones-due",)),
        Section("flow", "zones.flow", ZONES, holds=("chart-zones-flow", "chart-zones-clear")),
        Section("places", "zones.located", ZONES, holds=("zones-points",)),
        Section("closures", "zones.closures", ("closures",), holds=("chart-closures", "chart-closure-flow")),
        Section("notices", "zones.notices", ("notices", "zone_statements")),
        Section("list", of=("zones", "closures"), folded=True, holds=("zones-list", "zone-history", "closure-list"), asked=("zone", "q")),
        Section("published", "published.section", topics=("zone",), folded=True),
    ),
    "businesses": (
        Section("rules", "businesses.rules", ("open_rules",), holds=("open-rules",)),
        Section("flow", of=("business_events",), holds=("chart-business-flow", "chart-business-trouble", "chart-business-modes")),
        Section("inspections", "oversight.inspections", ("inspections",), holds=("rectifications",)),
        Section("resumptions", "oversight.resumptions", ("resumptions",), holds=("chart-resumptions",)),
        NEAR,
        Section("list", "businesses.search_section", ("businesses",), folded=True, holds=("business-list", "business-card"),
                asked=("business", "q", "category", "business_page")),
        Section("published", "published.section", topics=("business", "resumption"), folded=True),
    ),
    "supply": (
        Section("cover", "supply.cover", ("supply_reports",), holds=("points-below", "chart-cover")),
        Section("deliveries", "supply.deliveries", ("deliveries", "zones"), holds=("chart-zones-served", "deliveries")),
        Section("service", "supply.service", ("zones", "delivery_links")),
        Section("reach", "coverage.section", needs=("grids", "supply_points"), holds=("coverage",), asked=("radius",)),
        Section("requests", "supply.requests", ("supply_requests",)),
        Section("utilities", "utilities.title", ("utilities",)),
        Section("helpers", "community.sent", ("deployments",)),
        NEAR,
        Section("published", "published.section", topics=("supply", "utility"), folded=True),
    ),
    "hotline": (
        Section("shifts", of=CALLS, holds=("chart-hotline-hours", "chart-hotline-waits", "hotline-shifts")),
        Section("topics", "hotline.topics", CALLS, holds=("chart-hotline-topics", "chart-hotline-channels")),
        Section("needs", "needs.title", CALLS, holds=("hotline-needs", "chart-hotline-lead")),
        Section("areas", "hotline.areas", CALLS, holds=("hotline-map", "chart-hotline-areas")),
        Section("published", "published.section", topics=("hotline",), folded=True),
    ),
    "tickets": (
        Section("flow", "tickets.flow", TICKETS, holds=("chart-tickets-flow", "chart-tickets-open")),
        Section("units", "tickets.units", TICKETS, folded=True, holds=("tickets-table",)),
        Section("late", "tickets.overdue_list", TICKETS, folded=True, holds=("tickets-late",)),
    ),
    "community": (
        Section("duty", of=("checkpoints", "grids"), holds=("duty", "grid-load"), asked=("street",)),
        Section("screening", "community.screening", ("screenings",), holds=("rounds",)),
        Section("people", of=("contacts", "special_groups")),
        Section("chains", of=("vehicle_handovers", "medical_routes"), holds=("handovers",)),
        Section("helpers", of=("deployments",)),
        Section("resumption", "community.resumption", ("resumptions",)),
        Section("gates", "community.gates_list", ("checkpoints",), folded=True, holds=("gates",)),
        Section("published", "community.board", ("indicators",), folded=True),
    ),
    "data": (
        Section("upload", "data.upload"),
        Section("found", "data.found", holds=("found-foot",), asked=("rule", "found")),
        Section("draw", "draw.title"),
        Section("batches", "data.batches", holds=("batches",)),
        Section("feeds", "data.feeds", folded=True, holds=("feeds",)),
        Section("dictionary", "data.dictionary", folded=True, holds=("dictionary",), asked=("table",)),
    ),
}
"""By page of the navigation table. A page without named sections is not here."""
