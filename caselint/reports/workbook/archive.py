"""The file around a workbook: the same bytes for the same sheets, whenever and wherever they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.writer.excel import ExcelWriter

from caselint.reports.workbook.rows import Rows
from caselint.reports.workbook.sheet import Book

LARGE = 1 << 30
"""Bytes from which a part needs the larger kind of entry."""


class Archive(ZipFile):
    """A zip whose entries bear no time of their own, but the first that a zip can hold; and whose sheets get their rows."""

    rows: Mapping[str, Rows]
    """By the name of the sheet's part."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        super().writestr(entry(name), data)

    def write(self, filename: str | PathLike[str], arcname: str | PathLike[str] | None = None, *_: Any, **__: Any) -> None:
        name = fspath(arcname or filename)
        with self.open(entry(name), "w", force_zip64=self.rows[name].size > LARGE) as target:
            self.rows[name].complete(Path(filename).read_bytes(), target)


def entry(name: str) -> ZipInfo:
    found = ZipInfo(name)
    found.compress_type = ZIP_DEFLATED
    found.create_system = 3  # wherever it is written
    return found


def save(book: Book, moment: datetime, stream: IO[bytes]) -> None:
    """Write a workbook that says it was made and changed at a moment."""
    properties = book.workbook.properties
    properties.creator = "caselint"
    properties.created = properties.modified = moment
    with Archive(stream, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        archive.rows = {f"xl/worksheets/sheet{number}.xml": sheet.written for number, sheet in enumerate(book.sheets, 1)}
        ExcelWriter(book.workbook, archive).write_data()
