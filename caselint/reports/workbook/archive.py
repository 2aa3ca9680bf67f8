"""The file around a workbook: the same bytes for the same sheets, whenever and wherever they are written."""

from __future__ import annotations

import shutil
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

LARGE = 1 << 30
"""Bytes from which a part needs the larger kind of entry."""


class Archive(ZipFile):
    """A zip whose entries bear no time of their own, but the first that a zip can hold."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        super().writestr(entry(name), data)

    def write(self, filename: str | PathLike[str], arcname: str | PathLike[str] | None = None, *_: Any, **__: Any) -> None:
        path = Path(filename)
        with path.open("rb") as source, self.open(entry(fspath(arcname or path)), "w", force_zip64=path.stat().st_size > LARGE) as target:
            shutil.copyfileobj(source, target)


def entry(name: str) -> ZipInfo:
    found = ZipInfo(name)
    found.compress_type = ZIP_DEFLATED
    found.create_system = 3  # wherever it is written
    return found


def save(book: Workbook, moment: datetime, stream: IO[bytes]) -> None:
    """Write a workbook that says it was made and changed at a moment."""
    properties = book.properties
    properties.creator = "caselint"
    properties.created = properties.modified = moment
    with Archive(stream, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()
