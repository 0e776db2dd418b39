"""Step of `supply_stock_outs`: when a good of a point runs out by the trend of its reports, with the interval."""

from datetime import timedelta
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]


def stock_out_by_report(reports: list[Row], value: str) -> list[Row]:
    """The same figures on each of the reports of one point and good. Rows: in order of time: `value` (kg), reported_at."""
    from dashboard.statistics.stock_out import stock_out

    first, last = reports[0]["reported_at"], reports[-1]["reported_at"]
    found = stock_out([(row["reported_at"] - first) / timedelta(days=1) for row in reports], [float(row[value]) for row in reports])
    told = found.withheld is None
    moments = {name: last + timedelta(days=days) if told else None for name, days in (
        ("runs_out_at", found.days), ("runs_out_low", found.lower), ("runs_out_high", found.upper),
    )}
    return [moments | {"withheld": found.withheld} for _ in reports]
