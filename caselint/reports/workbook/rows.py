"""The rows of a sheet as they stand in its file, written as text.

A large run has millions of cells. openpyxl makes an object of each, which takes minutes; so it writes everything around the rows, and
the rows come from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import IO
from xml.sax.saxutils import escape

from caselint.reports.safe_text import visible

MAX_CHARACTERS = 32_767
"""Characters that a cell of Excel takes, in UTF-16."""
CUT = " ... (cut here: Excel takes no longer text in a cell)"
DAY_0 = date(1899, 12, 30)
"""From March 1900 on Excel's days count from here; before, it counts one that never was."""
NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a character by its number."""
NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
AFTER_LINKS = b"<pageMargins"
BLOCK = 1 << 20


@lru_cache(maxsize=2_000)
def text_in_cell(text: str) -> tuple[str, bool]:
    """What stands in a cell for a text, and whether it had to be cut. The texts of a rule occur in thousands of rows."""
    shown = NUMBERED.sub("_x005F_", visible(text))
    cut = len(shown) * 2 > MAX_CHARACTERS and len(shown.encode("utf-16-le")) // 2 > MAX_CHARACTERS
    if cut:
        room = MAX_CHARACTERS - len(CUT)
        shown = shown.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + CUT
    space = "" if shown == shown.strip() else ' xml:space="preserve"'
    return f' t="inlineStr"><is><t{space}>{escape(shown)}</t></is></c>', cut


def number_in_cell(value: float | date) -> str:
    """The same for a number or a day."""
    return f"><v>{(value - DAY_0).days if isinstance(value, date) else value}</v></c>"


def cell(place: str, style: int, content: str) -> str:
    """A cell, by its place and the number of its style."""
    return f'<c r="{place}" s="{style}"{content}'


@dataclass(slots=True)
class Rows:
    """The rows and links of one sheet, in a file of their own until the workbook is put together."""

    file: IO[bytes]
    count: int = 0
    links: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of the rows, about."""
        return self.file.tell()

    def add(self, cells: Iterable[str], height: int | None) -> None:
        self.count += 1
        tall = f' ht="{height}" customHeight="1"' if height else ""
        self.file.write(f'<row r="{self.count}"{tall}>{"".join(cells)}</row>'.encode())

    def link(self, place: str, sheet: str, row: int) -> None:
        """From a cell to a row of a sheet, whose title is caselint's own."""
        self.links.append(f'<hyperlink ref="{place}" location="\'{sheet}\'!A{row}"/>')

    def complete(self, sheet: bytes, target: IO[bytes]) -> None:
        """Write a sheet that openpyxl made without rows, and the rows and links at their places in it."""
        head, rest = NO_ROWS.split(sheet)
        before, after = rest.split(AFTER_LINKS)
        target.write(head + b"<sheetData>")
        self.file.seek(0)
        while block := self.file.read(BLOCK):
            target.write(block)
        links = f"<hyperlinks>{''.join(self.links)}</hyperlinks>".encode() if self.links else b""
        target.write(b"</sheetData>" + before + links + AFTER_LINKS + after)
