"""People with special needs by group. Rows: of `special_groups_by_area`."""

import pandas as pd


def by_group(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a group over the districts of the frame: kind, people, households, served, served_share, districts, since, qualifier.

    A group is never added to another. The share is over districts that state both; null where none does. since: the oldest figures.
    """
    rows = frame[frame["street"] == ""]
    keys = rows.groupby("kind", as_index=False, sort=False)
    sums = keys[["people", "households", "served"]].sum(min_count=1)
    rated = rows[rows["served"].notna() & rows["people"].gt(0)].groupby("kind")[["people", "served"]].sum()
    share = (rated["served"] / rated["people"]).reindex(sums["kind"]).to_numpy()
    bounds = keys["qualifier"].agg(lambda values: values.iloc[0] if values.nunique() == 1 else "about")["qualifier"]
    whole = sums.assign(
        served_share=share, districts=keys["area_id"].nunique()["area_id"], since=keys["reported_at"].min()["reported_at"],
        qualifier=bounds, is_synthetic=keys["is_synthetic"].any()["is_synthetic"],
    )
    whole.attrs = frame.attrs
    return whole.sort_values("people", ascending=False, ignore_index=True)


def streets_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of streets."""
    rows = frame[frame["street"] != ""]
    rows.attrs = frame.attrs
    return rows
