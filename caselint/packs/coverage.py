"""How far the rules of a pack cover what the reports ask: criterion by criterion, and question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caselint.packs.catalogue import Question, Tier
from caselint.packs.framework import Criterion, Framework
from caselint.packs.pack import Pack, Rule


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """The questions of one criterion, by who decides them. A question of several criteria stands under each."""

    id: str
    name: str
    organisational: bool
    """Judged in interviews with the organisation: no question of a case belongs to it."""
    record: tuple[str, ...]
    """Rules that the record decides."""
    assessor: tuple[str, ...]
    """Rules that only an assessor can answer."""
    scored: int
    """How many of these rules count in the criterion's score."""
    uncovered: tuple[str, ...]
    """Questions of the catalogue that no rule asks yet."""


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    id: str
    title: str
    criteria: tuple[CriterionCoverage, ...]


@dataclass(frozen=True, slots=True)
class TierCoverage:
    """The questions of one tier of the catalogue."""

    tier: Tier
    questions: int
    record: int
    assessor: int

    @property
    def uncovered(self) -> int:
        return self.questions - self.record - self.assessor


@dataclass(frozen=True, slots=True)
class Coverage:
    pack: str
    version: str
    frameworks: tuple[FrameworkCoverage, ...]
    tiers: tuple[TierCoverage, ...]
    uncovered: Mapping[str, Question]
    """Questions of the catalogue without a rule, by code."""
    own: tuple[str, ...]
    """Rules that the catalogue does not know: a pack's own."""


def coverage_of(pack: Pack, catalogue: Mapping[str, Question]) -> Coverage:
    """Hold the rules of a pack against a catalogue."""
    uncovered = {code: question for code, question in catalogue.items() if code not in pack.rules}
    return Coverage(
        pack=pack.id,
        version=pack.version,
        frameworks=tuple(framework_coverage(framework, pack, uncovered) for framework in pack.frameworks.values()),
        tiers=tuple(tier_coverage(tier, pack, catalogue) for tier in ("core", "full")),
        uncovered=uncovered,
        own=tuple(code for code in pack.rules if code not in catalogue),
    )


def framework_coverage(framework: Framework, pack: Pack, uncovered: Mapping[str, Question]) -> FrameworkCoverage:
    places = {code: places_of(framework, rule) for code, rule in pack.rules.items()}
    moved = framework.placements.questions if framework.placements else {}
    missing = {code: moved.get(code, question.criteria.get(framework.id, ())) for code, question in uncovered.items()}
    criteria = (criterion_coverage(criterion, framework, pack, places, missing) for criterion in framework.criteria.values())
    return FrameworkCoverage(framework.id, framework.title, tuple(criteria))


def places_of(framework: Framework, rule: Rule) -> tuple[str, ...]:
    """The criteria under which a rule stands: as it is scored, or where it is not, as it says itself."""
    return framework.places(rule.info) if framework.scores(rule.info) else rule.info.criteria.get(framework.id, ())


def criterion_coverage(
    criterion: Criterion,
    framework: Framework,
    pack: Pack,
    places: Mapping[str, tuple[str, ...]],
    missing: Mapping[str, tuple[str, ...]],
) -> CriterionCoverage:
    here = [rule for code, rule in pack.rules.items() if criterion.id in places[code]]
    return CriterionCoverage(
        id=criterion.id,
        name=criterion.name,
        organisational=criterion.organisational,
        record=tuple(rule.code for rule in here if rule.logic.expect is not None),
        assessor=tuple(rule.code for rule in here if rule.logic.expect is None),
        scored=sum(framework.scores(rule.info) for rule in here),
        uncovered=tuple(code for code, ids in missing.items() if criterion.id in ids),
    )


def tier_coverage(tier: Tier, pack: Pack, catalogue: Mapping[str, Question]) -> TierCoverage:
    codes = [code for code, question in catalogue.items() if question.tier == tier]
    ruled = [pack.rules[code] for code in codes if code in pack.rules]
    by_record = sum(rule.logic.expect is not None for rule in ruled)
    return TierCoverage(tier, len(codes), by_record, len(ruled) - by_record)
