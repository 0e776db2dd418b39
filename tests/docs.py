"""Documents that code can write: `make docs`. A test fails where one is out of date."""

from pathlib import Path

from dashboard.app import NAVIGATION
from dashboard.i18n.messages import text
from dashboard.intake.templates.dictionary import dictionary
from dashboard.lookup.readings import FILE as READINGS
from dashboard.schema.declaration import tables
from dashboard.ui.wall.scene_list import SCENES
from dashboard.warehouse.catalogue import catalogue, checks
from tests.components import NAME as COMPONENTS
from tests.components import components
from tests.readings import readings

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Write every generated document."""
    for name, words in generated().items():
        (DOCS / name).write_text(words, encoding="utf-8")
    READINGS.write_text(readings(), encoding="utf-8")


def generated() -> dict[str, str]:
    """File name in docs/ -> text."""
    return {"dictionary.md": data_dictionary(), "queries.md": queries(), "pages.md": pages(), COMPONENTS: components()}


def data_dictionary() -> str:
    """Every table and column, from the schema."""
    lines = ["# 数据字典 Data dictionary", "", "Made from `dashboard/schema/` by `make docs`. Times are the city's wall clock (Asia/Shanghai).", ""]
    for table in tables().values():
        lines += [f"## {table.title_zh} `{table.name}`", "", f"{table.about_zh}。*{table.about_en}.* Key: {', '.join(table.key)}.", ""]
        lines += ["| 列 | column | 类型 type | 单位 unit | 必填 | 说明 | about |", "| --- | --- | --- | --- | --- | --- | --- |"]
        for column in table.columns.values():
            kind = f"{column.kind}: {column.enum}" if column.enum else column.kind
            cells = (column.zh, f"`{column.name}`", kind, column.unit or "", "是" if column.required else "", column.about_zh, column.about_en)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    assert {row["table"] for row in dictionary()} == set(tables())
    return "\n".join(lines)


def queries() -> str:
    """Every query and check, from their headers."""
    lines = ["# 查询与检查 Queries and checks", "", "Made from the headers of `queries/` by `make docs`. Every query also takes `as_of`.", ""]
    lines += ["| query | 回答 | answers | parameters |", "| --- | --- | --- | --- |"]
    for query in catalogue().values():
        params = ", ".join(p for p in query.params if p != "as_of")
        lines.append(f"| `{query.name}` | {query.notes.get('zh', '')} | {query.sentence} | {params} |")
    lines += ["", "Each row that a check returns is a contradiction (`sandtable check`).", "", "| check | severity | 标题 | title |", "| --- | --- | --- | --- |"]
    for check in checks().values():
        title_zh, _, title_en = check.notes["title"].partition(" | ")
        lines.append(f"| `{check.name}` | {check.notes['severity']} | {title_zh} | {title_en} |")
    return "\n".join(lines) + "\n"


def pages() -> str:
    """Pictures of every page, made by `make pictures`."""
    lines = ["# 页面 Pages", "", "Made from the Harbin demo by `make pictures`; the line list, calls, register and stock in it are synthetic.", ""]
    for name in (name for name in NAVIGATION if name != "wall"):
        lines += [f"## {text(f'nav.{name}', 'zh')} {text(f'nav.{name}', 'en')}", "", f"![{name}](pictures/{name}-zh-desk.png)", ""]
        lines += [f"English, on an upright tablet: [picture](pictures/{name}-en-portrait.png).", ""]
    lines += [f"## {text('nav.wall', 'zh')} {text('nav.wall', 'en')}", "", "Every scene at 1920 by 1080.", ""]
    lines += [line for scene in SCENES for line in (f"![{scene}](pictures/wall-{scene}-zh-1080p.png)", "")]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
