"""One record on its way through an audit: from its bytes to lines of results, and what the run counts of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from caselint.audit.agreed import Again, ends_soon, with_agreements
from caselint.audit.answers import unheard
from caselint.audit.answers_book import Book, Given, against_the_record, doubt, late
from caselint.audit.baseline import Baseline, against_baseline, knows
from caselint.audit.case import audit_case
from caselint.audit.exceptions_file import ExceptionBook
from caselint.audit.outcomes import BELOW, CaseResult, Outcome, Standing
from caselint.audit.plan import Plan, make_plan
from caselint.audit.results import case_line, problem_line
from caselint.packs.cache import open_pack
from caselint.packs.model import Severity
from caselint.packs.pack import SettingValue
from caselint.record.consistency import Contradiction
from caselint.record.explaining import point_out
from caselint.record.problems import Problem, ProblemKind, one_fault
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.sections.outcomes import Answer
from caselint.record.splitting import Raw

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Job:
    """What to audit with: small and plain, so that it can be sent to another process."""

    folder: Path
    frameworks: tuple[str, ...] = ()
    selected: tuple[str, ...] | None = None
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    as_of: date | None = None
    answers: Book = field(default_factory=Book)
    """Assessors' answers from files beside the records."""
    exceptions: ExceptionBook | None = None
    baseline: Baseline | None = None

    def plan(self) -> Plan:
        return make_plan(open_pack(self.folder), self.frameworks, self.selected, self.settings)


class Audited(NamedTuple):
    """One record after its audit, as results: lines ready to be written, and what the run counts."""

    case_id: str | None
    source: str
    line: int
    column: int
    case: bytes | None
    problem: bytes | None
    unknown_sections: tuple[str, ...]
    errors: int = 0
    decided: int = 0
    """Outcomes above or below the line."""
    not_exported: int = 0
    unasked: Severity | None = None
    """The highest severity among the questions that the export cannot answer."""
    silent: bool = False
    """See `CaseResult.silent`."""
    worst: Severity | None = None
    """The highest severity among the findings."""
    exported_later: bool = False
    """The record was exported after the as-of date, and may hold what nobody could know on it."""
    doubtful_answers: tuple[bytes, ...] = ()
    """Problems with answers from files, as results."""
    waiting_with_evidence: bool = False
    """A question waits for an assessor, and the record holds evidence against the case."""
    doubtful_exceptions: tuple[bytes, ...] = ()
    """Problems with entries of the exceptions file, as results."""
    known: int = 0
    """Findings that stand in the baseline."""
    suppressed: int = 0
    stale: int = 0
    """Findings of the baseline that are there no more."""
    ending_soon: int = 0
    """Entries of the exceptions file that end within four weeks."""
    known_contradiction: bool = False
    """The record contradicts itself, and the baseline knows all of it."""


def audit_raw(plan: Plan, raw: Raw, job: Job) -> Audited:
    """Read and audit the bytes of one record."""
    record, problem, unknown = read_record(raw)
    if record is not None:
        day = job.as_of or record.case.exported_on
        if day is not None:
            own, given = record.answers or (), job.answers.by_case.get(record.case.id, ())
            ask = partial(audit_case, plan, record, day, raw.source, raw.line, [one.answer for one in given])
            result = ask()
            if raw.column != 1:
                result = replace(result, column=raw.column)
            mute = [(("answers", index), why) for index, why in unheard(own, plan.names, result)]
            doubts_of_answers = tuple(map(problem_line, doubtful(plan, own, given, result))) if given else ()
            result, doubtful_entries = reviewed(plan, result, job, ask)
            counts = Counter(result.outcomes.values())
            standing = Counter(finding.standing for finding in result.findings)
            errors, decided = counts[Outcome.ERROR], counts[Outcome.SUFFICIENT] + sum(counts[outcome] for outcome in BELOW)
            worst = gravest(plan, (finding.code for finding in result.findings if finding.standing is Standing.NEW))
            lacking = [code for code, outcome in result.outcomes.items() if outcome is Outcome.NOT_EXPORTED]
            if doubts := [*mute, *not_begun(record, day)]:
                told = point_out(raw, result.case_id, doubts)
                problem = told if problem is None else replace(problem, faults=(*problem.faults, *told.faults))
            result, problem = with_known_contradictions(plan, result, problem, job)
            written = None if problem is None else problem_line(problem)
            place = (raw.source, raw.line, raw.column)
            return Audited(
                result.case_id,
                *place,
                case_line(result),
                written,
                unknown,
                errors,
                decided,
                len(lacking),
                gravest(plan, lacking),
                result.silent,
                worst,
                record.case.exported_on is not None and record.case.exported_on > day,
                doubts_of_answers,
                any(result.outcomes[piece.code] is Outcome.NOT_ANSWERED for piece in result.evidence_against),
                tuple(map(problem_line, doubtful_entries)),
                standing[Standing.KNOWN],
                standing[Standing.SUPPRESSED],
                len(result.stale),
                sum(ends_soon(entry, day) for entry in result.agreed),
                problem is not None and problem.known,
            )
        problem = undated(raw, record.case.id)
    assert problem is not None
    return Audited(problem.case_id, raw.source, raw.line, raw.column, None, problem_line(problem), unknown)


