"""The page of a terminal report: lines put on a console, with the width, the encoding and the care that all of them need.

Lines are broken here and not by rich, at spaces alone, so that no code or id is ever cut. Texts are never read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from caselint.packs.model import Severity
from caselint.reports.safe_text import can_write, encodable, padded, visible, wrapped

NARROWEST = 40
PROSE = 120
"""Cells that a line of running text has at most: wider is hard to read."""
WIDE = 140
"""From here on a finding stands on one line."""
STYLES: dict[Severity, str] = {"high": "bold red", "medium": "yellow", "low": "cyan"}
MUTED = "dim"


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row. What does not fit goes on under it."""

    text: str
    width: int
    style: str = ""
    right: bool = False


class Page:
    """Puts a report on a console, line by line."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.encoding = console.encoding.lower()
        self.width = max(NARROWEST, console.width)
        self.prose = min(self.width, PROSE)
        self.wide = self.width >= WIDE
        full = can_write(self.encoding, "█░─") and not console.legacy_windows
        self.filled, self.open, self.ruled = ("█", "░", "─") if full else ("#", ".", "-")

    def safe(self, text: str) -> str:
        return encodable(visible(text), self.encoding)

    def put(self, *parts: tuple[str, str]) -> None:
        """One line as it stands, of texts and their styles. The texts are safe already."""
        line = Text()
        for text, style in parts:
            line.append(text, style or None)
        line.rstrip()
        self.console.print(line, soft_wrap=True, highlight=False)

    def blank(self) -> None:
        self.put(("", ""))

    def heading(self, title: str, more: str = "") -> None:
        """A part of the report begins."""
        self.blank()
        title = self.safe(title.upper())
        more = self.safe(more)
        room = self.prose - cell_len(title) - 2
        if more and cell_len(more) <= room:
            self.put((title, "bold"), ("  ", ""), (more, ""))
            more = ""
        else:
            self.put((title, "bold"))
        self.put((self.ruled * self.prose, MUTED))
        if more:
            self.text(more)

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Running text."""
        for line in wrapped(self.safe(text), self.prose - indent):
            self.put((" " * indent, ""), (line, style))

    def labelled(self, label: str, text: str, *, indent: int = 0, width: int = 11, style: str = "", wide: bool = False) -> None:
        """A label, and running text that hangs beside it."""
        room = (self.width if wide else self.prose) - indent - width
        for place, line in enumerate(wrapped(self.safe(text), room)):
            self.put((" " * indent + padded("" if place else self.safe(label), width), MUTED), (line, style))

    def bullet(self, text: str, *, indent: int = 2) -> None:
        for place, line in enumerate(wrapped(self.safe(text), self.prose - indent - 2)):
            self.put((" " * indent + ("  " if place else "- "), MUTED), (line, ""))

    def row(self, cells: Sequence[Cell], *, indent: int = 0, gap: int = 2) -> None:
        """Texts side by side, each going on under itself."""
        columns = [wrapped(self.safe(cell.text), cell.width) for cell in cells]
        for place in range(max(len(lines) for lines in columns)):
            parts: list[tuple[str, str]] = [(" " * indent, "")]
            for cell, lines in zip(cells, columns, strict=True):
                text = lines[place] if place < len(lines) else ""
                parts += [(padded(text, cell.width, right=cell.right), cell.style), (" " * gap, "")]
            self.put(*parts)

    def widest(self, texts: Sequence[str], most: int, least: int = 0) -> int:
        """The width of a column for these texts."""
        return max([least, *(min(most, cell_len(self.safe(text))) for text in texts)])
