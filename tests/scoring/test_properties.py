"""What holds of every score card, whatever the cases and whichever the programme."""

import random
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.audit.outcomes import Outcome
from caselint.packs.model import RuleInfo
from caselint.scoring.arithmetic import equal_weights, interval_of_mean, mean_of, weighted, weights_with_summary, wilson
from caselint.scoring.score import score
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, QuestionScore, Scorecard, SectionScore, percent
from caselint.scoring.tally import Tally, tally
from tests.scoring.support import IDS, VARIANTS, rule, shipped

PLACES = ("1.1", "1.2", "2.1", "2.2", "3.1", "3.2")
CODES = ("ROSH031", "LOR021", "OUT005", "REV001", "MAPPA026", "A1", "B1", "C1")
NOT_COUNTED = [outcome for outcome in Outcome if not outcome.counts]

quick = settings(max_examples=60, deadline=None)
variants = st.sampled_from(VARIANTS)
outcomes = st.fixed_dictionaries({code: st.sampled_from(list(Outcome)) for code in CODES})
many_cases = st.lists(outcomes, max_size=12)


@st.composite
def rule_lists(draw: st.DrawFn) -> list[RuleInfo]:
    places = st.lists(st.sampled_from(PLACES), min_size=1, max_size=3).map(tuple)
    measures = st.lists(st.sampled_from(["roh", "lor", "compliance"]), unique=True).map(tuple)
    return [
        rule(
            code,
            {name: draw(places) for name in IDS},
            measures=draw(measures),
            norm=draw(st.sampled_from(["expected", "expected", "enhanced"])),
        )
        for code in CODES
    ]


def make(variant: tuple[str, str], rules: list[RuleInfo], counts: Tally) -> Scorecard:
    return score(shipped(variant[0]), rules, counts, variant=variant[1])


def figures(card: Scorecard) -> Iterator[QuestionScore | CriterionScore | SectionScore | HeadlineScore]:
    yield from card.headlines
    for section in card.sections:
        yield section
        for criterion in section.criteria:
            yield criterion
            yield from criterion.questions


@quick
@given(variants, rule_lists(), many_cases)
def test_scores_are_shares_inside_their_intervals(variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]]) -> None:
    for figure in figures(make(variant, rules, tally(cases))):
        if figure.score is None:
            assert figure.interval is None
            continue
        assert figure.interval is not None
        assert 0 <= figure.interval.low <= figure.score <= figure.interval.high <= 1
        assert 0 <= percent(figure.score) <= 100


@quick
@given(variants, rule_lists(), many_cases)
def test_no_case_that_counts_is_no_score(variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]]) -> None:
    for figure in figures(make(variant, rules, tally(cases))):
        counted = figure.counted if isinstance(figure, QuestionScore) else figure.n
        assert (figure.score is None) == (counted == 0)


@quick
@given(variants, rule_lists(), many_cases, st.sampled_from(CODES))
def test_a_case_above_the_line_never_lowers_a_question(
    variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]], code: str
) -> None:
    before, after = (make(variant, rules, tally(each)) for each in (cases, [*cases, {code: Outcome.SUFFICIENT}]))
    scores = {q.code: q.score for q in figures(before) if isinstance(q, QuestionScore)}
    for question in figures(after):
        if isinstance(question, QuestionScore) and (old := scores[question.code]) is not None:
            assert question.score is not None and question.score >= old
            assert question.code == code or question.score == old


@quick
@given(variants, rule_lists(), many_cases, st.randoms(use_true_random=False))
def test_the_order_of_rules_and_cases_never_matters(
    variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]], dice: random.Random
) -> None:
    other_rules, other_cases = dice.sample(rules, len(rules)), dice.sample(cases, len(cases))
    assert make(variant, rules, tally(cases)) == make(variant, other_rules, tally(other_cases))


@quick
@given(many_cases, st.integers(0, 12))
def test_merged_tallies_are_one_tally(cases: list[dict[str, Outcome]], cut: int) -> None:
    assert tally(cases[:cut]) + tally(cases[cut:]) == tally(cases)


@quick
@given(
    variants, rule_lists(), many_cases, st.lists(st.fixed_dictionaries({code: st.sampled_from(NOT_COUNTED) for code in CODES}), max_size=6)
)
def test_outcomes_that_do_not_count_change_no_score(
    variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]], more: list[dict[str, Outcome]]
) -> None:
    before, after = make(variant, rules, tally(cases)), make(variant, rules, tally([*cases, *more]))
    assert [(f.score, f.interval) for f in figures(before)] == [(f.score, f.interval) for f in figures(after)]


@quick
@given(variants, rule_lists(), many_cases)
def test_a_mean_lies_between_its_questions_and_a_headline_holds_each_once(
    variant: tuple[str, str], rules: list[RuleInfo], cases: list[dict[str, Outcome]]
) -> None:
    card = make(variant, rules, tally(cases))
    for criterion in (c for s in card.sections for c in s.criteria if c.score is not None):
        shares = [q.score for q in criterion.questions if q.score is not None]
        assert criterion.score is not None and min(shares) <= criterion.score <= max(shares)
        assert len({q.code for q in criterion.questions}) == len(criterion.questions)
    for headline in card.headlines:
        assert len(set(headline.questions)) == len(headline.questions)


shares = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@quick
@given(shares)
def test_wilson_holds_the_share(share: tuple[int, int]) -> None:
    interval = wilson(*share)
    assert interval is not None
    assert 0 <= interval.low <= Fraction(*share) <= interval.high <= 1
    assert interval.low < interval.high


@quick
@given(st.dictionaries(st.sampled_from(CODES), shares, min_size=1), st.sampled_from(CODES))
def test_weights_add_up_to_one_and_the_interval_holds_the_mean(questions: dict[str, tuple[int, int]], summary: str) -> None:
    equal = equal_weights(questions)
    eighty = weights_with_summary(questions, summary, Fraction(4, 5), Fraction(1, 5))
    scores = {code: Fraction(*share) for code, share in questions.items()}
    intervals = {code: wilson(*share) for code, share in questions.items()}
    for weights in (equal, eighty, mean_of([equal, eighty])):
        assert sum(weights.values()) == 1
        mean = weighted(weights, scores)
        interval = interval_of_mean(weights, scores, {code: i for code, i in intervals.items() if i is not None})
        assert mean is not None and interval is not None
        assert 0 <= interval.low <= mean <= interval.high <= 1
