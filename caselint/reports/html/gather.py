"""What the page shows beyond the summary: longer lists, and scores of units and teams. Gathered by the same means in one more pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caselint.audit.outcomes import CaseResult, Outcome, Standing
from caselint.audit.results import Results
from caselint.reports.gathering import Due, Gaps, People
from caselint.reports.grouping import Grouping
from caselint.reports.listed import DueNext, Findings, Found
from caselint.reports.model import Assessed, Exceptions, Proposed, Summary
from caselint.reports.reviewed import Reviewed
from caselint.reports.standings import Standings
from caselint.scoring.tally import Tally, outcomes_under

FINDINGS = 5_000
"""Findings in the page at most: more of them make it slow to open and too long to read."""
CASES = 1_000
"""Up to so many cases, every case has its page; of more, those of the findings that are listed."""
DUTIES = 1_000
"""Duties at most; those of a week are counted whole."""
LISTED = 300
"""Entries of every other list at most. The pages of the cases have all of theirs."""

ASIDE = frozenset({Standing.KNOWN, Standing.SUPPRESSED})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the page holds. Totals are always whole."""

    findings: int = FINDINGS
    cases: int = CASES
    duties: int = DUTIES
    listed: int = LISTED


@dataclass(frozen=True, slots=True)
class Gathered:
    """The long lists of the page."""

    listed: tuple[Found, ...]
    """The findings that the page lists: the new ones, then the others, and of each the most severe first."""
    by_question: Findings
    """Those that are new."""
    put_aside: Findings
    """Those that are known or suppressed, by question."""
    standings: Standings
    due: DueNext
    weeks: Mapping[date, int]
    """Duties of the weeks that begin on these Mondays, all of them."""
    exceptions: Exceptions
    assessed: Assessed
    evidence: tuple[Proposed, ...]
    paged: frozenset[str] | None
    """Ids of the cases that have a page of their own; None where every case has."""
    groups: Mapping[str, Mapping[tuple[str, str], Tally]]
    """By framework, and by unit and team; empty where none is on record."""

    @property
    def total(self) -> int:
        """All findings, new or not."""
        return self.by_question.total + self.put_aside.total

    def has_page(self, case_id: str) -> bool:
        return self.paged is None or case_id in self.paged


def gather(summary: Summary, results: Results, limits: Limits) -> Gathered:
    """One pass over the stored results."""
    first = summary.programmes[0]
    grouping = Grouping("rule", limits.findings, summary.rules, first)
    others = Grouping("rule", limits.findings, summary.rules, first, ASIDE)
    reviewed = Reviewed(limits.listed)
    due = Due(summary.due.within, limits.duties, summary.rules)
    people, gaps = People(limits.listed), Gaps(limit=limits.listed)
    weeks: Counter[date] = Counter()
    groups: dict[str, dict[tuple[str, str], Tally]] = {programme.id: {} for programme in summary.programmes}
    for result in results.cases():
        noted = codes_of(result, Outcome.NOT_ANSWERED, Outcome.EXCEPTED)
        grouping.add(result)
        others.add(result)
        reviewed.add(result)
        due.add(result)
        weeks.update(monday(one.deadline) for one in result.due if one.deadline - result.as_of <= summary.due.within)
        people.add(result, noted[Outcome.EXCEPTED])
        gaps.add(result, noted)
        group = (result.held_by.local_delivery_unit or "", result.held_by.team or "")
        for name, tallies in groups.items():
            tallies.setdefault(group, Tally()).add(outcomes_under(result, name))
    listed = tuple(kept.found for part in (grouping, others) for kept in part.kept.result())[: limits.findings or None]
    return Gathered(
        listed=listed,
        by_question=grouping.result(),
        put_aside=others.result(),
        standings=reviewed.result(results),
        due=due.result(),
        weeks=dict(sorted(weeks.items())),
        exceptions=people.exceptions(),
        assessed=people.answers(),
        evidence=gaps.evidence.result(),
        paged=None if summary.head.cases <= limits.cases else frozenset(found.case_id for found in listed),
        groups=groups,
    )


def cases_with_page(results: Results, gathered: Gathered) -> Iterator[CaseResult]:
    """Another pass, for what is known of each case: which cases these are is known only at the end of the first."""
    return (result for result in results.cases() if gathered.has_page(result.case_id))


def codes_of(result: CaseResult, *wanted: Outcome) -> dict[Outcome, list[str]]:
    found: dict[Outcome, list[str]] = {outcome: [] for outcome in wanted}
    for code, outcome in result.outcomes.items():
        if outcome in found:
            found[outcome].append(code)
    return found


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
