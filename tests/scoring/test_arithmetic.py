from fractions import Fraction as F

import pytest

from caselint.scoring.arithmetic import equal_weights, interval_of_mean, mean_of, question_score, weighted, weights_with_summary, wilson
from caselint.scoring.scorecard import percent


def test_a_question_is_above_over_counted() -> None:
    assert question_score(53, 58) == F(53, 58)
    assert percent(F(53, 58)) == 91  # Derbyshire 2007 prints 91 for 53 of 58


def test_no_case_is_no_score() -> None:
    assert question_score(0, 0) is None
    assert wilson(0, 0) is None
    assert weighted({}, {}) is None
    assert interval_of_mean({}, {}, {}) is None


@pytest.mark.parametrize(("above", "counted"), [(2, 1), (-1, 3)])
def test_passes_are_among_the_counted(above: int, counted: int) -> None:
    with pytest.raises(ValueError, match="above the line"):
        question_score(above, counted)


def test_every_question_weighs_the_same() -> None:
    # 1 of 1 and 0 of 100: one half, where a pooled count would say 1 of 101
    assert weighted(equal_weights(["A", "B"]), {"A": F(1), "B": F(0)}) == F(1, 2)
    assert equal_weights(["A", "A", "B"]) == {"A": F(1, 2), "B": F(1, 2)}


def test_summary_question_weighs_a_fifth() -> None:
    # others 60 and 80 per cent, mean 70; summary 50: 0.8 x 70 + 0.2 x 50 = 66
    weights = weights_with_summary(["A", "B", "S"], "S", F(4, 5), F(1, 5))
    assert weights == {"A": F(2, 5), "B": F(2, 5), "S": F(1, 5)}
    assert weighted(weights, {"A": F(60, 100), "B": F(80, 100), "S": F(50, 100)}) == F(66, 100)


@pytest.mark.parametrize("codes", [["A", "B"], ["S"]])
def test_without_summary_or_without_others_it_is_a_plain_mean(codes: list[str]) -> None:
    assert weights_with_summary(codes, "S", F(4, 5), F(1, 5)) == equal_weights(codes)


def test_a_mean_of_means_leaves_empty_ones_out_and_adds_up_to_one() -> None:
    both = mean_of([equal_weights(["A", "B"]), equal_weights([]), equal_weights(["B", "C", "D"])])
    # A: 1/2 x 1/2; B: 1/2 x 1/2 + 1/2 x 1/3; C and D: 1/2 x 1/3
    assert both == {"A": F(1, 4), "B": F(5, 12), "C": F(1, 6), "D": F(1, 6)}
    assert sum(both.values()) == 1


def test_wilson_by_hand() -> None:
    # 8 of 10: centre (0.8 + 3.8415/20) / (1 + 3.8415/10) = 0.7167; half 1.96/1.38415 x sqrt(0.016 + 0.0096) = 0.2266
    interval = wilson(8, 10)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.4902, 0.9433)


@pytest.mark.parametrize(("above", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0)])
def test_wilson_at_the_ends_is_not_a_point(above: int, low: float, high: float) -> None:
    interval = wilson(above, 10)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_the_interval_of_one_question_is_wilsons() -> None:
    interval, mean = wilson(8, 10), interval_of_mean({"A": F(1)}, {"A": F(8, 10)}, {"A": wilson(8, 10) or pytest.fail()})
    assert interval is not None and mean is not None
    assert mean.low == pytest.approx(interval.low) and mean.high == pytest.approx(interval.high)


def test_the_interval_of_a_mean_of_two_is_narrower_by_the_root_of_two() -> None:
    one = wilson(50, 100)
    assert one is not None
    mean = interval_of_mean(equal_weights(["A", "B"]), {"A": F(1, 2), "B": F(1, 2)}, {"A": one, "B": one})
    assert mean is not None
    assert (mean.high - mean.low) == pytest.approx((one.high - one.low) / 2**0.5)


@pytest.mark.parametrize(
    ("share", "printed"), [(F(0), 0), (F(1), 100), (F(745, 1000), 75), (F(7449, 10000), 74), (F(1, 200), 1), (F(49, 10000), 0)]
)
def test_percent_rounds_half_up(share: F, printed: int) -> None:
    assert percent(share) == printed
