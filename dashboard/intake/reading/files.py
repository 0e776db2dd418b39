"""What kind of file this is, by its content, and whether it is one that can be read at all."""

import hashlib
import zipfile
from pathlib import Path

from dashboard import settings
from dashboard.errors import RefusedInput

BLOCK = 1 << 20
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED_BYTES = 512_000_000
"""A workbook may unpack to this: a million rows are about 300 MB of XML."""
MAX_ZIP_MEMBERS = 2_000
SIGNATURES = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
              b"\x1f\x8b": "GZIP", b"SQLite": "SQLite", b"PAR1": "Parquet"}  # fmt: skip


def kind_of(file: Path, name: str) -> str:
    """"csv", "xlsx", "json" or "shapefile".

    Raises: RefusedInput, in words, for an empty file, one that is too large, and every other kind.
    """
    size = file.stat().st_size
    if size == 0:
        raise RefusedInput.worded("文件是空的", "the file is empty", "请检查是否选错了文件。", "Check that it is the right file.")
    if size > settings.MAX_FILE_BYTES:
        raise too_large(size)
    with file.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(OLD_OFFICE):
        raise _old_office(file)
    if head.startswith(b"PK"):
        return _kind_of_zip(file, name)
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            raise RefusedInput.worded(f"这是 {kind} 文件，不是数据表", f"this is a {kind} file, not a table", *_KINDS)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = Path(name).suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        raise damaged_workbook()
    return "json" if text[:1] in (b"{", b"[") or suffix in (".json", ".geojson") else "csv"


def digest_of(file: Path) -> str:
    """SHA-256 of the content, hexadecimal; "" for a file too large to be taken, which is not read to say so."""
    if file.stat().st_size > settings.MAX_FILE_BYTES:
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_KINDS = (
    "可用：CSV、XLSX、GeoJSON、打成 .zip 的 Shapefile。",
    "Usable: CSV, XLSX, GeoJSON, a Shapefile packed as .zip.",
)


def too_large(size: int) -> RefusedInput:
    limit = settings.MAX_FILE_BYTES
    return RefusedInput.worded(
        f"文件太大（{size / 1e6:,.0f} MB）", f"the file is too large ({size / 1e6:,.0f} MB)",
        f"最多 {limit / 1e6:,.0f} MB，请按日期拆分。", f"At most {limit / 1e6:,.0f} MB: split it by date.",
    )  # fmt: skip


def damaged_workbook() -> RefusedInput:
    return RefusedInput.worded(
        "工作簿损坏或不完整", "the workbook is damaged or incomplete",
        "请在 Excel 或 WPS 中打开并另存为 .xlsx，再重新传送。", "Open it in Excel or WPS, save it as .xlsx and send it again.",
    )  # fmt: skip


def _old_office(file: Path) -> RefusedInput:
    with file.open("rb") as stream:
        protected = "EncryptedPackage".encode("utf-16-le") in stream.read(8 * BLOCK)
    if protected:
        return RefusedInput.worded(
            "工作簿有密码", "the workbook is protected by a password",
            "请去掉密码，另存为 .xlsx。", "Remove the password and save it as .xlsx.",
        )  # fmt: skip
    return RefusedInput.worded(
        "这是旧格式（.xls）的文件", "this is a file in an old format (.xls)",
        "请在 Excel 或 WPS 中另存为 .xlsx。", "Save it as .xlsx in Excel or WPS.",
    )  # fmt: skip


def _kind_of_zip(file: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [info.filename for info in archive.infolist()]
            if any(n.lower().endswith(".shp") for n in names):
                return "shapefile"  # its own reader guards it
            if "xl/workbook.xml" in names:
                _check_workbook(archive, names)
                return "xlsx"
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise damaged_workbook() from broken
    raise RefusedInput.worded(f"压缩包“{name}”里没有可用的表格", f"there is no table in the archive “{name}”", *_KINDS)


def _check_workbook(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse macros, bombs, and parts that do not unpack to what they declare."""
    if any("vbaproject" in n.lower() for n in names):
        raise RefusedInput.worded(
            "工作簿含有宏", "the workbook contains macros",
            "请另存为不含宏的 .xlsx。", "Save it as .xlsx, without macros.",
        )  # fmt: skip
    members = archive.infolist()
    if len(members) > MAX_ZIP_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED_BYTES:
        raise RefusedInput.worded(
            "工作簿展开后太大", "the workbook is too large when unpacked",
            "请拆分，或另存为 CSV。", "Split it, or save it as CSV.",
        )  # fmt: skip
    # Reads each part no further than its declared size, and compares the checksum: a part that lies is found here.
    if archive.testzip() is not None:
        raise damaged_workbook()
