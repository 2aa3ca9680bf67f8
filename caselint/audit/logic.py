"""A rule's logic bound to functions, and what it says of one subject of one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import FunctionType
from typing import Any, NamedTuple

from caselint.audit.outcomes import BELOW, Outcome
from caselint.packs.logic import STATES, DeadlineLogic, LadderLogic, bind
from caselint.packs.pack import Rule

Function = Callable[..., Any]


class Verdict(NamedTuple):
    """What a rule says of one subject, from the record alone."""

    outcome: Outcome
    deadline: date | None = None
    done_on: date | None = None
    """The first day on which it was done, well enough or not."""
    entry: object | None = None
    """The entry that was done, where it is one that falls short."""
    reason: str | None = None


NOT_APPLICABLE = Verdict(Outcome.NOT_APPLICABLE)
EXCEPTED = Verdict(Outcome.EXCEPTED, reason="a professional reason is on record")
UNASKABLE = Verdict(Outcome.NOT_ANSWERED, reason="the record does not say whether the question applies")
ONLY_AN_ASSESSOR = Verdict(Outcome.NOT_ANSWERED, reason="only an assessor can answer")
UNDECIDED = "the record cannot decide"
NOTHING_LISTED = "nothing is listed of what the question is asked of, and the record suggests that there should be"
NO_START = Verdict(Outcome.NOT_ANSWERED, reason="the day from which the time runs is not recorded")

# Python 3.11 looks up a member of an enumeration ten times as slowly as a name: those that nearly every case needs have one.
DONE, TOO_LATE, FALLS_SHORT, NOT_DONE = Outcome.SUFFICIENT, Outcome.TOO_LATE, Outcome.INSUFFICIENT, Outcome.NOT_DONE
NOT_YET_DUE = Outcome.NOT_YET_DUE


@dataclass(frozen=True, slots=True)
class BoundEvidence:
    """What the record can say against a case whose question is an assessor's."""

    when: Function
    says: Function
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule ready to be asked: plain functions of the facts of a case, and of the subject where there is one."""

    rule: Rule
    code: str
    subjects: Function | None
    none_listed: Function | None
    """Whether something should be listed where there is no subject."""
    verdict: Function
    """What the record says of a subject, or of the case: a `Verdict`. A last argument that is true: the question is asked of it
    whatever the record says."""
    evidence_against: tuple[BoundEvidence, ...]
    messages: Mapping[str, Function]
    days: int
    """How many of the days that a verdict holds its messages know: the deadline, and the day on which it was done."""
    required: tuple[tuple[str, bool], ...]
    """Rules that open this one: the code, and whether above the line (else below)."""


def bind_rule(rule: Rule, namespace: dict[str, Any]) -> BoundRule:
    """`namespace` holds what `runtime` and `VERDICTS` give."""
    logic = rule.logic
    good = bind(logic.expect.good_enough, namespace) if isinstance(logic.expect, DeadlineLogic) else None
    return BoundRule(
        rule=rule,
        code=rule.code,
        subjects=bind(logic.subjects, namespace),
        none_listed=bind(logic.none_listed, namespace),
        verdict=FunctionType(logic.verdict, namespace, rule.code, (False, good)),
        evidence_against=tuple(BoundEvidence(e.when.bind(namespace), e.says.bind(namespace), e.reads) for e in logic.evidence_against),
        messages={state: template.bind(namespace) for state, template in logic.finding.items()},
        days=2
        if isinstance(logic.expect, DeadlineLogic)
        else int(isinstance(logic.expect, LadderLogic) and logic.expect.deadline is not None),
        required=tuple((code, side == "above") for code, side in rule.requires.items()),
    )


def timely(
    facts: Any, subject: tuple[Any, ...], entries: Sequence[Any], when: str | None, good: Function | None, deadline: date
) -> Verdict:
    """The outcome of a deadline. What is dated after the as-of date has not happened yet."""
    as_of = facts["as_of"]
    first_good = first = None
    first_entry = None
    unsure = False
    for entry in entries:
        day = entry if when is None else getattr(entry, when)
        if day is None or day > as_of:
            continue
        if first is None or day < first:
            first, first_entry = day, entry
        if first_good is None or day < first_good:
            enough = True if good is None else good(facts, *subject, entry)
            if enough:
                first_good = day
            elif enough is None:
                unsure = True
    if first_good is not None and first_good <= deadline:
        return Verdict(DONE, deadline, first_good)
    if unsure:
        return Verdict(Outcome.NOT_ANSWERED, deadline, first, first_entry, UNDECIDED)
    if deadline > as_of:
        return Verdict(NOT_YET_DUE, deadline)
    if first_good is not None:
        return Verdict(TOO_LATE, deadline, first_good)
    if first is not None:
        return Verdict(FALLS_SHORT, deadline, first, first_entry)
    return Verdict(NOT_DONE, deadline)


def dated(verdict: Verdict, deadline: date | None, as_of: date) -> Verdict:
    """The outcome of a ladder with a deadline: before that day nothing is held against the case."""
    if deadline is None:
        return verdict
    outcome = verdict.outcome
    if outcome in BELOW and deadline > as_of:
        outcome = NOT_YET_DUE
    return Verdict(outcome, deadline, None, None, verdict.reason)


def rung_verdict(state: str) -> Verdict:
    return Verdict(Outcome(state), reason=UNDECIDED if state == "not_answered" else None)


VERDICTS: Mapping[str, Any] = {
    "_not_asked": NOT_APPLICABLE,
    "_unaskable": UNASKABLE,
    "_excepted": EXCEPTED,
    "_only_an_assessor": ONLY_AN_ASSESSOR,
    "_no_start": NO_START,
    "_timely": timely,
    "_dated": dated,
    **{f"_said_{state}": rung_verdict(state) for state in STATES},
}
"""What the function of a rule can say, by the name that it has there."""
