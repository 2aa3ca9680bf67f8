"""A letter as its templates print it: a first page that stands by itself, and then everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caselint.audit.results import End, Run
from caselint.packs.model import RuleInfo
from caselint.reports.feedback.letters import WITHIN, Letter
from caselint.reports.feedback.points import CaseLine, QuestionPoints, by_case, by_question
from caselint.reports.feedback.questions import CASES, Listed, listed
from caselint.reports.feedback.words import KIND, NOTHING_ABOVE, caution, done_well, follows, nothing_found, opening, taken_over_means
from caselint.reports.listed import Duty
from caselint.reports.safe_text import day

QUESTIONS = 10
"""Questions that a list names. Findings are never cut."""
FIRST = 3
"""Things that the first page names of what was done well, and of what would change most."""
SOON = 5
"""Duties that the first page names."""
SIGNING = ("Officer", "Senior", "Countersigning director")


@dataclass(frozen=True, slots=True)
class Falling:
    """What falls due in a case by a question on a day."""

    duty: Duty
    times: int
    expected: str
    """What is expected; empty where an earlier one of the same question has said so."""


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
    in_figures: str
    """How much was done well."""
    first: tuple[QuestionPoints, ...]
    """What would change most."""
    follows: tuple[str, ...]
    long: bool
    """Whether the findings need more than the first page."""
    praised: Listed
    """Good practice beyond what is expected."""
    done_well: Listed
    nothing_above: str
    without_findings: tuple[str, ...]
    more_without: int
    to_improve: tuple[QuestionPoints, ...]
    taken_over: tuple[QuestionPoints, ...]
    left_out: tuple[str, ...]
    """The first of what was suppressed."""
    more_left_out: int
    moved: bool
    """Whether somebody else has some of the findings in their letter too."""
    by_case: tuple[CaseLine, ...]
    """All findings once more, by case; empty where that would say nothing new."""
    due: tuple[Falling, ...]
    soon: tuple[Falling, ...]
    """The first of them."""
    more_due: int
    due_until: str
    waiting: Listed
    unasked: Listed
    rules: Mapping[str, RuleInfo]
    signing: tuple[str, ...] = SIGNING


def view_of(letter: Letter, rules: Mapping[str, RuleInfo], run: Run, end: End) -> View:
    praised = {code: cases for code, cases in letter.above.items() if rules[code].norm == "enhanced"}
    expected = {code: cases for code, cases in letter.above.items() if code not in praised}
    well = listed(expected, rules, QUESTIONS, letter.decided)
    to_improve, taken_over = by_question(letter.own), by_question(letter.taken_over)
    index = by_case([*letter.own, *letter.taken_over])
    due = falling(letter, rules)
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
        in_figures=done_well(letter, rules, [question for question in well.questions if question.everywhere and question.of > 1][:FIRST]),
        first=(to_improve or taken_over)[:FIRST],
        follows=tuple(follows(letter, window)),
        long=len(to_improve) + len(taken_over) > FIRST,
        praised=listed(praised, rules, len(praised)),
        done_well=well,
        nothing_above=NOTHING_ABOVE,
        without_findings=tuple(sorted(letter.without_findings)[:CASES]),
        more_without=max(0, len(letter.without_findings) - CASES),
        to_improve=to_improve,
        taken_over=taken_over,
        left_out=tuple(f"{case_id} {code}" for case_id, code in sorted(letter.suppressed)[:CASES]),
        more_left_out=max(0, len(letter.suppressed) - CASES),
        moved=letter.by == "manager" and any(point.now.officer_id != letter.to for point in letter.own),
        by_case=index if len(index) > 1 and len(to_improve) + len(taken_over) > 1 else (),
        due=due,
        soon=due[:SOON],
        more_due=sum(one.times for one in due[SOON:]),
        due_until=window,
        waiting=listed(letter.waiting, rules, QUESTIONS, against=letter.against),
        unasked=listed(letter.unasked, rules, QUESTIONS),
        rules=rules,
    )


def falling(letter: Letter, rules: Mapping[str, RuleInfo]) -> tuple[Falling, ...]:
    """By day. What is expected is said once for each rule."""
    counted = Counter((duty.deadline, duty.case_id, duty.code) for duty in letter.due)
    first = {(duty.deadline, duty.case_id, duty.code): duty for duty in reversed(letter.due)}
    told: set[str] = set()
    found = []
    for key, times in counted.items():
        duty = first[key]
        found.append(Falling(duty, times, "" if duty.code in told else rules[duty.code].expectation))
        told.add(duty.code)
    return tuple(found)
