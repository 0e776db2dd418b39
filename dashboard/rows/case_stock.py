"""The newest cumulative figures of each area, side by side. Rows: of `case_stock_by_day`."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

MEASURES = ("cumulative", "existing", "recovered", "dead")
CLASSES = ("all", "confirmed", "positive", "asymptomatic")
"""Which class stands for an area: the unsplit figure where there is one."""


@dataclass(frozen=True)
class Figure:
    """A published stock of one measure."""

    n: int
    qualifier: str
    day: date
    kind: str
    """Case class; all = not split."""
    change: int | None
    """Against the day before; null where that day has no figure."""


@dataclass(frozen=True)
class AreaStock:
    """What was last published for an area; a measure that was never published is absent."""

    area_id: str
    area_name: str
    figures: dict[str, Figure]

    @property
    def day(self) -> date:
        return max(figure.day for figure in self.figures.values())


def newest_stocks(frame: pd.DataFrame, city: str) -> list[AreaStock]:
    """One an area, the city first, then by cumulative count. Of the classes the first of `CLASSES` that an area has for a measure."""
    keyed = {}
    for row in frame[frame["class"].isin(CLASSES)].to_dict("records"):
        keyed.setdefault((row["area_id"], row["measure"], row["class"]), []).append(row)
    stocks: dict[str, AreaStock] = {}
    for (area, measure, kind), rows in sorted(keyed.items(), key=lambda item: CLASSES.index(item[0][2])):
        stock = stocks.setdefault(area, AreaStock(area, str(rows[-1]["area_name"] or area), {}))
        stock.figures.setdefault(measure, _figure(rows, kind))
    return sorted(stocks.values(), key=lambda stock: (stock.area_id != city, -_cumulative(stock), stock.area_id))


def _figure(rows: list[dict], kind: str) -> Figure:
    """The last of one measure and class; rows by day."""
    rows = sorted(rows, key=lambda row: row["day"])
    last = rows[-1]
    day = pd.Timestamp(last["day"])
    before = [row for row in rows if pd.Timestamp(row["day"]) == day - pd.Timedelta(days=1)]
    return Figure(int(last["n"]), last["qualifier"], day.date(), kind, int(last["n"] - before[0]["n"]) if before else None)


def _cumulative(stock: AreaStock) -> int:
    return stock.figures["cumulative"].n if "cumulative" in stock.figures else -1
