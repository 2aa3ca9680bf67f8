"""What is doubtful about a score card, in words: everything that was left out of a figure is named here."""

from collections.abc import Collection, Iterator

from caselint.audit.outcomes import Outcome
from caselint.packs.framework import Bands, Framework, Variant
from caselint.packs.framework_checks import both_scored
from caselint.packs.model import RuleInfo
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, QuestionScore, SectionScore
from caselint.scoring.small import SmallNumbers
from caselint.scoring.tally import Tally

NAMED = 8
"""How many questions one warning names. It counts them all, and all stand in the score card."""


def caveats(
    framework: Framework,
    variant: Variant,
    bands: Bands,
    rules: Collection[RuleInfo],
    tally: Tally,
    questions: Collection[QuestionScore],
    sections: Collection[SectionScore],
    headlines: Collection[HeadlineScore],
    small: SmallNumbers,
) -> Iterator[str]:
    """All of them, the gravest first."""
    yield from _broken(questions, tally)
    yield from _unscored(questions)
    yield from _misplaced(framework, rules)
    for code, other in both_scored(framework, rules):
        yield f"{code} and {other} ask the same in one answer, and both are scored: the same work counts twice."
    yield from _left_out(sections, headlines)
    if variant.criterion == "with_summary":
        yield from _summaries(framework, sections)
    yield from _small(sections, headlines, questions, small)
    if [band.id for band in bands.levels] != [band.id for band in framework.bands.levels]:
        yield f"The bands are not those of {framework.id}, which has {', '.join(band.id for band in framework.bands.levels) or 'none'}."


def _broken(questions: Collection[QuestionScore], tally: Tally) -> Iterator[str]:
    """Outcomes that should not be there, and outcomes that are missing."""
    broke = {question.code: n for question in questions if (n := question.outcomes.get(Outcome.ERROR, 0))}
    if broke:
        yield f"The scores are not to be trusted: rules broke, and {sum(broke.values())} outcomes count nowhere. Rules: {_names(broke)}."
    partly = [question.code for question in questions if 0 < sum(question.outcomes.values()) < tally.cases]
    if partly:
        yield f"Questions that were not asked in every audited case: {_names(partly)}."


def _unscored(questions: Collection[QuestionScore]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for question in questions:
        if question.score is None:
            reasons.setdefault(_why_unscored(question), []).append(question.code)
    for reason, codes in sorted(reasons.items()):
        yield f"Questions without a score, {reason}: {_names(codes)}."


def _why_unscored(question: QuestionScore) -> str:
    """The reason that weighs most, where cases differ."""
    outcomes = question.outcomes
    if not outcomes:
        return "not part of this audit"
    if set(outcomes) == {Outcome.NOT_EXPORTED}:
        return "not exported in any case"
    if Outcome.ERROR in outcomes:
        return "the rule broke"
    if Outcome.NOT_ANSWERED in outcomes:
        return "no assessor has answered yet"
    if Outcome.NOT_EXPORTED in outcomes:
        return "not exported in the cases that might count"
    return "no case counts for them"


def _misplaced(framework: Framework, rules: Collection[RuleInfo]) -> Iterator[str]:
    open_to_cases = {name for name, criterion in framework.criteria.items() if not criterion.organisational}
    lost = [rule.code for rule in rules if not open_to_cases.intersection(framework.places(rule))]
    if lost:
        yield f"Questions that should be scored and stand in no criterion that cases score: {', '.join(lost)}."


def _left_out(sections: Collection[SectionScore], headlines: Collection[HeadlineScore]) -> Iterator[str]:
    """Figures that lack a part, or have none at all: one sentence for each kind."""
    open_to_cases = [section for section in sections if not section.organisational]
    lacking = [
        criterion.id
        for section in open_to_cases
        if section.score is not None
        for criterion in section.criteria
        if criterion.score is None and not criterion.organisational
    ]
    if lacking:
        yield f"Left out of their section's score, since no question of theirs has one: {', '.join(lacking)}."
    none = [f"section {section.id}" for section in open_to_cases if section.score is None]
    none += [headline.name for headline in headlines if headline.score is None]
    if none:
        yield f"Without a score, since none of their questions has one: {', '.join(none)}."


def _summaries(framework: Framework, sections: Collection[SectionScore]) -> Iterator[str]:
    """Criteria that are a plain mean although the programme names a summary question for them."""
    named = framework.averages.summary.questions if framework.averages.summary else {}
    for criterion in (criterion for section in sections for criterion in section.criteria):
        if criterion.id in named and criterion.summary is None and criterion.score is not None:
            code = named[criterion.id]
            alone = any(question.code == code and question.score is not None for question in criterion.questions)
            yield f"{criterion.id} is a plain mean: its summary question {code} has {'the only' if alone else 'no'} score."


def _small(
    sections: Collection[SectionScore], headlines: Collection[HeadlineScore], questions: Collection[QuestionScore], small: SmallNumbers
) -> Iterator[str]:
    means: list[tuple[str, SectionScore | CriterionScore | HeadlineScore]] = []
    for section in sections:
        means += [(f"section {section.id}", section), *((criterion.id, criterion) for criterion in section.criteria)]
    means += [(headline.name, headline) for headline in headlines]
    thin = [label for label, mean in means if mean.small and mean.score is not None]
    if thin:
        yield f"Small numbers (under {small.mean_questions} questions, or none with {small.mean_cases} cases): {', '.join(thin)}."
    few = [question.code for question in questions if question.small and question.score is not None]
    if few:
        yield f"Questions of fewer than {small.question_cases} cases: {_names(few)}."


def _names(codes: Collection[str]) -> str:
    shown = sorted(codes)[:NAMED]
    more = f" and {len(codes) - len(shown)} more" if len(codes) > len(shown) else ""
    return f"{len(codes)} ({', '.join(shown)}{more})"
