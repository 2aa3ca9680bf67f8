"""Findings counted, grouped and kept, case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caselint.audit.outcomes import CaseResult, Finding, Standing
from caselint.packs.framework import Framework
from caselint.packs.model import RuleInfo, Severity
from caselint.reports.bounded import First
from caselint.reports.listed import SEVERITIES, Findings, Found, Group, GroupBy


@dataclass(slots=True)
class Count:
    """A group while it is being counted."""

    key: str
    cases: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding that may be listed, and the group that goes with it."""

    found: Found
    group: Count


def order_of(kept: Kept) -> tuple[Any, ...]:
    """The most severe first, then by deadline (none comes last), case and rule. Whole, so that no two findings tie by chance."""
    found, finding = kept.found, kept.found.finding
    severity = SEVERITIES.index(found.severity)
    deadline = finding.deadline or date.max
    return severity, deadline, found.case_id, finding.code, finding.subject or "", finding.identity, finding.message


@dataclass(slots=True)
class Grouping:
    """Takes one case after another. Cases are groups only while a finding of theirs is kept, so memory does not grow with their number."""

    group_by: GroupBy
    limit: int
    rules: Mapping[str, RuleInfo]
    framework: Framework
    standings: Set[Standing] = frozenset({Standing.NEW})
    """Of the findings, those of these standings."""
    kept: First[Kept] = field(init=False)
    groups: dict[str, Count] = field(default_factory=dict)
    cases: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    cases_by_severity: Counter[Severity] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.kept = First(self.limit, order_of)

    def add(self, result: CaseResult) -> None:
        """Count and keep the case's findings. What is known or suppressed is counted elsewhere, unless it is asked for."""
        wanted = [finding for finding in result.findings if finding.standing in self.standings]
        if not wanted:
            return
        groups = {} if self.group_by == "case" else self.groups
        touched: set[str] = set()
        severities: Counter[Severity] = Counter()
        for finding in wanted:
            severity = self.rules[finding.code].severity
            severities[severity] += 1
            key = self.key(result, finding)
            touched.add(key)
            group = groups.setdefault(key, Count(key))
            group.severities[severity] += 1
            self.kept.offer(Kept(Found(result.case_id, result.source, result.line, severity, finding), group))
        for key in touched:
            groups[key].cases += 1
        self.cases += 1
        self.severities.update(severities)
        self.cases_by_severity.update(severities.keys())

    def key(self, result: CaseResult, finding: Finding) -> str:
        match self.group_by:
            case "case":
                return result.case_id
            case "rule":
                return finding.code
            case "team":
                return finding.held_by.team or ""
            case "manager":
                return finding.held_by.officer_id or ""
            case "criterion":  # the first that the rule serves: each finding stands in one group, and the counts add up
                return next(iter(self.framework.places(self.rules[finding.code])), "")

    def result(self) -> Findings:
        kept = self.kept.result()
        listed: dict[str, list[Found]] = {}
        counted = dict(self.groups)
        for one in kept:
            listed.setdefault(one.group.key, []).append(one.found)
            counted[one.group.key] = one.group
        groups = [
            Group(
                key=key,
                title=self.title(key),
                severities={severity: count.severities[severity] for severity in SEVERITIES},
                cases=count.cases,
                findings=tuple(listed.get(key, ())),
            )
            for key, count in counted.items()
        ]
        return Findings(
            severities={severity: self.severities[severity] for severity in SEVERITIES},
            cases=self.cases,
            cases_by_severity={severity: self.cases_by_severity[severity] for severity in SEVERITIES},
            groups=tuple(self.ordered(groups)),
            groups_in_all=self.cases if self.group_by == "case" else len(groups),
        )

    def title(self, key: str) -> str:
        match self.group_by:
            case "case":
                return f"Case {key}"
            case "rule":
                return f"{key} {self.rules[key].name}"
            case "team":
                return key or "No team on record"
            case "manager":
                return key or "No officer on record"
            case "criterion":
                criterion = self.framework.criteria.get(key)
                return f"{key} {criterion.name}" if criterion else f"No criterion of {self.framework.id}"

    def ordered(self, groups: list[Group]) -> list[Group]:
        """Teams and managers by name: nothing ranks them."""
        if self.group_by == "case":
            return groups  # in the order of their first finding
        if self.group_by == "rule":
            return sorted(groups, key=lambda g: (SEVERITIES.index(g.worst), -g.cases, -g.total, g.key))
        if self.group_by == "criterion":
            places = {name: place for place, name in enumerate(self.framework.criteria)}
            return sorted(groups, key=lambda g: (places.get(g.key, len(places)), g.key))
        return sorted(groups, key=lambda g: (not g.key, g.key))
