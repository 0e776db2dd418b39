"""Design tokens: the colours and marks of the board, each with one meaning. The same values stand in `ui/board.css`."""

from dataclasses import dataclass

FONT = (
    "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Hiragino Sans GB, system-ui, sans-serif"
)
SMALL, BODY, LEAD = 13, 15, 19
"""The three type sizes in px; headline figures stand outside the scale."""


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
    sequence: tuple[str, str, str, str, str]
    """Five classes of one hue, from little to much."""
    series: dict[str, str]
    """Colour by meaning: risk levels, case classes, states, routes."""


STATES = {"act": "#D55E00", "watch": "#E69F00", "ok": "#009E73", "quiet": "#7A818A"}
"""Okabe-Ito; vermillion means act."""

MARKS = {
    "act": "▲", "watch": "◆", "ok": "●", "quiet": "○",
    "high": "▲", "medium": "◆", "low": "●",
    "recent": "●", "out": "▲", "below_1": "▲", "below_3": "◆",
    "listed": "●", "open": "●", "limited": "◆", "rectify": "◆", "suspended": "▲", "closed": "▲", "removed": "×",
}

LEVELS = {"high": STATES["act"], "medium": STATES["watch"], "low": "#56B4E9"}

BUSINESS = {"listed": STATES["ok"], "reinstated": STATES["ok"], "rectify": STATES["watch"], "suspended": STATES["act"]}
SUPPLY = {"open": STATES["ok"], "limited": STATES["watch"], "closed": STATES["act"], "ok": STATES["ok"]}
COVER = {"out": STATES["act"], "below_1": STATES["act"], "below_3": STATES["watch"]}

COMMON = {**STATES, **LEVELS, **BUSINESS, **SUPPLY, **COVER}

# Discovery routes carry the question "found outside control?": greys inside, warm colours outside, sand where unclear.
PAPER = Ground(
    name="paper", paper="#FAF8F3", panel="#F1EDE3", ink="#1B1F24", grey="#565C64", hairline="#D8D2C4", accent="#1D4F91",
    sequence=("#DCE4EE", "#B3C5DB", "#809FC2", "#4A75A5", "#1F4A7D"),
    series={
        **COMMON, "confirmed": "#1F3A5F", "asymptomatic": "#93AAC4", "positive": "#4A6C93", "suspect": "#B9A97F",
        "suspected_case": "#B9A97F", "clinical": "#7D8FA3", "line": "#1B1F24", "band": "#E4DFD2", "plain": "#4A6C93",
        "muted": "#BDB6A6", "removed": "#8A8F96", "recent": "#1F3A5F", "earlier": "#93AAC4",
        "controlled": "#8FA6BF", "key_group_closed_loop": "#C3CFDB", "arrival_test": "#6F8298",
        "close_contact": "#CDBE93", "cross_region_notice": "#B3A06C",
        "community_screening": "#D55E00", "key_group_open": "#E69F00", "self_presented": "#F2C879", "other": "#C9C4B8",
    },
)
NIGHT = Ground(
    name="night", paper="#0B1220", panel="#131D31", ink="#E8ECF2", grey="#A3AFBF", hairline="#26344D", accent="#8AB8F2",
    sequence=("#1E2F4B", "#2C4D7A", "#4673A8", "#7AA3D3", "#C0D8F2"),
    series={
        **COMMON, "confirmed": "#C0D8F2", "asymptomatic": "#5E83B0", "positive": "#8FB2DC", "suspect": "#B9A97F",
        "suspected_case": "#B9A97F", "clinical": "#7D8FA3", "line": "#E8ECF2", "band": "#1C2840", "plain": "#7AA3D3",
        "muted": "#4A5872", "removed": "#7A8494", "recent": "#C0D8F2", "earlier": "#5E83B0",
        "controlled": "#5F7FA3", "key_group_closed_loop": "#3B5273", "arrival_test": "#8298B3",
        "close_contact": "#B5A676", "cross_region_notice": "#8E7F55",
        "community_screening": "#F0762B", "key_group_open": "#E69F00", "self_presented": "#F2C879", "other": "#5A6478",
    },
)
GROUNDS = {"paper": PAPER, "night": NIGHT}


def level_mark(level: str) -> str:
    """The mark of a risk level or state; a hollow circle for one that has none."""
    return MARKS.get(level, "○")


def rgb(colour: str) -> list[int]:
    """[r, g, b] of "#RRGGBB", as deck.gl wants it."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
