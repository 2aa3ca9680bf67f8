"""What narrows a list: a criterion, a few facets, and a text. What is filtered is always said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from caselint.audit.outcomes import BELOW, Holder, Standing
from caselint.browse.caseload import Case, Caseload, Entry
from caselint.packs.model import RuleInfo
from caselint.reports.listed import SEVERITIES
from caselint.reports.safe_text import visible

NO_TEAM, NO_OFFICER = "no team recorded", "no officer recorded"


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that entries are filtered by: the value that each has, and in which order the values are offered."""

    name: str
    key: str
    of: Callable[[Entry, Mapping[str, RuleInfo]], str]
    order: tuple[str, ...] = ()
    """Without one: by name."""
    of_holder: Callable[[Holder], str] | None = None
    """Where it asks who held the case: then it applies to a case by itself too, by who holds it now."""

    def sorted(self, values: Iterable[str]) -> list[str]:
        known = {value: place for place, value in enumerate(self.order)}
        return sorted(values, key=lambda value: (known.get(value, len(known)), value))


def team_of(holder: Holder) -> str:
    return holder.team or NO_TEAM


def officer_of(holder: Holder) -> str:
    return holder.officer_id or NO_OFFICER


FACETS = {
    facet.name: facet
    for facet in (
        Facet("severity", "s", lambda entry, rules: rules[entry.code].severity, SEVERITIES),
        Facet("outcome", "o", lambda entry, rules: entry.outcome.value.replace("_", " "), tuple(sorted(one.value for one in BELOW))),  # noqa: ARG005
        Facet("standing", "n", lambda entry, rules: entry.standing.value, tuple(Standing)),  # noqa: ARG005
        Facet("team", "t", lambda entry, rules: team_of(entry.held_by), of_holder=team_of),  # noqa: ARG005
        Facet("manager", "m", lambda entry, rules: officer_of(entry.held_by), of_holder=officer_of),  # noqa: ARG005
    )
}
"""Another facet is another line here."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What was chosen on the score card: the questions of a headline, a section or a criterion of a programme."""

    framework: str
    title: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filter:
    criterion: Criterion | None = None
    facets: Mapping[str, str] = field(default_factory=dict)
    """By name of the facet: the one value that is shown."""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.criterion or self.facets or self.text)

    def having(self, facet: str, value: str | None) -> Filter:
        rest = {name: chosen for name, chosen in self.facets.items() if name != facet}
        return replace(self, facets=rest if value is None else rest | {facet: value})

    def words(self, facets: Iterable[str] = tuple(FACETS), criteria: bool = True) -> str:
        """`2.2 Delivering restrictive interventions; team North; text "VISIT"`. What does not apply to a list is said not to."""
        parts = [self.criterion.title if criteria else "any criterion"] if self.criterion else []
        parts += [f"{name} {visible(value)}" if name in facets else f"any {name}" for name, value in self.facets.items()]
        if self.text:
            parts.append(f'text "{visible(self.text)}"')
        return "; ".join(parts)


class Sieve:
    """A filter made ready for one caseload: what rules and cases a text means is worked out once."""

    def __init__(self, wanted: Filter, load: Caseload, applies: Iterable[str]) -> None:
        rules = load.run.rules
        self.rules = rules
        self.criterion = wanted.criterion
        self.facets = [(FACETS[name], value) for name, value in wanted.facets.items() if name in applies]
        self.text = wanted.text.casefold()
        self.codes = {code for code, info in rules.items() if self.text in f"{code} {info.name}".casefold()} if self.text else set(rules)

    def code(self, code: str) -> bool:
        """Whether a rule may be shown by its criterion and severity alone."""
        if self.criterion and code not in self.criterion.codes:
            return False
        return all(facet.name != "severity" or self.rules[code].severity == value for facet, value in self.facets)

    def entry(self, entry: Entry, by_holder: bool = True) -> bool:
        if self.criterion and (entry.code not in self.criterion.codes or self.criterion.framework not in entry.frameworks):
            return False
        if self.text and entry.code not in self.codes and not self.named(entry.case):
            return False
        return all(facet.of(entry, self.rules) == value for facet, value in self.facets if by_holder or not facet.of_holder)

    def named(self, case: Case) -> bool:
        return self.text in case.id.casefold()

    def holder(self, case: Case) -> bool:
        """Whether a case may be shown by who holds it now."""
        return all(facet.of_holder(case.held_by) == value for facet, value in self.facets if facet.of_holder)

    def waits(self, case: Case) -> list[str]:
        """The questions of a case that wait for an assessor and may be shown."""
        named = self.named(case)
        return [code for code in case.waits if (named or code in self.codes) and self.code(code)]

    @property
    def about_findings(self) -> bool:
        """Whether it asks anything of a finding, and not of the case and its holder alone."""
        return bool(self.criterion) or any(not facet.of_holder for facet, _ in self.facets)
