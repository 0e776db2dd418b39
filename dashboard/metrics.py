"""The board's figures: what each is called, its unit, which direction is worse, and its caveat."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    id: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    worse: str | None
    """"up", "down", or null where neither is worse."""
    source: str
    """The schema's table that it comes from."""
    decimals: int = 0
    is_share: bool = False
    """Value is 0-1 and shown as per cent."""
    caveat_zh: str = ""
    caveat_en: str = ""

    def label(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def unit(self, lang: str) -> str:
        return self.unit_zh if lang == "zh" else self.unit_en

    def caveat(self, lang: str) -> str:
        return self.caveat_zh if lang == "zh" else self.caveat_en


_DECLARED = (
    Metric("new_positive", "新增阳性", "New positives", "例", "cases", "up", "bulletins"),
    Metric("new_confirmed", "新增确诊", "New confirmed", "例", "cases", "up", "bulletins"),
    Metric("new_asymptomatic", "新增无症状", "New asymptomatic", "例", "cases", "up", "bulletins"),
    Metric(
        "outside_share", "社会面占比", "Found outside control", "", "", "up", "bulletins", 1, True,
        "下限不含密接与跨区域协查，上限计入", "low end without close contacts and notices from other regions, high end with them",
    ),
    Metric("cases_7d", "近7日新增", "Last 7 days", "例", "cases", "up", "bulletins"),
    Metric("zones_high", "高风险区", "High-risk zones", "个", "zones", "up", "zones"),
    Metric("zones_medium", "中风险区", "Medium-risk zones", "个", "zones", "up", "zones"),
    Metric("zones_low", "低风险区", "Low-risk areas", "个", "areas", "up", "zones"),
    Metric("zones_open", "现有风险区", "Zones open", "个", "zones", "up", "zones"),
    Metric("zones_due", "今日到期", "Due for release", "个", "zones", None, "zones"),
    Metric("zones_overdue", "逾期未解除", "Overdue for release", "个", "zones", "up", "zones"),
    Metric("people_inside", "管控人数", "People inside", "人", "people", "up", "zones"),
    Metric("closures_active", "在管封控", "Closures in force", "处", "places", "up", "closures"),
    Metric("businesses_listed", "在册保供单位", "Whitelisted businesses", "家", "businesses", "down", "businesses"),
    Metric("businesses_usual", "正常营业", "Open as usual", "家", "businesses", "down", "businesses"),
    Metric("businesses_open", "白名单营业中", "Whitelisted, open", "家", "businesses", "down", "businesses"),
    Metric("supply_open", "营业保供点", "Supply points open", "个", "points", "down", "supply_points"),
    Metric("supply_below", "保障不足的保供点", "Points below cover", "个", "points", "up", "supply_reports"),
    Metric("cover_days", "保障天数", "Days of cover", "天", "days", "down", "supply_reports", 1),
    Metric("calls_offered", "呼入来电", "Calls offered", "通", "calls", "up", "hotline_calls"),
    Metric("calls_answered", "接通来电", "Calls answered", "通", "calls", "down", "hotline_calls"),
    Metric("connect_share", "接通率", "Connect rate", "", "", "down", "hotline_calls", 1, True),
    Metric("tickets_open", "在办工单", "Tickets open", "件", "tickets", "up", "hotline_tickets"),
    Metric("tickets_overdue", "逾期工单", "Tickets overdue", "件", "tickets", "up", "hotline_tickets"),
    Metric("checkpoints", "卡口", "Checkpoints", "处", "places", None, "checkpoints"),
    Metric("households", "户数", "Households", "户", "households", None, "grids"),
    Metric("calls_today", "今日呼入", "Offered today", "通", "calls", "up", "hotline_calls"),
    Metric("connect_today", "今日接通率", "Connect rate today", "", "", "down", "hotline_calls", 1, True),
    Metric("answered_year", "今年接听涉疫来电", "Epidemic calls answered this year", "件", "calls", None, "indicators"),
    Metric("gates", "卡口与查验点", "Gates and checkpoints", "处", "places", None, "checkpoints"),
    Metric("sampling_points", "核酸采样点", "Sampling points", "处", "places", None, "checkpoints"),
    Metric("grids", "网格与小区", "Grids and estates", "个", "units", None, "grids"),
    Metric("sent_people", "近30天下沉人员", "Sent down, last 30 days", "人", "people", None, "deployments"),
    Metric("figures_published", "公布指标", "Published figures", "项", "figures", None, "indicators"),
    Metric("feeds_on_time", "按时的数据源", "Feeds on time", "个", "feeds", "down", "batches"),
    Metric("batches_held", "在用批次", "Batches in force", "批", "batches", None, "batches"),
    Metric("rows_held", "已接收行数", "Rows taken in", "行", "rows", None, "batches"),
    Metric("contradictions", "待核实的矛盾", "Contradictions", "项", "findings", "up", "batches"),
    Metric("zones_declared_today", "今日新划定", "Declared today", "个", "zones", "up", "zone_events"),
    Metric("zones_address_only", "仅有地址", "Known by address only", "个", "zones", "up", "zones"),
    Metric("businesses_limited", "受限营业", "Open with limits", "家", "businesses", "up", "businesses"),
    Metric("businesses_rule_closed", "按规定停业", "Closed by rule", "家", "businesses", "up", "open_rules"),
    Metric("businesses_suspended", "暂停", "Suspended", "家", "businesses", "up", "business_events"),
    Metric("businesses_rectify", "整改", "To rectify", "家", "businesses", "up", "business_events"),
    Metric("supply_unknown", "保障天数未知", "Cover unknown", "个", "points", "up", "supply_reports"),
    Metric("supply_capacity", "日配送能力", "Delivery capacity", "单", "orders a day", "down", "supply_points"),
    Metric("zones_unserved", "两天内无配送记录的风险区", "Zones without a delivery in 2 days", "个", "zones", "up", "deliveries"),
    Metric("deliveries_7d", "近7日配送", "Deliveries, 7 days", "次", "deliveries", "down", "deliveries"),
)

METRICS = {metric.id: metric for metric in _DECLARED}
