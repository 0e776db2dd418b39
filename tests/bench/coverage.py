"""What it costs to tell who of 200,000 households has an open place for food near home: the reckoning alone."""

import time
from statistics import median

import numpy as np

from dashboard.warehouse.coverage import coverage

HOUSEHOLDS, PLACES, DISTRICTS, TIMES = 200_000, 2_500, 18, 5
RADII = (300, 500, 1_000)


def measure() -> None:
    """Print the median of several runs for each radius: households in 18 districts around a dense core, and 2,500 places."""
    rng = np.random.default_rng(18)
    homes = rng.normal((126.63, 45.75), (0.15, 0.1), (HOUSEHOLDS, 2))
    places = rng.normal((126.63, 45.75), (0.15, 0.1), (PLACES, 2))
    rows = [{"area_id": None, "is_shown": False, "lons": places[:, 0], "lats": places[:, 1], "people_each": None, "households_each": None}]
    for district, some in enumerate(np.array_split(homes, DISTRICTS)):
        each = np.full(len(some), 2.5)
        rows.append({"area_id": str(district), "is_shown": False, "lons": some[:, 0], "lats": some[:, 1], "people_each": each,
                     "households_each": np.ones(len(some))})
        rows.append({"area_id": str(district), "is_shown": True, "lons": None, "lats": None})
    for radius in RADII:
        asked = [row | {"radius_m": radius} for row in rows]
        seconds, worked = [], []
        for _ in range(TIMES):
            begun, work = time.perf_counter(), time.process_time()
            told = coverage(asked, "radius_m")
            seconds.append(time.perf_counter() - begun)
            worked.append(time.process_time() - work)
        near = sum(row["households_covered"] for row, given in zip(told, asked, strict=True) if given["is_shown"])
        spent = f"{median(seconds):.2f} s, of the processor {median(worked):.2f} s (limit 1 s)"
        print(f"# coverage of {HOUSEHOLDS:,} households, {PLACES:,} places, {radius:,} m: {near:,} near, {spent}")
