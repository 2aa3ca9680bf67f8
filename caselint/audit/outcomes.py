"""What a rule can say of a case, and what an audit keeps of each case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Outcome(StrEnum):
    """What one rule says of one case."""

    SUFFICIENT = "sufficient"
    """Above the line: what inspectors look for is there."""
    INSUFFICIENT = "insufficient"
    """Below the line: it was done, in time, and not well enough."""
    TOO_LATE = "too_late"
    """Below the line: it was done after its deadline."""
    NOT_DONE = "not_done"
    """Below the line: it was not done and its deadline has passed."""
    NOT_APPLICABLE = "not_applicable"
    """The question is not asked of this case."""
    NOT_YET_DUE = "not_yet_due"
    """The deadline lies after the as-of date."""
    EXCEPTED = "excepted"
    """A recorded professional reason takes the case out; every report lists it."""
    NOT_EXPORTED = "not_exported"
    """This export does not carry something that the rule reads."""
    NOT_ANSWERED = "not_answered"
    """The record cannot decide, and no assessor has answered."""
    ERROR = "error"
    """The rule itself broke: the run is not to be trusted."""

    @property
    def above(self) -> bool:
        return self is Outcome.SUFFICIENT

    @property
    def below(self) -> bool:
        return self in BELOW

    @property
    def counts(self) -> bool:
        """Whether a score counts the case for this question."""
        return self is Outcome.SUFFICIENT or self in BELOW


class Standing(StrEnum):
    """What is known of a finding from earlier runs and from the exceptions file. A score counts every finding alike."""

    NEW = "new"
    """Nobody has put it aside. Without a baseline every finding is new."""
    KNOWN = "known"
    """It stands in the baseline."""
    SUPPRESSED = "suppressed"
    """Two people agreed that the rule is wrong here; every report lists it."""


BELOW = frozenset({Outcome.INSUFFICIENT, Outcome.TOO_LATE, Outcome.NOT_DONE})
SETTLED = frozenset({Outcome.SUFFICIENT, *BELOW, Outcome.NOT_YET_DUE})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held the case on a day. Ids and names of units, never a person's name."""

    officer_id: str | None = None
    team: str | None = None
    local_delivery_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A below-the-line outcome with a place. What the rule expects and which criteria it serves stand in the run's rules."""

    code: str
    outcome: Outcome
    message: str
    """What was found, with real dates filled in."""
    pointer: str
    """JSON Pointer of the subject, or of the nearest thing that exists."""
    subject: str | None
    """The subject's own id, or else its date in ISO form; `None` where the case as a whole is the subject."""
    deadline: date | None
    held_by: Holder
    """Who held the case when the duty fell due; without a deadline, on the as-of date."""
    frameworks: tuple[str, ...]
    """The audited frameworks under which the outcome is below the line."""
    identity: str
    """Stable from run to run: made of rule, case and subject alone."""
    standing: Standing = Standing.NEW


@dataclass(frozen=True, slots=True)
class Due:
    """A duty that is not done yet and whose deadline has not passed."""

    code: str
    deadline: date
    subject: str | None
    held_by: Holder


@dataclass(frozen=True, slots=True)
class Answered:
    """An assessor's answer that decided an outcome, beside what the record alone says."""

    code: str
    outcome: Outcome
    record_outcome: Outcome
    """`not_answered` where the record cannot decide."""
    on: date | None
    """The day of the answer. Who gave it stays in the record."""
    subject: str | None = None
    """What it answers for, where the question is asked of several; `None` where it answers for the case."""

    @property
    def disagrees(self) -> bool:
        """Whether the record had decided, and otherwise: above the line against below it, or asked against not asked."""
        recorded = self.record_outcome
        if recorded in (Outcome.NOT_ANSWERED, Outcome.NOT_EXPORTED, Outcome.NOT_YET_DUE, Outcome.ERROR):
            return False
        return (self.outcome.above, self.outcome.below) != (recorded.above, recorded.below)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the record says against a case whose question is an assessor's: proposed to them, and never scored."""

    code: str
    message: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """An entry of the exceptions file that is about this case and in force on the as-of date. Its words stay in the file."""

    kind: Literal["exception", "suppression"]
    code: str
    subject: str | None
    until: date
    """The last day on which it holds."""
    date: date
    """The day on which two people agreed."""
    line: int
    """Where in the exceptions file it stands."""
    outcome: Outcome
    """What the rule says of the case without it."""
    applied: bool
    """Whether it took anything out or put anything aside. One that did not is not needed any more, or names the wrong thing."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A finding that the baseline knows and that is there no more."""

    code: str
    subject: str | None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """All that an audit keeps of one case. `outcomes` holds every selected rule, so that nothing is passed over in silence."""

    case_id: str
    source: str
    line: int
    as_of: date
    held_by: Holder
    """Who holds the case on the as-of date."""
    outcomes: Mapping[str, Outcome]
    """By rule code, under the first audited framework."""
    framework_outcomes: Mapping[str, Mapping[str, Outcome]] = field(default_factory=dict)
    """By framework and rule code, only where another audited framework differs from the first."""
    findings: tuple[Finding, ...] = ()
    due: tuple[Due, ...] = ()
    answered: tuple[Answered, ...] = ()
    evidence_against: tuple[Evidence, ...] = ()
    """Whether or not an assessor has answered meanwhile."""
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each `not_exported` rule: the paths that the export does not carry."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """For `excepted`, `not_answered` and `error` outcomes: why, in a few words and without free text."""
    column: int = 1
    """Where in its line the record begins."""
    agreed: tuple[Agreed, ...] = ()
    """What the exceptions file says of the case."""
    stale: tuple[Stale, ...] = ()
    """What the baseline knows of the case and nothing shows any more."""

    def outcome(self, code: str, framework: str) -> Outcome:
        """What a rule that was asked says of the case under one of the audited frameworks."""
        return self.framework_outcomes.get(framework, {}).get(code, self.outcomes[code])

    @property
    def silent(self) -> bool:
        """Whether the export leaves out so much that nothing at all is known of the case: not even that something is due later."""
        outcomes = set(self.outcomes.values())
        return Outcome.NOT_EXPORTED in outcomes and not outcomes & SETTLED
