"""The State Council's risk-area feed: zones, their openings and closings, from comparing snapshots of the full state.

A zone is (county, level, address in one spelling, see `address`). A snapshot declares addresses that were not open, lifts those it no
longer lists, raises or lowers one that changed its level, and edits one that changed its spelling, or that gained or lost a building or
unit (see `same_address`). An address listed twice by a county in
two spellings is one zone. When medium zones vanish from the whole feed on or after 2022-11-11, each gets `scheme_switch` *and* `lift`.
Low entries ("the rest of the county") and other cities' entries are counted in the note and not kept.

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

from dashboard.intake.adapters.address import normalise_address
from dashboard.intake.adapters.completeness import BELIEVED_AFTER, doubt
from dashboard.intake.adapters.remarks import refuse, unknown_areas, warn
from dashboard.intake.adapters.risk_area_file import NotTheFeed, Snapshot, read_snapshot
from dashboard.intake.adapters.zone_stock import SOURCE, Change, Place, ZoneStock
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.problems import Finding
from dashboard.intake.reading.readings import Context, Reading

NAME = SOURCE
TITLE = ("国务院客户端风险地区查询", "State Council risk-area feed")
HELD_BACK = "held_back"
"""Rule of the finding on a file that was not believed: such a file is not the last one taken in."""
Listing = dict[Place, tuple[str, ...]]


def read(paths: list[Path], context: Context) -> Iterator[Reading]:
    """One Reading a file: the refused ones first, then in time order. Published at: the update time in the file."""
    feed = _Feed(context, ZoneStock(context.open_zones(NAME)), context.last_taken(NAME))
    snapshots = []
    for path in paths:
        try:
            snapshots.append(read_snapshot(path, feed.city))
        except NotTheFeed as wrong:
            yield Reading(path, {}, None, findings=[_refusal(path, wrong)])
    snapshots.sort(key=lambda snapshot: (snapshot.at, snapshot.file.name))
    for at, versions in groupby(snapshots, key=lambda snapshot: snapshot.at):
        yield from feed.hour(at, list(versions))


class _Feed:
    """The state of a reading: what is open, the hour it was last changed, and the hour of a listing that was not believed."""

    def __init__(self, context: Context, stock: ZoneStock, taken: datetime | None) -> None:
        areas = context.areas
        self.city = areas.loc[areas["area_id"] == context.city, "name"].iloc[0]
        self.places = Places(areas, context.city)
        self.stock, self.taken, self.doubted = stock, taken, None

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
        findings = _listed_twice(version, listing)
        if said := doubt(version, listing, self.stock):
            zh = f"解除较多（{said[0]}），后一时次仍如此，已采用"
            en = f"Many liftings ({said[1]}), believed since a later hour says the same"
            findings.append(warn(version.file, "collapse", zh, en))
        change = self.stock.compare(listing)
        if version.at == self.taken and change.gone:
            findings.append(_second_version(version, len(change.gone)))
            change.gone = []
        tables = self.stock.apply(change, listing, version.at, version.medium_abolished)
        return Reading(version.file, tables, version.at, findings=findings, note=_note(version, change))

    def _leave(self, version: Snapshot, listing: Listing, known: list[tuple[Snapshot, Listing]], chosen: Snapshot | None) -> Reading:
        """A version that changes nothing: the same list as the one taken in, a poorer one, or one that is not believed."""
        findings = []
        taken = next((other for other_version, other in known if other_version is chosen), None)
        if taken is None:
            zh, en = doubt(version, listing, self.stock)
            zh, en = f"文件可能不完整（{zh}），暂不采用", f"The file looks incomplete ({en}) and is held back"
            until = {"hint_zh": "后一时次仍如此才采用", "hint_en": "it counts once a later hour says the same"}
            findings = [warn(version.file, HELD_BACK, zh, en, **until)]
        elif taken != listing:
            zh = f"同一时次有多个版本，采用了解除最少的 {chosen.file.name}"
            en = f"This hour has several versions; the one that lifts fewest zones was taken: {chosen.file.name}"
            findings = [warn(version.file, "versions", zh, en)]
        return Reading(version.file, {}, version.at, findings=findings, note=_note(version, Change()))

    def _listing(self, version: Snapshot) -> Listing:
        """Spellings by place, each once; more than one where a county lists an address twice. Blank addresses are left out."""
        listing: dict[Place, tuple[str, ...]] = {}
        for county, level, text in version.addresses:
            if key := normalise_address(text):
                place = (self.places.area_id(county), key, level)
                listing[place] = (*listing.get(place, ()), text)
        return listing

    def _unknown(self, version: Snapshot) -> Reading | None:
        """A refusal naming every county that is not one of the city's, with the nearest name that is."""
        named = {county for county, _, _ in version.addresses} | {county for county, _ in version.unnamed}
        findings = unknown_areas(version.file, "county", named, self.places)
        return Reading(version.file, {}, version.at, findings=findings) if findings else None


def _refusal(file: Path, wrong: NotTheFeed) -> Finding:
    return refuse(file, "feed", wrong.zh, wrong.en, column=wrong.field or None, value=wrong.value or None)


def _too_old(version: Snapshot, taken: datetime) -> Reading:
    finding = refuse(
        version.file, "older", f"文件的时次早于已采用的 {taken:%Y-%m-%d %H}时，不能补入",
        f"The file is older than the one already taken in ({taken:%Y-%m-%d %H}:00)", column="end_update_time",
        value=f"{version.at:%Y-%m-%d %H}时", hint_zh="如需补入，请先撤回其后的批次", hint_en="to add it, roll back the later batches first",
    )  # fmt: skip
    return Reading(version.file, {}, version.at, findings=[finding])


def _second_version(version: Snapshot, kept: int) -> Finding:
    zh = f"同一时次已采用过另一版本，本版本未列的 {kept} 处暂不解除，以后一时次为准"
    en = f"Another version of this hour was already taken in; the {kept} zones that this one lacks stay open until the next hour"
    return warn(version.file, "versions", zh, en)


def _listed_twice(version: Snapshot, listing: Listing) -> list[Finding]:
    return [
        warn(
            version.file, "twice", f"同一地址列了 {len(spellings)} 次，按一处计",
            f"An address is listed {len(spellings)} times and counts once", column="communitys", value=spellings[0],
        )
        for spellings in listing.values() if len(spellings) > 1
    ]  # fmt: skip


def _note(version: Snapshot, change: Change) -> str:
    counts = len(change.declared), len(change.gone), len(change.moved), len(change.edited), version.elsewhere, version.low
    zh = "划定 {}、解除 {}、升降级 {}、更正文字 {}；未入库：其他城市 {} 处，低风险区 {} 条"
    en = "declared {}, lifted {}, level changed {}, respelt {}; not kept: {} of other cities, {} low-risk entries"
    return f"{zh.format(*counts)} / {en.format(*counts)}"
