"""One sheet of the workbook: a table with a frozen heading and a filter. It is written row by row, and is never all in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from caselint.reports.safe_text import many, visible
from caselint.reports.tables import FORMULAS
from caselint.reports.workbook.styles import LOOKS, WRAPPING, Styles

MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
MAX_LINKS = 65_530
"""What Excel takes: rows and links of a sheet, and characters of a cell."""
LINE, TALLEST = 15, 409
"""Points of a line of text, and of the tallest row that Excel has."""
CUT = " ... (cut here: Excel takes no longer text in a cell)"
NO_DATES_BEFORE = date(1900, 3, 1)
"""Excel counts its days from 1900, and counts a day that was none."""
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a character by its number."""
Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a row of a sheet of the workbook."""

    text: str
    sheet: str
    row: int
    look: str = "link"


@dataclass(frozen=True, slots=True)
class Styled:
    """A value that looks otherwise than its column."""

    value: Value
    look: str


class Book:
    """The workbook while it is written, and what did not fit into it."""

    def __init__(self) -> None:
        self.workbook = Workbook(write_only=True)
        self.styles = Styles(self.workbook)
        self.sheets: list[Sheet] = []
        self.cut_cells = 0

    def sheet(self, title: str, columns: Sequence[Column], *, colour: str = "1F3864") -> Sheet:
        sheet = Sheet(self, title, tuple(columns), colour)
        self.sheets.append(sheet)
        return sheet

    def text(self, text: str) -> str:
        """A text as Excel takes it: no control characters, and not too long."""
        shown = ESCAPE.sub("_x005F_", visible(text))
        if len(shown) * 2 > MAX_CHARACTERS and utf16(shown) > MAX_CHARACTERS:
            self.cut_cells += 1
            room = MAX_CHARACTERS - len(CUT)
            shown = shown.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + CUT
        return shown

    def left_out(self) -> list[str]:
        """What Excel has no room for, in sentences."""
        found = [sheet.says_more() for sheet in self.sheets if sheet.more]
        found += [
            f"The sheet {sheet.title} has more than the {MAX_LINKS:,} links that Excel takes; its later rows have none."
            for sheet in self.sheets
            if sheet.links >= MAX_LINKS
        ]
        if self.cut_cells:
            texts = many(self.cut_cells, "text was", "texts were")
            found.append(f"{texts} longer than the {MAX_CHARACTERS:,} characters that Excel takes in a cell, and cut.")
        return found


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Sheet:
    """A table. Its first row names the columns, also where the sheet is saved as CSV."""

    def __init__(self, book: Book, title: str, columns: tuple[Column, ...], colour: str) -> None:
        self.book, self.title, self.columns = book, title, columns
        self.looks = [column.look for column in columns]
        self.rows = self.links = self.more = 0
        self.sheet = book.workbook.create_sheet(title)
        self.sheet.sheet_properties.tabColor = colour
        self.sheet.sheet_view.showGridLines = any(column.title for column in columns)
        self.set_page()
        for number, column in enumerate(columns, 1):
            dimension = self.sheet.column_dimensions[get_column_letter(number)]
            dimension.width = column.width
            for part in ("number_format", "fill"):  # what empty cells have, without being written one by one
                if part in LOOKS[column.look]:
                    setattr(dimension, part, LOOKS[column.look][part])
        if any(column.title for column in columns):
            self.sheet.freeze_panes = "A2"
            self.sheet.print_title_rows = "1:1"
            self.write([Styled(column.title, "head") for column in columns])

    def set_page(self) -> None:
        """Printed across, as wide as a page."""
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = "9"  # A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.left.text = self.title
        self.sheet.oddFooter.right.text = "&P of &N"

    def add(self, values: Sequence[Value | Linked | Styled]) -> None:
        """A row of the table. The last row that Excel has is kept for saying that there is no room for more."""
        if self.rows >= MAX_ROWS - 1:
            self.more += 1
            return
        self.write(values)

    def write(self, values: Sequence[Value | Linked | Styled]) -> None:
        self.rows += 1
        cells = [self.cell(value, look) for value, look in zip(values, self.looks, strict=False)]
        lines = max((self.lines(*pair) for pair in zip(values, self.columns, strict=False)), default=1)
        if lines > 1 or self.rows == 1:
            self.sheet.row_dimensions[self.rows].height = min(LINE * lines + (8 if self.rows == 1 else 2), TALLEST)
        self.sheet.append(cells)
        self.sheet.row_dimensions.pop(self.rows, None)  # it is written, and a large sheet has many

    @staticmethod
    def lines(value: Value | Linked | Styled, column: Column) -> int:
        """How many lines a text fills, about. Not every program works it out when it opens a file."""
        text, look = (value.value, value.look) if isinstance(value, Styled) else (value, column.look)
        each = 0.75 if look == "head" else 1.1  # characters of a line, by the width of the column; a heading is bold, beside a button
        return ceil(len(text) / (each * column.width)) if isinstance(text, str) and look in WRAPPING else 1

    def cell(self, value: Value | Linked | Styled, look: str) -> Cell | None:
        """A cell with a value in it and never a formula, whatever the value looks like."""
        row: Linked | None = None
        plain: Value
        if isinstance(value, Linked):
            row, plain, look = value, value.text, value.look
        elif isinstance(value, Styled):
            plain, look = value.value, value.look
        else:
            plain = value
        if plain is None or plain == "":
            return None
        cell = WriteOnlyCell(self.sheet)
        if isinstance(plain, date) and plain < NO_DATES_BEFORE:
            plain = plain.isoformat()
        if isinstance(plain, str):
            cell.value = self.book.text(plain)
            cell.data_type = "s"
            self.book.styles.put_on(cell, look, quoted=plain.startswith(FORMULAS))
        else:
            cell.value = plain
            self.book.styles.put_on(cell, look)
        if row is not None and self.links < MAX_LINKS and row.row <= MAX_ROWS:
            self.links += 1
            cell.hyperlink = Hyperlink(ref="", location=f"'{row.sheet}'!A{row.row}")
        return cell

    def choose(self, column: int, among: Sequence[str]) -> None:
        """Let people choose from a list instead of typing."""
        letter = get_column_letter(column)
        wanted = DataValidation(type="list", formula1=f'"{",".join(among)}"', allow_blank=True)
        wanted.errorTitle, wanted.error = "Not one of the answers", f"Please choose one of: {', '.join(among)}."
        wanted.add(f"{letter}2:{letter}{max(2, self.rows)}")
        self.sheet.data_validations.append(wanted)

    def says_more(self) -> str:
        return f"The sheet {self.title} lacks {many(self.more, 'row')}: a sheet of Excel ends at row {MAX_ROWS:,}."

    def close(self, notes: Sequence[Any] = ()) -> None:
        """Put the filter over what was written, and say below it what there was no room for."""
        if any(column.title for column in self.columns):
            self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{max(self.rows, 1)}"
        if self.more:
            self.write([Styled(self.says_more(), "loud")])
        for note in notes:
            self.write([Styled(note, "muted")])
