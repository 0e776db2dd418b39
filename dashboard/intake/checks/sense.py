"""What no cell can sensibly say, beyond the bounds of its column: a percentage over a hundred, a tally below nothing, an unknown unit."""

from collections.abc import Iterator

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.intake.checks.units import STOCK_UNITS
from dashboard.schema.declaration import Table
from dashboard.warehouse.ddl import quoted


def sense_checks(table: Table, present: list[str]) -> Iterator[Check]:
    """The checks that the columns of a file call for; what may be meant after all is warned about."""
    if table.name == "indicators" and {"value", "unit"} <= set(present):
        yield Check("percent_beyond", "value", "warn", _of("percent_beyond", "value", a_unit=quoted("unit")))
    if table.name == "bulletin_cells" and {"n", "measure"} <= set(present):
        yield Check("negative_tally", "n", "refuse", _of("negative_tally", "n", a_measure=quoted("measure"), is_of_new="false"))
        yield Check("negative_new", "n", "warn", _of("negative_tally", "n", a_measure=quoted("measure"), is_of_new="true"))
    if table.name == "businesses" and "capacity" in present:
        yield Check("no_capacity", "capacity", "warn", _of("no_capacity", "capacity"))
    if table.name in ("supply_reports", "supply_requests") and "unit" in present:
        yield Check("unknown_unit", "unit", "refuse", statement("other_unit", a_cell=quoted("unit"), a_text=as_written("unit")),
                    {"units": [*STOCK_UNITS]})
    if table.name == "special_groups" and {"people", "served"} <= set(present):
        whole = {"a_whole": quoted("people"), "a_whole_text": as_written("people")}
        part = {"a_part": quoted("served"), "a_part_text": as_written("served")}
        yield Check("above_whole", "served", "refuse", statement("above_whole", **whole, **part))
    if table.name == "delivery_links" and "supply_point_id" in present:
        unsaid = [f"coalesce({quoted(name)}, '') = ''" for name in ("zone_id", "place", "area_id") if name in present]
        served = {"a_text": as_written("supply_point_id"), "is_unsaid": " and ".join(unsaid) or "true"}
        yield Check("serves_nothing", "supply_point_id", "refuse", statement("serves_nothing", **served))
    if table.name == "hotline_intervals":
        yield from _unseen(present)


def _unseen(present: list[str]) -> Iterator[Check]:
    """Intervals of hotline figures that no chart can show: of another length than an hour or a day, or without a row of their total."""
    if not {"interval_start", "interval_end"} <= set(present):
        return
    yield Check("odd_interval", "interval_end", "warn", statement("odd_interval", a_text=as_written("interval_end")))
    kinds = [name for name in ("channel", "topic") if name in present]
    if kinds:
        is_total = " and ".join(f"coalesce({quoted(name)}, '') = ''" for name in kinds)
        yield Check("no_total", kinds[0], "warn", statement("no_total", is_of_all=is_total))


def _of(name: str, column: str, **parts: str) -> str:
    return statement(name, a_cell=quoted(column), a_text=as_written(column), **parts)
