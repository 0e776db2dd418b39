"""Display geometry of a city: projection, labels, SVG paths, the dense window, and the files written."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import districts_of
from dashboard.geography.labels import label_of
from dashboard.geography.outline import dense_window, outlines_of, svg_path, thinned_for_display, write_geodata
from dashboard.geography.projection import fit_projection, project, unproject

DISTRICTS = {"230100": 18, "421300": 3, "410800": 10, "430200": 9, "430500": 12, "310000": 16, "441900": 1}


def test_label_of_an_l_shape_is_inside_with_its_true_radius():
    corner = shapely.Polygon([(0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10)])
    label = label_of(corner)
    assert corner.contains(shapely.Point(label.x, label.y))
    # The circle through the inner corner (2, 2): r (1 + 1/sqrt 2) * sqrt 2 = 2 sqrt 2 gives r = 4 - 2 sqrt 2.
    assert label.radius == pytest.approx(4 - 2 * 2**0.5, abs=0.06)


def test_projection_returns_and_keeps_shape():
    projection, size = fit_projection((126.0, 45.0, 127.0, 46.0))
    assert max(size) == 1000.0
    x, y = project([126.0, 127.0], [46.0, 45.0], projection)
    assert x[0] == y[0] == 10.0 and y[1] == pytest.approx(990.0)
    assert np.allclose(unproject(x, y, projection), [[126.0, 127.0], [46.0, 45.0]])
    # One degree of longitude at 45.5 N is cos 45.5 = 0.7009 of a degree of latitude.
    assert (x[1] - x[0]) / (y[1] - y[0]) == pytest.approx(0.7009, abs=1e-4)


@pytest.mark.parametrize("adcode", DISTRICTS)
def test_written_geodata(adcode, tmp_path):
    written = write_geodata(tmp_path, adcode)
    outlines = json.loads((tmp_path / "districts.json").read_text(encoding="utf-8"))
    assert outlines == written and "GS(2024)0650号" in outlines["attribution"]
    assert len(outlines["districts"]) == DISTRICTS[adcode]
    width, height = outlines["viewbox"]
    for district in outlines["districts"]:
        assert district["path"].startswith("M") and district["path"].endswith("Z")
        assert 0 < district["label"][0] < width and 0 < district["label"][1] < height
    assert sum(district["area_share"] for district in outlines["districts"]) == pytest.approx(1, abs=1e-3)
    stored = gpd.read_parquet(tmp_path / "areas.parquet")
    assert stored.crs == "EPSG:4326" and stored["area_id"].tolist() == districts_of(adcode)["area_id"].tolist()
    shown = gpd.read_file(tmp_path / "districts.geojson")
    assert shown.geometry.is_valid.all() and shown["area_id"].tolist() == stored["area_id"].tolist()
    first = json.loads((tmp_path / "districts.geojson").read_text(encoding="utf-8"))["features"][0]["geometry"]
    ring = first["coordinates"][0] if first["type"] == "Polygon" else first["coordinates"][0][0]
    assert shapely.LinearRing(ring).is_ccw
    assert all(value == round(value, 5) for corner in ring for value in corner)


def test_dense_window_holds_the_urban_districts_of_harbin():
    outlines = outlines_of(districts_of("230100"), areas_for("230100"), "230100")
    x, y, width, height = outlines["dense"]["viewbox"]
    small = {row["name"]: row["label"] for row in outlines["districts"] if row["name"] in ("道里区", "南岗区", "香坊区", "平房区")}
    assert len(small) == 4
    assert all(x < label[0] < x + width and y < label[1] < y + height for label in small.values())
    assert width * height < 0.25 * outlines["viewbox"][0] * outlines["viewbox"][1]


def test_no_dense_window_where_every_name_fits():
    planes = np.array([shapely.box(0, 0, 500, 800), shapely.box(500, 0, 1000, 800)])
    assert dense_window(planes, [label_of(plane) for plane in planes], [1000.0, 800.0]) is None


def test_a_district_outside_the_dense_cluster_does_not_spread_the_window():
    tiny = [shapely.box(100, 100, 120, 120), shapely.box(120, 100, 140, 120), shapely.box(900, 900, 905, 905)]
    window = dense_window(np.array(tiny), [label_of(plane) for plane in tiny], [1000.0, 1000.0])
    assert window["viewbox"][0] + window["viewbox"][2] < 200


def test_a_detailed_coverage_is_thinned_along_shared_borders_only_when_it_is_whole():
    y = np.linspace(0, 800, 4001)
    border = np.column_stack([500 + 0.3 * np.sin(y), y])  # wiggles smaller than what an eye can tell
    left = shapely.Polygon([(0, 0), *border, (0, 800)])
    right = shapely.Polygon([(1000, 800), *border[::-1], (1000, 0)])
    thinned = thinned_for_display(np.array([left, right]))
    assert shapely.get_num_coordinates(thinned).max() < 400
    assert shapely.coverage_is_valid(thinned)
    overlapping = np.array([left, shapely.union(right, shapely.box(400, 400, 600, 500))])
    assert thinned_for_display(overlapping)[0].equals_exact(left)


def test_svg_path_of_a_square_with_a_hole_and_of_a_speck():
    square = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    assert svg_path(square).count("M") == 2
    assert "L10 10" in svg_path(square)
    assert svg_path(shapely.box(0, 0, 0.01, 0.01)) != ""
