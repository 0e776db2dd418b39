"""The area register of a city: the city, its districts, and the functional zones that report beside them."""

import csv
from collections import Counter
from functools import cache

import shapely

from dashboard.geography.boundaries import city_adcode, city_name, districts_of
from dashboard.geography.labels import label_of
from dashboard.geography.names import english_of, kind_of, pinyin_of
from dashboard.geography.projection import fit_projection, project_outlines, unproject
from dashboard.settings import folder

NO_POPULATION = {"population": None, "households": None, "population_year": None, "population_source": None}
LABEL_DECIMALS = 5
ENGLISH_KINDS = {"district": "District", "county": "County", "county_city": "City"}


def areas_for(city: str) -> list[dict]:
    """The rows of table `areas` for a city given by adcode or name.

    Rows: the city, then its districts by adcode, then its functional zones; a city without districts has itself alone.
    Keys: area_id, adcode, name, name_en, name_pinyin, kind, parent_id, nested_in, counts_in_parent, population,
    households, population_year, population_source, lon, lat.
    `counts_in_parent`: summing the areas where it is true gives the parent's total, each person once. `nested_in`: the
    district whose figures already include this area's.
    Units: people, family households (家庭户), WGS-84 degrees of a label point inside the outline.
    Null: parent_id and counts_in_parent of the city; adcode, lon, lat of a functional zone (it has no outline);
    population where no figure is known, never 0.
    Raises: UsageError for an unknown city.
    """
    return [dict(row) for row in _register_of(city_adcode(city))]


@cache
def _register_of(adcode: str) -> tuple[dict, ...]:
    """The rows, made once: each file that is taken in asks for them, and places a label in every outline."""
    name = city_name(adcode)
    districts = districts_of(adcode)
    projection, _ = fit_projection(districts.total_bounds)
    planes = project_outlines(districts.geometry.to_numpy(), projection)
    whole = shapely.union_all(planes)
    rows = [_row(adcode, name, "city", None, whole, projection)]
    for code, district, plane in zip(districts["adcode"], districts["name"], planes, strict=True):
        if code != adcode:
            rows.append(_row(code, district, kind_of(district), adcode, plane, projection))
    return tuple(told_apart(rows + [_zone_row(zone) for zone in functional_zones() if zone["parent_id"] == adcode]))


def told_apart(rows: list[dict]) -> list[dict]:
    """The rows, with the kind behind English names that two of them share: Chengde is the city, Chengde County the county in it."""
    shared = {name for name, n in Counter(row["name_en"] for row in rows).items() if n > 1}
    return [row | {"name_en": f"{row['name_en']} {ENGLISH_KINDS[row['kind']]}"}
            if row["name_en"] in shared and row["kind"] in ENGLISH_KINDS else row for row in rows]


@cache
def functional_zones() -> tuple[dict, ...]:
    """Reporting units without a GB/T 2260 code; rows of `geodata/functional_zones.csv`, null for empty text.

    Keys: area_id, name, name_en, parent_id, nested_in, counts_in_parent, statistics_code, source.
    """
    return tuple(row | {"counts_in_parent": row["counts_in_parent"] == "true"} for row in _rows("functional_zones.csv"))


@cache
def populations() -> dict[str, dict]:
    """Resident population by adcode or statistics code: population, households, population_year, population_source."""
    return {
        row["adcode"]: {
            "population": int(row["population"]),
            "households": int(row["households"]) if row["households"] else None,
            "population_year": int(row["year"]),
            "population_source": row["source"],
        }
        for row in _rows("populations.csv")
    }


def _row(adcode: str, name: str, kind: str, parent_id: str | None, plane: shapely.Geometry, projection: dict) -> dict:
    label = label_of(plane)
    lon, lat = unproject(label.x, label.y, projection)
    return {
        "area_id": adcode,
        "adcode": adcode,
        "name": name,
        "name_en": english_of(name, adcode),
        "name_pinyin": pinyin_of(name, adcode),
        "kind": kind,
        "parent_id": parent_id,
        "nested_in": None,
        "counts_in_parent": None if parent_id is None else True,
        **populations().get(adcode, NO_POPULATION),
        "lon": round(float(lon), LABEL_DECIMALS),
        "lat": round(float(lat), LABEL_DECIMALS),
    }


def _zone_row(zone: dict) -> dict:
    return {
        "area_id": zone["area_id"],
        "adcode": None,
        "name": zone["name"],
        "name_en": zone["name_en"],
        "name_pinyin": pinyin_of(zone["name"]),
        "kind": "functional_zone",
        "parent_id": zone["parent_id"],
        "nested_in": zone["nested_in"],
        "counts_in_parent": zone["counts_in_parent"],
        **populations().get(zone["statistics_code"], NO_POPULATION),
        "lon": None,
        "lat": None,
    }


def _rows(name: str) -> list[dict]:
    with (folder("geodata") / name).open(encoding="utf-8", newline="") as file:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
