"""Assessors' answers from files, case by case, and what is doubtful about them.

None of them is passed over in silence: somebody gave each answer for a reason. What cannot be read, names an unknown rule or case, comes
after the as-of date or contradicts another answer is a problem with its line. Who answered and the note are never printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from caselint.audit.answers_file import rows_of
from caselint.language.errors import did_you_mean
from caselint.language.templates import say
from caselint.record.problems import Fault, Problem, ProblemKind
from caselint.record.sections.outcomes import Answer

WHICH = "keep one of the two; until then the later counts, or of one day the one below the line"


class Given(NamedTuple):
    """An answer, as the record itself would hold it, and where it was read."""

    answer: Answer
    source: str
    line: int


@dataclass(slots=True)
class Book:
    """The answers of one or more files, by case id, and everything that is wrong with them so far."""

    by_case: dict[str, tuple[Given, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_answers(paths: Sequence[Path], names: Mapping[str, str], retired: Mapping[str, str]) -> Book:
    """Read files of answers. `names` gives the code of each rule by its code and its name. Never raises for what the files hold."""
    cases: dict[str, list[Given]] = defaultdict(list)
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        source = str(path)
        lost: list[Fault] = []
        doubtful: list[Fault] = []
        for line, row in rows_of(path, lost):
            code = names.get(row.rule)
            if code is None:
                doubtful.append(unknown_rule(row.rule, line, names, retired))
                continue
            answer = Answer(question=code, subject_id=row.subject, outcome=row.outcome, by=row.by, date=row.on, note=row.note)
            cases[row.case].append(Given(answer, source, line))
        problems += [Problem(ProblemKind.LOST_ANSWER, source, tuple(lost))] if lost else []
        problems += [Problem(ProblemKind.DOUBTFUL_ANSWER, source, tuple(doubtful))] if doubtful else []
    for case_id, given in cases.items():
        problems += disagreements(case_id, given)
    return Book({case_id: tuple(given) for case_id, given in cases.items()}, tuple(problems))


def unknown_rule(name: str, line: int, names: Mapping[str, str], retired: Mapping[str, str]) -> Fault:
    why = f"it is retired: {retired[name]}" if name in retired else did_you_mean(name[:100], names)
    return Fault("", line, 1, "this answer counts for nothing: no rule has that code or name", why)


def late(case_id: str, given: Iterable[Given], as_of: date) -> Iterator[Problem]:
    """Answers that were given after the day on which the audit looks."""
    for one in given:
        if one.answer.date is not None and one.answer.date > as_of:
            message = f"this answer counts for nothing: it was given on {say(one.answer.date)}, after the as-of date, {say(as_of)}"
            yield doubt(case_id, one, message, "audit a later day, or correct the date")


def disagreements(case_id: str, given: Iterable[Given]) -> Iterator[Problem]:
    """Two answers to one question of one case that do not say the same."""
    first: dict[tuple[str, str | None], Given] = {}
    for one in given:
        answer = one.answer
        before = first.setdefault((answer.question, answer.subject_id), one)
        if before.answer.outcome != answer.outcome:
            there = f"line {before.line}" if before.source == one.source else f"{before.source}, line {before.line}"
            yield doubt(
                case_id,
                one,
                f"{answer.question} is answered here as {say(answer.outcome)}, and as {say(before.answer.outcome)} in {there}",
                WHICH,
            )


def doubt(case_id: str, given: Given, message: str, hint: str | None = None) -> Problem:
    return Problem(ProblemKind.DOUBTFUL_ANSWER, given.source, (Fault("", given.line, 1, message, hint),), case_id)


def against_the_record(case_id: str, own: Sequence[Answer], given: Sequence[Given], names: Mapping[str, str]) -> Iterator[Problem]:
    """Answers of a file that do not say what an answer in the record itself says."""
    recorded = {(names.get(answer.question), answer.subject_id): answer.outcome for answer in own if answer.outcome is not None}
    for one in given:
        answer = one.answer
        other = recorded.get((answer.question, answer.subject_id))
        if other not in (None, answer.outcome):
            message = f"{answer.question} is answered here as {say(answer.outcome)}, and as {say(other)} in the record itself"
            yield doubt(case_id, one, message, WHICH)


def unknown_cases(book: Book, audited: Collection[str]) -> Iterator[Problem]:
    """Answers on cases that were not audited."""
    for case_id, given in book.by_case.items():
        if case_id not in audited:
            for one in given:
                yield doubt(case_id, one, "this answer counts for nothing: no record of that case was audited")
