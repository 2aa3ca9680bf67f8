"""What only a person can answer: a row for each case and question, with room for the answer.

The columns on the left are those of a file of answers (`check --answers`), under the names that it knows; the ones after them are there
to be read. Cells of `on` are written as 2010-06-30 whatever way a date is typed, so that a CSV holds them as the reader takes them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

from caselint.audit.answers_file import AnswerRow
from caselint.audit.outcomes import CaseResult, Outcome
from caselint.reports.gathering import in_words
from caselint.reports.model import Summary
from caselint.reports.workbook.cases import row_of
from caselint.reports.workbook.sheet import Book, Column, Linked, Styled

ANSWERS = get_args(AnswerRow.model_fields["outcome"].annotation)


class Assessor:
    """Case by case, since an assessor reads a case once and answers everything."""

    COLUMNS = (
        Column("case", 16, "link"),
        Column("rule", 11),
        Column("outcome", 15, "answer"),
        Column("by", 12, "answer"),
        Column("on", 12, "answer_date"),
        Column("note", 30, "answer"),
        Column("severity", 10),
        Column("name", 26, "wrapped"),
        Column("question", 46, "wrapped"),
        Column("what is expected", 46, "wrapped"),
        Column("evidence against", 60, "wrapped"),
        Column("why it waits", 28, "wrapped"),
        Column("officer", 13),
        Column("team", 18),
        Column("unit", 16),
    )

    def __init__(self, book: Book, summary: Summary) -> None:
        self.rules = summary.rules
        self.sheet = book.sheet("For an assessor", self.COLUMNS, colour="BF9000")

    def add(self, place: int, result: CaseResult) -> None:
        held_by = result.held_by
        against: defaultdict[str, list[str]] = defaultdict(list)
        for piece in result.evidence_against:
            against[piece.code].append(piece.message)
        for code, outcome in result.outcomes.items():
            if outcome is not Outcome.NOT_ANSWERED:
                continue
            info = self.rules[code]
            self.sheet.add(
                [
                    Linked(result.case_id, "Cases", row_of(place)),
                    code,
                    *(None for _ in ("outcome", "by", "on", "note")),
                    Styled(info.severity, info.severity),
                    info.name,
                    info.question,
                    info.expectation,
                    " ".join(against[code]) or None,
                    in_words(result.reasons[code]) if code in result.reasons else None,
                    held_by.officer_id,
                    held_by.team,
                    held_by.local_delivery_unit,
                ]
            )

    def close(self) -> None:
        self.sheet.choose(3, ANSWERS)
        self.sheet.close()
