"""Many cases: read, audited and written as results, over one process or several. The bytes are the same for any number."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import parent_process
from pathlib import Path
from typing import BinaryIO, NamedTuple

from caselint.audit.answers import unheard
from caselint.audit.answers_book import Book, Given, against_the_record, doubt, late, unknown_cases
from caselint.audit.case import audit_case
from caselint.audit.outcomes import BELOW, CaseResult, Outcome
from caselint.audit.plan import Plan, make_plan
from caselint.audit.results import End, case_line, end_line, problem_line, run_line, run_of
from caselint.packs.cache import open_pack
from caselint.packs.model import Severity
from caselint.packs.pack import SettingValue
from caselint.record.consistency import Contradiction
from caselint.record.duplicates import Seen
from caselint.record.explaining import point_out
from caselint.record.problems import Problem, ProblemKind, one_fault
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.sections.outcomes import Answer
from caselint.record.sources import raw_records
from caselint.record.splitting import Raw

BATCH = 32
"""Records that a worker takes at a time: enough to hide the cost of sending them, few enough to stay small in memory."""
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


def audit_raw(plan: Plan, raw: Raw, as_of: date | None, book: Book) -> Audited:
    """Read and audit the bytes of one record."""
    record, problem, unknown = read_record(raw)
    if record is not None:
        day = as_of or record.case.exported_on
        if day is not None:
            own, given = record.answers or (), book.by_case.get(record.case.id, ())
            result = audit_case(plan, record, day, raw.source, raw.line, [one.answer for one in given])
            if raw.column != 1:
                result = replace(result, column=raw.column)
            counts = Counter(result.outcomes.values())
            errors, decided = counts[Outcome.ERROR], counts[Outcome.SUFFICIENT] + sum(counts[outcome] for outcome in BELOW)
            worst = gravest(plan, (finding.code for finding in result.findings))
            lacking = [code for code, outcome in result.outcomes.items() if outcome is Outcome.NOT_EXPORTED]
            mute = [(("answers", index), why) for index, why in unheard(own, plan.names, result)]
            if doubts := [*mute, *not_begun(record, day)]:
                told = point_out(raw, result.case_id, doubts)
                problem = told if problem is None else replace(problem, faults=(*problem.faults, *told.faults))
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
                tuple(map(problem_line, doubtful(plan, own, given, result))) if given else (),
                any(result.outcomes[piece.code] is Outcome.NOT_ANSWERED for piece in result.evidence_against),
            )
        problem = undated(raw, record.case.id)
    assert problem is not None
    return Audited(problem.case_id, raw.source, raw.line, raw.column, None, problem_line(problem), unknown)


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


def light_collection() -> None:
    """Tell the garbage collector what a run is like: much that stays (models, rules), and records that free themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


# -- workers

_prepared: list[tuple[Plan, Job]] = []
"""A worker process's plan, made once when it starts."""


class PackChanged(Exception):
    """The pack's files were changed while a run went on, so that its workers would not all ask the same."""


def _prepare(job: Job, digest: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the first one ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    plan = job.plan()
    _prepared[:] = [(plan, job)] if plan.pack.digest == digest else []
    light_collection()


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: Sequence[Raw | Problem]) -> list[Audited]:
    if not _prepared:
        raise PackChanged
    plan, job = _prepared[0]
    return [audit_one(plan, raw, job) for raw in batch]


def audit_one(plan: Plan, raw: Raw | Problem, job: Job) -> Audited:
    if isinstance(raw, Problem):
        place = raw.faults[0]
        return Audited(None, raw.source, place.line, place.column, None, problem_line(raw), ())
    return audit_raw(plan, raw, job.as_of, job.answers)


