"""All findings and all cases, each leading to the other."""

from __future__ import annotations

from caselint.audit.outcomes import BELOW, CaseResult, Finding, Outcome, Standing
from caselint.packs.model import Severity
from caselint.reports.findings_view import criteria_of, outcome_word
from caselint.reports.listed import SEVERITIES
from caselint.reports.model import Summary
from caselint.reports.workbook.sheet import Book, Column, Linked, Styled

OPEN = (
    (Outcome.NOT_APPLICABLE, "not asked"),
    (Outcome.NOT_YET_DUE, "not yet due"),
    (Outcome.EXCEPTED, "excepted"),
    (Outcome.NOT_EXPORTED, "not exported"),
    (Outcome.NOT_ANSWERED, "waiting for an assessor"),
    (Outcome.ERROR, "question broke"),
)


def row_of(place: int) -> int:
    """The row of a case on the sheet of cases, below the heading."""
    return place + 2


class Findings:
    """A row for each finding: the most severe first, then in the order of the input."""

    COLUMNS = (
        Column("severity", 10),
        Column("case", 16, "link"),
        Column("code", 11),
        Column("name", 26, "wrapped"),
        Column("question", 42, "wrapped"),
        Column("outcome", 13),
        Column("what was found", 52, "wrapped"),
        Column("what to do", 42, "wrapped"),
        Column("deadline", 13, "date"),
        Column("days late, still not done", 11, "number"),
        Column("officer", 13),
        Column("team", 18),
        Column("unit", 16),
        Column("officer now", 13),
        Column("criteria", 12, "wrapped"),
        Column("standing", 12),
    )

    def __init__(self, book: Book, summary: Summary) -> None:
        self.rules = summary.rules
        self.criteria = {code: criteria_of(summary, code) for code in summary.rules}
        self.programmes = len(summary.head.frameworks)
        more = (Column("below the line under", 20, "wrapped"),) if self.programmes > 1 else ()
        self.sheet = book.sheet("Findings", (*self.COLUMNS, *more), colour="C00000")
        self.first: dict[int, int] = {}
        """By place of the case: the row of its first finding."""

    def add(self, severity: Severity, place: int, result: CaseResult) -> None:
        for finding in result.findings:
            if self.rules[finding.code].severity == severity:
                self.put(place, result, finding)

    def put(self, place: int, result: CaseResult, finding: Finding) -> None:
        info, held_by = self.rules[finding.code], finding.held_by
        before = self.sheet.rows
        self.sheet.add(
            [
                Styled(info.severity, info.severity),
                Linked(result.case_id, "Cases", row_of(place)),
                info.code,
                info.name,
                info.question,
                outcome_word(finding.outcome),
                finding.message,
                info.remedy,
                finding.deadline,
                days_late(result, finding),
                held_by.officer_id,
                held_by.team,
                held_by.local_delivery_unit,
                result.held_by.officer_id,
                self.criteria[finding.code],
                finding.standing.value,
                ", ".join(finding.frameworks),
            ]
        )
        if self.sheet.rows > before:
            self.first.setdefault(place, self.sheet.rows)


def days_late(result: CaseResult, finding: Finding) -> int | None:
    """Days from the deadline to the as-of date, of what is not done yet. How late something came, the finding's own words say."""
    if finding.deadline is None or finding.outcome is not Outcome.NOT_DONE or finding.deadline > result.as_of:
        return None
    return (result.as_of - finding.deadline).days


class Cases:
    """A row for each case, in the order of the input. From `above` on, a row adds up to `questions`."""

    COLUMNS = (
        Column("case", 16),
        Column("officer", 13),
        Column("team", 18),
        Column("unit", 16),
        Column("as of", 13, "date"),
        *(Column(f"{severity} findings", 10, "number") for severity in SEVERITIES),
        Column("findings", 10, "number"),
        Column("of these new", 10, "number"),
        Column("above the line", 10, "number"),
        Column("below the line", 10, "number"),
        *(Column(words, 11, "number") for _, words in OPEN),
        Column("questions", 11, "number"),
    )

    def __init__(self, book: Book, summary: Summary, findings: Findings) -> None:
        self.rules, self.findings = summary.rules, findings
        self.sheet = book.sheet("Cases", self.COLUMNS)

    def add(self, place: int, result: CaseResult) -> None:
        held_by, outcomes = result.held_by, list(result.outcomes.values())
        severities = [self.rules[finding.code].severity for finding in result.findings]
        first = self.findings.first.get(place)
        by_severity = [severities.count(severity) for severity in SEVERITIES]
        self.sheet.add(
            [
                result.case_id if first is None else Linked(result.case_id, "Findings", first),
                held_by.officer_id,
                held_by.team,
                held_by.local_delivery_unit,
                result.as_of,
                *(Styled(n, severity) if n else n for n, severity in zip(by_severity, SEVERITIES, strict=True)),
                len(severities),
                sum(finding.standing is Standing.NEW for finding in result.findings),
                outcomes.count(Outcome.SUFFICIENT),
                sum(outcome in BELOW for outcome in outcomes),
                *(outcomes.count(outcome) for outcome, _ in OPEN),
                len(outcomes),
            ]
        )
