"""The shorter sheets: what falls due, exceptions, what was not exported, problems with the records, and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from caselint.audit.outcomes import CaseResult, Outcome
from caselint.audit.results import Results
from caselint.reports.duties import duty_of
from caselint.reports.findings_view import criteria_of
from caselint.reports.listed import SEVERITIES, Duty
from caselint.reports.model import Summary
from caselint.reports.run_view import means
from caselint.reports.workbook.cases import row_of
from caselint.reports.workbook.sheet import Book, Column, Linked, Sheet, Styled


@dataclass(slots=True)
class Due:
    """What falls due in the weeks after the as-of date, by day."""

    book: Book
    summary: Summary
    found: list[Duty] = field(default_factory=list)
    sheet: Sheet = field(init=False)

    def __post_init__(self) -> None:
        columns = (
            Column("deadline", 13, "date"),
            Column("severity", 10),
            Column("case", 16),
            Column("code", 11),
            Column("name", 30, "wrapped"),
            Column("what is expected", 60, "wrapped"),
            Column("officer", 13),
            Column("team", 18),
            Column("unit", 16),
        )
        self.sheet = self.book.sheet("Due next", columns, colour="548235")

    def add(self, result: CaseResult) -> None:
        rules, within = self.summary.rules, self.summary.due.within
        soon = [due for due in result.due if due.deadline - result.as_of <= within]
        self.found += (duty_of(result, rules, due.code, due.deadline, due.subject, due.held_by) for due in soon)

    def close(self) -> None:
        order = sorted(self.found, key=lambda d: (d.deadline, SEVERITIES.index(d.severity), d.case_id, d.code, d.subject or ""))
        for duty in order:
            info, held_by = self.summary.rules[duty.code], duty.held_by
            where = (held_by.officer_id, held_by.team, held_by.local_delivery_unit)
            row = (duty.deadline, Styled(duty.severity, duty.severity), duty.case_id, duty.code, info.name, info.expectation, *where)
            self.sheet.add(row)
        self.sheet.close()


class Exceptions:
    """Cases that a recorded professional reason takes out of a question: somebody checks that the reasons hold."""

    COLUMNS = (
        Column("case", 16, "link"),
        Column("code", 11),
        Column("name", 30, "wrapped"),
        Column("question", 60, "wrapped"),
        Column("reason", 50, "wrapped"),
        Column("officer", 13),
        Column("team", 18),
        Column("unit", 16),
    )

    def __init__(self, book: Book, summary: Summary) -> None:
        self.rules = summary.rules
        self.sheet = book.sheet("Exceptions", self.COLUMNS, colour="7F7F7F")

    def add(self, place: int, result: CaseResult) -> None:
        held_by = result.held_by
        where = (held_by.officer_id, held_by.team, held_by.local_delivery_unit)
        for code, outcome in result.outcomes.items():
            if outcome is Outcome.EXCEPTED:
                info = self.rules[code]
                case = Linked(result.case_id, "Cases", row_of(place))
                self.sheet.add([case, code, info.name, info.question, result.reasons.get(code), *where])


def put_all(book: Book, summary: Summary, results: Results) -> list[Sheet]:
    """The sheets that need no case."""
    return [put_not_exported(book, summary), put_problems(book, summary, results), put_rules(book, summary)]


def put_not_exported(book: Book, summary: Summary) -> Sheet:
    """First what the export lacks, then the questions that it keeps from being asked."""
    columns = (
        Column("kind", 24),
        Column("what", 34, "wrapped"),
        Column("question", 70, "wrapped"),
        Column("questions", 12, "number"),
        Column("cases", 12, "number"),
        Column("of cases", 12, "number"),
    )
    sheet = book.sheet("Not exported", columns, colour="7F7F7F")
    cases = summary.head.cases
    for path in summary.not_exported.paths:
        sheet.add(["part of the record", path.path, None, path.questions, path.cases, cases])
    for rule in summary.not_exported.rules:
        info = summary.rules[rule.code]
        sheet.add(["question not asked", f"{rule.code} {info.name}", info.question, None, rule.cases, cases])
    for name in summary.head.unknown_sections:
        sheet.add(["unknown, and not read", name])
    return sheet


def put_problems(book: Book, summary: Summary, results: Results) -> Sheet:
    """Every fault of every record and answer, in the order of the input."""
    columns = (
        Column("file", 34, "wrapped"),
        Column("line", 9, "number"),
        Column("column", 9, "number"),
        Column("case", 16),
        Column("what it means", 44, "wrapped"),
        Column("where in the record", 34, "wrapped"),
        Column("fault", 70, "wrapped"),
        Column("hint", 50, "wrapped"),
    )
    total = summary.problems.total
    sheet = book.sheet("Problems", columns, colour="C00000" if total else "7F7F7F")
    for problem in results.problems() if total else ():
        for fault in problem.faults:
            said = means(problem)
            place = (problem.source, fault.line, fault.column, problem.case_id, said, fault.pointer or None, fault.message, fault.hint)
            sheet.add(place)
    return sheet


def put_rules(book: Book, summary: Summary) -> Sheet:
    columns = (
        Column("code", 11),
        Column("name", 28, "wrapped"),
        Column("severity", 10),
        Column("question", 50, "wrapped"),
        Column("why", 60, "wrapped"),
        Column("who is asked", 36, "wrapped"),
        Column("what is expected", 50, "wrapped"),
        Column("what to do", 50, "wrapped"),
        Column("criteria", 20, "wrapped"),
    )
    sheet = book.sheet("Rules", columns, colour="7F7F7F")
    for info in summary.rules.values():
        criteria = criteria_of(summary, info.code)
        severity = Styled(info.severity, info.severity)
        sheet.add([info.code, info.name, severity, info.question, info.why, info.who, info.expectation, info.remedy, criteria])
    return sheet
