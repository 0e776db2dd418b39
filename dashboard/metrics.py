"""The board's figures: the unit of each, which direction is worse, where it comes from; what it is called stands in i18n/metrics.toml."""

from dataclasses import dataclass

from dashboard.i18n.messages import text

_BESIDE = {
    "zones": ("zone_events",), "businesses": ("business_events", "open_rules", "inspections"),
    "zone_events": ("zones",), "business_events": ("businesses",),
    "supply_points": ("supply_reports",), "supply_reports": ("supply_points",),
    "zones_unserved": ("zones",), "delivery_links": ("zones", "supply_points"),
}
"""Tables that say what became of the rows of another, or of what a figure counts."""


@dataclass(frozen=True)
class Metric:
    id: str
    """Also the name of its label among the messages: metric.<id>."""
    of: str
    """What is counted, the name of its unit among the messages: metric_unit.<of>; empty for a share, which needs none."""
    worse: str | None
    """"up", "down", or null where neither is worse."""
    source: str
    """The schema's table that it comes from."""
    decimals: int = 0
    is_share: bool = False
    """Value is 0-1 and shown as per cent."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Its table, and those whose deliveries change the figure as well: its freshness and its mark of made-up rows are theirs."""
        return (self.source, *_BESIDE.get(self.id, _BESIDE.get(self.source, ())))

    def label(self, lang: str) -> str:
        return text(f"metric.{self.id}", lang)

    def unit(self, lang: str, n: str = "") -> str:
        """The unit beside `n`, a figure as it is written ("1 call"); of many where none is given."""
        return text(f"metric_unit.{self.of}", lang, n=n) if self.of else ""


_DECLARED = (
    Metric("new_positive", "cases", "up", "bulletins"),
    Metric("new_confirmed", "cases", "up", "bulletins"),
    Metric("new_asymptomatic", "cases", "up", "bulletins"),
    Metric("outside_share", "", "up", "bulletins", 1, True),
    Metric("cases_7d", "cases", "up", "bulletins"),
    Metric("stock_cumulative", "cases", "up", "bulletins"),
    Metric("stock_existing", "cases", "up", "bulletins"),
    Metric("stock_recovered", "cases", "down", "bulletins"),
    Metric("stock_dead", "cases", "up", "bulletins"),
    Metric("contacts_traced", "people", None, "contacts"),
    Metric("contacts_observed", "people", None, "contacts"),
    Metric("contacts_released", "people", None, "contacts"),
    Metric("zones_high", "zones", "up", "zones"),
    Metric("zones_medium", "zones", "up", "zones"),
    Metric("zones_low", "areas", "up", "zones"),
    Metric("zones_open", "zones", "up", "zones"),
    Metric("zones_due", "zones", None, "zones"),
    Metric("zones_due_tomorrow", "zones", None, "zones"),
    Metric("zones_overdue", "zones", "up", "zones"),
    Metric("people_inside", "people", "up", "zones"),
    Metric("closures_active", "places", "up", "closures"),
    Metric("businesses_listed", "businesses", "down", "businesses"),
    Metric("businesses_usual", "businesses", "down", "businesses"),
    Metric("supply_open", "points", "down", "supply_points"),
    Metric("supply_below", "points", "up", "supply_reports"),
    Metric("cover_days", "days", "down", "supply_reports", 1),
    Metric("calls_offered", "calls", "up", "hotline_calls"),
    Metric("calls_answered", "calls", "down", "hotline_calls"),
    Metric("connect_share", "", "down", "hotline_calls", 1, True),
    Metric("tickets_open", "tickets", "up", "hotline_tickets"),
    Metric("tickets_overdue", "tickets", "up", "hotline_tickets"),
    Metric("tickets_escalated", "tickets", "up", "hotline_tickets"),
    Metric("tickets_waiting", "tickets", "up", "hotline_tickets"),
    Metric("tickets_on_time", "", "down", "hotline_tickets", 1, True),
    Metric("checkpoints", "places", None, "checkpoints"),
    Metric("households", "households", None, "grids"),
    Metric("calls_today", "calls", "up", "hotline_calls"),
    Metric("connect_today", "", "down", "hotline_calls", 1, True),
    Metric("answered_year", "calls_taken", None, "indicators"),
    Metric("gates", "places", None, "checkpoints"),
    Metric("sampling_points", "places", None, "checkpoints"),
    Metric("grids", "units", None, "grids"),
    Metric("sent_people", "people", None, "deployments"),
    Metric("figures_published", "figures", None, "indicators"),
    Metric("feeds_on_time", "feeds", "down", "batches"),
    Metric("batches_in_force", "batches", None, "batches"),
    Metric("rows_taken_in", "rows", None, "batches"),
    Metric("contradictions", "findings", "up", "batches"),
    Metric("zones_declared_today", "zones", "up", "zone_events"),
    Metric("zones_address_only", "zones", "up", "zones"),
    Metric("businesses_limited", "businesses", "up", "businesses"),
    Metric("businesses_rule_closed", "businesses", "up", "open_rules"),
    Metric("businesses_to_verify", "businesses", "up", "businesses"),
    Metric("businesses_suspended", "businesses", "up", "business_events"),
    Metric("businesses_rectify", "businesses", "up", "business_events"),
    Metric("supply_unknown", "points", "up", "supply_reports"),
    Metric("supply_capacity", "orders_a_day", "down", "supply_points"),
    Metric("zones_unserved", "zones", "up", "deliveries"),
    Metric("households_unlinked", "households", "up", "delivery_links"),
    Metric("deliveries_7d", "deliveries", "down", "deliveries"),
)

METRICS = {metric.id: metric for metric in _DECLARED}
