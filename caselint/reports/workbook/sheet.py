"""One sheet of the workbook: a table with a frozen heading and a filter. It is written row by row, and is never all in memory."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from math import ceil
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from caselint.reports.safe_text import many
from caselint.reports.tables import FORMULAS
from caselint.reports.workbook.rows import MAX_CHARACTERS, Rows, cell, number_in_cell, text_in_cell
from caselint.reports.workbook.styles import LOOKS, WRAPPING, style_numbers

MAX_ROWS = 1_048_576
MAX_LINKS = 65_530
"""What Excel takes: rows and links of a sheet."""
LINE, TALLEST = 15, 409
"""Points of a line of text, and of the tallest row that Excel has."""
NO_DATES_BEFORE = date(1900, 3, 1)
"""Excel counts its days from 1900, and counts a day that was none."""
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
        self.styles = style_numbers(self.workbook)
        self.sheets: list[Sheet] = []
        self.cut_cells = 0
        self.files = ExitStack()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.files.close()

    def sheet(self, title: str, columns: Sequence[Column], *, colour: str = "1F3864") -> Sheet:
        sheet = Sheet(self, title, tuple(columns), colour)
        self.sheets.append(sheet)
        return sheet

    def left_out(self) -> list[str]:
        """What Excel has no room for, in sentences."""
        found = [sheet.says_more() for sheet in self.sheets if sheet.more]
        found += [
            f"The sheet {sheet.title} has more than the {MAX_LINKS:,} links that Excel takes; its later rows have none."
            for sheet in self.sheets
            if len(sheet.written.links) >= MAX_LINKS
        ]
        if self.cut_cells:
            texts = many(self.cut_cells, "text was", "texts were")
            found.append(f"{texts} longer than the {MAX_CHARACTERS:,} characters that Excel takes in a cell, and cut.")
        return found


class Sheet:
    """A table. Its first row names the columns, also where the sheet is saved as CSV."""

    def __init__(self, book: Book, title: str, columns: tuple[Column, ...], colour: str) -> None:
        self.book, self.title, self.columns = book, title, columns
        self.letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        self.more = 0
        self.written = Rows(book.files.enter_context(TemporaryFile()))  # noqa: SIM115 - the book closes it
        self.sheet = book.workbook.create_sheet(title)
        self.sheet.sheet_properties.tabColor = colour
        self.sheet.sheet_view.showGridLines = any(column.title for column in columns)
        self.set_page()
        for letter, column in zip(self.letters, columns, strict=True):
            dimension = self.sheet.column_dimensions[letter]
            dimension.width = column.width
            for part in ("number_format", "fill"):  # what empty cells have, without being written one by one
                if part in LOOKS[column.look]:
                    setattr(dimension, part, LOOKS[column.look][part])
        if any(column.title for column in columns):
            self.sheet.freeze_panes = "A2"
            self.sheet.print_title_rows = "1:1"
            self.write([Styled(column.title, "head") for column in columns])

    @property
    def rows(self) -> int:
        return self.written.count

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
        columns = [*zip(values, self.letters, self.columns, strict=False)]
        lines = max((self.lines(value, column) for value, _, column in columns), default=1)
        row = self.rows + 1
        height = min(LINE * lines + (8 if row == 1 else 2), TALLEST) if row == 1 or lines > 1 else None
        self.written.add([self.cell(value, f"{letter}{row}", column.look) for value, letter, column in columns], height)

    @staticmethod
    def lines(value: Value | Linked | Styled, column: Column) -> int:
        """How many lines a text fills, about. Not every program works it out when it opens a file."""
        text, look = (value.value, value.look) if isinstance(value, Styled) else (value, column.look)
        each = 0.75 if look == "head" else 1.1  # characters of a line, by the width of the column; a heading is bold, beside a button
        return ceil(len(text) / (each * column.width)) if isinstance(text, str) and look in WRAPPING else 1

    def cell(self, value: Value | Linked | Styled, place: str, look: str) -> str:
        """A cell with a value in it and never a formula, whatever the value looks like."""
        plain: Value
        if isinstance(value, Linked):
            plain, look = value.text, value.look
            if len(self.written.links) < MAX_LINKS and value.row <= MAX_ROWS and plain:
                self.written.link(place, value.sheet, value.row)
        elif isinstance(value, Styled):
            plain, look = value.value, value.look
        else:
            plain = value
        if plain is None or plain == "":
            return ""
        if isinstance(plain, date) and plain < NO_DATES_BEFORE:
            plain = plain.isoformat()
        if not isinstance(plain, str):
            return cell(place, self.book.styles[look, False], number_in_cell(plain))
        content, cut = text_in_cell(plain)
        self.book.cut_cells += cut
        return cell(place, self.book.styles[look, plain.startswith(FORMULAS)], content)

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
