"""What a report shows: plain facts about one run, counted once, for every format to print.

Lists are bounded by the summary's `limit` and say how many more there are. Counters are whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caselint.audit.outcomes import BELOW, Outcome
from caselint.packs.framework import Framework
from caselint.packs.model import RuleInfo
from caselint.record.problems import Problem, ProblemKind
from caselint.reports.listed import DueNext, Findings, GroupBy, RuleCases
from caselint.reports.standings import Standings
from caselint.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Programme:
    """An audited framework, by id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """What was run, and of what."""

    caselint: str
    pack: str
    pack_version: str
    frameworks: tuple[Programme, ...]
    as_of: date | None
    """The day that was asked for; None where each record was audited as of its own export."""
    first_as_of: date | None
    last_as_of: date | None
    """The earliest and the latest as-of date of the cases; None where there are none."""
    cases: int
    not_audited: int
    """Records, or rests of files, that were met and not audited."""
    left_out: int
    """Rules of the pack that were not asked, because they were not selected."""
    unknown_sections: tuple[str, ...]
    settings: Mapping[str, str]
    """The user's own periods and numbers."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Every answer under one framework: one for each rule and case."""

    framework: str
    rules: int
    cases: int
    outcomes: Mapping[Outcome, int]
    """All outcomes, those that do not occur included."""
    praise_absent: int
    """Answers below the line to questions about praised practice. They are no findings."""

    @property
    def asked(self) -> int:
        return self.rules * self.cases

    @property
    def unaccounted(self) -> int:
        """Answers that should be there and are not: 0 in every whole results file."""
        return self.asked - sum(self.outcomes.values())

    @property
    def above(self) -> int:
        return self.outcomes[Outcome.SUFFICIENT]

    @property
    def below(self) -> int:
        return sum(self.outcomes[outcome] for outcome in BELOW)


@dataclass(frozen=True, slots=True)
class MissingPath:
    """Something that an export does not carry, and what that costs."""

    path: str
    questions: int
    cases: int


@dataclass(frozen=True, slots=True)
class NotExported:
    rules: tuple[RuleCases, ...]
    paths: tuple[MissingPath, ...]
    answers: int

    def everywhere(self, cases: int) -> int:
        """Questions that could be asked of no case at all."""
        return sum(rule.cases == cases for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A piece of evidence against a case, for the assessor who will answer the question."""

    case_id: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class NotAnswered:
    rules: tuple[RuleCases, ...]
    """The most cases first."""
    answers: int
    cases: int
    against: Mapping[str, int]
    """By rule: the cases waiting for an answer in which the record proposes evidence against."""
    evidence: tuple[Proposed, ...]
    """The first of that evidence, rule by rule."""
    pieces: int
    """How much there is in all."""


@dataclass(frozen=True, slots=True)
class Excused:
    """A case that a recorded professional reason takes out of a question."""

    case_id: str
    code: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Exceptions:
    listed: tuple[Excused, ...]
    total: int
    cases: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An assessor and the record say different things of a case. The assessor's answer counts."""

    case_id: str
    code: str
    answer: Outcome
    record: Outcome


@dataclass(frozen=True, slots=True)
class Contested:
    """An assessor's answer is above the line, and the record holds evidence against it. The answer counts."""

    case_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Assessed:
    total: int
    """Answers of assessors that decided an outcome."""
    decided: int
    """Outcomes above or below the line that rest on them; the record decided all others."""
    cases: int
    disagreements: int
    listed: tuple[Disagreement, ...]
    contested: int
    """Answers above the line against which the record holds evidence."""
    contested_listed: tuple[Contested, ...]


@dataclass(frozen=True, slots=True)
class Problems:
    by_kind: Mapping[ProblemKind, int]
    """All kinds, those that do not occur included."""
    faults: int
    known: int
    """Records that contradict themselves as the baseline knows: these fail no run."""
    listed: tuple[Problem, ...]
    """The gravest kind first, then in the order of the input, each with all of its faults."""

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True, slots=True)
class Silent:
    """Cases of which the export leaves out so much that nothing is known of them."""

    cases: int
    case_ids: tuple[str, ...]
    """The first of them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report of one run shows."""

    head: Head
    scorecards: tuple[Scorecard, ...]
    """One for each framework."""
    counts: tuple[Counts, ...]
    """One for each framework. What else is counted here follows the first."""
    findings: Findings
    due: DueNext
    not_exported: NotExported
    not_answered: NotAnswered
    exceptions: Exceptions
    standings: Standings
    commendations: tuple[RuleCases, ...]
    assessed: Assessed
    errors: tuple[RuleCases, ...]
    problems: Problems
    silent: Silent
    rules: Mapping[str, RuleInfo]
    criteria: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By framework and rule: the criteria it serves."""
    group_by: GroupBy
    limit: int
    """How many entries a list holds at most; 0 for all."""
    programmes: tuple[Framework, ...]
    """The audited frameworks themselves, for formats that score the cases of a unit or a team by them."""
