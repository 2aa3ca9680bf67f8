"""The help, and what is said of one problem."""

from __future__ import annotations

from caselint.browse.sheet import Sheet
from caselint.record.problems import Problem
from caselint.reports.run_view import means

KEYS = (
    (
        "Everywhere",
        (
            ("up, down", "one line; Page up, Page down (or space), Home and End go further"),
            ("?", "this help"),
            ("r", "read the results again, once they were replaced"),
            ("q", "leave; in a case: back to the list"),
        ),
    ),
    (
        "Lists",
        (
            ("1 to 5", "findings, cases, what falls due, what waits for an assessor, problems"),
            ("Enter", "open the case at the cursor"),
            ("b, B", "sort by the next column; the other way round"),
            ("i", "all that has to be known of this run"),
        ),
    ),
    (
        "Filters",
        (
            ("c", "the score card: Enter on a criterion shows its questions alone"),
            ("s, o", "severity, outcome"),
            ("n", "new findings, those known from a baseline, or suppressed ones"),
            ("t, m", "team, manager (the officer who held the case when the duty fell due)"),
            ("/", "a part of a case id, or of a question's code or name: Enter keeps it, Esc does not"),
            ("x", "take all filters away"),
            ("f", "the score card of another programme, where the run has several"),
        ),
    ),
    (
        "A case",
        (
            ("Tab", "between the case and its timeline"),
            ("f", "fold and unfold what recurs in the timeline"),
            ("n, p", "the next or previous entry of the list, without going back to it"),
            ("Esc", "back to the list"),
        ),
    ),
)
NOTES = (
    "The cases list and the list of what waits go by who holds a case now; findings go by who held it when the duty fell due.",
    "A timeline shows dates, the names of fields and values of code lists: no names, no notes, nothing that somebody wrote.",
    "What could not be asked and what waits for an assessor is never counted as if it were good.",
    "`caselint explain CODE` tells all about a question.",
)


def write_help(sheet: Sheet) -> None:
    for title, keys in KEYS:
        sheet.heading(title)
        for key, says in keys:
            sheet.labelled(key, says, style="bold", indent=2, to=9)
    sheet.blank()
    for note in NOTES:
        sheet.text(note, "dim")


def write_problem(sheet: Sheet, problem: Problem) -> None:
    """Every fault of a record or a file."""
    sheet.text(f"{problem.source}: {means(problem)}", "bold")
    sheet.text(
        "The case was audited all the same." if problem.audited else "Nothing of it was audited.", "" if problem.audited else "bold red"
    )
    for fault in problem.faults:
        sheet.blank()
        sheet.text(f"line {fault.line}, column {fault.column}" + (f", at {fault.pointer}" if fault.pointer else ""), "dim")
        sheet.text(fault.message, indent=2)
        if fault.hint:
            sheet.text(f"Hint: {fault.hint}", indent=2)
