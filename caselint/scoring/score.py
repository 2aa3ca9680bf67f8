"""From counted outcomes to a score card. Nothing here reads a record or asks a rule again: stored outcomes are enough."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from caselint.packs.framework import Bands, Criterion, Framework, Headline, Section, Variant
from caselint.packs.model import RuleInfo
from caselint.scoring.arithmetic import (
    Weights,
    equal_weights,
    interval_of_mean,
    mean_of,
    question_score,
    weighted,
    weights_with_summary,
    wilson,
)
from caselint.scoring.bands import band_of
from caselint.scoring.caveats import caveats
from caselint.scoring.scorecard import (
    BandStart,
    CriterionScore,
    HeadlineScore,
    Interval,
    ProgrammeSoFar,
    QuestionScore,
    Scorecard,
    SectionScore,
)
from caselint.scoring.small import SMALL_NUMBERS, SmallNumbers
from caselint.scoring.tally import Tally


def score(
    framework: Framework,
    rules: Iterable[RuleInfo],
    tally: Tally,
    *,
    variant: str | None = None,
    bands: Bands | None = None,
    small: SmallNumbers = SMALL_NUMBERS,
) -> Scorecard:
    """The score card of one programme.

    `variant` chooses among the programme's definitions of its averages. `bands` stands in for the programme's own: the same with
    other cut-offs (`with_cutoffs`), or another programme's. Raises `ValueError` for a variant that the framework does not have.
    """
    chosen = choose_variant(framework, variant)
    scored = {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code) if framework.scores(rule)}
    card = _Card(
        framework=framework,
        variant=chosen,
        bands=framework.bands if bands is None else bands,
        small=small,
        rules=scored,
        by_criterion={
            name: frozenset(code for code, rule in scored.items() if name in framework.places(rule))
            for name, criterion in framework.criteria.items()
            if not criterion.organisational
        },
        questions={code: _question(rule, tally, small) for code, rule in scored.items()},
    )
    sections = tuple(card.section(section) for section in framework.sections)
    headlines = tuple(card.headline(headline) for headline in framework.headlines)
    ours = " This default is caselint's own choice." if variant is None and framework.averages.default_is == "ours" else ""
    return Scorecard(
        framework=framework.id,
        title=framework.title,
        variant=chosen.says + ours,
        cases=tally.cases,
        sections=sections,
        headlines=headlines,
        warnings=tuple(caveats(framework, chosen, card.bands, scored.values(), tally, card.questions.values(), sections, headlines, small)),
        variant_id=chosen.id,
        bands=tuple(BandStart(band.id, band.says, band.starts) for band in card.bands.levels),
        cautions=framework.cautions,
    )


def choose_variant(framework: Framework, name: str | None) -> Variant:
    """The variant of that name, or the programme's default. Raises `ValueError` where there is none."""
    variants = {variant.id: variant for variant in framework.averages.variants}
    wanted = framework.averages.default if name is None else name
    if wanted not in variants:
        raise ValueError(f"{framework.id} has no variant {wanted!r}; it has {', '.join(variants)}")
    return variants[wanted]


def _question(rule: RuleInfo, tally: Tally, small: SmallNumbers) -> QuestionScore:
    outcomes = tally.outcomes(rule.code)
    above = sum(n for outcome, n in outcomes.items() if outcome.above)
    counted = sum(n for outcome, n in outcomes.items() if outcome.counts)
    return QuestionScore(
        code=rule.code,
        name=rule.name,
        above=above,
        counted=counted,
        score=question_score(above, counted),
        interval=wilson(above, counted),
        outcomes={outcome.value: n for outcome, n in outcomes.items()},
        small=small.question(counted),
    )


@dataclass(frozen=True, slots=True)
class _Card:
    """A score card in the making: the questions are scored, their averages are not."""

    framework: Framework
    variant: Variant
    bands: Bands
    small: SmallNumbers
    rules: Mapping[str, RuleInfo]
    by_criterion: Mapping[str, frozenset[str]]
    """Codes of the questions of each criterion that is scored from cases."""
    questions: Mapping[str, QuestionScore]

    def criterion(self, criterion: Criterion) -> CriterionScore:
        questions = self.inside([criterion.id])
        weights = self.criterion_weights(criterion)
        value, interval = self.mean(weights)
        summary = self.summary(criterion)
        return CriterionScore(
            id=criterion.id,
            name=criterion.name,
            score=value,
            questions=questions,
            band=self.band("criteria", value),
            interval=interval,
            n=_most(questions),
            scored_questions=len(weights),
            small=not criterion.organisational and self.small.mean(questions),
            organisational=criterion.organisational,
            summary=summary if summary in weights and len(weights) > 1 else None,
            process=criterion.process,
        )

    def section(self, section: Section) -> SectionScore:
        questions = self.inside([criterion.id for criterion in section.criteria])
        if self.variant.section == "mean_of_criteria":
            weights = mean_of(self.criterion_weights(criterion) for criterion in section.criteria)
        else:
            weights = equal_weights([question.code for question in questions if question.score is not None])
        value, interval = self.mean(weights)
        return SectionScore(
            id=section.id,
            name=section.name,
            score=value,
            criteria=tuple(self.criterion(criterion) for criterion in section.criteria),
            n=_most(questions),
            small=not section.organisational and self.small.mean(questions),
            organisational=section.organisational,
            band=self.band("sections", value),
            interval=interval,
        )

    def headline(self, headline: Headline) -> HeadlineScore:
        about = [q for q in self.inside(self.framework.criteria_over(headline)) if headline.measure in self.rules[q.code].measures]
        weights = equal_weights([question.code for question in about if question.score is not None])
        value, interval = self.mean(weights)
        so_far = headline.programme_so_far
        return HeadlineScore(
            id=headline.id,
            name=headline.name,
            score=value,
            band=self.band("headlines", value),
            interval=interval,
            questions=tuple(weights),
            n=_most(about),
            small=self.small.mean(about),
            programme_so_far=ProgrammeSoFar(so_far.mean, so_far.low, so_far.high) if so_far else None,
        )

    def inside(self, criteria: Collection[str]) -> tuple[QuestionScore, ...]:
        """The questions that count in any of the criteria, each once, by code. None counts in an organisational one."""
        wanted = {code for name in criteria for code in self.by_criterion.get(name, ())}
        return tuple(question for code, question in self.questions.items() if code in wanted)

    def criterion_weights(self, criterion: Criterion) -> Weights:
        scored = [question.code for question in self.inside([criterion.id]) if question.score is not None]
        summary = self.summary(criterion)
        if summary is None or self.framework.averages.summary is None:
            return equal_weights(scored)
        return weights_with_summary(scored, summary, *self.framework.averages.summary.weights.exact)

    def summary(self, criterion: Criterion) -> str | None:
        """The criterion's summary question, where the variant weighs it."""
        summary = self.framework.averages.summary
        return summary.questions.get(criterion.id) if summary and self.variant.criterion == "with_summary" else None

    def mean(self, weights: Weights) -> tuple[Fraction | None, Interval | None]:
        used = [self.questions[code] for code in weights]
        scores = {question.code: question.score for question in used if question.score is not None}
        intervals = {question.code: question.interval for question in used if question.interval is not None}
        return weighted(weights, scores), interval_of_mean(weights, scores, intervals)

    def band(self, what: str, value: Fraction | None) -> str | None:
        return band_of(value, self.bands) if what in self.bands.given_to else None


def _most(questions: Iterable[QuestionScore]) -> int:
    return max((question.counted for question in questions), default=0)
