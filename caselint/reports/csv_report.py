r"""All findings as a table for a spreadsheet: a row for each, case by case in the order of the input, whatever the limit.

The columns, whose names and order are stable (`caselint report --output csv:FILE`):

- `case_id`, `code`, `name` of the question, `severity`, `outcome`, `message`: what was found
- `expectation`, `remedy`: what above the line means, and what to do
- `deadline`; `officer_id`, `team`, `local_delivery_unit`: who held the case when it fell due
- `criteria`: as `omi2-2009 2.2; iaow-2013 4.2`. `frameworks`: the audited ones under which it is below the line
- `as_of`, `source`, `line`, `pointer`, `subject`: where it stands
- `identity`: the same from run to run for the same finding
- `standing`: `new`, `known` (in the baseline) or `suppressed` (by the exceptions file): these rows are findings. With a baseline or an
  exceptions file there are rows that are none: `excepted` (an exception took the case out), `not_needed` (an entry of the exceptions file
  that changes nothing any more) and `gone` (the baseline knows a finding that is there no more)
- `agreed_on`, `until`: of the entry of the exceptions file, where the row rests on one

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

from caselint.audit.agreed import ends_soon
from caselint.audit.outcomes import Agreed, CaseResult, Finding, Holder, Stale
from caselint.audit.results import Results
from caselint.reports.model import Summary
from caselint.reports.safe_text import visible
from caselint.reports.standing_words import entry_words, suppression_of
from caselint.reports.standings import InForce

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
    "standing",
    "agreed_on",
    "until",
)
Row = dict[str, str | int | date | None]
"""By column; what is left out is empty."""
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
    for row in (
        *(of_finding(summary, result, finding) for finding in result.findings),
        *(of_entry(summary, result, entry) for entry in result.agreed if entry.kind == "exception" or not entry.applied),
        *(of_stale(summary, result, stale) for stale in result.stale),
    ):
        yield [cell(row.get(column)) for column in COLUMNS]


def of_finding(summary: Summary, result: CaseResult, finding: Finding) -> Row:
    entry = suppression_of(result, finding)
    return {
        **of_question(summary, result, finding.code),
        **of_holder(finding.held_by),
        "outcome": finding.outcome.value,
        "message": finding.message,
        "deadline": finding.deadline,
        "frameworks": "; ".join(finding.frameworks),
        "pointer": finding.pointer,
        "subject": finding.subject,
        "identity": finding.identity,
        "standing": finding.standing.value,
        "agreed_on": entry.date if entry else None,
        "until": entry.until if entry else None,
    }


def of_entry(summary: Summary, result: CaseResult, entry: Agreed) -> Row:
    """An entry of the exceptions file that leaves no finding in the table."""
    return {
        **of_question(summary, result, entry.code),
        **of_holder(result.held_by),
        "outcome": result.outcomes[entry.code].value,
        "message": entry_words(summary.rules, InForce(result.case_id, entry, ends_soon(entry, result.as_of))),
        "subject": entry.subject,
        "standing": "excepted" if entry.applied else "not_needed",
        "agreed_on": entry.date,
        "until": entry.until,
    }


def of_stale(summary: Summary, result: CaseResult, stale: Stale) -> Row:
    return {
        **of_question(summary, result, stale.code),
        **of_holder(result.held_by),
        "outcome": result.outcomes[stale.code].value if stale.code in result.outcomes else None,
        "message": "Known from the baseline, and there no more.",
        "subject": stale.subject,
        "standing": "gone",
    }


def of_question(summary: Summary, result: CaseResult, code: str) -> Row:
    info = summary.rules.get(code)
    place: Row = {"case_id": result.case_id, "as_of": result.as_of, "source": result.source, "line": result.line, "code": code}
    if info is None:
        return place
    said = {"name": info.name, "severity": info.severity, "expectation": info.expectation, "remedy": info.remedy}
    return {**place, **said, "criteria": criteria_of(summary, code)}


def of_holder(holder: Holder) -> Row:
    return {"officer_id": holder.officer_id, "team": holder.team, "local_delivery_unit": holder.local_delivery_unit}


def criteria_of(summary: Summary, code: str) -> str:
    return "; ".join(f"{name} {', '.join(by_rule[code])}" for name, by_rule in summary.criteria.items() if by_rule.get(code))


def cell(value: str | int | date | None) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return ("'" if text.startswith(FORMULA) else "") + visible(text)
