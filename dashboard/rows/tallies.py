"""The headline counts of a page, from its rows; null where nothing of the kind has ever been reported, which is not zero."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class ZoneTally:
    """Zones in force. Every count is null where no zone was ever known, and where none is found but some name no district."""

    high: int | None
    medium: int | None
    low: int | None
    due: int | None
    """Null also where none is found and some clocks cannot be reckoned, since positives name no zone; so is overdue."""
    overdue: int | None
    address_only: int | None
    """No point and no boundary is known."""

    @property
    def total(self) -> int | None:
        levels = (self.high, self.medium, self.low)
        return None if None in levels else sum(levels)

    def share(self, part: int | None) -> float | None:
        """Part of the zones in force; null where there are none."""
        return part / self.total if self.total else None


def zone_tally(zones: pd.DataFrame, is_known: bool, nameless: pd.DataFrame | None = None) -> ZoneTally:
    """Rows of `zones`: one an open zone: level, state, lon, lat.

    `nameless`: where they are a district's, the zones of the city that name no district. What is found among those alone may be in the
    district: its count is null there and not 0.
    """
    if not is_known:
        return ZoneTally(None, None, None, None, None, None)
    others = zones.iloc[:0] if nameless is None else nameless

    def count(of: Callable[[pd.DataFrame], pd.Series], *doubts: pd.Series) -> int | None:
        found, is_open = int(of(zones).sum()), of(others).any() or any(doubt.any() for doubt in doubts)
        return None if found == 0 and is_open else found

    # Where clocks cannot be reckoned, that none is found does not mean that none is.
    unclocked = (zones["state"] == "not_linked", others["state"] == "not_linked")
    levels = (count(lambda frame, level=level: frame["level"] == level) for level in ("high", "medium", "low"))
    due, overdue = (count(lambda frame, state=state: frame["state"] == state, *unclocked) for state in ("due", "overdue"))
    return ZoneTally(*levels, due, overdue, count(lambda frame: ~is_placed(frame)))


def is_placed(frame: pd.DataFrame) -> pd.Series:
    """Whether each row has coordinates."""
    return frame["lon"].notna() & frame["lat"].notna()


def location_parts(zones: pd.DataFrame) -> pd.DataFrame:
    """Open zones by district and by whether a map can show them. Rows: area_id, area_name, location (placed, address_only), zones."""
    rows = zones.assign(location=is_placed(zones).map({True: "placed", False: "address_only"}), zones=1)
    return rows.groupby(["area_id", "area_name", "location"], as_index=False, dropna=False).agg({"zones": "sum", "is_synthetic": "max"})


def district_totals(frame: pd.DataFrame, values: list[str], complete_for: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a district, the values added up over whatever else splits the frame.

    `complete_for` (the answer of the query areas) says that the list is one of the whole city, as the list of risk zones is: a
    district that it does not name has 0. Where it names none, none is added. A register that districts send one by one is not
    such a list: there a district without a row is unknown, and stays without one. So it does where a row names the city and no district.
    """
    keys = frame.groupby(["area_id", "area_name"], as_index=False, dropna=False)
    sums = keys[values].sum(min_count=1).assign(is_synthetic=keys["is_synthetic"].max()["is_synthetic"])
    if complete_for is None or sums.empty:
        return sums
    drawn = complete_for[complete_for["is_district"].eq(True) & complete_for["lon"].notna()]
    if not sums["area_id"].isin(complete_for.loc[complete_for["is_district"].eq(True), "area_id"]).all():
        return sums
    absent = drawn[~drawn["area_id"].isin(sums["area_id"])]
    zeros = absent[["area_id", "area_name"]].assign(**dict.fromkeys(values, 0), is_synthetic=False)
    both = pd.concat([sums, zeros], ignore_index=True)
    both.attrs = frame.attrs
    return both


def counts(frame: pd.DataFrame, column: str, among: tuple[str, ...], weight: str | None = None) -> dict[str, int]:
    """How many rows (or what sum of `weight`) have each of the values `among`; 0 for one that none has."""
    found = frame[column].value_counts() if weight is None else frame.groupby(column)[weight].sum()
    return {value: int(found.get(value, 0)) for value in among}


def column_sums(frame: pd.DataFrame) -> dict[str, int | None]:
    """The sum of every column of counts; null where no row states one, which is not zero."""
    sums = {column: frame[column].sum(min_count=1) for column in frame.columns if frame[column].dtype.kind in "iuf"}
    return {column: None if total != total else int(total) for column, total in sums.items()}
