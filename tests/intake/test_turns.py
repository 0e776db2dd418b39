"""The feed is compared with the store: nobody may compare with a store that lacks what was accepted, or is about to change."""

import json
import threading

import pytest

from dashboard.errors import RefusedInput
from dashboard.warehouse import publication, store
from tests.intake_desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk.open(tmp_path)


def snapshot(desk, hour: int, *addresses: str):
    listed = [{"province": "黑龙江省", "city": "哈尔滨市", "county": "道里区", "area_name": "黑龙江省 哈尔滨市 道里区", "communitys": list(addresses)}]
    data = {"end_update_time": f"2022-11-28 {hour}时", "hcount": len(addresses), "mcount": 0, "lcount": 0,
            "highlist": listed, "middlelist": [], "lowlist": []}
    return desk.file(f"20221128{hour:02d}.json", json.dumps({"data": data}, ensure_ascii=False))


def take_feed(desk, *files):
    return desk.take(*files, source="risk-areas", received_at="source")


def declared(desk) -> list[str]:
    sql = "select extent_text from current_zone_events($as_of) where event = 'declare' order by 1"
    return [text for (text,) in desk.rows(sql)]


class Killed(BaseException):
    """Stands for kill -9 between acceptance and publication."""


def kill_before_publication(desk, monkeypatch, act) -> None:
    def killed(*_, **__):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(publication, "_fill", killed)
        act()
    assert store.is_behind(desk.workspace)


def test_a_feed_killed_before_publication_goes_on_from_what_was_accepted(desk, monkeypatch):
    kill_before_publication(desk, monkeypatch, lambda: take_feed(desk, snapshot(desk, 8, "甲路1号")))
    receipts = take_feed(desk, snapshot(desk, 8, "甲路1号"), snapshot(desk, 9, "甲路1号", "乙路2号"))
    assert [r.status for r in receipts] == ["already", "taken"]
    assert declared(desk) == ["乙路2号", "甲路1号"]


def test_a_rollback_killed_before_publication_is_published_by_asking_again(desk, monkeypatch):
    take_feed(desk, snapshot(desk, 8, "甲路1号"))
    kill_before_publication(desk, monkeypatch, lambda: store.rollback(desk.workspace, 1))
    with pytest.raises(RefusedInput):
        store.rollback(desk.workspace, 1)
    assert not store.is_behind(desk.workspace) and declared(desk) == []


def test_two_feeds_at_once_take_turns(desk):
    done = []
    file = snapshot(desk, 8, "甲路1号")
    with store.import_lock(desk.workspace):
        thread = threading.Thread(target=lambda: done.extend(take_feed(desk, file)))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive() and not done
    thread.join(30)
    assert [r.status for r in done] == ["taken"]


def test_a_reader_does_not_wait_for_a_writer(desk, monkeypatch):
    kill_before_publication(desk, monkeypatch, lambda: take_feed(desk, snapshot(desk, 8, "甲路1号")))
    with store.writer_lock(desk.workspace.root, "import"):
        store.catch_up_if_idle(desk.workspace)
        assert store.is_behind(desk.workspace) and declared(desk) == []
    store.catch_up_if_idle(desk.workspace)
    assert declared(desk) == ["甲路1号"]
