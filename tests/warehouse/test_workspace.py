"""The settings of a workspace: what somebody mistypes in city.toml is named, with what is allowed."""

import pytest

from dashboard.errors import StoreError
from dashboard.warehouse.workspace import Workspace

CITY = '[city]\nadcode = "360200"\nname = "景德镇市"\n'


@pytest.mark.parametrize(("written", "said"), [
    ("[clock]\nstopped_at = 2020-02-14 20:00", "第 5 行"),
    ('[clock]\nstopped_at = "2020-02-14T20:00:00"', "[clock]"),
    ('[clock]\nshift_seconds = "an hour"', "[clock]"),
    ('[wall]\nname = 指挥部', "第 5 行"),
    ("[wall]\nshown = [1,", "无法读取"),
])
def test_a_setting_that_is_mistyped_is_named(tmp_path, written, said):
    (tmp_path / "city.toml").write_text(CITY + written + "\n", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        Workspace.open(tmp_path)
    assert said in refused.value.title("zh") and refused.value.hint("zh") and refused.value.hint("en")


@pytest.mark.parametrize("written", ['clock = "20:00"\n' + CITY, "[city]\n", "city = 3\n"])
def test_settings_of_another_shape_are_not_read(tmp_path, written):
    (tmp_path / "city.toml").write_text(written, encoding="utf-8")
    with pytest.raises(StoreError):
        Workspace.open(tmp_path)
