"""Datum conversions against published vectors and against an independent implementation."""

import math

import numpy as np
import prcoords
import pytest

from dashboard.errors import UsageError
from dashboard.geography.datum import DATUMS, from_wgs84, to_wgs84

# googollee/eviltransform, python/test.py: (lat, lon) pairs, tolerance 1e-6 degrees.
WGS_TO_GCJ = [
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
]
# The same file's BD-09 vectors: that library puts sin(pi*y) where Baidu's formula, prcoords and coordtransform have
# sin(3000/180*pi*y), so it is up to 42 m from all of them. They hold here only to that distance.
BD_TO_WGS = [
    ((29.199786, 120.019809), (29.196131605295484, 120.00877901149691)),
    ((29.210504, 120.036455), (29.206795749156136, 120.0253853970846)),
]
# wandergis/coordtransform, test/app.js, for the point 116.404, 39.915.
POINT = (116.404, 39.915)
POINT_AS_GCJ = (116.41024449916938, 39.91640428150164)
POINT_GCJ_AS_BD = (116.41036949371029, 39.92133699351021)
# Not in China and not in the GCJ-02 box (MATLAB suite of eviltransform): Denver, Brisbane, Rio de Janeiro.
FAR_AWAY = [(-104.9903, 39.7392), (153.0251, -27.4698), (-43.1729, -22.9068)]
METRE = 1 / 111_000  # degrees


@pytest.mark.parametrize(("wgs", "gcj"), WGS_TO_GCJ)
def test_wgs_to_gcj_and_back(wgs, gcj):
    lon, lat = from_wgs84(wgs[1], wgs[0], "gcj02")
    assert (lat, lon) == pytest.approx(gcj, abs=1e-6)
    lon, lat = to_wgs84(gcj[1], gcj[0], "gcj02")
    assert (lat, lon) == pytest.approx(wgs, abs=1e-6)


@pytest.mark.parametrize(("bd", "wgs"), BD_TO_WGS)
def test_bd_to_wgs_sides_with_prcoords_against_the_eviltransform_vectors(bd, wgs):
    lon, lat = to_wgs84(bd[1], bd[0], "bd09")
    theirs = prcoords.bd_wgs_bored(prcoords.Coords(*bd))
    assert (lat, lon) == pytest.approx((theirs.lat, theirs.lon), abs=0.001 * METRE)
    assert math.hypot(lat - wgs[0], lon - wgs[1]) < 42 * METRE


def test_coordtransform_vectors():
    assert from_wgs84(*POINT, "gcj02") == pytest.approx(POINT_AS_GCJ, abs=1e-9)
    wgs = to_wgs84(*POINT, "gcj02")
    assert from_wgs84(*wgs, "bd09") == pytest.approx(POINT_GCJ_AS_BD, abs=1e-9)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_round_trip_is_good_to_a_fiftieth_of_a_millimetre(datum):
    lon, lat = np.meshgrid(np.linspace(74, 134, 61), np.linspace(18, 53, 36))
    back_lon, back_lat = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    assert np.hypot(back_lon - lon, back_lat - lat).max() < 2e-5 * METRE


def test_agrees_with_an_independent_implementation():
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(100, 122, 200), rng.uniform(24, 42, 200)
    for i in range(len(lon)):
        point = prcoords.Coords(lat[i], lon[i])
        for datum, forward in (("gcj02", prcoords.wgs_gcj), ("bd09", prcoords.wgs_bd)):
            theirs = forward(point)
            ours = from_wgs84(lon[i], lat[i], datum)
            assert math.hypot(ours[0] - theirs.lon, ours[1] - theirs.lat) < 1e-6 * METRE
        back = prcoords.gcj_wgs_bored(point)
        ours = to_wgs84(lon[i], lat[i], "gcj02")
        assert math.hypot(ours[0] - back.lon, ours[1] - back.lat) < 0.01 * METRE


def test_the_shift_in_harbin_is_half_a_kilometre():
    lon, lat = from_wgs84(126.535, 45.803, "gcj02")
    metres = math.hypot((lon - 126.535) * math.cos(math.radians(45.803)), lat - 45.803) / METRE
    assert 450 < metres < 600


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize(("lon", "lat"), FAR_AWAY)
def test_outside_china_nothing_changes(lon, lat, datum):
    assert to_wgs84(lon, lat, datum) == (lon, lat)
    assert from_wgs84(lon, lat, datum) == (lon, lat)


@pytest.mark.parametrize("datum", DATUMS)
def test_missing_stays_missing_and_shape_is_kept(datum):
    lon, lat = to_wgs84([126.5, np.nan, None], [45.8, 45.8, 45.8], datum)
    assert lon.shape == lat.shape == (3,)
    assert np.isnan(lon).tolist() == np.isnan(lat).tolist() == [False, True, True]


def test_unknown_datum_is_refused_in_both_languages():
    with pytest.raises(UsageError) as caught:
        to_wgs84(1.0, 2.0, "WGS84 ")
    assert "坐标系" in caught.value.title("zh-CN") and "gcj02" in caught.value.hint("en")
