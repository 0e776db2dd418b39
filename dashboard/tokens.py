"""Design tokens: type, spacing, colours and marks of the board, each with one meaning. Every style sheet and figure reads them here."""

from dataclasses import dataclass

FONT = (
    "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Hiragino Sans GB, system-ui, sans-serif"
)
SMALL, BODY, LEAD = 13, 15, 19
"""The three type sizes in px; headline figures stand outside the scale."""
DESK_TYPE = {"small": SMALL, "body": BODY, "lead": LEAD, "figure": 42, "figure-small": 28, "city": 30}
"""px by role on desk and tablet."""
WALL_TYPE = {"small": 20, "body": 24, "label": 28, "lead": 32, "title": 44, "figure-small": 64, "figure": 96, "figure-large": 120}
"""px by role at 1920 by 1080, for eyes six metres away: nothing below small, labels from 24, figures from 64; 4K doubles all."""
TARGET = 44
"""px: side of what a thumb has to hit."""


@dataclass(frozen=True)
class Ground:
    """One ground and everything that is drawn on it."""

    name: str
    paper: str
    panel: str
    ink: str
    grey: str
    """Secondary text; at least 4.5:1 on the paper."""
    hairline: str
    accent: str
    """What can be touched, and nothing else."""
    edge: str
    """Borders of fields and outlines of light fills: 3:1."""
    act_ink: str
    watch_ink: str
    ok_ink: str
    low_ink: str
    """The colours of states as letters, figures and marks: 4.5:1. Large fills keep the pure colour within such an outline."""
    warn: tuple[str, str]
    """Ground and letters of a loud banner: not now, last state kept."""
    water: str
    lake: str
    water_ink: str
    road: str
    """The ground under a map, quieter than any figure on it: lines of water, areas of it, its names (4.5:1), roads."""
    sequence: tuple[str, str, str, str, str]
    """Five classes of one hue, from little to much."""
    series: dict[str, str]
    """Colour by meaning: risk levels, case classes, states, routes."""


STATES = {"act": "#D55E00", "watch": "#E69F00", "ok": "#009E73", "quiet": "#7A818A"}
"""Okabe-Ito; vermillion means act."""

MARKS = {
    "act": "▲", "watch": "◆", "ok": "●", "quiet": "○",
    "high": "▲", "medium": "◆", "low": "●",
    "recent": "●", "out": "×", "below_1": "▲", "below_3": "◆",
    "listed": "●", "open": "●", "limited": "◆", "rectify": "◆", "suspended": "▲", "closed": "▲", "removed": "×",
    "capacity_limited": "◆", "takeaway_only": "▼", "online_only": "■", "closed_loop": "□", "inner_supermarket_only": "×", "to_verify": "◎",
    "cell_1": "●", "cell_2": "●", "cell_3": "●", "cell_4": "●",
}

SEVERITIES = {"high": "act", "medium": "watch", "low": "quiet"}
"""Severity of a contradiction or a change, and the state that it is drawn in."""

LEVELS = {"high": STATES["act"], "medium": STATES["watch"], "low": "#56B4E9"}

BUSINESS = {"listed": STATES["ok"], "reinstated": STATES["ok"], "rectify": STATES["watch"], "suspended": STATES["act"]}
SUPPLY = {"open": STATES["ok"], "limited": STATES["watch"], "closed": STATES["act"], "ok": STATES["ok"]}
MODES = {**dict.fromkeys(("capacity_limited", "takeaway_only", "online_only", "closed_loop"), STATES["watch"]),
         "inner_supermarket_only": STATES["act"], "to_verify": LEVELS["low"]}
"""How a business operates: the colour says whether it does, the mark how."""
COVER = {"out": STATES["act"], "below_1": STATES["act"], "below_3": STATES["watch"]}

COMMON = {**STATES, **LEVELS, **BUSINESS, **SUPPLY, **MODES, **COVER}

