"""Rows as the content of a file: the kinds that need no library."""

import io
import zipfile
from xml.sax.saxutils import escape


def web_page(rows: list[list[object]]) -> bytes:
    page = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><meta charset=gbk><table>{page}</table></html>".encode("gb18030")


def quoted(cell: str, mark: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in (mark, '"', "\n")) else cell


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def open_document(rows: list[list[object]]) -> bytes:
    cells = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>' for cell in row
        ) + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="报送">{cells}</table:table></office:spreadsheet></office:body>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{body}</office:document-content>'
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})
