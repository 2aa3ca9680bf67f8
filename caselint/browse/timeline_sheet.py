"""A timeline in words: month by month, with the dates of the findings marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from caselint.audit.outcomes import CaseResult
from caselint.browse.case_sheet import Asked
from caselint.browse.months import Line, Mark, marks_of, months_of
from caselint.browse.sheet import MUTED, Place, Sheet
from caselint.browse.timeline import Event
from caselint.language.templates import MONTHS
from caselint.reports.findings_view import outcome_word
from caselint.reports.page import STYLES
from caselint.reports.safe_text import many

SECTION = ((90, 36), (70, 30), (0, 0))
"""By the width of the page: how wide the column of sections is. Where there is none, what an entry is follows its section."""


def write_timeline(
    sheet: Sheet,
    result: CaseResult,
    asked: Asked,
    events: Sequence[Event] | None,
    doubt: str | None,
    folded: bool,
    chosen: Place | None,
) -> None:
    """`events` are None where the record could not be read: what the results themselves hold is shown then. `doubt` says why."""
    marks = marks_of(result, list(events or ()))
    if events is None:
        sheet.heading("Timeline", "without the record")
        sheet.text(doubt or "The record could not be read.", "bold yellow")
        sheet.text("Shown are the dates that the results hold: deadlines of findings, and what falls due.")
    else:
        state = "folded, f shows every date" if folded else "every date, f folds"
        sheet.heading("Timeline", f"{many(len(events), 'date')} on record; {state}")
        if doubt:
            sheet.text(doubt, "bold yellow")
    for month in months_of(events or (), marks, folded):
        sheet.blank()
        sheet.text(f"{MONTHS[month.month - 1]} {month.year}", "bold")
        for line in month.lines:
            write_line(sheet, line, result, asked, chosen)


def write_line(sheet: Sheet, line: Line, result: CaseResult, asked: Asked, chosen: Place | None) -> None:
    number = f"{line.day.day:>2}"
    if line.mark:
        write_mark(sheet, line.mark, number, result, asked, chosen)
        return
    style = MUTED if line.day > result.as_of else ""
    what = line.what
    room = next(room for width, room in SECTION if sheet.width >= width)
    text = f"{what.ljust(room)} {line.says}" if room and len(what) <= room else f"{what}  {line.says}" if line.says else what
    sheet.labelled(number, text.rstrip(), style=style or MUTED, indent=2, gap=2, said=style)


def write_mark(sheet: Sheet, mark: Mark, number: str, result: CaseResult, asked: Asked, chosen: Place | None) -> None:
    if mark.kind == "as_of":
        sheet.mark(Place("as_of"))
        sheet.labelled(number, "AS OF THIS DAY: the audit looks no further", style="bold green", indent=2, gap=2, said="bold green")
        return
    severity = STYLES[asked.rules[mark.code].severity]
    place = Place("due" if mark.kind == "due" else "finding", mark.place)
    mine = place == chosen
    if mark.kind == "due":
        says = f"FALLS DUE {asked.title(mark.code)}"
    elif mark.kind == "deadline":
        says = f"DEADLINE {asked.title(mark.code)}: {outcome_word(result.findings[mark.place].outcome)}"
    else:
        says = f"the day that {asked.title(mark.code)} is about"
    if mark.kind != "subject" or result.findings[mark.place].deadline is None:
        sheet.mark(place)
    style = f"{severity} reverse" if mine else severity
    sheet.labelled(f"▶ {number}" if mine else number, says, style=severity, indent=0 if mine else 2, gap=2, said=style)
