"""What the exceptions file and the baseline say of the cases: sheets that are there only where a run heeded such a file."""

from __future__ import annotations

from caselint.audit.agreed import ends_soon
from caselint.audit.baseline import CONTRADICTION
from caselint.audit.outcomes import Agreed, CaseResult
from caselint.reports.findings_view import outcome_word
from caselint.reports.model import Summary
from caselint.reports.workbook.cases import row_of
from caselint.reports.workbook.sheet import Book, Column, Linked, Sheet, Styled, Value


class Review:
    """Entries of the exceptions file that hold, and findings of the baseline that are there no more. No reasons, and no names."""

    AGREED = (
        Column("case", 16, "link"),
        Column("kind", 13),
        Column("code", 11),
        Column("name", 30, "wrapped"),
        Column("subject", 16),
        Column("without it", 14),
        Column("agreed on", 13, "date"),
        Column("until", 13, "date"),
        Column("to see to", 30, "wrapped"),
        Column("line of the file", 10, "number"),
    )
    GONE = (Column("case", 16, "link"), Column("code", 11), Column("name", 30, "wrapped"), Column("subject", 16))

    def __init__(self, book: Book, summary: Summary) -> None:
        self.rules = summary.rules
        standings = summary.standings
        self.agreed = book.sheet("Agreed on", self.AGREED, colour="7F7F7F") if standings.exceptions else None
        self.gone = book.sheet("No longer there", self.GONE, colour="7F7F7F") if standings.baseline else None

    @property
    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in (self.agreed, self.gone) if sheet is not None]

    def add(self, place: int, result: CaseResult) -> None:
        case = Linked(result.case_id, "Cases", row_of(place))
        if self.agreed is not None:
            for entry in result.agreed:
                self.agreed.add([case, *self.about(entry, result)])
        if self.gone is not None:
            for stale in result.stale:
                unknown = "a record that contradicted itself" if stale.code == CONTRADICTION else "not in this pack"
                name = self.rules[stale.code].name if stale.code in self.rules else unknown
                self.gone.add([case, stale.code, name, stale.subject])

    def about(self, entry: Agreed, result: CaseResult) -> list[Value | Styled]:
        soon = "ends within four weeks" if ends_soon(entry, result.as_of) else None
        see_to = soon if entry.applied else "changes nothing any more: take it out"
        return [
            entry.kind,
            entry.code,
            self.rules[entry.code].name,
            entry.subject,
            outcome_word(entry.outcome),
            entry.date,
            entry.until,
            Styled(see_to, "loud") if see_to else None,
            entry.line,
        ]
