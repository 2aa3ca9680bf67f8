"""Cases counted by rule and outcome: all that a score needs of an audit."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from caselint.audit.outcomes import CaseResult, Outcome


@dataclass(slots=True)
class Tally:
    """Cases by rule and outcome. Tallies add up: those of two workers make the tally of both."""

    cases: int = 0
    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)

    def add(self, outcomes: Mapping[str, Outcome]) -> None:
        """One more case, with its outcome by rule code."""
        self.cases += 1
        self.counts.update(outcomes.items())

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.cases + other.cases, self.counts + other.counts)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.cases += other.cases
        self.counts.update(other.counts)
        return self

    def outcomes(self, code: str) -> dict[Outcome, int]:
        """Cases of one rule by outcome, those that occur."""
        return {outcome: n for outcome in Outcome if (n := self.counts[code, outcome])}


def tally(cases: Iterable[Mapping[str, Outcome]]) -> Tally:
    """All cases together, from each one's outcomes by rule code."""
    total = Tally()
    for outcomes in cases:
        total.add(outcomes)
    return total


def outcomes_under(result: CaseResult, framework: str) -> Mapping[str, Outcome]:
    """A case's outcomes under one of the audited frameworks. What a framework does not ask otherwise is as under the first."""
    differing = result.framework_outcomes.get(framework)
    return {**result.outcomes, **differing} if differing else result.outcomes


def tally_results(results: Iterable[CaseResult], framework: str) -> Tally:
    """All cases together, under one of the audited frameworks."""
    return tally(outcomes_under(result, framework) for result in results)


def tally_groups(results: Iterable[CaseResult], framework: str, group: Callable[[CaseResult], str]) -> dict[str, Tally]:
    """A tally for each group, by the group's name: teams, say. In the order of the names, which ranks nobody."""
    groups: dict[str, Tally] = {}
    for result in results:
        groups.setdefault(group(result), Tally()).add(outcomes_under(result, framework))
    return dict(sorted(groups.items()))
