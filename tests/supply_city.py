"""Three districts with supply points, closed zones, links, requests and utilities, small enough to be reckoned by hand."""

from datetime import datetime

from dashboard.warehouse.workspace import Workspace
from tests.conftest import workspace_from

AT = datetime(2022, 11, 29, 18)
TABLES = {
    "areas": """area_id,name,kind,parent_id
230100,哈尔滨市,city,
230102,道里区,district,230100
230103,南岗区,district,230100
230104,道外区,district,230100
""",
    # p-far lies 20 km to the east of the others; p-shut is closed; p-zero carries nothing; p-silent states no capacity and no people.
    "supply_points": """supply_point_id,name,kind,area_id,lon,lat,state,population_served,orders_per_day
p-a,甲店,market,230102,126.60,45.75,open,1000,10
p-b,乙店,market,230102,126.62,45.75,limited,1000,100
p-far,远店,market,230103,126.86,45.75,open,1000,100
p-shut,丙店,market,230103,126.60,45.75,closed,1000,100
p-zero,丁店,market,230103,126.60,45.75,open,1000,0
p-silent,戊店,market,230104,126.60,45.75,open,,
""",
    "supply_reports": """supply_point_id,at,item,unit,stock
p-a,2022-11-29T08:00,grain,千克,700
p-a,2022-11-29T08:00,vegetables,kg,440
p-b,2022-11-29T08:00,vegetables,t,1.2
p-b,2022-11-29T08:00,grain,吨,3
p-far,2022-11-28T08:00,meat,千克,910
p-far,2022-11-29T08:00,meat,吨,900
p-shut,2022-11-29T08:00,eggs,千克,900
p-zero,2022-11-29T08:00,oil,千克,900
p-a,2022-11-26T08:00,oil,千克,190
p-a,2022-11-26T18:00,oil,千克,165
p-a,2022-11-27T18:00,oil,千克,140
p-a,2022-11-28T08:00,oil,千克,115
p-a,2022-11-29T08:00,oil,千克,90
p-nowhere,2022-11-29T08:00,grain,千克,90
p-nowhere,2022-11-28T08:00,grain,千克,95
""",
    "zones": """zone_id,area_id,scheme,level,extent_text,lon,lat,people,households
z-zone,230102,twenty,high,示例街1号,126.605,45.75,300,120
z-place,230102,twenty,high,示例路和平社区2号楼,126.61,45.75,80,30
z-none,230103,twenty,high,示例里3号,126.60,45.76,90,40
z-unknown,230103,twenty,medium,示例巷5号,,,,
z-quiet,230104,twenty,high,示例屯7号,126.60,45.77,20,10
""",
    "zone_events": "zone_id,event,at,level\n" + "".join(
        f"{z},declare,2022-11-25T00:00,{level}\n" for z, level in (
            ("z-zone", "high"), ("z-place", "high"), ("z-none", "high"), ("z-unknown", "medium"), ("z-quiet", "high"))),
    "deliveries": """delivery_id,at,area_id,zone_id,supply_point_id,households_served
d1,2022-11-29T09:00,230102,z-zone,p-a,4
d2,2022-11-26T18:00,230103,z-none,p-far,40
""",
    "delivery_links": """link_id,supply_point_id,zone_id,area_id,place,valid_from,valid_to
l1,p-a,z-zone,,,2022-11-25T08:00,
l2,p-b,,230102,和平社区,2022-11-25T08:00,
l3,p-shut,z-none,,,2022-11-25T08:00,
l4,p-far,z-none,,,2022-11-25T08:00,2022-11-28T00:00
l5,p-b,z-gone,,,2022-11-25T08:00,
l6,p-silent,,230104,,2022-11-25T08:00,
""",
    # p-a: 40 kg of vegetables beyond its own day (440 - 400) and six orders left (10 - 4).
    "supply_requests": """request_id,at,area_id,zone_id,place,item,quantity,unit,households,state,lon,lat
r1,2022-11-29T08:00,230102,z-zone,甲,vegetables,30,公斤,3,,,
r2,2022-11-29T09:00,230102,z-zone,甲,vegetables,20,斤,3,,,
r3,2022-11-29T10:00,230102,z-zone,甲,vegetables,1,千克,,open,,
r4,2022-11-29T11:00,230103,,乙,meat,5,千克,1,,126.60,45.75
r5,2022-11-29T11:30,230103,,乙,eggs,5,千克,1,,126.60,45.75
r6,2022-11-29T11:40,230103,z-unknown,丙,grain,5,千克,1,,,
r7,2022-11-29T11:50,230103,,丙,oil,5,千克,1,,126.60,45.75
r8,2022-11-29T12:00,230103,,丙,grain,5,筐,1,,126.60,45.75
r9,2022-11-29T07:00,230103,,丙,grain,5,千克,1,filled,126.60,45.75
""",
    "utilities": """kind,area_id,name,at,state,reserve,per_day,unit,reserve_days
water,230102,一水厂,2022-11-28T08:00,interrupted,,,,
water,230102,一水厂,2022-11-29T08:00,normal,,130000,吨,
gas,230103,气站,2022-11-29T08:00,normal,20,10,吨,
heat,230103,热力站,2022-11-29T08:00,interrupted,,,,9
power,230104,电厂,2022-11-29T08:00,,,,,
""",
}


def made(folder, without: str = "", **more: str) -> Workspace:
    """A workspace in `folder` with the tables above but the one named, and with more of them."""
    (batch := folder / "batches" / "20221129T1700_supply").mkdir(parents=True)
    for name, text in ((name, text) for name, text in (TABLES | more).items() if name != without):
        (batch / f"{name}.csv").write_text(text, encoding="utf-8")
    (work := folder / "work").mkdir()
    return workspace_from(folder / "batches", work)
