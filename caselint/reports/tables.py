"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

from caselint.reports.safe_text import visible

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def as_text(cell: str | None) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before what would begin a formula, and control characters are written out."""
    if not cell:
        return ""
    shown = visible(cell)
    return f"'{shown}" if cell.startswith(FORMULAS) else shown