def reviewed(plan: Plan, result: CaseResult, job: Job, again: Again) -> tuple[CaseResult, tuple[Problem, ...]]:
    """The case with what the exceptions file and the baseline say of it, and the entries that count for nothing."""
    problems: tuple[Problem, ...] = ()
    if job.exceptions is not None and (entries := job.exceptions.by_case.get(result.case_id)):
        result, problems = with_agreements(result, entries, job.exceptions.file, plan.frameworks, again)
    if job.baseline is not None and (known := job.baseline.by_case.get(result.case_id)):
        result = against_baseline(result, known, plan.pack.rules, tells=job.baseline.told_by(plan.frameworks, result.as_of))
    return result, problems


def with_known_contradictions(plan: Plan, result: CaseResult, problem: Problem | None, job: Job) -> tuple[CaseResult, Problem | None]:
    """The case and its contradictions with what the baseline says of them."""
    if job.baseline is None or not (known := job.baseline.by_case.get(result.case_id)):
        return result, problem
    all_known, stale = knows(problem, known, tells=job.baseline.told_by(plan.frameworks, result.as_of))
    if stale:
        result = replace(result, stale=(*result.stale, *stale))
    return result, replace(problem, known=True) if problem is not None and all_known else problem


def doubtful(plan: Plan, own: Sequence[Answer], given: Sequence[Given], result: CaseResult) -> Iterator[Problem]:
    """What only the audit of the case can tell of the answers that a file gives for it."""
    yield from late(result.case_id, given, result.as_of)
    yield from against_the_record(result.case_id, own, given, plan.names)
    for index, why in unheard([one.answer for one in given], plan.names, result):
        yield doubt(result.case_id, given[index], why)


def gravest(plan: Plan, codes: Iterable[str]) -> Severity | None:
    """The highest severity of the rules. Praised practice is never held against anybody."""
    infos = (plan.pack.rules[code].info for code in codes)
    found = {info.severity for info in infos if info.norm == "expected"}
    return next((severity for severity in SEVERITIES if severity in found), None)


def graver(one: Severity | None, other: Severity | None) -> Severity | None:
    return next((severity for severity in SEVERITIES if severity in (one, other)), None)


def not_begun(record: Record, day: date) -> Iterator[Contradiction]:
    """A start that lies ahead, whose date may be a slip. Where the day of export is known, reading has looked at that."""
    if record.case.exported_on is None and record.case.starts and (first := min(start.date for start in record.case.starts)) > day:
        yield ("case", "starts"), f"the case began on {first}, after the as-of date, {day}: little or nothing was asked of it"


def undated(raw: Raw, case_id: str) -> Problem:
    return one_fault(
        ProblemKind.MALFORMED,
        raw.source,
        "the record does not say on which day it was exported, so there is no day to audit it on",
        hint="give the as-of date: --as-of 2010-06-30",
        line=raw.line,
        column=raw.column,
        pointer="/case/exported_on",
        case_id=case_id,
    )


def audit_one(plan: Plan, raw: Raw | Problem, job: Job) -> Audited:
    if isinstance(raw, Problem):
        place = raw.faults[0]
        return Audited(None, raw.source, place.line, place.column, None, problem_line(raw), ())
    return audit_raw(plan, raw, job)
