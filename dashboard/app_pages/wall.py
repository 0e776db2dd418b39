"""The wall: six scenes in turn, for eyes six metres away; nobody touches it."""

from datetime import timedelta

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.ui.panels.headline import headline_kpis
from dashboard.ui.shell.staleness import remember
from dashboard.ui.wall import scenes
from dashboard.ui.wall.number_scenes import with_something
from dashboard.ui.wall.scene_list import asked
from dashboard.ui.wall.stage import feeds_by_table, stage, wall

today = moment().at.date()
week, weeks = {"start": today - timedelta(days=7)}, {"start": today - timedelta(days=27), "end": today}
feeds, hours, points = fetch("feeds_freshness"), fetch("hotline_by_hour", **week), fetch("supply_points")
kpis, areas = headline_kpis(fetch("overview_headline"), hours, points), fetch("cases_by_area")
fresh, days = feeds_by_table(feeds), fetch("cases_by_day_area", **weeks, areas=[workspace().city])
routes = fetch("cases_by_route", **weeks)
flow, zones = fetch("zone_flow_by_day", **weeks), fetch("zones_open_by_area")
register, topics = fetch("businesses_by_category"), fetch("hotline_by_topic")
closures, made_up = fetch("closures_active_by_kind_area"), fetch("synthetic_tables")
goods = fetch("supply_cover_by_point")
has_synthetic = len(made_up) > 0
remember(feeds, made_up, moment().at)
size = stage(has_synthetic)
wall(with_something(asked()), feeds, {
    "state": lambda: scenes.state_scene(size, fresh, kpis, areas),
    "cases": lambda: scenes.cases_scene(size, fresh, kpis, days, areas, routes),
    "zones": lambda: scenes.zones_scene(size, fresh, kpis, flow, zones),
    "supply": lambda: scenes.supply_scene(size, fresh, kpis, (points, goods), register, closures),
    "hotline": lambda: scenes.hotline_scene(size, fresh, kpis, hours, topics),
    "attention": lambda: scenes.attention_scene(size, fetch_contradictions(), fetch("changes_since"), feeds),
}, has_synthetic)
