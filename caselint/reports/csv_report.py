r"""All findings as a table for a spreadsheet: one row for each, in the order of the input, whatever the limit.

The columns, whose names and order are stable (`caselint report --output csv:FILE`):

- `case_id`, `code`, `name` of the question, `severity`, `outcome`, `message`: what was found
- `expectation`, `remedy`: what above the line means, and what to do
- `deadline`; `officer_id`, `team`, `local_delivery_unit`: who held the case when it fell due
- `criteria`: as `omi2-2009 2.2; iaow-2013 4.2`. `frameworks`: the audited ones under which it is below the line
- `as_of`, `source`, `line`, `pointer`, `subject`: where it stands
- `identity`: the same from run to run for the same finding

RFC 4180, in UTF-8 with a byte order mark: without it a spreadsheet reads the names of teams as another encoding. (A program that reads
it says `utf-8-sig`, or takes `jsonl`.) A cell that a spreadsheet would take for a formula gets an apostrophe in front, and control
characters are written out. A table of findings cannot say what was not asked: a file with its heading alone is no all-clear, and the
other forms say why.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from typing import IO

from caselint.audit.outcomes import CaseResult, Finding
from caselint.audit.results import Results
from caselint.reports.model import Summary
from caselint.reports.safe_text import visible

COLUMNS = (
    "case_id",
    "code",
    "name",
    "severity",
    "outcome",
    "message",
    "expectation",
    "remedy",
    "deadline",
    "officer_id",
    "team",
    "local_delivery_unit",
    "criteria",
    "frameworks",
    "as_of",
    "source",
    "line",
    "pointer",
    "subject",
    "identity",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula begins; the last four are the wide forms, which some spreadsheets take for the others."""


def write_csv(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    stream.write(b"\xef\xbb\xbf")
    page = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        table = csv.writer(page)
        table.writerow(COLUMNS)
        for result in results.cases():
            table.writerows(rows(summary, result))
    finally:
        page.detach()  # the stream is its owner's to close


def rows(summary: Summary, result: CaseResult) -> Iterator[list[str]]:
    for finding in result.findings:
        yield [cell(value) for value in row(summary, result, finding)]


def row(summary: Summary, result: CaseResult, finding: Finding) -> tuple[str | int | date | None, ...]:
    """In the order of `COLUMNS`."""
    info, held_by = summary.rules[finding.code], finding.held_by
    return (
        result.case_id,
        finding.code,
        info.name,
        info.severity,
        finding.outcome.value,
        finding.message,
        info.expectation,
        info.remedy,
        finding.deadline,
        held_by.officer_id,
        held_by.team,
        held_by.local_delivery_unit,
        criteria_of(summary, finding.code),
        "; ".join(finding.frameworks),
        result.as_of,
        result.source,
        result.line,
        finding.pointer,
        finding.subject,
        finding.identity,
    )


def criteria_of(summary: Summary, code: str) -> str:
    return "; ".join(f"{name} {', '.join(by_rule[code])}" for name, by_rule in summary.criteria.items() if by_rule.get(code))


def cell(value: str | int | date | None) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return ("'" if text.startswith(FORMULA) else "") + visible(text)
