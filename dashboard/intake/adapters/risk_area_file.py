"""One file of the State Council's risk-area feed: read, checked against itself, cut to one city."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

LISTS = {
    "high": ("highlist", "hcount", "高风险区"),
    "medium": ("middlelist", "mcount", "中风险区"),
    "low": ("lowlist", "lcount", "低风险区"),
}
UPDATE_TIME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) ?(\d{1,2})时")
HOURS_A_DAY = 24


@dataclass(frozen=True)
class Snapshot:
    """The full state that one file states for one city."""

    file: Path
    at: datetime
    addresses: tuple[tuple[str, str, str], ...]
    """(county, level, address as published) of every high and medium entry of the city, in the file's order."""
    unnamed: tuple[tuple[str, str], ...]
    """(county, level) of entries of the city that list no address at all."""
    low: int
    """Low-risk entries of the city: read, not kept."""
    elsewhere: int
    """High and medium addresses of other cities: read, not kept."""
    medium_abolished: bool
    """The file lists no medium area anywhere, and is not empty as a whole."""
    empty: bool
    """The file lists nothing at all, in any city."""


class NotTheFeed(Exception):
    """The file is not a snapshot of the feed; (field, value, Chinese, English)."""

    def __init__(self, field: str, value: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.field, self.value, self.zh, self.en = field, value, zh, en


def read_snapshot(file: Path, city: str) -> Snapshot:
    """The snapshot in `file`, cut to the city of that name (哈尔滨市).

    Raises: NotTheFeed for anything but JSON of the feed, for a time that does not exist, and for counts that differ from their lists.
    """
    data = _data(file)
    at = update_time(data.get("end_update_time"))
    entries = {level: _entries(data, level) for level in LISTS}
    ours = [(level, entry) for level in ("high", "medium") for entry in entries[level] if entry["city"] == city]
    addresses = [(entry["county"], level, text) for level, entry in ours for text in entry["communitys"]]
    listed = {level: sum(len(entry["communitys"]) for entry in found) for level, found in entries.items()}
    return Snapshot(
        file=file, at=at, addresses=tuple(addresses),
        unnamed=tuple((entry["county"], level) for level, entry in ours if not entry["communitys"]),
        low=sum(entry["city"] == city for entry in entries["low"]),
        elsewhere=listed["high"] + listed["medium"] - len(addresses),
        medium_abolished=not entries["medium"] and bool(listed["high"]),
        empty=not any(listed.values()),
    )


def update_time(text: object) -> datetime:
    """The moment that "2022-11-29 21时" names; "2022-11-11 24时" is the midnight after. Raises: NotTheFeed."""
    match = UPDATE_TIME.fullmatch(unicodedata.normalize("NFKC", text).strip()) if isinstance(text, str) else None
    if text is None:
        raise NotTheFeed("end_update_time", "", "缺少更新时间 end_update_time", "The update time end_update_time is missing")
    try:
        year, month, day, hour = map(int, match.groups())
        if hour > HOURS_A_DAY:
            raise ValueError(hour)
        return datetime(year, month, day) + timedelta(hours=hour)
    except (AttributeError, ValueError) as wrong:
        raise NotTheFeed(
            "end_update_time", str(text), "更新时间应写作“2022-11-29 21时”", "The update time must read like “2022-11-29 21时”"
        ) from wrong


def _data(file: Path) -> dict:
    try:
        whole = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as wrong:  # broken JSON or another encoding
        raise NotTheFeed("", "", "文件不是完整的 JSON(UTF-8)", "The file is not complete JSON in UTF-8") from wrong
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict):
        raise NotTheFeed("data", "", "不是风险地区数据：缺少 data", "This is not the risk-area feed: “data” is missing")
    return data


def _entries(data: dict, level: str) -> list[dict]:
    """The county entries of a level; a feed from before 2022-07-21 has no low list, and none is then expected."""
    name, count, label = LISTS[level]
    if level == "low" and name not in data and count not in data:
        return []
    for field in (name, count):
        if field not in data:
            raise NotTheFeed(field, "", f"不是风险地区数据：缺少 {field}", f"This is not the risk-area feed: “{field}” is missing")
    entries = data[name]
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise NotTheFeed(
            name, "", f"{name} 应逐条列出 city、county 和 communitys", f"Each entry of {name} needs city, county and communitys"
        )
    found = sum(len(entry["communitys"]) for entry in entries)
    if str(data[count]) != str(found):
        raise NotTheFeed(
            count, str(data[count]), f"{label}数量与名单不符：{count} 为 {data[count]}，名单中有 {found} 处",
            f"The count does not match its list: {count} says {data[count]}, {name} holds {found}",
        )
    return entries


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(field), str) and entry[field] for field in ("city", "county"))
        and isinstance(entry.get("communitys"), list)
        and all(isinstance(text, str) for text in entry["communitys"])
    )
