"""A letter as its templates print it: in order, and cut where it would be too long to be read, which is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from caselint.audit.results import End, Run
from caselint.packs.model import RuleInfo
from caselint.reports.feedback.letters import WITHIN, Letter, Point
from caselint.reports.feedback.words import KIND, NOTHING_ABOVE, caution, in_short, nothing_found, opening, taken_over_means
from caselint.reports.listed import SEVERITIES, Duty
from caselint.reports.safe_text import day, many

QUESTIONS = 10
"""Questions that a list names. Findings are never cut."""
CASES = 8
"""Cases that a line names."""
SIGNING = ("Officer", "Senior", "Countersigning director")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the first of the cases that it concerns, and how many there are in all."""

    rule: RuleInfo
    cases: tuple[str, ...]
    total: int
    of: int
    """Cases in which it could be decided, or 0 where that does not matter."""
    against: tuple[str, ...] = ()
    """Cases that wait for an assessor, and in which the record holds evidence against."""
    more_against: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.cases)

    @property
    def share(self) -> str:
        """In how many of the cases that could be decided."""
        if self.total < self.of:
            return f"{self.total:,} of {many(self.of, 'case')}"
        return "the one case" if self.of == 1 else f"all {self.of:,} cases"


@dataclass(frozen=True, slots=True)
class Listed:
    """The first questions of a list, and how many come after them."""

    questions: tuple[Question, ...]
    more: int

    @property
    def total(self) -> int:
        return len(self.questions) + self.more


@dataclass(frozen=True, slots=True)
class CasePoints:
    """What was found in one case."""

    case_id: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class View:
    letter: Letter
    recipient: str
    whose: str
    """`you hold`, `your team holds`, or `nobody on record holds`."""
    opening: str
    nothing_found: str
    taken_over_means: str
    made_with: str
    as_of: str
    caution: str
    """Why the audit is not whole; empty where it is."""
    in_short: tuple[str, ...]
    praised: Listed
    """Good practice beyond what is expected."""
    done_well: Listed
    nothing_above: str
    without_findings: tuple[str, ...]
    more_without: int
    to_improve: tuple[CasePoints, ...]
    taken_over: tuple[CasePoints, ...]
    due: tuple[Duty, ...]
    due_until: str
    waiting: Listed
    unasked: Listed
    rules: Mapping[str, RuleInfo]
    signing: tuple[str, ...] = SIGNING


def view_of(letter: Letter, rules: Mapping[str, RuleInfo], run: Run, end: End) -> View:
    praised = {code: cases for code, cases in letter.above.items() if rules[code].norm == "enhanced"}
    expected = {code: cases for code, cases in letter.above.items() if code not in praised}
    days = sorted(letter.as_of)
    same_day = len(days) == 1
    as_of = day(days[0], long=True) if same_day else f"{day(days[0], long=True)} to {day(days[-1], long=True)}"
    window = (
        f"until {day(days[0] + min(WITHIN, date.max - days[0]), long=True)}"
        if same_day
        else "in the four weeks after each record's as-of date"
    )
    return View(
        letter=letter,
        recipient=letter.to if letter.to is not None else f"no {KIND[letter.by]} on record",
        whose="nobody on record holds" if letter.to is None else "you hold" if letter.by == "manager" else "your team holds",
        opening=opening(letter),
        nothing_found=nothing_found(letter),
        taken_over_means=taken_over_means(letter),
        made_with=f"{run.pack} {run.pack_version} ({', '.join(run.frameworks)})",
        as_of=as_of,
        caution=caution(end),
        in_short=tuple(in_short(letter, sum(map(len, expected.values())) + sum(map(len, praised.values())), window)),
        praised=listed(praised, rules, len(praised)),
        done_well=listed(expected, rules, QUESTIONS, letter.decided),
        nothing_above=NOTHING_ABOVE,
        without_findings=tuple(sorted(letter.without_findings)[:CASES]),
        more_without=max(0, len(letter.without_findings) - CASES),
        to_improve=by_case(letter.own),
        taken_over=by_case(letter.taken_over),
        due=tuple(letter.due),
        due_until=window,
        waiting=listed(letter.waiting, rules, QUESTIONS, against=letter.against),
        unasked=listed(letter.unasked, rules, QUESTIONS),
        rules=rules,
    )


def listed(
    questions: Mapping[str, Sequence[str]],
    rules: Mapping[str, RuleInfo],
    most: int,
    decided: Mapping[str, int] | None = None,
    against: Mapping[str, Sequence[str]] | None = None,
) -> Listed:
    """What is above the line in every case that could be decided comes first, then by evidence, severity and number of cases."""
    of = decided or {}
    speaks = against or {}

    def place(code: str) -> tuple[bool, int, int, int, str]:
        everywhere = of.get(code, 0) <= len(questions[code])
        return not everywhere, -len(speaks.get(code, ())), SEVERITIES.index(rules[code].severity), -len(questions[code]), code

    order = sorted(questions, key=place)
    chosen = tuple(
        Question(
            rules[code],
            tuple(sorted(questions[code])[:CASES]),
            len(questions[code]),
            of.get(code, 0),
            tuple(sorted(speaks.get(code, ()))[:CASES]),
            max(0, len(speaks.get(code, ())) - CASES),
        )
        for code in order[:most]
    )
    return Listed(chosen, len(order) - len(chosen))


def by_case(points: Sequence[Point]) -> tuple[CasePoints, ...]:
    """The cases in the order of their gravest finding; all findings of a case together."""
    places: dict[str, int] = {}
    for point in points:
        places.setdefault(point.case_id, len(places))
    together = sorted(points, key=lambda point: places[point.case_id])
    return tuple(CasePoints(case_id, tuple(each)) for case_id, each in groupby(together, key=lambda point: point.case_id))
