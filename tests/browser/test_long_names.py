"""The longest names of districts, zones, businesses, points and units at three sizes in both languages: nothing is cut off."""

import shutil

import pytest
from playwright.sync_api import TimeoutError

from dashboard.app import NAVIGATION
from dashboard.intake.service import take_in
from dashboard.warehouse.workspace import Workspace
from tests.pictures import SIZES, served, settle
from tests.windows import viewport

PLACE = "城步苗族自治县儒林镇白云湖国家湿地公园管理处东侧高标准安置小区三期二十七栋东西两单元及其裙楼商业连廊"
FIRM = "湖南省邵阳市城步苗族自治县农村电子商务与冷链物流配送服务中心股份有限公司第十七分公司"
UNIT = "市新冠肺炎疫情防控指挥部社区防控与生活物资保障联合工作专班办公室"
FILES = {
    "zones": f"风险区编号,区县,标准,风险等级,范围,来源\nLONG-1,城步苗族自治县,第九版防控方案,高风险区,{PLACE},{UNIT}\n",
    "zone_events": "风险区编号,变动,生效时间,决定时间,文号,变动后等级\nLONG-1,划定,{day} 01:00,{day} 00:00,{unit}〔2022〕第一百二十八号,高风险区\n",
    "businesses": f"企业编号,名称,类别,区县,地址,审批单位\nLONG-1,{FIRM},食品零售,城步苗族自治县,{PLACE},{UNIT}\n",
    "business_events": f"企业编号,变动,时间,原因,依据,经办单位\nLONG-1,在册,{{day}} 01:00,审核通过,{UNIT}第一号,{UNIT}\n",
    "supply_points": f"保供点编号,名称,类型,区县,地址,经营单位,状态,服务人口\nLONG-1,{FIRM},超市,城步苗族自治县,{PLACE},{FIRM},营业,12000\n",
    "supply_reports": "保供点编号,上报时间,物资,单位,库存\nLONG-1,{day} 06:00,粮食,千克,12\n",
    "closures": f"记录编号,对象类型,对象,区县,限制,文号,开始时间,计划结束,来源\nLONG-1,场所,{FIRM},城步苗族自治县,关闭,{UNIT}第一号,{{day}} 01:00,{{day}} 02:00,{UNIT}\n",
    "hotline_tickets": f"工单编号,受理时间,渠道,主题,区县,承办单位,应办结时间\nLONG-1,{{day}} 01:00,电话,区域管控,城步苗族自治县,{UNIT},{{day}} 03:00\n",
}
OURS = (
    ".kpi, .kpi *, .chart-title, .sentence, .prov, .stale, .brand, .brand *, .status, .status *, .note, .banner, .section, .section *, .decide *, "
    "ul.feeds *, ul.items *, .point-legend, .point-legend *, .figures-board *, .ledger td, .ledger th, .empty *, .calm *, .st-key-sections a"
)
CUT = """(ours) => {
    const found = [], wide = document.documentElement.clientWidth
    for (const box of document.querySelectorAll(ours)) {
        const at = box.getBoundingClientRect()
        if (!at.width || !box.textContent.trim() || box.closest('.tip, [hidden], .icon')) continue
        const scrolls = box.closest('.ledger, .st-key-sections')
        if (box.clientWidth && box.scrollWidth > box.clientWidth + 1) found.push(['overflows', box.className, box.textContent.trim().slice(0, 60)])
        else if (at.right > wide + 1 && !scrolls) found.push(['leaves the page', box.className, box.textContent.trim().slice(0, 60)])
    }
    for (const words of document.querySelectorAll('.still-frame text')) {
        const at = words.getBoundingClientRect(), frame = words.closest('.still-box').getBoundingClientRect()
        if (at.width && (at.left < frame.left - 1 || at.right > frame.right + 1)) found.push(['leaves its chart', '', words.textContent.slice(0, 60)])
    }
    return found
}"""
"""Text boxes of ours that are wider than their place, and letters of a chart that lie outside it."""


LAID_OUT_ANEW = 10_000
"""ms that the charts of a page may take for another size of the window, on a loaded machine."""


@pytest.fixture(scope="module")
def address(shaoyang_demo, tmp_path_factory):
    """The city with the longest names of districts, and the longest names of everything else beside it."""
    work = tmp_path_factory.mktemp("long")
    workspace = Workspace.open(shutil.copytree(shaoyang_demo.root, work / "w"))
    for table, rows in FILES.items():
        file = work / f"{table}.csv"
        file.write_text(rows.format(day=f"{workspace.now():%Y-%m-%d}", unit=UNIT), encoding="utf-8")
        assert [receipt.status for receipt in take_in(workspace, [file], table=table)] == ["taken"], table
    with served(workspace.root) as where:
        yield where


@pytest.mark.parametrize("name", [name for name in NAVIGATION if name != "wall"])  # the wall: tests/browser/test_wall_scenes.py
@pytest.mark.parametrize("lang", [pytest.param("zh", marks=pytest.mark.long), "en"])  # English words are the longer ones
def test_nothing_is_cut_off(windows, address, name, lang):
    page, _ = windows.opened(f"{address}/{NAVIGATION[name][0]}?lang={lang}")
    cut = {}
    for size in SIZES:
        page.set_viewport_size(viewport(size))
        settle(page)
        cut |= {size: found} if (found := _cut(page)) else {}
    assert cut == {}


def _cut(page) -> list:
    """What stays cut off: a chart is laid out anew some time after its window has another size."""
    try:
        page.wait_for_function(f"ours => ({CUT})(ours).length === 0", arg=OURS, timeout=LAID_OUT_ANEW)
    except TimeoutError:
        return page.evaluate(CUT, OURS)
    return []
