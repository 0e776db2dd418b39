"""What the store holds of the rules, for questions to read: zone rule sets, limits for tickets, modes in zones, the working days."""

import duckdb

from dashboard.rules.schemes import schemes
from dashboard.rules.ticket_rules import ticket_rules
from dashboard.rules.working_days import special_days, years_covered
from dashboard.rules.zone_modes import zone_modes
from dashboard.schema.declaration import enums
from dashboard.warehouse.statements import statement


def store_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of rules of a new store."""
    con.executemany(statement("bookkeeping", "add_rule_step"), rule_steps())
    con.executemany(statement("bookkeeping", "add_ticket_limit"), ticket_limits())
    con.executemany(statement("bookkeeping", "add_zone_mode"), modes_in_zones())
    con.execute(statement("bookkeeping", "fill_working_days"), special_day_columns())


def rule_steps() -> list[list[object]]:
    """What the store holds of every rule set: a row a level."""
    return [
        [scheme.id, step.level, step.lift_days, step.after_lowering_days, scheme.anchor_day, step.round, step.round_days,
         step.contact_days, step.transfer_days, step.lowers_to, scheme.rest_is_low]
        for scheme in schemes().values() for step in scheme.steps.values()
    ]


def ticket_limits() -> list[list[object]]:
    """What the store holds of the rules for tickets: a row a rule and urgency."""
    return [
        [rule.id, [rule.id, *rule.names], list(rule.cities), rule.valid_from, rule.valid_to, limit.urgency, limit.dispatch_hours,
         limit.handle_hours, limit.answer_hours, limit.answer_working_days]
        for rule in ticket_rules().values() for limit in rule.limits.values()
    ]


def modes_in_zones() -> list[list[object]]:
    """What the store holds of the modes in zones that no rule of the city names: a row a file, rule set, level and category."""
    return [
        [modes.id, scheme, level, category, modes.mode(level, category)]
        for modes in zone_modes().values() for scheme in modes.schemes for level in modes.levels
        for category in enums()["business_category"]
    ]


def special_day_columns() -> dict[str, object]:
    """What the store is told of the calendar: days, kinds and Chinese names of holidays side by side; first and last year covered."""
    days, (first, last) = list(special_days().values()), years_covered()
    return {
        "days": [day.day for day in days], "kinds": [day.kind for day in days], "names": [day.holiday[0] for day in days],
        "first": first, "last": last,
    }
