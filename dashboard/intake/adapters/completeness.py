"""Whether a snapshot of the risk-area feed can be the full state it claims to be.

What was seen in 311 files of one province (2022-10-25 to 12-09): some of 276 hours were published two or three times
with different lists, and several of those versions were partial: a file with every list empty beside two with 739
addresses; one with every county named and no address in it; and some that lack a quarter to a third of the province.
The first two kinds left *nothing* of a city, each beside a full version of its hour. True stocks shrink fast as well:
the steepest steps of a city were 11 -> 4, 27 -> 12, 151 -> 84, 91 -> 54. So
- between versions of one hour, the one that lifts fewest zones is taken (a version shows that it is partial by what it lacks);
- a version that leaves less than a third of ten or more open zones is not believed until a later hour says the same, or a day has passed.
"""

from datetime import timedelta

from dashboard.i18n.messages import Words, both
from dashboard.intake.adapters.risk_area_file import Snapshot
from dashboard.intake.adapters.zone_stock import Place, ZoneStock

ENOUGH_TO_JUDGE = 10  # open zones; fewer than that have ended together (6 -> 2)
LEFT_SHARE = 1 / 3  # of the open zones; the least that a true step left is 4 of 11
BELIEVED_AFTER = timedelta(hours=24)  # without any change taken in: the feed has seven files a day


def doubt(snapshot: Snapshot, listing: dict[Place, tuple[str, ...]], stock: ZoneStock) -> Words | None:
    """Why the snapshot looks incomplete; null when nothing speaks against it.

    Medium zones are left out of the comparison once the feed has none anywhere: rules ended them, whatever their number.
    """
    levels = ("high",) if snapshot.medium_abolished else ("high", "medium")
    before = stock.count(levels)
    now = sum(level in levels for _, _, level in listing)
    if not before:
        return None
    if snapshot.empty:
        return both("risk_areas.empty")
    if snapshot.unnamed and now < before:
        counties = "、".join(dict.fromkeys(county for county, _ in snapshot.unnamed))
        return both("risk_areas.unnamed", counties=counties)
    if before >= ENOUGH_TO_JUDGE and now < before * LEFT_SHARE:
        return both("risk_areas.few", before=before, now=now)
    return None
