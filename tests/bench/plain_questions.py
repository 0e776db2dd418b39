"""What a plain Streamlit page would ask of the store for the main figures of each page: light SQL of its own, over the tables as of a moment.

Each page has a row of figures, a count by district for the map, the series of its main chart and a short list. `$area`: a district, "" for the
whole city. They are not the product's definitions (no rules, no precedence of sources, no baselines), which favours the plain page.
"""

from dataclasses import dataclass

from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

HERE = "($area = '' or area_id = $area)"
DAYS = "interval 27 day"


@dataclass(frozen=True)
class Plain:
    """The questions of one page."""

    figures: str
    """One row, a column a figure."""
    by_area: str
    """area_id, n."""
    series: str
    """step, then a column a series of bars."""
    listed: str = ""
    """A short table."""


CASES = "current_cases($as_of) where class in ('confirmed', 'asymptomatic')"
ZONES = f"""(
    select z.*, coalesce(e.level, z.level) as now_level from current_zones($as_of) as z
    join (select zone_id, arg_max(v.event, v.at) as event, arg_max(v.level, v.at) filter (v.level is not null) as level
          from current_zone_events($as_of) as v where v.at <= $as_of group by zone_id) as e using (zone_id)
    where e.event <> 'lift' and {HERE}
)"""
LISTED = f"""(
    select b.*, e.event from current_businesses($as_of) as b
    join (select business_id, arg_max(v.event, v.at) as event from current_business_events($as_of) as v where v.at <= $as_of group by business_id) as e
    using (business_id) where {HERE}
)"""
STOCK = "(select supply_point_id, min(stock) as stock from current_supply_reports($as_of) as v where v.at > $as_of - interval 1 day group by all)"
CALLS = f"current_hotline_calls($as_of) where started_at > $as_of - interval 7 day and {HERE}"
TICKETS = f"current_hotline_tickets($as_of) where {HERE}"
LAST = f"reported_at::date between $as_of::date - {DAYS} and $as_of::date and {HERE}"
CURVE = f"""select reported_at::date as step, count(*) filter (class = 'confirmed') as confirmed, count(*) filter (class = 'asymptomatic') as asymptomatic
from {CASES} and {LAST} group by all order by step"""

