"""Correct tables dressed as offices send them: cells, header, rows beside the records, and the file, each by chance of one seed."""

import io
import random
from dataclasses import dataclass, field
from datetime import datetime

import openpyxl

from tests.intake.dressed_files import open_document, quoted, web_page, zipped
from tests.intake.plain_tables import Plain

AREAS = {"道外区": "230104", "道里区": "230102", "南岗区": "230103", "香坊区": "230110"}
NOTHING = ("", "", "NULL", "/", "-", "—", "N/A", "　")
WEEKDAYS = "一二三四五六日"
TITLE, FOOT = "哈尔滨市{}（2022年11月）", "填表人：张某"


@dataclass
class Dressed:
    """A file, the rows of the plain table that it says, and what its receipt must say beside."""

    name: str
    content: bytes
    rows: list[int]
    said: set[str] = field(default_factory=set)
    """Rules of which a problem must be in the receipt."""
    may_refuse: bool = False
    """Whether a cell was made such that only its sender knows what it says."""
    done: list[str] = field(default_factory=list)
    """What was done, for the message of a failure."""


class Dresser:
    """One file from one seed."""

    def __init__(self, plain: Plain, seed: int) -> None:
        self.by = random.Random(seed)
        self.plain = plain
        self.kind = self.by.choice(("csv", "csv", "xlsx", "xlsx", "ods", "html", "zip"))
        self.is_text = self.kind in ("csv", "zip")
        self.out = Dressed("", b"", sorted(self.by.sample(range(len(plain.rows)), self.by.randint(2, 8))))
        self.spelling = {name: self.by.randrange(6) for name in plain.header}
        self.factors: dict[str, int] = {}
        self.merges: list[str] = []

    def dressed(self) -> Dressed:
        """The file."""
        self.out.done = [self.plain.table, self.kind]
        header = [self._header(name, kind) for name, kind in self.plain.columns]
        records = [
            [self._cell(name, kind, cell) for (name, kind), cell in zip(self.plain.columns, self.plain.rows[at], strict=True)]
            for at in self.out.rows
        ]
        order = list(range(len(header)))
        if self._does("other order"):
            self.by.shuffle(order)
        header, records = [header[at] for at in order], [[row[at] for at in order] for row in records]
        self._columns_beside(header, records)
        rows = self._rows_beside(header, records, order)
        above = [[TITLE.format("日报表"), *[""] * (len(header) - 1)]] if self._does("title", 0.3) else []
        if above:
            self.out.said |= {"title", "header_row"}
            if self.kind == "xlsx":
                self.merges.append(f"A1:{chr(64 + len(header))}1")
        under = self._unit_row(header)
        self._merge_areas(header, rows, len(above) + len(under) + 2)
        self._write([*above, header, *under, *rows])
        return self.out

    def _does(self, what: str, chance: float = 0.2) -> bool:
        done = self.by.random() < chance
        if done:
            self.out.done.append(what)
        return done

    def _header(self, name: str, kind: str) -> str:
        unit = kind.partition(":")[2]
        at = self.plain.header.index(name)
        if unit in ("人", "户", "份", "例") and self._does(f"万 in {name}", 0.15):
            self.factors[name] = 10_000
            self.out.said.add("header_factor")
            return f"{name}（万{unit}）"
        if unit and self._does(f"unit in {name}", 0.3):
            return self.by.choice((f"{name}（{unit}）", f"{name}({unit})", f"{name} [{unit}]"))
        if self._does(f"spelt header {at}", 0.2):
            return self.by.choice((f" {name} ", f"{name[:2]}\n{name[2:]}", f"*{name}", f"{name[:1]}　{name[1:]}", f"{name}："))
        return name

    def _cell(self, name: str, kind: str, cell: str | None) -> object:
        if cell is None:
            return self.by.choice(NOTHING)
        how = self.spelling[name]
        match kind.partition(":")[0]:
            case "id":
                return self._id(cell, how)
            case "moment":
                return self._moment(datetime.fromisoformat(cell), how)
            case "area":
                return (cell, cell, f"哈尔滨市{cell}", f"黑龙江省哈尔滨市{cell}", AREAS[cell], cell[:2])[how]
            case "count":
                return self._count(int(cell), name, how)
            case _:
                return self.by.choice((cell, cell, f" {cell} ", f"{cell}\u200b"))

    def _id(self, cell: str, how: int) -> object:
        if self.is_text and how == 1:
            return f'="{cell}"'
        if self.kind == "xlsx" and how == 2 and cell.isdigit() and (len(cell) > 15 or not cell.startswith("0")):
            self.out.may_refuse |= len(cell) > 15
            return int(cell)
        if how == 3:
            return "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in cell)
        return (cell, cell, cell, cell, f" {cell} ", f"\ufeff{cell}")[how]

    def _moment(self, moment: datetime, how: int) -> object:
        if self.kind == "xlsx" and how in (1, 2):
            return moment
        plain = f"{moment:%Y-%m-%d}"
        written = (
            f"{moment:%Y-%m-%d %H:%M:%S}",
            f"{moment:%Y/%m/%d %H:%M}",
            f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute}分",
            f"{moment:%Y%m%dT%H%M%S}",
            f"{plain} 星期{WEEKDAYS[moment.weekday()]} {moment:%H:%M}",
            f"{plain} {'上午' if moment.hour < 12 else '下午'}{moment.hour - 12 * (moment.hour > 12)}:{moment:%M}",
        )
        return written[how]

    def _count(self, number: int, name: str, how: int) -> object:
        if factor := self.factors.get(name):
            return f"{number / factor:.4f}".rstrip("0").rstrip(".")
        if how == 1 and self.kind == "xlsx":
            return number
        full = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        return (str(number), str(number), f"{number:,}", f"{number}.0", full, f" {number} ")[how]

    def _columns_beside(self, header: list[str], records: list[list[object]]) -> None:
        if self._does("running numbers"):
            header.insert(0, "序号")
            for number, row in enumerate(records, start=1):
                row.insert(0, str(number))
            self.out.said.add("unknown_column")
        if self._does("remark beside"):
            header.append("备注：本表由商务局填报")
            for row in records:
                row.append("")
            self.out.said.add("unknown_column")
        elif self._does("no header"):
            header.append("")
            for row in records:
                row.append("加急")
            self.out.said.add("no_header")

    def _rows_beside(self, header: list[str], records: list[list[object]], order: list[int]) -> list[list[object]]:
        rows, width = list(records), len(header)
        if self._does("header again", 0.1) and len(rows) > 1:
            rows.insert(1, list(header))
            self.out.said.add("header_again")
        if self._does("blank rows"):
            rows.insert(self.by.randrange(len(rows)), [""] * width)
        if self._does("total", 0.25):
            rows.append(["合计", *[""] * (width - 1)])
            self.out.said.add("total")
        if self._does("foot", 0.25):
            rows.append([FOOT, *[""] * (width - 1)])
            self.out.said.add("foot")
        if self.kind == "xlsx" and "running numbers" in self.out.done and self._does("numbered rows", 0.4):
            rows += [[str(len(records) + n), *[""] * (width - 1)] for n in range(1, 6)]
            self.out.said.add("numbered")
        return rows

    def _unit_row(self, header: list[str]) -> list[list[object]]:
        """A row of units beneath the header, where its first column has none and no header says its own."""
        units = {name: kind.partition(":")[2] for name, kind in self.plain.columns}
        row: list[object] = [units.get(name, "") for name in header]
        return [row] if any(row) and not row[0] and self._does("unit row", 0.2) else []

    def _merge_areas(self, header: list[str], rows: list[list[object]], first: int) -> None:
        """One cell for a district that stands in rows that follow each other, as a person merges it."""
        at = next((place for place, name in enumerate(header) if name in ("区县", "地区")), None)
        if self.kind != "xlsx" or at is None or not self._does("merged areas", 0.4):
            return
        for number in range(len(rows) - 1):
            pair = rows[number][at], rows[number + 1][at]
            if pair[0] and pair[0] == pair[1] and pair[0] != header[at]:
                rows[number + 1][at] = ""
                self.merges.append(f"{chr(65 + at)}{first + number}:{chr(65 + at)}{first + number + 1}")
                return

    def _write(self, rows: list[list[object]]) -> None:
        match self.kind:
            case "csv" | "zip":
                name, content = self._csv([[str(cell) for cell in row] for row in rows])
                self.out.name, self.out.content = (name, content) if self.kind == "csv" else ("报送.zip", zipped({name: content}))
            case "xlsx":
                self.out.name, self.out.content = "报送.xlsx", self._book(rows)
            case "ods":
                self.out.name, self.out.content = "报送.ods", open_document(rows)
            case "html":
                self.out.name, self.out.content = "报送.xls", web_page(rows)
                self.out.said.add("kind")

    def _csv(self, rows: list[list[str]]) -> tuple[str, bytes]:
        mark = self.by.choice(",,\t;")
        lines = [mark.join(quoted(cell, mark) for cell in row) for row in rows]
        if self._does("sep line", 0.15):
            lines.insert(0, f"sep={mark}")
            self.out.said |= {"separator", "header_row"}
        text = self.by.choice(("\n", "\r\n")).join([*lines, ""])
        encoding = self.by.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"))
        self.out.done += [encoding, repr(mark)]
        return "报送.csv", text.encode(encoding)

    def _others(self, rows: list[list[object]]) -> list[list[object]]:
        """Plain rows that this file does not have yet, as a second sheet under the plain header."""
        more = [at for at in range(len(self.plain.rows)) if at not in self.out.rows][:3]
        self.out.rows += more
        return [list(self.plain.header), *(list(cell or "" for cell in self.plain.rows[at]) for at in more)]

    def _book(self, rows: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "报送"
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for merge in self.merges:
            sheet.merge_cells(merge)
        if self.plain.table != "supply_points" and not self.merges and self._does("second sheet", 0.3):
            other = book.create_sheet("其余")
            for row in self._others(rows):
                other.append([None if cell == "" else cell for cell in row])
        if self._does("hidden sheet", 0.25):
            book.create_sheet("旧表", 0).append(["旧"])
            book["旧表"].sheet_state = "hidden"
            self.out.said.add("sheet")
        if self._does("notes sheet", 0.25):
            book.create_sheet("填报说明").append(["请于每日17时前报送"])
            self.out.said.add("sheet")
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()
