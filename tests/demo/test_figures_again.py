"""Done-when: headline figures, strips and wall tiles of the four demos, computed again in pandas from the batches, at random moments."""

import random
from datetime import timedelta

import pandas as pd
import pytest

from dashboard.data.fetch import fetch
from dashboard.data.page_address import address
from dashboard.data.page_moment import moment
from dashboard.rows.hotline import WEEK
from dashboard.rows.selection import within
from dashboard.ui.panels.businesses import business_kpis
from dashboard.ui.panels.community import community_kpis
from dashboard.ui.panels.district_strip import district_kpis
from dashboard.ui.panels.headline import headline_kpis
from dashboard.ui.panels.hotline import hotline_kpis
from dashboard.ui.panels.supply import supply_kpis, supply_rows
from dashboard.ui.panels.zones import zone_kpis
from dashboard.ui.shell.filters import Filters
from dashboard.warehouse.workspace import Workspace
from tests.conftest import demo_of_the_run
from tests.demo import figures_again, modes_again, zones_again
from tests.demo.log_rows import Log

pytestmark = pytest.mark.slow
CITIES = ("harbin", "zhuzhou", "shaoyang", "suizhou")
MOMENTS, SEED = 20, 20221129
BELOW = ("out", "below_1", "below_3")


@pytest.mark.parametrize("count", [3, pytest.param(MOMENTS, marks=pytest.mark.long)])
@pytest.mark.parametrize("city", CITIES)
def test_every_figure_is_what_the_batches_say(city, count, tmp_path_factory, monkeypatch):
    workspace = demo_of_the_run(tmp_path_factory, city)
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(workspace.root))
    differing, compared = differences(workspace, count)
    assert not differing, f"{len(differing)} of {compared}: {differing[:20]}"
    assert compared > count * 30


def differences(workspace: Workspace, count: int) -> tuple[list[tuple], int]:
    """Figures that differ, as (moment, district, figure, shown, computed again), and how many were compared."""
    log, found, compared = Log(workspace.root), [], 0
    for at, area in moments(workspace, log, count):
        for areas in ([], [area]):
            with address({"lang": "zh", "as_of": at.isoformat(timespec="minutes")}):
                board = shown(areas)
            again = computed(log, at, areas, workspace.city)
            compared += len(board)
            found += [(str(at), *areas, name, value, again.get(name)) for name, value in board.items() if not alike(value, again.get(name))]
    return found, compared


def moments(workspace: Workspace, log: Log, count: int) -> list[tuple[pd.Timestamp, str]]:
    """The demo's own moment and so many random ones since its first batch, each with a random district."""
    now, first = pd.Timestamp(workspace.now()), log.records[0]["received_at"]
    draw = random.Random(SEED)
    areas = log.known("areas", now, ("area_id", "kind"))
    districts = sorted(areas.loc[~areas["kind"].isin(["city", "street"]), "area_id"])
    minutes = int((now - first) / timedelta(minutes=1))
    some = [now, *(first.ceil("min") + timedelta(minutes=draw.randrange(minutes)) for _ in range(count))]
    return [(at, draw.choice(districts)) for at in some]


