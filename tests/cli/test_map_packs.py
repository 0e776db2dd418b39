"""sandtable map-pack: made, listed, removed and brought back; served under a name of its content; said under the maps."""

import json

import brotli
import geopandas as gpd
import pytest
import shapely
from starlette.requests import Request

from dashboard.cli.doctor import examine
from dashboard.cli.main import main
from dashboard.data.ground import Sight, packs, packs_digest
from dashboard.data.page_address import address
from dashboard.geography.outline import write_geodata
from dashboard.server.document import SERVED_ELSEWHERE
from dashboard.server.ground import ground_file
from dashboard.server.static import FOREVER
from dashboard.ui.components.ground import ground_files, ground_notes
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML

RIVER = shapely.LineString([(125.9, 45.6), (126.3, 45.68), (126.6, 45.79), (126.9, 45.9), (128.5, 46.0)])


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A workspace with boundaries and nothing else, which is the one that is served."""
    workspace = Workspace.create(tmp_path / "city", CITY_TOML)
    write_geodata(workspace.geodata, "230100")
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    return workspace.root


def call(capsys, *words, lang="en"):
    status = main(["map-pack", *map(str, words), "--lang", lang])
    out, err = capsys.readouterr()
    return status, out, err


def river(folder, name="松花江", called="rivers.geojson"):
    gpd.GeoDataFrame({"name": [name], "waterway": ["river"]}, geometry=[RIVER], crs=4326).to_file(folder / called, driver="GeoJSON")
    return folder / called


def got(name, encoding="identity"):
    return ground_file(Request({"type": "http", "path_params": {"name": name}, "headers": [(b"accept-encoding", encoding.encode())]}))


def test_a_pack_is_made_listed_removed_and_brought_back(capsys, city, tmp_path):
    status, out, err = call(capsys, river(tmp_path), "--datum", "wgs84")
    assert status == 0 and out.startswith("rivers: map pack made of 1 shape, 1 kB (rivers.geojson)") and "--attribution" in err
    status, out, err = call(capsys, river(tmp_path, "呼兰河"), "--datum", "wgs84", "--attribution", "市测绘院", "--approval", "GS(2024)1")
    assert status == 0 and "undo: sandtable map-pack --restore rivers" in out and not err
    listed = json.loads(call(capsys, "--list", "--json")[1])["packs"]
    assert [(one["kind"], one["attribution"], one["approval"], len(one["source"])) for one in listed] == [("rivers", "市测绘院", "GS(2024)1", 64)]
    assert "市测绘院" in call(capsys, "--list")[1] and "河流" in call(capsys, "--list", lang="zh")[1]
    assert call(capsys, "--remove", "rivers")[0] == 0 and "no map pack" in call(capsys, "--list")[1]
    status, _, err = call(capsys, "--remove", "rivers")
    assert status == 2 and "There is no map pack of rivers" in err
    assert call(capsys, "--restore", "rivers")[0] == 0
    assert json.loads(call(capsys, "--list", "--json")[1])["packs"] == listed, "the newest comes back first"
    assert call(capsys, "--restore", "rivers")[0] == 0
    assert json.loads(call(capsys, "--list", "--json")[1])["packs"][0]["attribution"] == "", "and then the one before it"


@pytest.mark.parametrize(("words", "status", "said"), [
    ((), 2, "Nothing to do"), (("--list", "--remove", "lakes"), 2, "Nothing to do"), (("--restore", "lakes"), 2, "No former"),
    (("nothing.geojson", "--datum", "wgs84"), 1, "no file"), (("/vsicurl/http://a/b.geojson", "--datum", "wgs84"), 1, "no file"),
])
def test_what_cannot_be_done_is_said(capsys, city, words, status, said):
    done = call(capsys, *words)
    assert done[0] == status and said in done[2]


def test_nothing_is_written_where_one_of_several_files_is_refused(capsys, city, tmp_path):
    (tmp_path / "roads.geojson").write_text("{", encoding="utf-8")
    assert call(capsys, river(tmp_path), tmp_path / "roads.geojson", "--datum", "wgs84")[0] == 1
    assert "no map pack" in call(capsys, "--list")[1]


def test_without_boundaries_no_pack_is_made(capsys, city, tmp_path):
    (city / "geodata" / "districts.json").unlink()
    status, _, err = call(capsys, river(tmp_path), "--datum", "wgs84")
    assert status == 2 and "no boundaries" in err


def test_a_pack_is_served_for_good_under_a_name_of_its_content(capsys, city, tmp_path):
    call(capsys, river(tmp_path), "--datum", "wgs84")
    (pack,) = packs()
    whole, small = got(pack.name), got(pack.name, "gzip, br")
    assert whole.status_code == 200 and whole.headers["cache-control"] == FOREVER and whole.headers["content-type"] == "application/json"
    assert brotli.decompress(small.body) == whole.body and json.loads(whole.body) == pack.content
    call(capsys, river(tmp_path, "呼兰河"), "--datum", "wgs84")
    assert got(pack.name).status_code == 404 and packs()[0].name != pack.name
    assert [got(name).status_code for name in ("rivers.json", "../city.toml", "")] == [404] * 3
    assert f"/{ground_files()[0]}".startswith(SERVED_ELSEWHERE)


def test_a_view_is_a_picture_of_the_packs_that_there_are_now(capsys, city, tmp_path):
    assert packs_digest() == ""
    call(capsys, river(tmp_path), "--datum", "wgs84")
    name = Sight(8.25, 126.5, 45.6, 480, "night", packs_digest()).name
    seen = got(name, "br")
    assert seen.status_code == 200 and seen.headers["content-type"] == "image/svg+xml" and b"<path" in brotli.decompress(seen.body)
    other = name[:-5] + ("1" if name[-5] == "0" else "0") + ".svg"
    others = [name.replace("8.25", "99.00"), name.replace("_480_", "_9999_"), name.replace("night", "x"), name.replace("126.5", "nan"), other]
    assert [got(unknown).status_code for unknown in others] == [404] * len(others)
    call(capsys, "--remove", "rivers")
    assert got(name).status_code == 404


def test_every_source_stands_under_the_map_with_its_approval_number(capsys, city, tmp_path):
    assert ground_files() == []
    call(capsys, river(tmp_path), "--datum", "wgs84")
    call(capsys, river(tmp_path, called="roads.geojson"), "--datum", "wgs84", "--attribution", "<b>局</b>", "--approval", "GS(2024)0001号")
    with address({"lang": "en"}):
        assert ground_notes() == [
            "Ground (rivers): source not stated, no approval number given", "Ground (roads): <b>局</b>, approval number GS(2024)0001号",
        ]


@pytest.mark.parametrize("content", ["?", None])
def test_a_damaged_pack_or_one_of_another_city_takes_down_nothing_else(capsys, city, tmp_path, content):
    call(capsys, river(tmp_path), "--datum", "wgs84")
    call(capsys, river(tmp_path, called="roads.geojson"), "--datum", "wgs84")
    file = city / "geodata" / "packs" / "roads.json"
    file.write_text(content or file.read_text(encoding="utf-8").replace('"city":"230100"', '"city":"421300"'), encoding="utf-8")
    with address({"lang": "en"}):
        assert len(ground_files()) == 1 and "not drawn: roads.json" in ground_notes()[-1]
    if content:
        assert "damaged" in call(capsys, "--list")[2]
        (examined,) = [one for one in examine(city) if one["name"] == "map"]
        assert not examined["well"] and "roads.json" in examined["en"]
