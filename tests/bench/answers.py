"""What the screens must show: figures worked out from the queries' answers by the warehouse alone, not by a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.bench.plain_questions import bars_of

CITY = "230100"
FIGURE = ".kpi .num"


@dataclass(frozen=True)
class Shown:
    """A figure on the screen, the sum of a chart's bars, or nothing in particular."""

    selector: str
    kind: str
    """figure, bars (of a chart of Plotly), stills (the values that the marks of a picture say) or idle (nothing of the first screen differs)."""
    wanted: int = 0
    of_board: bool = False
    """Of the board, whose document holds figures and a picture, not of the plain pages."""
    headline: str = ""
    """A figure of the headline; "" where none was worked out."""


def rows(workspace: Workspace, name: str, **given: object) -> list[dict]:
    """The rows of a query at the workspace's now."""
    return ask(workspace, name, given).records()


def districts(workspace: Workspace) -> dict[str, str]:
    """Names of the districts by their area_id, in the order of the register."""
    return {area["area_id"]: area["area_name"] for area in rows(workspace, "areas") if area["is_district"]}


def cases(workspace: Workspace, area: str) -> int:
    """People on the epidemic curve of the last four weeks: both classes, and days that are not split by class."""
    today = workspace.now().date()
    days = rows(workspace, "cases_by_day_area", start=today - timedelta(days=27), end=today, areas=[area or CITY])
    return sum(_day(day) for day in days)


def _day(day: dict) -> int:
    classes = [day["new_confirmed"], day["new_asymptomatic"]]
    return (day["new_positive"] or 0) if classes == [None, None] else sum(n or 0 for n in classes)


def shown(server: str, workspace: Workspace, page: str, area: str) -> Shown:
    """What the page of that server shows of a district, or of the city (""), on its first screen."""
    if server != "ours":
        return Shown(".st-key-curve .js-plotly-plot", "bars", bars_of(workspace, page, area))
    areas = [area] if area else []
    if page in FIGURES:
        wanted = FIGURES[page](workspace, areas)
        return Shown(FIGURE, "figure", wanted, True, str(wanted))
    if page in CURVES:
        headline = str(rows(workspace, "overview_headline")[0]["new_positive"]) if page == "overview" else ""
        return Shown(f".st-key-chart-{CURVES[page]} .still-plot", "stills", cases(workspace, area), True, headline)
    return Shown("", "idle", of_board=True)


def _zones(workspace: Workspace, areas: list[str]) -> int:
    return len([zone for zone in rows(workspace, "zones_open", areas=areas) if zone["level"] == "high"])


def _businesses(workspace: Workspace, areas: list[str]) -> int:
    return sum(row["listed"] or 0 for row in rows(workspace, "businesses_by_category", areas=areas))


def _supply(workspace: Workspace, areas: list[str]) -> int:
    return len([point for point in rows(workspace, "supply_points", areas=areas) if point["state"] in ("open", "limited")])


def _tickets(workspace: Workspace, areas: list[str]) -> int:
    found = rows(workspace, "tickets_by_state", areas=areas)
    return sum(row["tickets"] for row in found if row["state"] in ("received", "dispatched", "handled"))


def _gates(workspace: Workspace, areas: list[str]) -> int:
    found = [row for row in rows(workspace, "checkpoints_by_kind_area") if not areas or row["area_id"] in areas]
    return sum(row["checkpoints"] or 0 for row in found if row["kind"] != "sampling_point")


def _batches(workspace: Workspace, areas: list[str]) -> int:
    return len(rows(workspace, "batches_recent", limit=None))


FIGURES: dict[str, Callable[[Workspace, list[str]], int]] = {
    "zones": _zones, "businesses": _businesses, "supply": _supply, "tickets": _tickets, "community": _gates, "data": _batches,
}
CURVES = {"overview": "overview-curve", "cases": "cases-curve"}
