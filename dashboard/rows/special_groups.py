"""People with special needs by group. Rows: of `special_groups_by_area`."""

import pandas as pd


def by_group(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a group over the districts of the frame: kind, people, households, served, served_share, districts, since, qualifier.

    A group is never added to another. The share is over districts that state both; null where none does. since: the oldest figures.
    The city's own figure is never added to theirs: of both the larger counts. An area inside another is told when it is asked alone.
    """
    every = frame[frame["street"] == ""]
    rows, told = _added(every), every[~every["is_city"]].groupby("kind")["area_id"].nunique()
    keys = rows.groupby("kind", as_index=False, sort=False)
    sums = keys[["people", "households", "served"]].sum(min_count=1)
    rated = rows[rows["served"].notna() & rows["people"].gt(0)].groupby("kind")[["people", "served"]].sum()
    share = (rated["served"] / rated["people"]).reindex(sums["kind"]).to_numpy()
    bounds = keys["qualifier"].agg(lambda values: values.iloc[0] if values.nunique() == 1 else "about")["qualifier"]
    whole = sums.assign(
        served_share=share, districts=told.reindex(sums["kind"], fill_value=0).to_numpy(), since=keys["reported_at"].min()["reported_at"],
        qualifier=bounds, is_synthetic=keys["is_synthetic"].any()["is_synthetic"],
    )
    whole.attrs = frame.attrs
    return whole.sort_values("people", ascending=False, ignore_index=True)


def _added(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that a group is told by, each person once: those of districts, or of the city where that says more."""
    if rows["area_id"].nunique() < 2:
        return rows
    rows = rows[~rows["is_nested"]]
    city = rows["is_city"]
    whole = rows[city].groupby("kind")["people"].sum()
    parts = rows[~city].groupby("kind")["people"].sum().reindex(whole.index, fill_value=0)
    by_city = rows["kind"].isin(whole.index[whole >= parts])
    return rows[city == by_city]


def streets_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of streets."""
    rows = frame[frame["street"] != ""]
    rows.attrs = frame.attrs
    return rows
