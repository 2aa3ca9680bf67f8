"""How the cells of the workbook look. Each look is made once, and cells name it by its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

TOP = Alignment(vertical="top")
RIGHT = Alignment(vertical="top", horizontal="right", indent=1)
LEFT = Alignment(vertical="top", horizontal="left")
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEAD = PatternFill("solid", start_color="1F3864")
DATE = "d mmm yyyy"


def font(size: int = 11, **more: Any) -> Font:
    return Font(name="Calibri", size=size, **more)


def filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


LOOKS: Mapping[str, Mapping[str, Any]] = {
    "plain": {"alignment": TOP},
    "wrapped": {"alignment": WRAPPED},
    "date": {"alignment": LEFT, "number_format": DATE},
    "number": {"alignment": RIGHT, "number_format": "#,##0"},
    "percent": {"alignment": RIGHT, "number_format": "0%"},
    "head": {"alignment": WRAPPED, "font": font(bold=True, color="FFFFFF"), "fill": HEAD},
    "title": {"alignment": WRAPPED, "font": font(16, bold=True)},
    "heading": {"alignment": TOP, "font": font(12, bold=True, color="1F3864")},
    "bold": {"alignment": WRAPPED, "font": font(bold=True)},
    "count": {"alignment": LEFT, "number_format": "#,##0"},
    "total": {"alignment": LEFT, "font": font(bold=True), "number_format": "#,##0"},
    "bold_percent": {"alignment": RIGHT, "font": font(bold=True), "number_format": "0%"},
    "loud": {"alignment": WRAPPED, "font": font(bold=True, color="C00000")},
    "muted": {"alignment": WRAPPED, "font": font(color="595959")},
    "link": {"alignment": TOP, "font": font(color="0563C1", underline="single")},
    "high": {"alignment": TOP, "font": font(bold=True, color="9C0006"), "fill": filled("FFC7CE")},
    "medium": {"alignment": TOP, "font": font(color="7F6000"), "fill": filled("FFEB9C")},
    "low": {"alignment": TOP, "font": font(color="1F4E78"), "fill": filled("DDEBF7")},
    "answer": {"alignment": WRAPPED, "fill": filled("FFF9E5")},
    "answer_date": {"alignment": LEFT, "fill": filled("FFF9E5"), "number_format": "yyyy-mm-dd"},
}


WRAPPING = frozenset(name for name, parts in LOOKS.items() if parts["alignment"].wrap_text)


def style_numbers(book: Workbook) -> dict[tuple[str, bool], int]:
    """The number of every look among the styles of a workbook, of cells that are quoted and of those that are not."""
    found = {}
    sheet = book.create_sheet()
    for name, parts in LOOKS.items():
        for quoted in (False, True):
            cell = WriteOnlyCell(sheet)
            for part, value in parts.items():
                setattr(cell, part, value)
            # As if typed after an apostrophe: Excel keeps it text, also when somebody edits the cell.
            cell.quotePrefix = quoted
            found[name, quoted] = cell.style_id
    book.remove(sheet)
    return found
