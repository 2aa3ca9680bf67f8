"""What a report says of the run besides scores and findings, gathered case by case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from caselint.audit.outcomes import CaseResult, Outcome
from caselint.packs.model import RuleInfo
from caselint.record.problems import Problem, ProblemKind
from caselint.reports.bounded import First
from caselint.reports.listed import SEVERITIES, DueNext, Duty, RuleCases
from caselint.reports.model import (
    Assessed,
    Contested,
    Disagreement,
    Exceptions,
    Excused,
    MissingPath,
    NotAnswered,
    NotExported,
    Problems,
    Proposed,
)

NAMED = 10
"""How many cases a line names."""
KINDS = (
    ProblemKind.UNREADABLE,
    ProblemKind.MALFORMED,
    ProblemKind.DUPLICATE,
    ProblemKind.LOST_ANSWER,
    ProblemKind.DOUBTFUL_ANSWER,
    ProblemKind.DOUBTFUL_EXCEPTION,
    ProblemKind.INCONSISTENT,
)
"""The gravest first."""
RESTS_ON = re.compile(r"([A-Z]+[0-9]+) is (\w+)")


@dataclass(slots=True)
class Due:
    """Duties whose deadline lies within a few weeks after the as-of date."""

    within: timedelta
    limit: int
    rules: Mapping[str, RuleInfo]
    first: First[Duty] = field(init=False)
    cases: int = 0
    later: int = 0

    def __post_init__(self) -> None:
        self.first = First(self.limit, lambda d: (d.deadline, SEVERITIES.index(d.severity), d.case_id, d.code, d.subject or ""))

    def add(self, result: CaseResult) -> None:
        soon = self.first.seen
        for due in result.due:
            if due.deadline - result.as_of <= self.within:
                severity = self.rules[due.code].severity
                self.first.offer(Duty(result.case_id, due.code, severity, due.deadline, due.subject, due.held_by))
        self.cases += self.first.seen > soon
        self.later += len(result.due) - (self.first.seen - soon)

    def result(self) -> DueNext:
        return DueNext(self.within, self.first.result(), self.first.seen, self.cases, self.later)


@dataclass(slots=True)
class RuleCounter:
    """Cases by rule, with the reasons, and the first few cases by id."""

    named: int = 0
    """How many cases are named for each rule; below 0 all."""
    cases: Counter[str] = field(default_factory=Counter)
    reasons: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ids: dict[str, First[str]] = field(default_factory=dict)
    touched: int = 0
    """Cases in which any rule was added."""

    def add(self, result: CaseResult, codes: Iterable[str]) -> None:
        any_code = False
        for code in codes:
            any_code = True
            self.cases[code] += 1
            if code in result.reasons:
                self.reasons[code][in_words(result.reasons[code])] += 1
            if self.named:
                if code not in self.ids:
                    self.ids[code] = First(max(self.named, 0), str)
                self.ids[code].offer(result.case_id)
        self.touched += any_code

    def result(self, rules: Iterable[str]) -> tuple[RuleCases, ...]:
        """In the order of the rules."""
        return tuple(
            RuleCases(
                code=code,
                cases=self.cases[code],
                case_ids=self.ids[code].result() if code in self.ids else (),
                reasons=dict(sorted(self.reasons[code].items(), key=lambda item: (-item[1], item[0]))) if code in self.reasons else None,
            )
            for code in rules
            if self.cases[code]
        )


def in_words(reason: str) -> str:
    """A stored reason for a reader: `VISIT002 is not_answered` rests on another question."""
    rests = RESTS_ON.fullmatch(reason)
    return f"rests on {rests[1]} ({rests[2].replace('_', ' ')})" if rests else reason


@dataclass(slots=True)
class Gaps:
    """What this export cannot answer, and what needs an assessor."""

    not_exported: RuleCounter = field(default_factory=RuleCounter)
    not_answered: RuleCounter = field(default_factory=RuleCounter)
    limit: int = 0
    against: Counter[str] = field(default_factory=Counter)
    evidence: First[Proposed] = field(init=False)
    questions: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By missing path: the rules that it keeps from being asked."""
    cases: Counter[str] = field(default_factory=Counter)
    """By missing path."""

    def __post_init__(self) -> None:
        self.evidence = First(self.limit, lambda p: (p.code, p.case_id, p.message))

    def add(self, result: CaseResult, codes: Mapping[Outcome, list[str]]) -> None:
        missing = codes.get(Outcome.NOT_EXPORTED, ())
        self.not_exported.add(result, missing)
        waiting = codes.get(Outcome.NOT_ANSWERED, ())
        self.not_answered.add(result, waiting)
        if result.evidence_against:
            self.against.update({piece.code for piece in result.evidence_against}.intersection(waiting))
            for piece in result.evidence_against:
                if piece.code in waiting:
                    self.evidence.offer(Proposed(result.case_id, piece.code, piece.message))
        paths: set[str] = set()
        for code in missing:
            for path in result.missing.get(code, ()):
                paths.add(path)
                self.questions[path].add(code)
        self.cases.update(paths)

    def exported(self, rules: Iterable[str]) -> NotExported:
        paths = [MissingPath(path, len(codes), self.cases[path]) for path, codes in self.questions.items()]
        paths.sort(key=lambda missing: (-missing.questions, -missing.cases, missing.path))
        return NotExported(self.not_exported.result(rules), tuple(paths), self.not_exported.cases.total())

    def answered(self, rules: Iterable[str]) -> NotAnswered:
        found = sorted(self.not_answered.result(rules), key=lambda rule: (-rule.cases, rule.code))
        waiting = self.not_answered
        against = dict(sorted(self.against.items()))
        return NotAnswered(tuple(found), waiting.cases.total(), waiting.touched, against, self.evidence.result(), self.evidence.seen)


