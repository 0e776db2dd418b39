"""The choice of a distance: what counts as near, in metres; what city.toml offers, of which one is usual."""

from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_count
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.language import lang, t

RADII, USUAL = (300, 500, 1_000), 500
"""Five, seven and fifteen minutes on foot, as planners reckon; where [coverage] of city.toml names others, those."""
FARTHEST = 20_000


def radius_choice(name: str, label: str) -> int:
    """Draw the control and return the chosen radius, metres. Address: `name`."""
    usual, offered = offered_radii()
    labels = {str(radius): t("near.metres", n=fmt_count(radius, lang())) for radius in offered}
    return int(segments(name, label, labels, str(usual)))


def offered_radii() -> tuple[int, tuple[int, ...]]:
    """The usual radius and all that are offered, ascending. What is no number of metres in city.toml is passed over."""
    given = workspace().config.get("coverage", {})
    settled = given if isinstance(given, dict) else {}
    [usual] = _metres([settled.get("radius")]) or [USUAL]
    radii = settled.get("radii")
    return usual, tuple(sorted({usual, *(_metres(radii if isinstance(radii, list) else []) or RADII)}))


def _metres(values: list[object]) -> list[int]:
    return [value for value in values if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= FARTHEST]
