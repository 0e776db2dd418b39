"""A district's register of essential businesses as its bureau of commerce sends it: a workbook with a title, running numbers, merged cells."""

import io

import numpy as np
import openpyxl

HEADERS = ["序号", "企业编号", "企业名称", "行业类别", "所在区县", "经营地址", "经度", "纬度", "审批单位", "核定人数", "备注"]
WORDS = ["超市", "便利店", "药房", "菜市场", "餐饮", "快递网点", "加油站", "汽修店", "银行网点", "仓买", "通信", "供热"]
"""As departments write categories: the list's own words and others."""
FIRST_ROW = 4
"""Row of the sheet in which the first business stands, under title, remark and headers."""
MOST = 20_000
"""Businesses of the largest; a smaller workbook has the first of them."""
BAD = (("行业类别", "超时市场大类"), ("行业类别", None), ("核定人数", "三十多"), ("经度", "东经多少"), ("所在区县", "道理区"))


def register_workbook(n: int, changed: int = 0, bad: int = 0) -> bytes:
    """XLSX of `n` businesses of Daowai in GCJ-02. `changed`: so many have another address and name; `bad`: so many cells are wrong."""
    draw = np.random.default_rng(1)
    lon, lat = draw.uniform(126.655, 126.685, MOST), draw.uniform(45.783, 45.797, MOST)
    words, capacity = draw.integers(0, len(WORDS), MOST), draw.integers(5, 300, MOST)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["道外区保供白名单企业、商户台账"])
    sheet.append(["填报单位：道外区商务局"])
    sheet.append(HEADERS)
    for i in range(n):
        name = f"{'新' if i < changed else ''}{WORDS[words[i]]}{i + 1}号"
        address = f"靖宇街{i + 1}号{'（迁）' if i < changed else ''}"
        sheet.append([
            i + 1, f"DW{i + 1:05d}", name, WORDS[words[i]], "道外区" if i % 50 == 0 else None, address, round(lon[i], 6), round(lat[i], 6), "道外区商务局",
            int(capacity[i]) if i % 3 else None, None,
        ])
    for k in range(bad):
        header, value = BAD[k % len(BAD)]
        row = FIRST_ROW + k * (n // max(bad, 1)) // 50 * 50
        sheet.cell(row + (k % len(BAD) if header != "所在区县" else 0), HEADERS.index(header) + 1).value = value
    sheet.merge_cells("A1:K1")
    for first in range(FIRST_ROW, FIRST_ROW + n, 50):
        sheet.merge_cells(f"E{first}:E{min(first + 49, FIRST_ROW + n - 1)}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