def shown(areas: list[str]) -> dict[str, float | None]:
    """What strips and tiles show, by name; the figures that are of the city alone only without districts."""
    zones = zone_kpis(fetch("zones_open", areas=areas), areas)
    goods, supply = within(fetch("supply_cover_by_point"), areas), supply_kpis(*supply_rows(areas))
    names = ("checkpoints_by_kind_area", "grids_by_area", "deployments_recent", "indicators_board")
    strips = {
        "zones": zones, "businesses": business_kpis(fetch("businesses_by_category", areas=areas), fetch("open_rules_in_force")),
        "supply": supply,
        "community": community_kpis(*(within(fetch(name), areas) for name in names)),
    }
    found = {f"{strip}.{kpi.metric}": kpi.value for strip, kpis in strips.items() for kpi in kpis if kpi.metric != "figures_published"}
    found |= {f"wall.below_{item}": n for item, n in goods[goods["state"].isin(BELOW)].groupby("item").size().items()}
    if areas:
        at = moment().at
        strip = {kpi.metric: kpi.value for kpi in district_kpis(Filters(areas[0], "", "", at.date(), at.date()))}
        return found | {f"district.{name}": strip[name] for name in ("zones_high", "zones_overdue", "supply_below", "tickets_overdue")}
    kpis = headline_kpis(fetch("overview_headline"), fetch("hotline_by_hour"), fetch("supply_points"))
    at = moment().at
    hours = fetch("hotline_by_hour", start=at.date() - WEEK)
    calls = hotline_kpis(hours, fetch("tickets_by_unit"), fetch("indicators_board", topics=["hotline"]), at)
    by_area = fetch("zones_open_by_area")
    found |= {f"headline.{kpi.metric}": kpi.value for kpi in kpis.values()}
    found |= {f"hotline.{kpi.metric}": kpi.value for kpi in calls if kpi.metric != "answered_year"}
    return found | {f"wall.high_{row.area_id}": row.zones for row in by_area[by_area["level"] == "high"].itertuples()}


def computed(log: Log, at: pd.Timestamp, areas: list[str], city: str) -> dict[str, float | None]:
    """The same figures from the rows of the log."""
    zone, shop = zones_again.zone_figures(log, at, areas), modes_again.business_figures(log, at, areas)
    supply, other = figures_again.supply_figures(log, at, areas), figures_again.other_figures(log, at, areas)
    ticket, call = figures_again.ticket_figures(log, at, areas), figures_again.call_figures(log, at)
    case = figures_again.bulletin_figures(log, at, city)
    found = {
        "zones.zones_high": zone.get("high"), "zones.zones_medium": zone.get("medium"), "zones.zones_low": zone.get("low_areas"),
        "zones.zones_declared_today": zone.get("declared"), "zones.zones_overdue": zone.get("overdue"),
        "zones.zones_address_only": zone.get("unplaced"), "supply.zones_unserved": zone.get("unserved"),
        "supply.deliveries_7d": zone.get("deliveries"), "supply.supply_open": supply.get("open"), "supply.supply_below": supply.get("below"),
        "supply.supply_unknown": supply.get("unknown"), "supply.supply_capacity": supply.get("capacity"),
        "headline.new_positive": case["new_positive"], "headline.outside_share": (case["outside_strict"], case["outside_broad"]),
        "headline.zones_high": zone.get("high"), "headline.people_inside": zone.get("people"), "headline.zones_overdue": zone.get("overdue"),
        "headline.businesses_usual": shop["usual"], "headline.supply_open": supply.get("open"), "headline.supply_below": supply.get("below"),
        "headline.calls_offered": call["offered"], "headline.connect_share": call["connect"], "hotline.calls_today": call["today"],
        "hotline.connect_today": call["connect_today"], "headline.closures_active": other["closures"],
        "district.zones_high": zone.get("high"), "district.zones_overdue": zone.get("overdue"),
        "district.supply_below": supply.get("below"), "district.tickets_overdue": ticket["overdue"],
        "headline.tickets_overdue": ticket["overdue"], "hotline.tickets_open": ticket["open"], "hotline.tickets_overdue": ticket["overdue"],
        "community.gates": other["gates"], "community.sampling_points": other["sampling"], "community.grids": other["grids"],
        "community.households": other["households"], "community.sent_people": other["sent"],
    }
    found |= {f"businesses.businesses_{name}": value for name, value in shop.items()}
    return found | {f"wall.{name}": n for name, n in (supply | zone).items() if name.startswith(("below_", "high_"))}


def alike(one: object, other: object) -> bool:
    """Equal, to a millionth; a null equals a null alone. Ranges end by end."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(alike(a, b) for a, b in zip(one, other, strict=True))
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return abs(float(one) - float(other)) < 1e-6
