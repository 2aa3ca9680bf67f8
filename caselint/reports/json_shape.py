"""The JSON report as types. `caselint schema report` is made from them, and `json_report` builds them: neither can leave the other.

What a report shows as the summary holds it (`Head`, `NotExported`, ...) is typed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from caselint.audit.outcomes import Holder, Outcome, Standing
from caselint.packs.model import Norm, Severity
from caselint.record.problems import Problem, ProblemKind
from caselint.reports.listed import GroupBy, RuleCases
from caselint.reports.model import Assessed, Exceptions, Head, NotAnswered, NotExported
from caselint.reports.standings import Standings
from caselint.scoring.scorecard import BandStart, ProgrammeSoFar


@dataclass(frozen=True, slots=True)
class VerdictData:
    trusted: bool
    doubts: tuple[str, ...]
    """Why the run is not to be trusted."""
    says: tuple[str, ...]
    """The closing sentences of the terminal report."""


@dataclass(frozen=True, slots=True)
class CountsData:
    framework: str
    rules: int
    cases: int
    asked: int
    """`rules` x `cases`, which all `outcomes` add up to."""
    outcomes: Mapping[Outcome, int]
    above: int
    below: int
    praise_absent: int
    """Of those below: about praised practice, which is never a finding."""
    unaccounted: int
    """0 in every whole report."""


@dataclass(frozen=True, slots=True)
class RuleData:
    name: str
    question: str
    expectation: str
    remedy: str
    severity: Severity
    norm: Norm
    criteria: Mapping[str, tuple[str, ...]]
    """By framework."""


# -- scores


@dataclass(frozen=True, slots=True)
class Share:
    score: float | None
    """Between 0 and 1, rounded to 4 places; null where there is none: never 0."""
    percent: int | None
    """Rounded half up, as inspection reports print it."""
    interval: tuple[float, float] | None
    """A 95 per cent interval, as shares."""


@dataclass(frozen=True, slots=True)
class QuestionData(Share):
    code: str
    name: str
    above: int
    n: int
    """Cases above or below the line."""
    small: bool
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figure(Share):
    """What every average has."""

    id: str
    name: str
    n: int
    """Cases counted by the question that counts the most of them."""
    band: str | None
    small: bool
    """Too few cases or questions for the figure to be leant on."""


@dataclass(frozen=True, slots=True)
class HeadlineData(Figure):
    questions: tuple[str, ...]
    programme_so_far: ProgrammeSoFar | None


@dataclass(frozen=True, slots=True)
class CriterionData(Figure):
    organisational: bool
    summary_question: str | None
    process: str | None
    questions: tuple[QuestionData, ...]


@dataclass(frozen=True, slots=True)
class SectionData(Figure):
    organisational: bool
    criteria: tuple[CriterionData, ...]


@dataclass(frozen=True, slots=True)
class CardData:
    framework: str
    title: str
    variant: str
    variant_says: str
    cases: int
    headlines: tuple[HeadlineData, ...]
    sections: tuple[SectionData, ...]
    bands: tuple[BandStart, ...]
    warnings: tuple[str, ...]
    cautions: tuple[str, ...]


# -- the long lists


@dataclass(frozen=True, slots=True)
class FindingData:
    case_id: str
    source: str
    line: int
    severity: Severity
    code: str
    outcome: Outcome
    message: str
    pointer: str
    subject: str | None
    deadline: date | None
    held_by: Holder
    frameworks: tuple[str, ...]
    identity: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class GroupData:
    key: str
    title: str
    total: int
    severities: Mapping[Severity, int]
    cases: int


@dataclass(frozen=True, slots=True)
class FindingsHead:
    """Counts are of new findings. Without a baseline and an exceptions file that is all of them."""

    total: int
    cases: int
    severities: Mapping[Severity, int]
    cases_by_severity: Mapping[Severity, int]
    grouped_by: GroupBy
    groups_in_all: int
    groups: tuple[GroupData, ...]


@dataclass(frozen=True, slots=True)
class FindingsData(FindingsHead):
    list: tuple[FindingData, ...]
    """All of them, known and suppressed ones too, whatever the limit, in the order of the input."""


@dataclass(frozen=True, slots=True)
class DutyData:
    case_id: str
    code: str
    deadline: date
    subject: str | None
    held_by: Holder


@dataclass(frozen=True, slots=True)
class DueHead:
    within_days: int
    total: int
    cases: int
    later: int
    """Duties whose deadline lies further away."""


@dataclass(frozen=True, slots=True)
class DueData(DueHead):
    list: tuple[DutyData, ...]
    """All within the window."""


@dataclass(frozen=True, slots=True)
class ProblemsHead:
    total: int
    faults: int
    known: int
    """Records that contradict themselves as the baseline knows: these fail no run."""
    by_kind: Mapping[ProblemKind, int]


@dataclass(frozen=True, slots=True)
class ProblemsData(ProblemsHead):
    list: tuple[Problem, ...]
    """All of them, with all their faults."""


# -- the whole


@dataclass(frozen=True, slots=True)
class ReportHead:
    """All that is short. The lists of `not_exported` and of those after it are as long as the limit allows; their totals are whole."""

    schema_version: Literal[1]
    head: Head
    verdict: VerdictData
    scorecards: tuple[CardData, ...]
    """One for each framework."""
    counts: tuple[CountsData, ...]
    """One for each framework. What else is counted follows the first."""
    rules: Mapping[str, RuleData]
    not_exported: NotExported
    not_answered: NotAnswered
    exceptions: Exceptions
    standings: Standings
    commendations: tuple[RuleCases, ...]
    assessed: Assessed
    errors: tuple[RuleCases, ...]


@dataclass(frozen=True, slots=True)
class Report(ReportHead):
    """A whole report of one run."""

    findings: FindingsData
    due: DueData
    problems: ProblemsData
