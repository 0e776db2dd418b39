"""One file of the State Council's risk-area feed: read, checked against itself, cut to one city."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

LISTS = {
    "high": ("highlist", "hcount"),
    "medium": ("middlelist", "mcount"),
    "low": ("lowlist", "lcount"),
}
"""By level: the fields of its list and of its count."""
EXAMPLE = "2022-11-29 21时"
UPDATE_TIME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) ?(\d{1,2})时")
HOURS_A_DAY = 24
Feed = dict[str, Any]
Entry = dict[str, Any]


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
    """Low-risk entries of the city: read, not stored."""
    elsewhere: int
    """High and medium addresses of other cities: read, not stored."""
    medium_abolished: bool
    """The file lists no medium area anywhere, and is not empty as a whole."""
    empty: bool
    """The file lists nothing at all, in any city."""


class NotTheFeed(Exception):
    """The file is not a snapshot of the feed: where that shows, and the message that says so."""

    def __init__(self, field: str, value: str, key: str, **values: object) -> None:
        super().__init__(key)
        self.field, self.value, self.key, self.values = field, value, key, values


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
    if text is None:
        raise NotTheFeed("end_update_time", "", "risk_areas.no_time")
    try:
        year, month, day, hour = map(int, _stated(text))
        if hour > HOURS_A_DAY:
            raise ValueError(hour)
        return datetime(year, month, day) + timedelta(hours=hour)
    except ValueError as wrong:
        raise NotTheFeed("end_update_time", str(text), "risk_areas.odd_time", example=EXAMPLE) from wrong


def _stated(text: object) -> tuple[str, ...]:
    """Year, month, day and hour as written. Raises: ValueError."""
    match = UPDATE_TIME.fullmatch(unicodedata.normalize("NFKC", text).strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError(text)
    return match.groups()


def _data(file: Path) -> Feed:
    try:
        whole = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as wrong:  # broken JSON or another encoding
        raise NotTheFeed("", "", "risk_areas.no_json") from wrong
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict):
        raise NotTheFeed("data", "", "risk_areas.lacks_field", name="data")
    return data


def _entries(data: Feed, level: str) -> list[Entry]:
    """The county entries of a level; a feed from before 2022-07-21 has no low list, and none is then expected."""
    name, count = LISTS[level]
    if level == "low" and name not in data and count not in data:
        return []
    for field in (name, count):
        if field not in data:
            raise NotTheFeed(field, "", "risk_areas.lacks_field", name=field)
    entries = data[name]
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise NotTheFeed(name, "", "risk_areas.odd_entries", name=name)
    found = sum(len(entry["communitys"]) for entry in entries)
    if str(data[count]) != str(found):
        stated = str(data[count])
        raise NotTheFeed(count, stated, f"risk_areas.odd_count_{level}", count=count, stated=stated, found=found)
    return entries


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(field), str) and entry[field] for field in ("city", "county"))
        and isinstance(entry.get("communitys"), list)
        and all(isinstance(text, str) for text in entry["communitys"])
    )
