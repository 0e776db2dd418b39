"""The State Council's risk-area feed: zones, their openings and closings, from comparing snapshots of the full state.

A zone is (county, level, address in one spelling, see `address`). A snapshot declares addresses that were not open, lifts those it no
longer lists, raises or lowers one that changed its level, and edits one that changed its spelling, or that gained or lost a building or
unit (see `same_address`). An address listed twice by a county in
two spellings is one zone. When medium zones vanish from the whole feed on or after 2022-11-11, each gets `scheme_switch` *and* `lift`.
Low entries ("the rest of the county") and other cities' entries are counted in the note and not stored.

Snapshots are compared in the order of their update time, against the zones open in the store, then against each other. One Reading a
file, refused files first; a file that changes nothing has no tables.
- Two versions of an hour in one command: the one that lifts fewest zones (then declares fewest) is taken, the others change nothing.
- A version of the hour last taken in, in a later command: it adds what was missing and lifts nothing; the next hour lifts.
- A snapshot that looks incomplete (see `completeness`) changes nothing and says so.
- A snapshot older than the last one taken in is refused: the store already knows what came after.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

from dashboard.i18n.messages import both
from dashboard.intake.adapters.address import normalise_address
from dashboard.intake.adapters.completeness import BELIEVED_AFTER, doubt
from dashboard.intake.adapters.readings import Context, Reading
from dashboard.intake.adapters.remarks import refuse, unknown_areas, warn
from dashboard.intake.adapters.risk_area_file import NotTheFeed, Snapshot, read_snapshot
from dashboard.intake.adapters.zone_stock import SOURCE, Change, Place, ZoneStock
from dashboard.intake.checks.places import Places
from dashboard.intake.problems import Problem, Where

NAME = SOURCE
HELD_BACK = "held_back"
"""Rule of the problem of a file that was not believed: such a file is not the last one taken in."""
Listing = dict[Place, tuple[str, ...]]


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file: the refused ones first, then in time order. Published at: the update time in the file."""
    feed = _Feed(context, ZoneStock(context.open_zones(NAME)), context.last_taken(NAME))
    snapshots = []
    for path in paths:
        try:
            snapshots.append(read_snapshot(path, feed.city))
        except NotTheFeed as wrong:
            yield Reading(path, {}, None, problems=[_refusal(path, wrong)])
    snapshots.sort(key=lambda snapshot: (snapshot.at, snapshot.file.name))
    for at, versions in groupby(snapshots, key=lambda snapshot: snapshot.at):
        yield from feed.hour(at, list(versions))


class _Feed:
    """The state of a reading: what is open, the hour it was last changed, and the hour of a listing that was not believed."""

    def __init__(self, context: Context, stock: ZoneStock, taken: datetime | None) -> None:
        areas = context.areas
        self.city = areas.loc[areas["area_id"] == context.city, "name"].iloc[0]
        self.places = Places(areas, context.city)
        self.stock, self.taken = stock, taken
        self.doubted: datetime | None = None

    def hour(self, at: datetime, versions: list[Snapshot]) -> Iterator[Reading]:
        """The Readings of all versions of one hour; at most one of them changes anything."""
        if self.taken and at < self.taken:
            yield from (_too_old(version, self.taken) for version in versions)
            return
        known = []
        for version in versions:
            if refused := self._unknown(version):
                yield refused
            else:
                known.append((version, self._listing(version)))
        chosen = self._choose(at, known)
        for version, listing in known:
            yield self._take(version, listing) if version is chosen else self._leave(version, listing, known, chosen)
        if known:
            # A second version of an hour says nothing about the next one.
            self.doubted = at if chosen is None and at != self.taken else None
        if chosen:
            self.taken = at

    def _choose(self, at: datetime, known: list[tuple[Snapshot, Listing]]) -> Snapshot | None:
        """The version to take in; null when none is believed."""
        believed = [pair for pair in known if not doubt(*pair, self.stock)]
        confirmed = self.doubted or (self.taken and at - self.taken >= BELIEVED_AFTER)
        if not believed and confirmed:
            believed = known
        changes = [(self.stock.compare(listing), version) for version, listing in believed]
        chosen = min(changes, key=lambda pair: (len(pair[0].gone), len(pair[0].declared)), default=(None, None))
        return chosen[1]

    def _take(self, version: Snapshot, listing: Listing) -> Reading:
        problems = _listed_twice(version, listing)
        if said := doubt(version, listing, self.stock):
            problems.append(warn(version.file, "collapse", "risk_areas.believed", doubt=said))
        change = self.stock.compare(listing)
        if version.at == self.taken and change.gone:
            problems.append(_second_version(version, len(change.gone)))
            change.gone = []
        tables = self.stock.apply(change, listing, version.at, version.medium_abolished)
        return Reading(version.file, tables, version.at, problems=problems, note=_note(version, change))

    def _leave(self, version: Snapshot, listing: Listing, known: list[tuple[Snapshot, Listing]], chosen: Snapshot | None) -> Reading:
        """A version that changes nothing: the same list as the one taken in, a poorer one, or one that is not believed."""
        problems = []
        taken = next((other for other_version, other in known if other_version is chosen), None)
        if taken is None or chosen is None:
            problems = [warn(version.file, HELD_BACK, "risk_areas.not_believed", doubt=doubt(version, listing, self.stock))]
        elif taken != listing:
            problems = [warn(version.file, "versions", "risk_areas.versions", chosen=chosen.file.name)]
        return Reading(version.file, {}, version.at, problems=problems, note=_note(version, Change()))

    def _listing(self, version: Snapshot) -> Listing:
        """Spellings by place, each once; more than one where a county lists an address twice. Blank addresses are left out."""
        listing: dict[Place, tuple[str, ...]] = {}
        for county, level, text in version.addresses:
            if key := normalise_address(text):
                place = (self.places.area_id(county) or "", key, level)
                listing[place] = (*listing.get(place, ()), text)
        return listing

    def _unknown(self, version: Snapshot) -> Reading | None:
        """A refusal naming every county that is not one of the city's, with the nearest name that is."""
        named = {county for county, _, _ in version.addresses} | {county for county, _ in version.unnamed}
        problems = unknown_areas(version.file, "county", named, self.places)
        return Reading(version.file, {}, version.at, problems=problems) if problems else None


def _refusal(file: Path, wrong: NotTheFeed) -> Problem:
    return refuse(file, "feed", wrong.key, Where(column=wrong.field or None, value=wrong.value or None), **wrong.values)


def _too_old(version: Snapshot, taken: datetime) -> Reading:
    place = Where(column="end_update_time", value=f"{version.at:%Y-%m-%d %H}时")
    older = refuse(version.file, "older", "risk_areas.older", place, day=f"{taken:%Y-%m-%d}", hour=f"{taken:%H}")
    return Reading(version.file, {}, version.at, problems=[older])


def _second_version(version: Snapshot, lacking: int) -> Problem:
    return warn(version.file, "versions", "risk_areas.second_version", n=lacking)


def _listed_twice(version: Snapshot, listing: Listing) -> list[Problem]:
    return [
        warn(version.file, "twice", "risk_areas.twice", Where(column="communitys", value=spellings[0]), n=len(spellings))
        for spellings in listing.values()
        if len(spellings) > 1
    ]


def _note(version: Snapshot, change: Change) -> str:
    counts = {"declared": len(change.declared), "lifted": len(change.gone), "moved": len(change.moved), "edited": len(change.edited)}
    return " / ".join(both("risk_areas.note", **counts, elsewhere=version.elsewhere, low=version.low))