@dataclass(slots=True)
class People:
    """Where people decided: professional reasons that take a case out, and assessors' answers."""

    limit: int
    excused: First[Excused] = field(init=False)
    disagreements: First[Disagreement] = field(init=False)
    contested: First[Contested] = field(init=False)
    excused_cases: int = 0
    assessed: int = 0
    assessed_cases: int = 0
    assessed_decided: int = 0

    def __post_init__(self) -> None:
        self.excused = First(self.limit, lambda e: (e.code, e.case_id))
        self.disagreements = First(self.limit, lambda d: (d.code, d.case_id, d.answer, d.record))
        self.contested = First(self.limit, lambda c: (c.code, c.case_id))

    def add(self, result: CaseResult, excepted: Iterable[str]) -> None:
        before = self.excused.seen
        for code in excepted:
            self.excused.offer(Excused(result.case_id, code, result.reasons.get(code)))
        self.excused_cases += self.excused.seen > before
        self.assessed += len(result.answered)
        self.assessed_cases += bool(result.answered)
        outcomes = (result.outcomes[code] for code in {answer.code for answer in result.answered})
        self.assessed_decided += sum(outcome.above or outcome.below for outcome in outcomes)
        against = {piece.code for piece in result.evidence_against}
        for code in dict.fromkeys(answer.code for answer in result.answered if answer.outcome.above and answer.code in against):
            self.contested.offer(Contested(result.case_id, code))
        for answer in result.answered:
            if answer.disagrees:
                self.disagreements.offer(Disagreement(result.case_id, answer.code, answer.outcome, answer.record_outcome))

    def exceptions(self) -> Exceptions:
        return Exceptions(self.excused.result(), self.excused.seen, self.excused_cases)

    def answers(self) -> Assessed:
        return Assessed(
            self.assessed,
            self.assessed_decided,
            self.assessed_cases,
            self.disagreements.seen,
            self.disagreements.result(),
            self.contested.seen,
            self.contested.result(),
        )


def gather_problems(problems: Iterable[Problem], limit: int) -> Problems:
    """The problems counted by kind, and the gravest kept."""
    kinds: Counter[ProblemKind] = Counter()
    faults = known = 0
    first: First[tuple[int, int, Problem]] = First(limit, lambda entry: entry[:2])
    for place, problem in enumerate(problems):
        kinds[problem.kind] += 1
        faults += len(problem.faults)
        known += problem.known
        first.offer((KINDS.index(problem.kind), place, problem))
    return Problems({kind: kinds[kind] for kind in KINDS}, faults, known, tuple(problem for _, _, problem in first.result()))