def audited(job: Job, plan: Plan, records: Iterable[Raw | Problem], jobs: int) -> Iterator[Audited]:
    """Every record audited, in the order of the input, whatever the number of processes."""
    if jobs <= 1:
        for raw in records:
            yield audit_one(plan, raw, job)
        return
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(job, plan.pack.digest)) as pool:
        waiting: deque[Future[list[Audited]]] = deque()
        try:
            for batch in batches(records):
                waiting.append(pool.submit(_work, batch))
                while len(waiting) > 3 * jobs:  # no more in flight than keeps every worker busy: memory stays flat
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def batches(records: Iterable[Raw | Problem]) -> Iterator[list[Raw | Problem]]:
    batch: list[Raw | Problem] = []
    for raw in records:
        batch.append(raw)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


# -- the run


@dataclass(slots=True)
class Totals:
    """What a run has counted so far."""

    cases: int = 0
    problems: int = 0
    not_audited: int = 0
    inconsistent: int = 0
    lost_answers: int = 0
    """Problems with answers that could not be read."""
    doubtful_answers: int = 0
    errors: int = 0
    decided: int = 0
    """Outcomes above or below the line, in all cases."""
    not_exported: int = 0
    unasked: Severity | None = None
    silent: int = 0
    """Cases of which the export says nothing."""
    waiting_with_evidence: int = 0
    """Cases in which a question waits for an assessor and the record holds evidence against them."""
    exported_later: int = 0
    """Records that were exported after the as-of date."""
    worst: Severity | None = None
    unknown_sections: dict[str, None] = field(default_factory=dict)

    def end(self) -> End:
        return End(self.cases, self.problems, self.not_audited, self.errors, tuple(self.unknown_sections))


def run(
    job: Job,
    plan: Plan,
    paths: Sequence[str],
    write: Callable[[bytes], object],
    *,
    stdin: BinaryIO | None = None,
    jobs: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Totals:
    """Audit every record of the paths and write the results. A case that was read before is a problem; the first record stands."""
    totals = Totals()
    seen = Seen()
    write(run_line(run_of(plan, job.as_of, {name: str(value) for name, value in sorted(job.settings.items())})))
    answers = job.answers
    for problem in answers.problems:
        write_answer_problem(totals, problem, write)
    audited_cases: set[str] = set()
    for one in audited(job, plan, raw_records(paths, stdin), jobs):
        totals.unknown_sections.update(dict.fromkeys(one.unknown_sections))
        again = seen.again(one.case_id, one.source, one.line, one.column) if one.case is not None and one.case_id is not None else None
        if again is not None:
            totals.problems += 1
            totals.not_audited += 1
            write(problem_line(again))
        else:
            count(totals, one)
            if one.case is not None:
                write(one.case)
                audited_cases.update({one.case_id or ""} & answers.by_case.keys())
            if one.problem is not None:
                write(one.problem)
            for line in one.doubtful_answers:
                write(line)
        if progress is not None:
            progress(1)
    for problem in unknown_cases(answers, audited_cases):
        write_answer_problem(totals, problem, write)
    write(end_line(totals.end()))
    return totals


def write_answer_problem(totals: Totals, problem: Problem, write: Callable[[bytes], object]) -> None:
    totals.problems += 1
    totals.lost_answers += problem.kind is ProblemKind.LOST_ANSWER
    totals.doubtful_answers += problem.kind is ProblemKind.DOUBTFUL_ANSWER
    write(problem_line(problem))


def count(totals: Totals, one: Audited) -> None:
    if one.case is not None:
        totals.cases += 1
        totals.errors += one.errors
        totals.decided += one.decided
        totals.not_exported += one.not_exported
        totals.unasked = graver(totals.unasked, one.unasked)
        totals.waiting_with_evidence += one.waiting_with_evidence
        totals.exported_later += one.exported_later
        totals.silent += one.silent
        totals.worst = graver(totals.worst, one.worst)
        if one.problem is not None:
            totals.inconsistent += 1
    else:
        totals.not_audited += 1
    totals.problems += (one.problem is not None) + len(one.doubtful_answers)
    totals.doubtful_answers += len(one.doubtful_answers)
