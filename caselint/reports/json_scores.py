"""The score cards of a JSON report."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from caselint.reports.json_shape import CardData, CriterionData, HeadlineData, QuestionData, SectionData
from caselint.scoring.scorecard import (
    CriterionScore,
    HeadlineScore,
    Interval,
    QuestionScore,
    Scorecard,
    SectionScore,
    percent,
)


def card_data(card: Scorecard) -> CardData:
    return CardData(
        framework=card.framework,
        title=card.title,
        variant=card.variant_id,
        variant_says=card.variant,
        cases=card.cases,
        headlines=tuple(headline_data(headline) for headline in card.headlines),
        sections=tuple(section_data(section) for section in card.sections),
        bands=card.bands,
        warnings=card.warnings,
        cautions=card.cautions,
    )


def figure(mean: HeadlineScore | SectionScore | CriterionScore) -> dict[str, Any]:
    """What every average has."""
    return {"id": mean.id, "name": mean.name, **share(mean.score, mean.interval), "n": mean.n, "band": mean.band, "small": mean.small}


def share(score: Fraction | None, interval: Interval | None) -> dict[str, Any]:
    return {
        "score": None if score is None else round(float(score), 4),
        "percent": None if score is None else percent(score),
        "interval": None if interval is None else (round(interval.low, 4), round(interval.high, 4)),
    }


def headline_data(headline: HeadlineScore) -> HeadlineData:
    return HeadlineData(**figure(headline), questions=headline.questions, programme_so_far=headline.programme_so_far)


def section_data(section: SectionScore) -> SectionData:
    criteria = tuple(criterion_data(criterion) for criterion in section.criteria)
    return SectionData(**figure(section), organisational=section.organisational, criteria=criteria)


def criterion_data(criterion: CriterionScore) -> CriterionData:
    return CriterionData(
        **figure(criterion),
        organisational=criterion.organisational,
        summary_question=criterion.summary,
        process=criterion.process,
        questions=tuple(question_data(question) for question in criterion.questions),
    )


def question_data(question: QuestionScore) -> QuestionData:
    return QuestionData(
        **share(question.score, question.interval),
        code=question.code,
        name=question.name,
        above=question.above,
        n=question.counted,
        small=question.small,
        outcomes=dict(question.outcomes),
    )
