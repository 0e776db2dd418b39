"""Drawing that keeps totals: counts that add up, names in order, choices by weight."""

import numpy as np
import pandas as pd


def chosen(rng: np.random.Generator, weights: dict, number: int) -> np.ndarray:
    """`number` of the keys, drawn by weight; weights need not add up to one."""
    share = np.array(list(weights.values()), dtype=float)
    keys = np.array(list(weights), dtype=object)
    return keys[rng.choice(len(keys), size=number, p=share / share.sum())]


def shared_out(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to `total` exactly (largest remainder)."""
    exact = np.asarray(weights, dtype=float) / np.sum(weights) * total
    counts = np.floor(exact).astype(int)
    rest = np.argsort(-(exact - counts), kind="stable")[: total - counts.sum()]
    counts[rest] += 1
    return counts


def spread_out(counts: dict, rng: np.random.Generator | None = None) -> np.ndarray:
    """Each key as often as its count says; shuffled where a generator is given."""
    out = np.repeat(np.array(list(counts), dtype=object), list(counts.values()))
    if rng is not None:
        rng.shuffle(out)
    return out


def numbered(prefix: str, number: int, digits: int, first: int = 1) -> list[str]:
    return [f"{prefix}{n:0{digits}d}" for n in range(first, first + number)]


def between(rng: np.random.Generator, start, end, number: int) -> pd.DatetimeIndex:
    """Moments drawn evenly from [start, end), to the second."""
    seconds = (pd.Timestamp(end) - pd.Timestamp(start)).total_seconds()
    return pd.Timestamp(start) + pd.to_timedelta(np.floor(rng.random(number) * seconds), unit="s")


def later(moments: pd.Series, hours: np.ndarray) -> pd.Series:
    """Each moment moved by its number of hours, to the second."""
    return moments + pd.to_timedelta(np.round(np.asarray(hours, dtype=float) * 3600), unit="s")


def by_hour(rng: np.random.Generator, start, end, number: int, weights: tuple[float, ...]) -> pd.DatetimeIndex:
    """Moments drawn from [start, end), to the second, by the weight of their hour of the day (24 of them)."""
    hours = pd.date_range(pd.Timestamp(start).floor("h"), pd.Timestamp(end), freq="h", inclusive="left")
    inside = [(max(h, pd.Timestamp(start)), min(h + pd.Timedelta(hours=1), pd.Timestamp(end))) for h in hours]
    spans = np.array([(till - since).total_seconds() for since, till in inside])
    share = spans * np.array([weights[h.hour] for h in hours])
    picked = rng.choice(len(hours), size=number, p=share / share.sum())
    since = pd.DatetimeIndex([at for at, _ in inside])[picked]
    return since + pd.to_timedelta(np.floor(rng.random(number) * spans[picked]), unit="s")
