"""A rule's logic bound to functions, and what it says of one subject of one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from caselint.audit.outcomes import BELOW, Outcome
from caselint.packs.logic import DeadlineLogic, LadderLogic, bind
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
    verdict: Function
    """What the record says of a subject, or of the case: a `Verdict`."""
    judged: Function
    """The same, of one that the question is asked of whatever the record says."""
    evidence_against: tuple[BoundEvidence, ...]
    messages: Mapping[str, Function]
    required: tuple[tuple[str, bool], ...]
    """Rules that open this one: the code, and whether above the line (else below)."""


def bind_rule(rule: Rule, namespace: Mapping[str, Any]) -> BoundRule:
    logic = rule.logic
    judge: Function = assessor_alone
    if isinstance(logic.expect, DeadlineLogic):
        judge = deadline_judge(logic.expect, namespace)
    elif isinstance(logic.expect, LadderLogic):
        judge = ladder_judge(logic.expect, namespace)
    judged = unless_excepted(bind(logic.excepted, namespace), judge)
    return BoundRule(
        rule=rule,
        code=rule.code,
        subjects=bind(logic.subjects, namespace),
        verdict=if_asked(bind(logic.asked_of, namespace), judged),
        judged=judged,
        evidence_against=tuple(BoundEvidence(e.when.bind(namespace), e.says.bind(namespace), e.reads) for e in logic.evidence_against),
        messages={state: template.bind(namespace) for state, template in logic.finding.items()},
        required=tuple((code, side == "above") for code, side in rule.requires.items()),
    )


def deadline_judge(logic: DeadlineLogic, namespace: Mapping[str, Any]) -> Function:
    """Something done by a day: in time and well enough, too late, in time and not well enough, or not."""
    done, good, within, of, by = (bind(part, namespace) for part in (logic.done, logic.good_enough, logic.within, logic.of, logic.by))
    when, after = logic.when, namespace["_after"]
    assert done is not None

    def judge(facts: Any, *subject: Any) -> Verdict:
        if by is not None:
            deadline = by(facts, *subject)
        else:
            assert of is not None and within is not None
            start = of(facts, *subject)
            deadline = None if start is None else after[start, within(facts)]
        if deadline is None:
            return NO_START
        return timely(facts, subject, done(facts, *subject), when, good, deadline)

    return judge


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


def ladder_judge(logic: LadderLogic, namespace: Mapping[str, Any]) -> Function:
    """Conditions from the top: the first that holds is the outcome. One that is missing leaves the answer to an assessor."""
    rungs = tuple((rung.bind(namespace), rung_verdict(state)) for state, rung in logic.rungs)
    otherwise, undecided = rung_verdict(logic.otherwise), rung_verdict("not_answered")
    by = bind(logic.deadline, namespace)

    def judge(facts: Any, *subject: Any) -> Verdict:
        verdict = otherwise
        for rung, reached in rungs:
            holds = rung(facts, *subject)
            if holds:
                verdict = reached
                break
            if holds is None:
                verdict = undecided
                break
        if by is None:
            return verdict
        deadline = by(facts, *subject)
        if deadline is None:
            return verdict
        outcome = verdict.outcome
        if outcome in BELOW and deadline > facts["as_of"]:
            outcome = NOT_YET_DUE
        return Verdict(outcome, deadline, None, None, verdict.reason)

    return judge


def rung_verdict(state: str) -> Verdict:
    return Verdict(Outcome(state), reason=UNDECIDED if state == "not_answered" else None)


def assessor_alone(facts: Any, *subject: Any) -> Verdict:  # noqa: ARG001
    return ONLY_AN_ASSESSOR


def unless_excepted(excepted: Function | None, judge: Function) -> Function:
    """What is said of a subject that the question is asked of: taken out, or judged."""
    if excepted is None:
        return judge

    def judged(facts: Any, *subject: Any) -> Verdict:
        verdict: Verdict = EXCEPTED if excepted(facts, *subject) else judge(facts, *subject)
        return verdict

    return judged


def if_asked(asked_of: Function | None, judged: Function) -> Function:
    """What is said of any subject: not asked, not to be told, or judged."""
    if asked_of is None:
        return judged

    def verdict(facts: Any, *subject: Any) -> Verdict:
        asked = asked_of(facts, *subject)
        if asked:
            found: Verdict = judged(facts, *subject)
            return found
        return UNASKABLE if asked is None else NOT_APPLICABLE

    return verdict
