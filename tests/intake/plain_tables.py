"""Correct tables of several kinds, as text: what the dresser of messy files starts from."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DISTRICTS = ("道外区", "道里区", "南岗区", "香坊区")
PLACES = ("大方里社区", "安静社区", "丽江小区", "红旗大街", "学府路12号", "松北·万达茂", "O'Neil 公寓", "“家和”社区", "3号楼")


@dataclass(frozen=True)
class Plain:
    """A table's name, its columns as (header, kind of cell), and its rows as (text, or null for an empty cell)."""

    table: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str | None, ...], ...]

    @property
    def header(self) -> list[str]:
        return [name for name, _ in self.columns]


def _moment(n: int) -> str:
    return f"{datetime(2022, 11, 20, 6) + timedelta(hours=7 * n, minutes=17 * n):%Y-%m-%d %H:%M}"


def _id(n: int) -> str:
    return ("D{n}", "00{n}", "20221129000012{n:04}", "HL-{n:03}", "{n}")[n % 5].format(n=n + 1)


def _count(n: int) -> str:
    return str((7, 0, 1234, 30000, 59, 120000)[n % 6] + 10000 * (n // 6))


def _place(n: int) -> str | None:
    return PLACES[n % len(PLACES)] if n % 4 else None


def _area(n: int) -> str:
    return DISTRICTS[n // 3 % len(DISTRICTS)]


N = range(24)
PLAIN = (
    Plain(
        "deliveries",
        (("配送编号", "id"), ("配送时间", "moment"), ("区县", "area"), ("社区", "text"), ("服务户数", "count:户"), ("份数", "count:份")),
        tuple((_id(n), _moment(n), _area(n), _place(n), _count(n), _count(n + 1) if n % 3 else None) for n in N),
    ),
    Plain(
        "supply_points",
        (("保供点编号", "id"), ("名称", "name"), ("类型", "enum"), ("区县", "area"), ("服务人口", "count:人"), ("日配送能力", "count:单/日")),
        tuple((_id(n), f"第{n + 1}超市", ("超市", "农贸市场")[n % 2], _area(n), _count(n) if n % 5 else None, _count(n + 2)) for n in N),
    ),
    Plain(
        "cases",
        (("病例编号", "id"), ("报告时间", "moment"), ("区县", "area"), ("病例类别", "enum"), ("地点", "text")),
        tuple((_id(n), _moment(n), _area(n), ("确诊", "无症状")[n % 2], _place(n)) for n in N),
    ),
    Plain(
        "screenings",
        (("筛查编号", "id"), ("区县", "area"), ("开始时间", "moment"), ("采样人次", "count:人")),
        tuple((_id(n), _area(n), _moment(n), _count(n)) for n in N),
    ),
    Plain(
        "hotline_calls",
        (("来电编号", "id"), ("来电时间", "moment"), ("结果", "enum"), ("等待秒数", "count:秒")),
        tuple((_id(n), _moment(n), ("接通", "放弃")[n % 2], str(5 * n) if n % 4 else None) for n in N),
    ),
    Plain(
        "bulletin_cells",
        (("通报编号", "id"), ("统计量", "enum"), ("类别", "enum"), ("地区", "area"), ("数量", "count:例")),
        tuple((_id(n), ("新增", "累计")[n % 2], ("确诊", "无症状")[n % 2], _area(n), _count(n)) for n in N),
    ),
)
