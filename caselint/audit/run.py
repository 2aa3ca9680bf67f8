"""Many cases: read, audited and written as results, over one process or several. The bytes are the same for any number."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import parent_process
from typing import BinaryIO

from caselint.audit.agreed import exceptions_used
from caselint.audit.answers_book import unknown_cases
from caselint.audit.baseline import baseline_used
from caselint.audit.one_record import Audited, Job, audit_one, graver
from caselint.audit.plan import Plan
from caselint.audit.results import End, end_line, problem_line, run_line, run_of
from caselint.packs.model import Severity
from caselint.record.duplicates import Seen
from caselint.record.problems import Problem, ProblemKind
from caselint.record.sources import raw_records
from caselint.record.splitting import Raw

BATCH = 32
"""Records that a worker takes at a time: enough to hide the cost of sending them, few enough to stay small in memory."""


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
    """Records that contradict themselves, but for those that the baseline knows."""
    known_contradictions: int = 0
    lost_answers: int = 0
    """Problems with answers that could not be read."""
    doubtful_answers: int = 0
    doubtful_exceptions: int = 0
    """Entries of the exceptions file that ended, or were agreed after the as-of date."""
    ending_soon: int = 0
    """Entries of the exceptions file that end within four weeks."""
    known: int = 0
    """Findings that stand in the baseline."""
    suppressed: int = 0
    stale: int = 0
    """Findings of the baseline that are there no more."""
    elsewhere: int = 0
    """Findings of the baseline on cases that were not audited."""
    unmet: tuple[str, ...] = ()
    """Cases that the exceptions file names and that were not audited."""
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
        return End(self.cases, self.problems, self.not_audited, self.errors, tuple(self.unknown_sections), self.elsewhere, self.unmet)


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
    settings = {name: str(value) for name, value in sorted(job.settings.items())}
    write(run_line(run_of(plan, job.as_of, settings, baseline_used(job.baseline), exceptions_used(job.exceptions))))
    answers = job.answers
    named = {*answers.by_case, *(job.exceptions.by_case if job.exceptions else ()), *(job.baseline.by_case if job.baseline else ())}
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
                if one.case_id is not None and one.case_id in named:
                    audited_cases.add(one.case_id)
            if one.problem is not None:
                write(one.problem)
            for line in (*one.doubtful_answers, *one.doubtful_exceptions):
                write(line)
        if progress is not None:
            progress(1)
    for problem in unknown_cases(answers, audited_cases):
        write_answer_problem(totals, problem, write)
    if job.exceptions is not None:
        totals.unmet = tuple(case_id for case_id in sorted(job.exceptions.by_case) if case_id not in audited_cases)
    if job.baseline is not None:
        totals.elsewhere = sum(len(known) for case_id, known in job.baseline.by_case.items() if case_id not in audited_cases)
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
            totals.inconsistent += not one.known_contradiction
            totals.known_contradictions += one.known_contradiction
        totals.known += one.known
        totals.suppressed += one.suppressed
        totals.stale += one.stale
        totals.ending_soon += one.ending_soon
    else:
        totals.not_audited += 1
    totals.problems += (one.problem is not None) + len(one.doubtful_answers) + len(one.doubtful_exceptions)
    totals.doubtful_answers += len(one.doubtful_answers)
    totals.doubtful_exceptions += len(one.doubtful_exceptions)
