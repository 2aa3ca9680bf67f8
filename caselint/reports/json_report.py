"""The report as one JSON document, and as the stored lines themselves.

The document is an object whose keys, in their order, are those of `json_shape.Report`; `caselint schema report` is its JSON Schema.

- `schema_version`: version of this shape, 1
- `head`: caselint, pack and its version, frameworks, as-of date or range, cases, not audited, unknown sections, settings
- `verdict`: `trusted`, `doubts` (why not), and `says`: the closing sentences of the terminal report
- `scorecards`: one for each framework: variant, headlines, sections and their criteria and questions, bands, warnings, cautions. Every
  figure has `score` (a share between 0 and 1, rounded to 4 places; null where there is none: never 0), `percent`, `n` and `interval`
- `counts`: one for each framework: `asked` = `rules` x `cases`, which all `outcomes` add up to
- `rules`: name, question, expectation, remedy, severity, norm and criteria, by code
- `not_exported`, `not_answered`, `exceptions`, `commendations`, `assessed`, `errors`: as in the terminal report. Their totals are whole;
  their lists are as long as the summary's limit allows
- `standings`: what a baseline knows and an exceptions file holds: findings that are `known` or `suppressed`, entries `in_force`, and what
  is `stale`: in the baseline, and there no more
- `findings`: totals and groups of new findings, and in `list` ALL of them with their `standing`, whatever the limit, as they came
- `due`: totals, and in `list` all duties within the window
- `problems`: totals, and in `list` all problems with all their faults

The long lists are streamed: one entry on a line, never all in memory.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import IO, Any, Literal

from caselint.audit.outcomes import CaseResult, Finding, Holder
from caselint.audit.results import Results, holder_data
from caselint.packs.model import RuleInfo
from caselint.reports.json_scores import card_data
from caselint.reports.json_shape import (
    CountsData,
    DueHead,
    DutyData,
    FindingData,
    FindingsHead,
    GroupData,
    ProblemsHead,
    ReportHead,
    RuleData,
    VerdictData,
)
from caselint.reports.model import Counts, Summary
from caselint.reports.verdict import doubts, verdict

SHAPE: Literal[1] = 1
SPOOL = 1 << 20
"""Bytes of duties that are kept in memory before they go to a temporary file."""


def write_json(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    """Write the whole report as one JSON document. Reads the results once more for the lists that no summary holds whole."""
    stream.write(b"{\n")
    for key, value in plain(short(summary)).items():
        stream.write(f"{dumps(key)}: {dumps(value)},\n".encode())
    with tempfile.SpooledTemporaryFile(SPOOL) as duties:
        write_list(stream, "findings", findings_head(summary), with_duties(summary, results.cases(), duties))
        stream.write(b",\n")
        duties.seek(0)
        write_list(stream, "due", due_head(summary), (line.decode().rstrip("\n") for line in duties))
    stream.write(b",\n")
    problems = results.problems() if results.end.problems else iter(())
    write_list(stream, "problems", problems_head(summary), map(dumps, problems))
    stream.write(b"\n}\n")


def write_jsonl(results: Results, stream: IO[bytes]) -> None:
    """The stored lines as they are: the format that caselint itself reads."""
    with results.path.open("rb") as stored:
        shutil.copyfileobj(stored, stream)


def dumps(value: object) -> str:
    return json.dumps(value, default=plain, separators=(", ", ": "))


def plain(value: object) -> Any:
    """What JSON has no word for. Of who held a case, only what is known."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Holder):
        return holder_data(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"a report holds no {type(value).__name__}")


def write_list(stream: IO[bytes], key: str, head: FindingsHead | DueHead | ProblemsHead, entries: Iterable[str]) -> None:
    """An object whose last key is a list, of entries that are JSON already."""
    stream.write(f'{dumps(key)}: {dumps(head)[:-1]}, "list": ['.encode())
    between = "\n"
    for entry in entries:
        stream.write((between + entry).encode())
        between = ",\n"
    stream.write(b"\n]}")


def with_duties(summary: Summary, cases: Iterable[CaseResult], duties: IO[bytes]) -> Iterator[str]:
    """Every finding; the duties that fall due soon are written aside on the way."""
    for result in cases:
        for due in result.due:
            if due.deadline - result.as_of <= summary.due.within:
                duty = DutyData(result.case_id, due.code, due.deadline, due.subject, due.held_by)
                duties.write((dumps(duty) + "\n").encode())
        for finding in result.findings:
            yield dumps(finding_data(summary, result, finding))


def finding_data(summary: Summary, result: CaseResult, finding: Finding) -> FindingData:
    return FindingData(
        case_id=result.case_id,
        source=result.source,
        line=result.line,
        severity=summary.rules[finding.code].severity,
        code=finding.code,
        outcome=finding.outcome,
        message=finding.message,
        pointer=finding.pointer,
        subject=finding.subject,
        deadline=finding.deadline,
        held_by=finding.held_by,
        frameworks=finding.frameworks,
        identity=finding.identity,
        standing=finding.standing,
    )


def short(summary: Summary) -> ReportHead:
    """All that is short."""
    doubtful = tuple(doubts(summary))
    return ReportHead(
        schema_version=SHAPE,
        head=summary.head,
        verdict=VerdictData(not doubtful, doubtful, tuple(verdict(summary))),
        scorecards=tuple(card_data(card) for card in summary.scorecards),
        counts=tuple(counts_data(counts) for counts in summary.counts),
        rules={code: rule_data(summary, info) for code, info in summary.rules.items()},
        not_exported=summary.not_exported,
        not_answered=summary.not_answered,
        exceptions=summary.exceptions,
        standings=summary.standings,
        commendations=summary.commendations,
        assessed=summary.assessed,
        errors=summary.errors,
    )


def counts_data(counts: Counts) -> CountsData:
    return CountsData(
        framework=counts.framework,
        rules=counts.rules,
        cases=counts.cases,
        asked=counts.asked,
        outcomes=dict(counts.outcomes),
        above=counts.above,
        below=counts.below,
        praise_absent=counts.praise_absent,
        unaccounted=counts.unaccounted,
    )


def rule_data(summary: Summary, info: RuleInfo) -> RuleData:
    criteria = {framework: by_rule[info.code] for framework, by_rule in summary.criteria.items() if by_rule[info.code]}
    return RuleData(info.name, info.question, info.expectation, info.remedy, info.severity, info.norm, criteria)


def findings_head(summary: Summary) -> FindingsHead:
    findings = summary.findings
    return FindingsHead(
        total=findings.total,
        cases=findings.cases,
        severities=findings.severities,
        cases_by_severity=findings.cases_by_severity,
        grouped_by=summary.group_by,
        groups_in_all=findings.groups_in_all,
        groups=tuple(GroupData(group.key, group.title, group.total, group.severities, group.cases) for group in findings.groups),
    )


def due_head(summary: Summary) -> DueHead:
    due = summary.due
    return DueHead(due.within.days, due.total, due.cases, due.later)


def problems_head(summary: Summary) -> ProblemsHead:
    problems = summary.problems
    return ProblemsHead(problems.total, problems.faults, problems.known, dict(problems.by_kind))
