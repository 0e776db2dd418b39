"""The zones of a feed that are open, and what a new listing of it does to them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas

from dashboard.intake.adapters.address import normalise_address, same_address

SOURCE = "risk-areas"
Row = dict[str, Any]
Place = tuple[str, str, str]
"""(area_id, address in the one spelling, level): what makes two entries the same zone."""

TWENTY_FROM = datetime(2022, 11, 11)  # 联防联控机制综发〔2022〕101号: level medium is no longer declared
PLAN_FROM = datetime(2022, 11, 21)  
PLAN = "《新冠肺炎疫情风险区划定及管控方案》自 2022-11-21 施行：解除前一轮核酸须全部阴性"
NEW_TEN_FROM = datetime(2022, 12, 7)  # 联防联控机制综发〔2022〕113号
ENDINGS = ("lift", "scheme_switch")  # afterwards there is no level: low is the rest of the county, and no zone
RANK = {"low": 0, "medium": 1, "high": 2}
KEY_DIGITS = 8  # of SHA-1; a county lists some hundreds of addresses at most, so 32 bits do not collide


@dataclass
class Zone:
    zone_id: str
    level: str
    text: str
    """The address as last published."""
    scheme: str
    """The rule set that holds for it."""


@dataclass
class Change:
    """What a listing does to the open zones."""

    declared: list[Place] = field(default_factory=list)
    moved: list[tuple[Place, Place]] = field(default_factory=list)
    """The same address at another level: (before, after)."""
    edited: list[tuple[Place, Place]] = field(default_factory=list)
    """The same address in another spelling, or with a building or unit more or fewer: (before, after)."""
    gone: list[Place] = field(default_factory=list)


class ZoneStock:
    """The open zones by place. Changes with every listing that is taken in."""

    def __init__(self, open_zones: pandas.DataFrame) -> None:
        """From the zones open in the store: zone_id, area_id, level, extent_text, extent_key, scheme."""
        self.zones: dict[Place, Zone] = {
            (row["area_id"], normalise_address(row["extent_text"] or "") or row["extent_key"], row["level"]): Zone(
                row["zone_id"], row["level"], row["extent_text"], row["scheme"]
            )
            for row in open_zones.to_dict("records")
        }

    def count(self, levels: Iterable[str]) -> int:
        wanted = set(levels)
        return sum(level in wanted for _, _, level in self.zones)

    def compare(self, listing: Mapping[Place, tuple[str, ...]]) -> Change:
        """What a listing (spellings by place) changes.

        A level that changed is one zone moved, and an address that gained or lost a building or unit one zone edited, not one lifted
        and one declared; where several could be the same (a building that was split, or merged), none is.
        """
        gone = {place: None for place in self.zones if place not in listing}
        change = Change()
        for place, spellings in listing.items():
            if place in self.zones:
                if self.zones[place].text not in spellings:
                    change.edited.append((place, place))
                continue
            before = next((p for level in RANK if (p := (*place[:2], level)) in gone), None)
            if before is None:
                change.declared.append(place)
            else:
                del gone[before]
                change.moved.append((before, place))
        for before, after in _grown_or_shrunk(gone, change.declared):
            del gone[before]
            change.declared.remove(after)
            change.edited.append((before, after))
        change.gone = list(gone)
        return change

    def apply(self, change: Change, listing: Mapping[Place, tuple[str, ...]], at: datetime, abolished: bool) -> dict[str, pandas.DataFrame]:
        """Carry a change out at a moment. Rows: tables zones and zone_events, only those that have rows.

        `abolished`: level medium no longer exists, so medium zones that are gone were ended by the rules and not by their own clock.
        """
        zones, events = [], []
        for place in change.declared:
            text = listing[place][0]
            zone = self.zones[place] = Zone(zone_id(place, at), place[2], text, scheme_of(place[2], at))
            zones.append(_zone_row(zone, place, at))
            events.append(_event(zone, "declare", at, text))
        for before, after in change.moved:
            zone = self.zones[after] = self.zones.pop(before)
            zone.level, zone.text = after[2], listing[after][0]
            events.append(_event(zone, "raise" if RANK[after[2]] > RANK[before[2]] else "lower", at, zone.text))
        for before, after in change.edited:
            zone = self.zones[after] = self.zones.pop(before)
            zone.text = listing[after][0]
            events.append(_event(zone, "edit", at, zone.text, None if before == after else "楼栋或单元有增减"))
        for place in change.gone:
            events += _ending(self.zones.pop(place), at, abolished)
        events += self._under_the_plan(at)
        # Texts as objects, so that null stays None beside them.
        return {name: pandas.DataFrame(rows, dtype=object) for name, rows in (("zones", zones), ("zone_events", events)) if rows}

    def _under_the_plan(self, at: datetime) -> list[Row]:
        """The switch of zones of the twenty measures to the plan that the state issued to them, from the day on which it holds."""
        switched = [zone for zone in self.zones.values() if zone.scheme == "twenty" and scheme_of(zone.level, at) == "twenty_plan"]
        for zone in switched:
            zone.scheme = "twenty_plan"
        return [_event(zone, "scheme_switch", at, reason=PLAN) | {"scheme": zone.scheme} for zone in switched]


def zone_id(place: Place, at: datetime) -> str:
    """The zone's identifier: "230103-h-1f0c2d3e-2022112921", its county, level, address and the hour it was declared.

    The hour makes an address that comes back another zone: identifiers are never used again.
    """
    area_id, key, level = place
    digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:KEY_DIGITS]
    return f"{area_id}-{level[0]}-{digest}-{at:%Y%m%d%H}"


def scheme_of(level: str, at: datetime) -> str:
    """The scheme a zone was declared under: medium belongs to the ninth edition, also where a city went on with it for some days."""
    if at < TWENTY_FROM or level == "medium":
        return "ed9"
    if at < PLAN_FROM:
        return "twenty"
    return "twenty_plan" if at < NEW_TEN_FROM else "new_ten"


def _grown_or_shrunk(gone: Iterable[Place], declared: Iterable[Place]) -> list[tuple[Place, Place]]:
    """Pairs (before, after) of one county and level whose addresses differ by a building or unit, where neither could be another's."""
    pairs = [(g, d) for g in gone for d in declared if (g[0], g[2]) == (d[0], d[2]) and same_address(g[1], d[1])]
    before, after = Counter(g for g, _ in pairs), Counter(d for _, d in pairs)
    return [(g, d) for g, d in pairs if before[g] == after[d] == 1]


def _zone_row(zone: Zone, place: Place, at: datetime) -> Row:
    return {
        "zone_id": zone.zone_id, "area_id": place[0], "scheme": scheme_of(zone.level, at), "level": zone.level,
        "extent_text": zone.text, "extent_key": place[1], "geometry_precision": "address_only", "source": SOURCE,
    }


def _ending(zone: Zone, at: datetime, abolished: bool) -> list[Row]:
    """A lifting; for a medium zone ended by the rules also the switch that ended it."""
    if abolished and zone.level == "medium" and at >= TWENTY_FROM:
        reason = "取消中风险区"
        return [_event(zone, "scheme_switch", at, reason=reason), _event(zone, "lift", at, reason=reason)]
    return [_event(zone, "lift", at)]


def _event(zone: Zone, event: str, at: datetime, text: str | None = None, reason: str | None = None) -> Row:
    return {
        "zone_id": zone.zone_id, "event": event, "at": at, "level": None if event in ENDINGS else zone.level,
        "extent_text": text, "reason": reason, "source": SOURCE,
    }