# Discovery routes carry the question "found outside control?": greys inside, warm colours outside, sand where unclear. Steps of lightness
# within each group were searched for, so that any two differ for every kind of colour vision (tests/test_tokens.py).
PAPER = Ground(
    name="paper", paper="#FAF8F3", panel="#F1EDE3", ink="#1B1F24", grey="#565C64", hairline="#D8D2C4", accent="#1D4F91",
    edge="#857F72", act_ink="#A64900", watch_ink="#8A5C00", ok_ink="#00704F", low_ink="#1F6FA6", warn=("#FBE9C4", "#1B1F24"),
    water="#5F9AA6", lake="#C3DADC", water_ink="#2F6B77", road="#A3967D",
    sequence=("#DCE4EE", "#B3C5DB", "#809FC2", "#4A75A5", "#1F4A7D"),
    series={
        **COMMON, "confirmed": "#1F3A5F", "asymptomatic": "#7891B2", "positive": "#4A6C93", "suspect": "#B9A97F",
        "suspected_case": "#B9A97F", "clinical": "#7D8FA3", "line": "#1B1F24", "band": "#E4DFD2", "plain": "#4A6C93",
        "muted": "#BDB6A6", "removed": "#7F848B", "recent": "#1F3A5F", "earlier": "#7891B2",
        "controlled": "#7891A3", "key_group_closed_loop": "#B0BBD2", "arrival_test": "#30619E",
        "close_contact": "#403B28", "cross_region_notice": "#837756",
        "community_screening": "#D55E00", "key_group_open": "#E69F00", "self_presented": "#A73B06", "other": "#C9C4B8",
    },
)
NIGHT = Ground(
    name="night", paper="#0B1220", panel="#131D31", ink="#E8ECF2", grey="#A3AFBF", hairline="#26344D", accent="#8AB8F2",
    edge="#66779A", act_ink="#F0762B", watch_ink="#E69F00", ok_ink="#1DB487", low_ink="#56B4E9", warn=("#4A3608", "#FFE9BD"),
    water="#3F8796", lake="#1F4450", water_ink="#7FB9C6", road="#75809A",
    sequence=("#1E2F4B", "#2C4D7A", "#4673A8", "#7AA3D3", "#C0D8F2"),
    series={
        **COMMON, "confirmed": "#C0D8F2", "asymptomatic": "#5E83B0", "positive": "#8FB2DC", "suspect": "#B9A97F",
        "suspected_case": "#B9A97F", "clinical": "#7D8FA3", "line": "#E8ECF2", "band": "#1C2840", "plain": "#7AA3D3",
        "muted": "#4A5872", "removed": "#7A8494", "recent": "#C0D8F2", "earlier": "#5E83B0",
        "controlled": "#2E3F57", "key_group_closed_loop": "#708AA3", "arrival_test": "#A5B2C3",
        "close_contact": "#D5C8A8", "cross_region_notice": "#A29275",
        "community_screening": "#D55E00", "key_group_open": "#E69F00", "self_presented": "#6D430B", "other": "#5A6478",
    },
)
# The wall is projected in a lit room: blacker ground, whiter ink (18:1), grey that still carries (11:1), a lighter "act" for letters (8:1).
WALL = Ground(
    name="wall", paper="#060B14", panel="#0F1828", ink="#F5F8FC", grey="#B8C4D4", hairline="#33456A", accent="#9CC7FF",
    edge="#6F82A6", act_ink="#FF8540", watch_ink="#FFB52E", ok_ink="#2CCB9B", low_ink="#7CC8F5", warn=("#FFB52E", "#060B14"),
    water="#4C98A8", lake="#234A57", water_ink="#93CBD7", road="#8290AC",
    sequence=("#223A60", "#335C90", "#4C7FB8", "#86B0DF", "#CFE2F7"),
    series={
        **NIGHT.series, "confirmed": "#CFE2F7", "asymptomatic": "#6D95C6", "positive": "#9CC0EA", "line": "#F5F8FC", "band": "#24344F",
        "plain": "#86B0DF", "muted": "#5C6C88", "removed": "#8D97A8", "recent": "#CFE2F7", "earlier": "#6D95C6",
    },
)
GROUNDS = {"paper": PAPER, "night": NIGHT, "wall": WALL}


def outline(fill: str, ground: Ground) -> str:
    """What to draw around a fill so that it stands off the ground by 3:1: the fill itself darkened or lightened as far as needed."""
    for share in range(0, 101, 5):
        mixed = [round(a + (b - a) * share / 100) for a, b in zip(rgb(fill), rgb(ground.ink), strict=True)]
        edge = "#" + "".join(f"{part:02X}" for part in mixed)
        if contrast(edge, ground.paper) >= 3:
            return edge
    return ground.ink


def ink_of(fill: str, ground: Ground) -> str:
    """A fill's own hue as letters or a small mark: 4.5:1 for states; other fills as dark as their outline."""
    inks = {"act": ground.act_ink, "watch": ground.watch_ink, "ok": ground.ok_ink, "quiet": ground.grey}
    states = {STATES[state]: ink for state, ink in inks.items()} | {LEVELS["low"]: ground.low_ink}
    return states.get(fill) or outline(fill, ground)


def letters_on(fill: str, ground: Ground) -> str:
    """The ink or the paper, whichever reads better on a fill."""
    return max((ground.ink, ground.paper), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    return sum(weight * _linear(part) for weight, part in zip((0.2126, 0.7152, 0.0722), rgb(colour), strict=True))


def _linear(part: int) -> float:
    return part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4


def level_mark(level: str) -> str:
    """The mark of a risk level or state; a hollow circle for one that has none."""
    return MARKS.get(level, "○")


def rgb(colour: str) -> list[int]:
    """[r, g, b] of "#RRGGBB", as deck.gl wants it."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
