"""Findings and duties as a report lists them: a bounded number, in groups, beside counters that are whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from caselint.audit.outcomes import Finding, Holder
from caselint.packs.model import Severity

GroupBy = Literal["case", "rule", "criterion", "team", "manager"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the case in which it stands."""

    case_id: str
    source: str
    line: int
    severity: Severity
    finding: Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that belong together: of one rule, case, criterion, team or manager."""

    key: str
    """Empty for what belongs to none: no team on record, say."""
    title: str
    severities: Mapping[Severity, int]
    cases: int
    findings: tuple[Found, ...]
    """Those that are listed, the most severe first."""

    @property
    def total(self) -> int:
        return sum(self.severities.values())

    @property
    def more(self) -> int:
        return self.total - len(self.findings)

    @property
    def worst(self) -> Severity:
        return next(severity for severity in SEVERITIES if self.severities[severity])


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings counted; the most severe listed in groups."""

    severities: Mapping[Severity, int]
    cases: int
    """Cases with a finding."""
    cases_by_severity: Mapping[Severity, int]
    """Cases with a finding of that severity; a case can be in several."""
    groups: tuple[Group, ...]
    """Rules by severity and number of cases, cases by worst finding, criteria in the programme's order, teams and managers by name."""
    groups_in_all: int
    """More than `groups` only where findings are grouped by case: a case is a group only where one of its findings is listed."""

    @property
    def total(self) -> int:
        return sum(self.severities.values())

    @property
    def shown(self) -> int:
        return sum(len(group.findings) for group in self.groups)


@dataclass(frozen=True, slots=True)
class RuleCases:
    """A rule, in how many cases something holds, and the first of those cases."""

    code: str
    cases: int
    case_ids: tuple[str, ...] = ()
    reasons: Mapping[str, int] | None = None
    """Cases by reason, in words."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that falls due soon."""

    case_id: str
    code: str
    severity: Severity
    deadline: date
    subject: str | None
    held_by: Holder


@dataclass(frozen=True, slots=True)
class DueNext:
    within: timedelta
    """How far after a case's as-of date."""
    duties: tuple[Duty, ...]
    """The first of them, by deadline."""
    total: int
    cases: int
    later: int
    """Duties whose deadline lies further away."""
