"""Who has a place within a radius: as measuring every pair says, wherever the city lies and however wide it is."""

import numpy as np
import pytest

from dashboard.geography.inside_city import area_at, point_within
from dashboard.geography.reach import EARTH_M, metres, reached


def by_every_pair(homes: np.ndarray, places: np.ndarray, radius: float) -> np.ndarray:
    """The haversine of each pair, written out anew."""
    lon, lat = np.radians(homes[:, :1]), np.radians(homes[:, 1:])
    other_lon, other_lat = np.radians(places[:, 0]), np.radians(places[:, 1])
    a = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return (2 * EARTH_M * np.arcsin(np.sqrt(a)) <= radius).any(axis=1)


def test_two_thousand_homes_are_told_apart_as_by_measuring_every_pair():
    rng = np.random.default_rng(18)
    for middle, spread in (((126.63, 45.75), (0.2, 0.15)), ((128.5, 45.6), (2.6, 1.2)), ((111.3, 27.2), (0.05, 0.05))):
        homes, places = rng.normal(middle, spread, (2_000, 2)), rng.normal(middle, spread, (300, 2))
        for radius in (300.0, 500.0, 1_000.0, 20_000.0):
            expected = by_every_pair(homes, places, radius)
            assert (reached(*homes.T, *places.T, radius) == expected).all(), (middle, radius)


def test_homes_just_at_the_radius_far_from_the_middle_are_measured_on_the_sphere():
    """Two degrees east of the middle the plane shows 500 m as 500.2: the tree alone would call them too far."""
    places = np.array([[120.0, 45.0]] * 9 + [[122.6, 45.0]])
    step = np.degrees(np.linspace(499.9, 500.1, 41) / EARTH_M)
    homes = np.column_stack([122.6 + step / np.cos(np.radians(45.0)), np.full(41, 45.0)])
    expected = by_every_pair(homes, places, 500.0)
    assert 0 < expected.sum() < 41 and (reached(*homes.T, *places.T, 500.0) == expected).all()


def test_no_place_reaches_nobody_and_one_on_the_spot_reaches():
    assert not reached([126.6], [45.7], [], [], 500).any() and not len(reached([], [], [126.6], [45.7], 500))
    assert reached([126.6], [45.7], [126.6], [45.7], 1).all()
    assert metres(126.6, 45.0, 126.6, 46.0) == pytest.approx(111_195, abs=1)


def test_a_point_in_no_district_is_said_to_be_in_none_and_a_boundary_has_a_point_inside():
    ring = [[[126.0, 45.0], [127.0, 45.0], [127.0, 46.0], [126.0, 46.0], [126.0, 45.0]]]
    borders = {"features": [{"properties": {"area_id": "1"}, "geometry": {"type": "Polygon", "coordinates": ring}}]}
    assert area_at(borders, 126.5, 45.5) == area_at(borders, 126.0, 45.0) == "1" and area_at(borders, 128.0, 45.5) is None
    bent = '{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[3,4],[3,1],[0,1],[0,0]]]}'
    lon, lat = point_within(bent)
    assert (0 < lat < 1) or (3 < lon < 4)
    assert point_within("not json") is None
