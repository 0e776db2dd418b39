"""The departments of a city that goes on: a demo workspace with a running clock, and files that keep coming through the real importer."""

import csv
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.settings import wall_clock
from dashboard.warehouse.durable import write_text
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

CONTRACT = (1, 1)
"""Minutes of cadence and grace that the calls' feed promises here: short, so that its absence shows within a run of minutes."""
CALLS_A_ROUND = 40
EVERY_ROUNDS = {"hotline_calls": 1, "cases": 2, "zones": 4, "bulletins": 8}
"""After how many rounds each department sends its next file."""
DISTRICTS = ("道里区", "南岗区", "道外区", "香坊区", "平房区", "松北区", "呼兰区", "阿城区", "双城区")
TOPICS = ("返程政策", "核酸检测", "生活物资", "就医用药", "物资配送")
IMPORT = "import sys; from dashboard.cli.main import main; sys.exit(main(sys.argv[1:]))"


def set_clock(workspace: Workspace, to: datetime) -> None:
    """Let the workspace's clock run on from a moment, as an exercise's does."""
    kept = [line for line in (workspace.root / "city.toml").read_text(encoding="utf-8").splitlines() if not line.startswith(("stopped_at", "shift_seconds"))]
    place = kept.index("[clock]") + 1
    kept.insert(place, f"shift_seconds = {round((to - wall_clock()).total_seconds())}")
    write_text(workspace.root / "city.toml", "\n".join(kept) + "\n")


class Departments:
    """A thread that takes in files every `every` seconds, each time by the command line in another process. Use as a context."""

    def __init__(self, root: Path, desk: Path, every: float) -> None:
        self.root, self.desk, self.every = root, desk, every
        self.published: dict[str, float] = {}
        """When each generation was named in CURRENT, seconds since 1970."""
        self.delivered: dict[str, float] = {}
        """When each table last came, seconds since 1970."""
        self.refused: list[str] = []
        """What the importer said against files of ours: nothing, or the run is worth nothing."""
        self.withheld: set[str] = set()
        self._round = 0
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="departments", daemon=True)

    def __enter__(self) -> "Departments":
        self.desk.mkdir(parents=True, exist_ok=True)
        minutes = dict(zip(("间隔分钟", "宽限分钟"), CONTRACT, strict=True))
        feed = {"数据源编号": "hotline-calls", "名称": "12345 来电", "英文名称": "12345 calls", "数据表": "hotline_calls", "责任单位": "市营商环境局",
                "责任单位英文": "Municipal Business Environment Bureau", **minutes, "合成": "是"}
        self._take([self._file("feeds", [feed])])
        self.deliver(*EVERY_ROUNDS)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def deliver(self, *tables: str) -> str:
        """Take in a file of each of these tables now (the calls' where none is named). Returns the generation that shows them."""
        with self._turn:
            self._round += 1
            now = Workspace.open(self.root).now().replace(microsecond=0)
            named = [t for t in tables or ("cases",) if t not in self.withheld]
            files = [file for table in named for file in getattr(self, f"_{table}")(now)]
            self._take(files)
            self.delivered |= dict.fromkeys(named, time.time())
            return current_name(Workspace.open(self.root))

    def _work(self) -> None:
        while not self._over.wait(self.every):
            self.deliver(*(table for table, rounds in EVERY_ROUNDS.items() if self._round % rounds == 0))

    def _take(self, files: list[Path]) -> None:
        if not files:
            return
        command = [sys.executable, "-c", IMPORT, "import", *map(str, files), "--workspace", str(self.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            self.refused.append(done.stderr[:300])
        for file in files:
            file.unlink()
        current = self.root / "store" / "CURRENT"
        self.published.setdefault(current.read_text(encoding="utf-8").strip(), current.stat().st_mtime)

    def _file(self, name: str, rows: list[dict]) -> Path:
        file = self.desk / f"{name}-{self._round:06d}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return file

    def _hotline_calls(self, now: datetime) -> list[Path]:
        def call(n: int) -> dict:
            lost = n % 9 == 0
            return {"来电编号": f"SOAK-{self._round:06d}-{n:02d}", "来电时间": now - timedelta(seconds=n), "渠道": "电话", "主题": TOPICS[n % len(TOPICS)],
                    "区县": DISTRICTS[(n + self._round) % len(DISTRICTS)], "等待秒数": 5 + n, "通话秒数": "" if lost else 60 + 3 * n,
                    "结果": "放弃" if lost else "接通", "合成": "是"}

        return [self._file("calls", [call(n) for n in range(CALLS_A_ROUND)])]

    def _cases(self, now: datetime) -> list[Path]:
        case = {"病例编号": f"SOAK-{self._round:06d}", "报告时间": now, "区县": DISTRICTS[self._round % len(DISTRICTS)],
                "病例类别": ("确诊病例", "无症状感染者")[self._round % 2], "发现途径": "隔离管控", "合成": "是"}
        return [self._file("cases", [case])]

    def _zones(self, now: datetime) -> list[Path]:
        number = f"SOAK-{self._round:06d}"
        zone = {"风险区编号": number, "区县": DISTRICTS[self._round % len(DISTRICTS)], "标准": "二十条", "风险等级": "高风险区",
                "范围": f"演练小区{self._round}号楼", "人数": 120, "户数": 48, "合成": "是"}
        event = {"风险区编号": number, "变动": "划定", "生效时间": now, "决定时间": now, "变动后等级": "高风险区", "合成": "是"}
        return [self._file("zones", [zone]), self._file("zone-events", [event])]

    def _bulletins(self, now: datetime) -> list[Path]:
        number = f"SOAK-{self._round:06d}"
        day = now.replace(hour=0, minute=0, second=0)
        bulletin = {"通报编号": number, "发布地区": "哈尔滨市", "标题": f"演练通报{self._round}", "统计起": day, "统计止": now, "发布时间": now, "修订号": 0, "合成": "是"}
        cells = [{"通报编号": number, "统计量": "新增", "类别": kind, "来源类型": "本土", "数量": n, "合成": "是"}
                 for kind, n in (("确诊病例", 3 + self._round % 5), ("无症状感染者", 20 + self._round % 7))]
        return [self._file("bulletins", [bulletin]), self._file("bulletin-cells", cells)]
