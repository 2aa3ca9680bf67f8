"""What goes into the letters, gathered from stored results.

To whom a finding goes: it stands as their own in the letter of who held the case when the duty fell due, in that letter and in no other.
Where somebody else holds the case now, the letter of the present holder has it too, under what was taken over: it is theirs to put right,
and not theirs to answer for. Findings and cases without an officer (or team) on record have a letter of their own, so that none is lost.
All else, what was done well, what falls due and what is open, goes to who holds the case now. A finding that a baseline knows still needs
mending, and stands in the letter like any other. One that the exceptions file suppresses is nobody's to put right: it is named, no more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from caselint.audit.outcomes import CaseResult, Finding, Holder, Outcome, Standing
from caselint.audit.results import Results
from caselint.packs.model import RuleInfo
from caselint.reports.duties import duty_of
from caselint.reports.listed import SEVERITIES, Duty

By = Literal["manager", "team"]
WITHIN = timedelta(weeks=4)
KEYS: Mapping[By, Callable[[Holder], str | None]] = {
    "manager": lambda holder: holder.officer_id,
    "team": lambda holder: holder.team,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A finding in a case, and who holds the case now."""

    case_id: str
    finding: Finding
    rule: RuleInfo
    now: Holder

    @property
    def order(self) -> tuple[Any, ...]:
        """The most severe first, then the earliest deadline. Whole, so that no two tie by chance."""
        finding = self.finding
        severity = SEVERITIES.index(self.rule.severity)
        return severity, finding.deadline or date.max, self.case_id, finding.code, finding.subject or "", finding.identity, finding.message


@dataclass(slots=True)
class Letter:
    """What one officer or team is told, with whole counts and whole lists; `render` cuts what would be too long."""

    by: By
    to: str | None
    """The id of the officer or the name of the team; None for what has none on record."""
    cases: list[str] = field(default_factory=list)
    """Those that they hold now."""
    without_findings: list[str] = field(default_factory=list)
    as_of: set[date] = field(default_factory=set)
    own: list[Point] = field(default_factory=list)
    taken_over: list[Point] = field(default_factory=list)
    suppressed: list[tuple[str, str]] = field(default_factory=list)
    """Case and question of each finding that two people agreed to put aside."""
    above: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By question: the cases above the line."""
    decided: Counter[str] = field(default_factory=Counter)
    """By question: cases above or below the line."""
    waiting: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By question: the cases that wait for an assessor."""
    against: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By question: those of them in which the record holds evidence against."""
    unasked: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By question: the cases of which the export could not answer it."""
    excepted: int = 0
    due: list[Duty] = field(default_factory=list)
    later: int = 0


@dataclass(frozen=True, slots=True)
class Letters:
    by: By
    letters: tuple[Letter, ...]
    """By name; what has none on record comes last."""
    rules: Mapping[str, RuleInfo]


def gather_letters(results: Results, by: By) -> Letters:
    """Go through stored results once. Raises `ResultsError` where they are damaged."""
    rules, key = results.run.rules, KEYS[by]
    letters: dict[str | None, Letter] = {}

    def letter(to: str | None) -> Letter:
        return letters.setdefault(to, Letter(by, to))

    for result in results.cases():
        present = key(result.held_by)
        add_case(letter(present), result, rules)
        for finding in result.findings:
            point = Point(result.case_id, finding, rules[finding.code], result.held_by)
            then = key(finding.held_by)
            letter(then).as_of.add(result.as_of)
            if finding.standing is Standing.SUPPRESSED:
                letter(then).suppressed.append((result.case_id, finding.code))
                continue
            letter(then).own.append(point)
            if then != present:
                letter(present).taken_over.append(point)
    for each in letters.values():
        each.own.sort(key=lambda point: point.order)
        each.taken_over.sort(key=lambda point: point.order)
        each.due.sort(key=lambda duty: (duty.deadline, SEVERITIES.index(duty.severity), duty.case_id, duty.code, duty.subject or ""))
    ordered = sorted(letters.values(), key=lambda each: (each.to is None, each.to or ""))
    return Letters(by, tuple(ordered), rules)


def add_case(letter: Letter, result: CaseResult, rules: Mapping[str, RuleInfo]) -> None:
    """A case goes into the letter of who holds it now."""
    letter.cases.append(result.case_id)
    letter.as_of.add(result.as_of)
    if not result.findings:
        letter.without_findings.append(result.case_id)
    against = {piece.code for piece in result.evidence_against}
    for code, outcome in result.outcomes.items():
        letter.decided[code] += outcome.counts
        if outcome.above:
            letter.above[code].append(result.case_id)
        elif outcome is Outcome.NOT_ANSWERED:
            letter.waiting[code].append(result.case_id)
            if code in against:
                letter.against[code].append(result.case_id)
        elif outcome in (Outcome.NOT_EXPORTED, Outcome.ERROR):
            letter.unasked[code].append(result.case_id)
        letter.excepted += outcome is Outcome.EXCEPTED
    for due in result.due:
        if due.deadline - result.as_of <= WITHIN:
            letter.due.append(duty_of(result, rules, due.code, due.deadline, due.subject, due.held_by))
        else:
            letter.later += 1
