"""The columns of each list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rich.cells import cell_len

from caselint.audit.outcomes import Standing
from caselint.browse.caseload import Case, Caseload, Entry
from caselint.browse.filters import Sieve, officer_of, team_of
from caselint.reports.findings_view import outcome_word
from caselint.reports.listed import SEVERITIES
from caselint.reports.page import STYLES
from caselint.reports.safe_text import day, visible

NOBODY = "-"
"""Where nobody is recorded."""
WIDE = 110
"""From so many cells on, a list has all its columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list. `width` 0 takes what room is left."""

    title: str
    width: int
    text: Callable[[Any], str]
    order: Callable[[Any], Any] | None = None
    """What the list is sorted by, where it can be sorted by this column."""
    style: Callable[[Any], str] | None = None
    right: bool = False
    wide: bool = False
    """Only where there is room."""


def widest(texts: Iterable[str], least: int, most: int) -> int:
    return max(least, min(most, max((cell_len(visible(text)) for text in texts), default=0)))


def id_width(load: Caseload) -> int:
    return widest((case.id for case in load.cases), 4, 24)


def question(entry: Entry, load: Caseload) -> str:
    """What is put aside says so before anything else."""
    aside = "" if entry.standing is Standing.NEW else f"{entry.standing.value}: "
    return f"{aside}{entry.code} {load.name(entry.code)}"


def finding_columns(load: Caseload, sieve: Sieve) -> list[Column]:  # noqa: ARG001
    teams = widest((entry.held_by.team or NOBODY for entry in load.findings), 4, 20)
    officers = widest((entry.held_by.officer_id or NOBODY for entry in load.findings), 7, 12)
    rank = SEVERITIES.index
    return [
        Column(
            "sev.",
            6,
            lambda entry: load.severity(entry.code).upper(),
            lambda entry: rank(load.severity(entry.code)),
            lambda entry: STYLES[load.severity(entry.code)],
        ),
        Column("case", id_width(load), lambda entry: entry.case.id, lambda entry: entry.case.id),
        Column("question", 0, lambda entry: question(entry, load), lambda entry: entry.code),
        Column("outcome", 12, lambda entry: outcome_word(entry.outcome), lambda entry: entry.outcome.value),
        Column("deadline", 11, lambda entry: day(entry.day) if entry.day else "", lambda entry: entry.day or date.max, right=True),
        Column("officer", officers, lambda entry: entry.held_by.officer_id or NOBODY, lambda entry: officer_of(entry.held_by)),
        Column("team", teams, lambda entry: entry.held_by.team or NOBODY, lambda entry: team_of(entry.held_by), wide=True),
    ]


def duty_columns(load: Caseload, sieve: Sieve) -> list[Column]:
    """As of findings, the day first, and without an outcome: there is none yet."""
    severity, case, question, _, deadline, *held = finding_columns(load, sieve)
    return [replace(deadline, title="due"), severity, case, question, *held]


def case_columns(load: Caseload, sieve: Sieve) -> list[Column]:
    """Of each case, all its findings by severity, and what waits: a filter chooses cases and changes no number."""
    case, waits, _, *held = waiting_columns(load, sieve)
    counts = [count_column(severity, at) for at, severity in enumerate(SEVERITIES)]
    everything = replace(waits, text=lambda case: f"{len(case.waits):,}", order=lambda case: -len(case.waits))
    return [case, *counts, everything, *held]


def count_column(severity: str, at: int) -> Column:
    def count(case: Case) -> int:
        return case.findings[at]

    return Column(severity, 6, lambda case: f"{count(case):,}", lambda case: -count(case), right=True)


def waiting_columns(load: Caseload, sieve: Sieve) -> list[Column]:
    """Of each case, the questions that wait and pass the filter."""

    def waits(case: Case) -> int:
        return len(sieve.waits(case))

    def against(case: Case) -> int:
        return sum(code in case.against for code in sieve.waits(case))

    def officer(case: Case) -> str:
        return officer_of(case.held_by)

    def team(case: Case) -> str:
        return team_of(case.held_by)

    return [
        Column("case", id_width(load), lambda case: case.id, lambda case: case.id),
        Column("wait", 6, lambda case: f"{waits(case):,}", lambda case: -waits(case), right=True),
        Column("evidence against", 16, lambda case: f"{against(case):,}", lambda case: -against(case), right=True),
        Column(
            "officer",
            widest((case.held_by.officer_id or NOBODY for case in load.cases), 7, 20),
            lambda case: case.held_by.officer_id or NOBODY,
            officer,
        ),
        Column("team", 0, lambda case: case.held_by.team or NOBODY, team),
    ]


def problem_columns(load: Caseload, sieve: Sieve) -> list[Column]:  # noqa: ARG001
    return [
        Column("what", 15, lambda problem: problem.kind.value.replace("_", " "), lambda problem: problem.kind.value),
        Column("case", id_width(load), lambda problem: problem.case_id or "", lambda problem: problem.case_id or ""),
        Column("audited", 7, lambda problem: "yes" if problem.audited else "NO", lambda problem: problem.audited),
        Column("where", 28, lambda p: f"{p.source}:{p.faults[0].line}", lambda p: (p.source, p.faults[0].line), wide=True),
        Column("what is wrong", 0, lambda problem: problem.faults[0].message),
    ]
