"""A damaged file of boundaries takes down its map: the page and the wall show everything else, and one sentence in its place."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard.app import NAVIGATION
from dashboard.cli.doctor import examine
from dashboard.errors import SandtableError
from dashboard.geography.map_files import BORDERS, DISTRICTS, OUTLINES, DamagedMap, read_districts, read_map
from dashboard.geography.outline import write_geodata
from dashboard.intake.store_state import city_of
from dashboard.ui.wall.scene_list import SCENES
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown
from tests.ui.test_wall import picture

SENTENCES = {DISTRICTS: f"The boundary file {DISTRICTS} is damaged", BORDERS: f"The boundary file {BORDERS} is damaged"}
MAPS = {DISTRICTS: {"overview", "cases", "community", "wall"}, BORDERS: {"zones"}}
"""Pages that are known to draw from a file."""


@pytest.fixture(scope="module")
def geodata(tmp_path_factory) -> Path:
    """The files as they are written, of a small city."""
    folder = tmp_path_factory.mktemp("geodata")
    write_geodata(folder, "421300")
    return folder


@pytest.fixture(scope="module")
def mapped(tmp_path_factory, city_workspace) -> Path:
    """A copy of the fixture city with its boundaries."""
    root = tmp_path_factory.mktemp("mapped") / "city"
    shutil.copytree(city_workspace.root, root)
    write_geodata(root / "geodata", "230100")
    return root


@pytest.fixture
def damaged(mapped):
    """Damage a file of the city's boundaries; it is whole again afterwards."""
    kept = {file: file.read_bytes() for file in (mapped / "geodata").iterdir()}

    def damage(name: str, content: bytes) -> Path:
        (mapped / "geodata" / name).write_bytes(content)
        return mapped

    yield damage
    for file, content in kept.items():
        file.write_bytes(content)


def damages(content: dict) -> dict[str, bytes]:
    """What a disk, an editor or a wrong copy makes of a file of JSON."""
    whole = json.dumps(content).encode()
    found = {"empty": b"", "truncated": whole[: len(whole) // 2], "no text": b"\xff\xfe\x00" + whole, "list": b"[]", "nothing": b"{}", "null": b"null",
             "deep": b"[" * 100_000, "a number": b"7"}
    for key in content:
        if key not in ("dense", "type"):
            found[f"without {key}"] = json.dumps({k: v for k, v in content.items() if k != key}).encode()
            found[f"{key} of another kind"] = json.dumps(content | {key: {"x": [None]}}).encode()
    return found


@pytest.mark.parametrize("name", [DISTRICTS, BORDERS])
def test_file_as_written_is_whole_and_each_damage_is_seen(geodata, name, tmp_path):
    content = read_map(geodata / name)
    for kind, damage in damages(content).items():
        file = tmp_path / name
        file.write_bytes(damage)
        if name == BORDERS and not kind.endswith(("features", "features of another kind")) and kind.startswith("without"):
            continue
        try:
            read_map(file)
        except DamagedMap as seen:
            assert name in seen.title("zh") and "备份" in seen.hint("zh")
        else:
            assert not kind.startswith(("empty", "truncated", "no text", "list", "nothing", "null", "deep", "a number")), kind
            assert name == BORDERS and "features" not in kind, kind


@pytest.mark.parametrize("change", [
    lambda d: d["districts"][0].pop("path"), lambda d: d["districts"][0].update(label=[1]), lambda d: d["districts"].clear(),
    lambda d: d["districts"].append(None), lambda d: d.update(dense={"viewbox": "wide"}), lambda d: d.update(viewbox=[0, 0]),
    lambda d: d["projection"].update(units_per_lon=0), lambda d: d["projection"].pop("west"), lambda d: d.update(bounds=[1, 2, 3, float("nan")]),
])
def test_what_drawing_needs_is_asked_of_each_district(geodata, tmp_path, change):
    content = read_map(geodata / DISTRICTS)
    change(content)
    (tmp_path / DISTRICTS).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DamagedMap):
        read_map(tmp_path / DISTRICTS)


@pytest.mark.parametrize("name", [name for name in NAVIGATION])
@pytest.mark.parametrize("file", [DISTRICTS, BORDERS, OUTLINES])
@pytest.mark.parametrize("content", [b"{", b'{"districts": [{}], "features": [{"geometry": null}]}'], ids=["torn", "another shape"])
def test_page_shows_everything_else(name, file, content, damaged, monkeypatch):
    before = shown(open_page(name, damaged("note.txt", b""), monkeypatch, lang="en"))
    app = open_page(name, damaged(file, content), monkeypatch, lang="en")
    text = shown(app)
    assert not app.exception
    assert 'class="calm' not in text and "went wrong" not in text.lower()
    if name != "wall":
        assert text.count("<h") >= before.count("<h") and len(text) > 0.9 * len(before)
    if file in SENTENCES and name in MAPS[file]:
        assert SENTENCES[file] in text and "Restore the workspace" in text and SENTENCES[file] not in before


@pytest.mark.parametrize("file", [DISTRICTS, BORDERS, OUTLINES])
def test_wall_shows_every_scene(file, damaged, monkeypatch):
    sent = picture(damaged(file, b"{"), monkeypatch, lang="zh")
    assert [scene["id"] for scene in sent["scenes"]] == list(SCENES)
    assert ("边界文件 districts.json 已损坏" in sent["scenes"][0]["pages"][0]["html"]) == (file == DISTRICTS)
    assert all('class="tile ' in page["html"] for scene in sent["scenes"] for page in scene["pages"])


@pytest.mark.parametrize("file", [DISTRICTS, BORDERS, OUTLINES])
def test_doctor_names_the_file(file, damaged):
    found = {one["name"]: one for one in examine(damaged(file, b"{"))}
    assert not found["map"]["well"] and file in found["map"]["zh"] and found["map"]["advice_en"]


def test_outlines_that_cannot_be_read_refuse_a_file_in_words(damaged):
    root = damaged(OUTLINES, b"PAR1")
    with pytest.raises(SandtableError) as refused:
        city_of(Workspace.open(root))
    assert OUTLINES in refused.value.title("zh") and refused.value.hint("en")
    with pytest.raises(DamagedMap):
        read_districts(root / "geodata" / OUTLINES)
