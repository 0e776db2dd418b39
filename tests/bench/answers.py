"""What the screens must show: figures worked out from the queries' answers by the warehouse alone, not by a page."""

from dataclasses import dataclass
from datetime import timedelta

from dashboard.app import NAVIGATION
from dashboard.warehouse.ask import ask
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

CITY, DISTRICT, DISTRICT_NAME = "230100", "230103", "南岗区"
FIGURE = ".kpi .num"
LINE_LIST = """
select count(*) from current_cases($as_of)
where reported_at between $first and $as_of and class in ('confirmed', 'asymptomatic') and ($area = $city or area_id = $area)
"""


@dataclass(frozen=True)
class Shown:
    """A figure on the screen, or the sum of a chart's bars."""

    selector: str
    kind: str
    """figure, bars (of the chart library, upright), or stills (bars of a still picture)."""
    wanted: int


def chart(key: str) -> str:
    """The picture of one chart of the board."""
    return f".st-key-chart-{key} .still-plot"


def rows(workspace: Workspace, name: str, **given: object) -> list[dict]:
    """The rows of a query at the workspace's now."""
    return ask(workspace, name, given).records()


def cases(workspace: Workspace, area: str) -> int:
    """People on the epidemic curve of the last four weeks: both classes, and days that are not split by class."""
    today = workspace.now().date()
    days = rows(workspace, "cases_by_day_area", start=today - timedelta(days=27), end=today, areas=[area])
    return sum(_day(day) for day in days)


def _day(day: dict) -> int:
    classes = [day["new_confirmed"], day["new_asymptomatic"]]
    return (day["new_positive"] or 0) if classes == [None, None] else sum(n or 0 for n in classes)


def cases_by_district(name: str, workspace: Workspace) -> dict[str, int]:
    """What the curve of that server shows of each district that has any cases, by its name."""
    districts = [a for a in rows(workspace, "areas") if a["is_district"]]
    counted = {a["area_name"]: overview_of(name, workspace, a["area_id"]).wanted for a in districts}
    return {name: n for name, n in counted.items() if n}


def line_list(workspace: Workspace, area: str) -> int:
    """As `cases`, counted from the line list alone, which is all that the pandas yardstick reads."""
    now = workspace.now()
    given = {"as_of": now, "first": now.date() - timedelta(days=27), "area": area, "city": CITY}
    return Reader.current(workspace).rows(LINE_LIST, given)[0][0]


def overview_of(name: str, workspace: Workspace, area: str) -> Shown:
    """The epidemic curve of the overview, by server."""
    if name == "pandas":
        return Shown(".st-key-curve .js-plotly-plot", "bars", line_list(workspace, area))
    if name == "ours":
        return Shown(chart("overview-curve"), "stills", cases(workspace, area))
    return Shown(".st-key-curve .js-plotly-plot", "bars", cases(workspace, area))


def pages(workspace: Workspace) -> dict[str, tuple[Shown, Shown | None]]:
    """For each page of the board: what it shows of the city and, where it has a district filter, of the district."""

    def both(work) -> tuple[Shown, Shown]:
        return work([]), work([DISTRICT])

    def listed(areas: list[str]) -> Shown:
        found = rows(workspace, "businesses_by_category", areas=areas)
        return Shown(FIGURE, "figure", sum(r["listed"] or 0 for r in found))

    def zones(areas: list[str]) -> Shown:
        return Shown(FIGURE, "figure", len([z for z in rows(workspace, "zones_open", areas=areas) if z["level"] == "high"]))

    def supply(areas: list[str]) -> Shown:
        return Shown(FIGURE, "figure", len([p for p in rows(workspace, "supply_points", areas=areas) if p["state"] in ("open", "limited")]))

    def topics(areas: list[str]) -> Shown:
        found = rows(workspace, "hotline_by_topic", areas=areas)
        return Shown(chart("hotline-topics"), "stills", sum(r["offered_7d"] or 0 for r in found))

    def gates(areas: list[str]) -> Shown:
        found = [r for r in rows(workspace, "checkpoints_by_kind_area") if not areas or r["area_id"] in areas]
        return Shown(chart("gates-kinds"), "stills", sum(r["checkpoints"] or 0 for r in found))

    def curve(areas: list[str]) -> Shown:
        return Shown(chart("cases-curve"), "stills", cases(workspace, (areas or [CITY])[0]))

    batches = len(rows(workspace, "batches_recent", limit=None))
    known = {
        "overview": tuple(overview_of("ours", workspace, area) for area in (CITY, DISTRICT)), "cases": both(curve), "zones": both(zones),
        "businesses": both(listed), "supply": both(supply), "hotline": both(topics), "community": both(gates),
        "data": (Shown(FIGURE, "figure", batches), None),
    }
    return {name: known[name] for name in NAVIGATION if name in known}  # the wall is measured by its soak
