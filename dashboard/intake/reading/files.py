"""What kind of file this is, by its content, and whether it is one that can be read at all."""

import hashlib
import re
import zipfile
from pathlib import Path

from dashboard import settings
from dashboard.errors import RefusedInput
from dashboard.i18n.messages import both
from dashboard.intake.reading.utf16 import utf16_of

BLOCK = 1 << 20
MB = 1e6
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED_BYTES = 512_000_000
"""A workbook may unpack to this: a million rows are about 300 MB of XML."""
MAX_ZIP_MEMBERS = 2_000
SIGNATURES = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZIP",
    b"SQLite": "SQLite",
    b"PAR1": "Parquet",
    b"{\\rtf": "RTF",
}
OLD_KINDS = {"EncryptedPackage": "password", "WordDocument": "word", "PowerPoint Document": "slides"}
"""What is stored in a file of old Office, and which refusal says so."""
ZIP_KINDS = {"word/": "word", "ppt/": "slides", "xl/workbook.bin": "binary_workbook"}
"""What a packed document has in it, and which refusal says so."""
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".ods", ".xls", ".htm", ".html", ".xml", ".geojson", ".json")
"""Endings of what is taken out of a zip."""
LOCK_FILE = "~$"


def kind_of(file: Path, name: str) -> str:
    """"csv", "xlsx", "ods", "html", "xml", "json", "shapefile" or "zip" (tables packed together).

    Raises: RefusedInput, in words, for an empty file, one that is too large, and every other kind.
    """
    if name.startswith(LOCK_FILE):
        raise RefusedInput("files.lock_file", name=name.removeprefix(LOCK_FILE))
    check_size(file)
    with file.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(OLD_OFFICE):
        raise _old_office(file)
    if head.startswith(b"PK"):
        return _kind_of_zip(file, name)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            raise RefusedInput("files.no_table", kind=kind, usable=both("files.kinds"))
    return _kind_of_text(head, Path(name).suffix.lower())


def digest_of(file: Path) -> str:
    """SHA-256 of the content, hexadecimal; "" for a file too large to be taken, which is not read to say so."""
    if file.stat().st_size > settings.MAX_FILE_BYTES:
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_size(file: Path) -> None:
    """Raises: RefusedInput for an empty file, and for one that is too large."""
    size = file.stat().st_size
    if size == 0:
        raise RefusedInput("files.empty")
    if size > settings.MAX_FILE_BYTES:
        raise RefusedInput("files.too_large", size=size / MB, limit=settings.MAX_FILE_BYTES / MB)


def damaged_workbook() -> RefusedInput:
    return RefusedInput("files.damaged_workbook")


def _kind_of_text(head: bytes, suffix: str) -> str:
    if wide := utf16_of(head):
        head = head.decode(wide, "ignore").encode()
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    begin = text[:1000].lower()
    if begin.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in text or b"<workbook" in begin:
            return "xml"
        if re.search(rb"<(html|table|!doctype html|meta|head|body)\b", begin):
            return "html"
    if suffix in (".xlsx", ".xlsm", ".xlsb", ".ods", ".xls") and not _looks_delimited(text):
        raise damaged_workbook()
    return "json" if text[:1] in (b"{", b"[") or suffix in (".json", ".geojson") else "csv"


def _looks_delimited(text: bytes) -> bool:
    """Whether the first lines have as many separators each, as a CSV file under another name does."""
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    counts = {max(line.count(mark) for mark in (b",", b"\t", b";")) for line in lines}
    return len(lines) > 1 and min(counts) > 0


def _old_office(file: Path) -> RefusedInput:
    with file.open("rb") as stream:
        content = stream.read(8 * BLOCK)
    kind = next((kind for name, kind in OLD_KINDS.items() if name.encode("utf-16-le") in content), "old_format")
    return RefusedInput(f"files.{kind}")


def _kind_of_zip(file: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [info.filename for info in archive.infolist()]
            if any(n.lower().endswith(".shp") for n in names):
                return "shapefile"  # its own reader guards it
            if "xl/workbook.xml" in names:
                _check_workbook(archive, names)
                return "xlsx"
            for begin, kind in ZIP_KINDS.items():
                if any(n.startswith(begin) for n in names):
                    raise RefusedInput(f"files.{kind}")
            if "mimetype" in names and archive.read("mimetype")[:100].startswith(OPEN_DOCUMENT):
                return _kind_of_open_document(archive, names)
            if any(n.lower().endswith(TABLES) for n in names):
                return "zip"
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise damaged_workbook() from broken
    raise RefusedInput("files.no_table_in_archive", name=name, usable=both("files.kinds"))


def _kind_of_open_document(archive: zipfile.ZipFile, names: list[str]) -> str:
    kind = archive.read("mimetype")[len(OPEN_DOCUMENT) : 100]
    if not kind.startswith(b"spreadsheet"):
        raise RefusedInput("files.word" if kind.startswith(b"text") else "files.slides")
    _check_workbook(archive, names)
    return "ods"


def _check_workbook(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse macros, bombs, and parts that do not unpack to what they declare."""
    if any("vbaproject" in n.lower() for n in names):
        raise RefusedInput("files.macros")
    check_unpacked(archive)
    # Reads each part no further than its declared size, and compares the checksum: a part that lies is found here.
    if archive.testzip() is not None:
        raise damaged_workbook()


def check_unpacked(archive: zipfile.ZipFile) -> None:
    """Raises: RefusedInput for an archive of too many parts, or one that says that it unpacks to too much."""
    members = archive.infolist()
    if len(members) > MAX_ZIP_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED_BYTES:
        raise RefusedInput("files.large_unpacked")
