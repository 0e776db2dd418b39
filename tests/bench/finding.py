"""What finding a name costs: 50,000 made-up names of businesses, asked in Chinese, pinyin, initials, English and with a slip of the finger.

Printed, never asserted. One line a question: the median and the slowest of its repetitions, in milliseconds, and the median of the
processor's time, which says what it would be on a machine that does nothing else.
"""

import time
from statistics import median

import numpy as np

from dashboard.lookup.folding import folded_words
from dashboard.lookup.index import Index, Named, indexed
from dashboard.lookup.matching import matching
from dashboard.lookup.typing_errors import nearly

NAMES, REPEAT = 50_000, 9
ROADS = ("红旗大街", "中央大街", "长江路", "重庆路", "厦门街", "道外头道街", "学府路", "和平路", "先锋路", "南直路")
KINDS = ("超市", "药店", "便利店", "果蔬店", "粮油店", "诊所", "快递点", "物流园区", "加油站", "洗衣店")
ASKED = ("道", "道外", "重庆路超市", "红旗 药店", "daowai", "chongqinglu", "cql", "c", "s", "dwtdj", "xiamenjie12", "00", "hlj-b-04", "daowia", "zhogyang", "x" * 60, "shi" * 20)


def measure() -> None:
    """Make the index, say what it takes, and ask it."""
    began = time.perf_counter()
    index = indexed(names())
    print(f"# find: index of {len(index):,} names, {index.bytes / 1e6:.1f} MB, made in {time.perf_counter() - began:.2f} s")
    for text in ASKED:
        spent, worked, found = timed(index, text)
        print(f"# find {text[:14]:15} {median(spent):6.1f} ms, at most {max(spent):6.1f} ms, processor {median(worked):5.1f} ms, {found:,} found")


def names() -> list[Named]:
    """Businesses with a road, a number and a kind."""
    rng = np.random.default_rng(20221129)
    roads, kinds = rng.integers(len(ROADS), size=NAMES), rng.integers(len(KINDS), size=NAMES)
    return [
        Named("business", f"hlj-b-{n:05}", f"{ROADS[road]}{n % 400 + 1}号{KINDS[kind]}", also=f"hlj-b-{n:05}", area_id=f"2301{n % 18:02}")
        for n, (road, kind) in enumerate(zip(roads, kinds, strict=True))
    ]


def timed(index: Index, text: str) -> tuple[list[float], list[float], int]:
    """Milliseconds of each repetition, by the clock and of the processor, and how many names there are."""
    spent: list[float] = []
    worked: list[float] = []
    found = 0
    for _ in range(REPEAT):
        began, work = time.perf_counter(), time.thread_time()
        words = folded_words(text)
        matches = matching(index, words)
        if not len(matches.entries):
            matches = nearly(index, words)
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.thread_time() - work) * 1000)
        found = len(matches.entries)
    return spent, worked, found
