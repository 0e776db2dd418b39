"""The wall: scenes in turn, for eyes six metres away; nobody touches it."""

from datetime import timedelta

from dashboard.data.fetch import fetch, fetch_contradictions
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.ui.panels.decisions import matters
from dashboard.ui.panels.headline import headline_kpis
from dashboard.ui.shell.staleness import remember
from dashboard.ui.wall import scenes
from dashboard.ui.wall.attention_scene import attention_scene
from dashboard.ui.wall.district_scene import district_pages, nothing_to_show
from dashboard.ui.wall.number_scenes import with_something
from dashboard.ui.wall.opening_scene import opening_scene
from dashboard.ui.wall.order_scene import orders_scene
from dashboard.ui.wall.scene_list import asked
from dashboard.ui.wall.setting import Setting
from dashboard.ui.wall.stage import feeds_by_table, room, wall

today = moment().at.date()
week, weeks = {"start": today - timedelta(days=7)}, {"start": today - timedelta(days=27), "end": today}
feeds, hours, points = fetch("feeds_freshness"), fetch("hotline_by_hour", **week), fetch("supply_points")
kpis, areas = headline_kpis(fetch("overview_headline"), hours, points), fetch("cases_by_area")
made_up = fetch("synthetic_tables")
has_synthetic = len(made_up) > 0
remember(feeds, made_up, moment().at)
setting = Setting(room(has_synthetic), feeds_by_table(feeds), kpis, hours)

wall(with_something(asked()), feeds, {
    "state": lambda: scenes.state_scene(setting, areas),
    "cases": lambda: scenes.cases_scene(
        setting, fetch("cases_by_day_area", **weeks, areas=[workspace().city]), areas,
        fetch("cases_by_route", **weeks)),
    "zones": lambda: scenes.zones_scene(
        setting, fetch("zone_flow_by_day", **weeks), fetch("zones_open_by_area")),
    "opening": lambda: opening_scene(setting),
    "orders": lambda: orders_scene(
        setting, fetch("closure_flow_by_day", **weeks), fetch("zone_flow_by_day", **weeks),
        (fetch("closures_active_by_kind_area"), fetch("closures_active")),
        fetch("notices_timeline", **weeks)),
    "supply": lambda: scenes.supply_scene(
        setting, (points, fetch("supply_cover_by_point")), fetch("businesses_by_category")),
    "hotline": lambda: scenes.hotline_scene(setting, fetch("hotline_by_topic")),
    "attention": lambda: attention_scene(
        setting.room, fetch_contradictions(), fetch("changes_since"), feeds),
    "district": lambda: district_pages(setting, matters, areas),
}, lambda scene: nothing_to_show(setting, scene), has_synthetic)
