"""Findings as a letter tells them: question by question, with what to do said once and the cases below it; and an index by case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caselint.packs.model import RuleInfo, Severity
from caselint.reports.feedback.letters import Point
from caselint.reports.listed import SEVERITIES
from caselint.reports.safe_text import day


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found in a case. Where several entries of its record show the very same, they stand together."""

    point: Point
    times: int
    subjects: tuple[str, ...]
    """The entries of the record by their own ids or dates, where there are several."""

    @property
    def due(self) -> date | None:
        """The day on which it was due, unless what was found names it already."""
        deadline = self.point.finding.deadline
        return None if deadline is None or day(deadline, long=True) in self.point.finding.message else deadline


@dataclass(frozen=True, slots=True)
class QuestionPoints:
    """All findings of a rule."""

    rule: RuleInfo
    entries: tuple[Entry, ...]

    @property
    def case_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.point.case_id for entry in self.entries))

    @property
    def earliest(self) -> Point | None:
        """The finding that fell due first; None where none has a deadline."""
        dated = [entry.point for entry in self.entries if entry.point.finding.deadline is not None]
        return min(dated, key=lambda point: point.order, default=None)

    @property
    def order(self) -> tuple[int, int, date, str]:
        """What would change most comes first: the most severe, then what most cases share, then what fell due first."""
        first = self.earliest.finding.deadline if self.earliest else None
        return SEVERITIES.index(self.rule.severity), -len(self.case_ids), first or date.max, self.rule.code


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case, and the questions of which something was found in it."""

    case_id: str
    codes: dict[Severity, str]


def by_question(points: Sequence[Point]) -> tuple[QuestionPoints, ...]:
    """The findings of each rule together; those of a rule in the order of the points."""
    found: defaultdict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[point.finding.code].append(point)
    return tuple(sorted((QuestionPoints(each[0].rule, entries(each)) for each in found.values()), key=lambda question: question.order))


def entries(points: Sequence[Point]) -> tuple[Entry, ...]:
    alike: defaultdict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in points:
        finding = point.finding
        alike[point.case_id, finding.outcome, finding.message, finding.deadline, finding.held_by, point.now].append(point)
    return tuple(
        Entry(each[0], len(each), tuple(p.finding.subject for p in each if p.finding.subject is not None) if len(each) > 1 else ())
        for each in alike.values()
    )


def by_case(points: Sequence[Point]) -> tuple[CaseLine, ...]:
    """The cases in the order of their gravest finding, each with the codes of all of its findings."""
    found: dict[str, Counter[str]] = {}
    severities = {}
    for point in sorted(points, key=lambda point: point.order):
        found.setdefault(point.case_id, Counter())[point.finding.code] += 1
        severities[point.finding.code] = point.rule.severity
    return tuple(
        CaseLine(
            case_id,
            {
                severity: ", ".join(
                    code if n == 1 else f"{code} ({n} times)" for code, n in counted.items() if severities[code] == severity
                )
                for severity in SEVERITIES
            },
        )
        for case_id, counted in found.items()
    )
