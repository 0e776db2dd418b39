"""Units that files may use: what each measures and how much of it, and those that goods may be in."""

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("人", "名", "口", "位", "例", "人次", "次", "通", "个", "件", "条", "栋", "people", "persons"), ("things", 1.0)),
    **dict.fromkeys(("户", "households"), ("households", 1.0)), **dict.fromkeys(("份", "portions"), ("portions", 1.0)),
    **dict.fromkeys(("单/日", "单/天", "单"), ("orders", 1.0)),
    **dict.fromkeys(("毫秒", "ms"), ("time", 0.001)), **dict.fromkeys(("秒", "s", "sec", "seconds"), ("time", 1.0)),
    **dict.fromkeys(("分钟", "分", "min", "minutes"), ("time", 60.0)), **dict.fromkeys(("小时", "h", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("千克", "公斤", "kg"), ("mass", 1.0)), **dict.fromkeys(("吨", "t"), ("mass", 1000.0)),
    **dict.fromkeys(("斤",), ("mass", 0.5)), **dict.fromkeys(("克", "g"), ("mass", 0.001)),
    **dict.fromkeys(("升", "l", "litres"), ("volume", 1.0)), **dict.fromkeys(("毫升", "ml"), ("volume", 0.001)), "%": ("share", 0.01),
}
"""By unit: what it measures, and how many of that measure's own unit it is."""
PIECES = ("个", "件", "盒", "瓶", "袋", "pieces")
"""Units of goods that are counted, neither weighed nor measured."""
STOCK_UNITS = (*(unit for unit, (measure, _) in UNITS.items() if measure in ("mass", "volume", "portions")), *PIECES)
"""Units that goods may be in, in small letters; the store converts the same ones (queries/views/unit_size.sql)."""