PAGES = {
    "overview": Plain(
        f"""select (select count(*) from {CASES} and reported_at > $as_of - interval 1 day) as "New positives",
            (select count(*) from {ZONES} where now_level = 'high') as "High-risk zones",
            (select count(*) from {LISTED} where event in ('listed', 'reinstated')) as "Businesses",
            (select count(*) from current_supply_points($as_of) where state in ('open', 'limited')) as "Supply points open",
            (select count(*) from current_hotline_calls($as_of) where started_at > $as_of - interval 1 day) as "Calls",
            (select count(*) from current_hotline_tickets($as_of) where closed_at is null) as "Tickets open" """,
        f"select area_id, count(*) as n from {CASES} and reported_at > $as_of - interval 7 day group by all", CURVE,
        "select name, area_id, stock from current_supply_points($as_of) join " + STOCK + " using (supply_point_id) order by stock limit 20",
    ),
    "cases": Plain(
        f"""select count(*) filter (reported_at > $as_of - interval 1 day) as "New", count(*) filter (class = 'confirmed') as "Confirmed",
            count(*) filter (outcome = 'active') as "Active", count(*) as "All" from {CASES} and {HERE}""",
        f"select area_id, count(*) as n from {CASES} and reported_at > $as_of - interval 7 day group by all", CURVE,
        f"select route, count(*) as n from {CASES} and {LAST} group by all order by n desc",
    ),
    "zones": Plain(
        f"""select count(*) filter (now_level = 'high') as "High", count(*) filter (now_level = 'medium') as "Medium",
            sum(people) as "People", count(distinct area_id) as "Districts" from {ZONES}""",
        f"select area_id, count(*) as n from {ZONES.replace(HERE, 'true')} group by all",
        f"""select e.at::date as step, count(*) filter (event = 'declare') as declared, count(*) filter (event = 'lift') as lifted
            from current_zone_events($as_of) as e join current_zones($as_of) as z using (zone_id)
            where e.at between $as_of - {DAYS} and $as_of and {HERE} group by all order by step""",
        f"select zone_id, area_id, now_level, extent_text from {ZONES} order by zone_id limit 50",
    ),
    "businesses": Plain(
        f"""select count(*) filter (event in ('listed', 'reinstated')) as "Listed", count(*) filter (event = 'suspended') as "Suspended",
            count(*) filter (event = 'removed') as "Removed", count(distinct category) as "Categories" from {LISTED}""",
        f"select area_id, count(*) as n from {LISTED.replace(HERE, 'true')} where event in ('listed', 'reinstated') group by all",
        f"""select e.at::date as step, count(*) filter (event in ('listed', 'reinstated')) as listed, count(*) filter (event = 'suspended') as suspended
            from current_business_events($as_of) as e join current_businesses($as_of) as b using (business_id)
            where e.at between $as_of - {DAYS} and $as_of and {HERE} group by all order by step""",
        f"select category, count(*) as n from {LISTED} group by all order by n desc",
    ),
    "supply": Plain(
        f"""select count(*) filter (state = 'open') as "Open", count(*) filter (state = 'limited') as "Limited", sum(orders_per_day) as "Orders a day",
            count(*) filter (stock = 0) as "Out" from current_supply_points($as_of) left join {STOCK} using (supply_point_id) where {HERE}""",
        "select area_id, count(*) as n from current_supply_points($as_of) where state in ('open', 'limited') group by all",
        f"""select area_id as step, count(*) filter (state = 'open') as open, count(*) filter (state = 'limited') as limited
            from current_supply_points($as_of) where {HERE} group by all order by step""",
        f"select name, state, stock from current_supply_points($as_of) left join {STOCK} using (supply_point_id) where {HERE} order by stock limit 50",
    ),
    "hotline": Plain(
        f"""select count(*) as "Calls", count(*) filter (outcome = 'answered') / count(*) as "Answered", avg(wait_seconds) as "Wait, s",
            avg(handle_seconds) as "Handled, s" from {CALLS}""",
        "select area_id, count(*) as n from " + CALLS.replace(HERE, "true") + " group by all",
        f"""select date_trunc('hour', started_at) as step, count(*) filter (outcome = 'answered') as answered,
            count(*) filter (outcome <> 'answered') as lost from {CALLS} group by all order by step""",
        f"select topic, count(*) as n from {CALLS} group by all order by n desc",
    ),
    "tickets": Plain(
        f"""select count(*) filter (closed_at is null) as "Open", count(*) filter (closed_at is null and due_at < $as_of) as "Late",
            count(*) filter (escalated_at is not null) as "Escalated", count(*) as "All" from {TICKETS}""",
        "select area_id, count(*) as n from current_hotline_tickets($as_of) where closed_at is null group by all",
        f"""select received_at::date as step, count(*) as received from {TICKETS} and received_at > $as_of - {DAYS} group by all order by step""",
        f"select unit, count(*) as n, count(*) filter (closed_at is null) as open from {TICKETS} group by all order by open desc",
    ),
    "community": Plain(
        f"""select (select count(*) from current_checkpoints($as_of) where kind <> 'sampling_point' and {HERE}) as "Gates",
            (select count(*) from current_checkpoints($as_of) where kind = 'sampling_point' and {HERE}) as "Sampling points",
            (select count(*) from current_grids($as_of) where {HERE}) as "Grids",
            (select sum(households) from current_grids($as_of) where {HERE}) as "Households" """,
        "select area_id, count(*) as n from current_checkpoints($as_of) group by all",
        f"select kind as step, count(*) as points from current_checkpoints($as_of) where {HERE} group by all order by step",
        f"select name, street, households, staff from current_grids($as_of) where {HERE} order by households desc limit 50",
    ),
    "data": Plain(
        """select count(*) as "Batches", count(distinct source) as "Sources", sum(rows) as "Rows" from main.batches where received_at <= $as_of""",
        "select area_id, count(*) as n from current_areas($as_of) group by all",
        "select received_at::date as step, count(*) as batches from main.batches where received_at <= $as_of and $area = $area group by all order by step",
        "select batch_id, source, received_at, rows from main.batches where received_at <= $as_of order by batch_id desc limit 50",
    ),
}


def bound(sql: str, as_of: object, area: str) -> dict[str, object]:
    """The parameters that a text of these names."""
    return {name: value for name, value in (("as_of", as_of), ("area", area)) if f"${name}" in sql}


def bars_of(workspace: Workspace, page: str, area: str) -> int:
    """What the bars of the plain page's chart add up to."""
    sql = PAGES[page].series
    rows = Reader.current(workspace).rows(sql, bound(sql, workspace.now(), area))
    return sum(int(n or 0) for row in rows for n in row[1:])
