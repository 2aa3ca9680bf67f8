"""What the lists show: one small entry for each case, finding and duty. What a list does not show stays in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from sys import intern

from caselint.audit.outcomes import CaseResult, Due, Finding, Holder, Outcome, Standing
from caselint.audit.results import Run
from caselint.browse.held import HeldResults, hold
from caselint.packs.framework import Bands, Framework
from caselint.packs.model import Severity
from caselint.record.problems import Problem
from caselint.reports.gathering import KINDS
from caselint.reports.listed import SEVERITIES
from caselint.reports.model import Summary
from caselint.reports.summary import summarise

STEP = 200
"""Cases from one word on how far the reading is to the next."""


@dataclass(slots=True, eq=False)
class Case:
    """A case in brief, and where in the results the whole of it stands."""

    id: str
    offset: int
    held_by: Holder
    """Who holds it on the as-of date."""
    findings: tuple[int, ...]
    """How many of each severity, the most severe first."""
    waits: frozenset[str]
    """Rules that wait for an assessor."""
    against: frozenset[str]
    """Those of them for which the record holds evidence against the case."""


@dataclass(slots=True, eq=False)
class Entry:
    """A finding, or a duty that falls due, as the lists show it."""

    case: Case
    code: str
    outcome: Outcome
    day: date | None
    held_by: Holder
    """Who held the case when the duty fell due."""
    frameworks: tuple[str, ...]
    standing: Standing
    place: int
    """Which of the case's findings or duties it is."""


@dataclass(slots=True)
class Shelf:
    """Takes cases one after another. What is the same in many of them is kept once."""

    run: Run
    cases: list[Case] = field(default_factory=list)
    findings: list[Entry] = field(default_factory=list)
    duties: list[Entry] = field(default_factory=list)
    holders: dict[Holder, Holder] = field(default_factory=dict)
    days: dict[date, date] = field(default_factory=dict)
    sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    frameworks: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    counts: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)

    def add(self, offset: int, result: CaseResult) -> None:
        rules = self.run.rules
        severities = Counter(rules[finding.code].severity for finding in result.findings)
        counted = tuple(severities[severity] for severity in SEVERITIES)
        waits = frozenset(intern(code) for code, outcome in result.outcomes.items() if outcome is Outcome.NOT_ANSWERED)
        against = waits & {piece.code for piece in result.evidence_against}
        case = Case(
            result.case_id,
            offset,
            self.holders.setdefault(result.held_by, result.held_by),
            self.counts.setdefault(counted, counted),
            self.sets.setdefault(waits, waits),
            self.sets.setdefault(against, against),
        )
        self.cases.append(case)
        self.findings += [
            self.entry(case, one, one.outcome, self.frameworks.setdefault(one.frameworks, one.frameworks), one.standing, place)
            for place, one in enumerate(result.findings)
        ]
        self.duties += [
            self.entry(case, one, Outcome.NOT_YET_DUE, self.run.frameworks, Standing.NEW, place) for place, one in enumerate(result.due)
        ]

    def entry(self, case: Case, one: Finding | Due, outcome: Outcome, frameworks: tuple[str, ...], standing: Standing, place: int) -> Entry:
        day = None if one.deadline is None else self.days.setdefault(one.deadline, one.deadline)
        return Entry(case, intern(one.code), outcome, day, self.holders.setdefault(one.held_by, one.held_by), frameworks, standing, place)


@dataclass(frozen=True, slots=True)
class Caseload:
    """A whole run as it is browsed."""

    results: HeldResults
    summary: Summary
    cases: list[Case]
    """By id."""
    findings: list[Entry]
    """The most severe first, then the longest overdue."""
    duties: list[Entry]
    """The first to fall due first."""
    problems: list[Problem]
    """The gravest kind first."""

    @property
    def run(self) -> Run:
        return self.results.run

    def severity(self, code: str) -> Severity:
        return self.run.rules[code].severity

    def name(self, code: str) -> str:
        return self.run.rules[code].name


Progress = Callable[[int, int], None]
"""Told now and then how many cases of how many have been read."""


def load(
    path: Path,
    frameworks: Mapping[str, Framework],
    *,
    variant: Mapping[str, str] | None = None,
    bands: Mapping[str, Bands] | None = None,
    progress: Progress | None = None,
) -> Caseload:
    """Read stored results once. Raises `ResultsError` where they cannot be used, `ValueError` where the settings do not fit them."""
    shelf: Shelf

    def note(offset: int, result: CaseResult) -> None:
        shelf.add(offset, result)
        if progress and len(shelf.cases) % STEP == 0:
            progress(len(shelf.cases), results.end.cases)

    results = hold(path, note)
    shelf = Shelf(results.run)
    try:
        summary = summarise(results, frameworks, limit=1, variant=variant, bands=bands)
        problems = sorted(results.problems(), key=lambda problem: KINDS.index(problem.kind))
    except BaseException:
        results.close()
        raise
    ranks = {code: SEVERITIES.index(info.severity) for code, info in results.run.rules.items()}
    shelf.findings.sort(key=lambda one: (ranks[one.code], one.day or date.max, one.case.id, one.code, one.place))
    shelf.duties.sort(key=lambda one: (one.day or date.max, ranks[one.code], one.case.id, one.code, one.place))
    shelf.cases.sort(key=lambda case: case.id)
    return Caseload(results, summary, shelf.cases, shelf.findings, shelf.duties, problems)
