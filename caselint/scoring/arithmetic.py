"""The inspectorate's arithmetic, exact: shares between 0 and 1 as fractions, rounded by nobody here.

Every average of a report is a weighted sum of question scores, so an average is a mapping of question to weight. The weights of
one average add up to 1, and a question is in it once, whatever way it came in.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import sqrt

from caselint.scoring.scorecard import Interval

Weights = Mapping[str, Fraction]
"""The share of an average that each question has, by code. Empty where there is nothing to average."""

Z = 1.959963984540054
"""Standard deviations on either side that hold 95 per cent of a normal distribution."""


def question_score(above: int, counted: int) -> Fraction | None:
    """Cases above the line / cases that count; `None` where none counts.

    Appendices of the reports: Derbyshire 2007 (DE 1051), Thames Valley 2010 (TV 744), Merseyside 2013 (ME 1053).
    """
    if not 0 <= above <= counted:
        raise ValueError(f"{above} of {counted} cases above the line")
    return Fraction(above, counted) if counted else None


def equal_weights(codes: Collection[str]) -> dict[str, Fraction]:
    """A plain mean: every question weighs the same, whatever its number of cases (TV 744; ME 1057)."""
    distinct = dict.fromkeys(codes)
    return {code: Fraction(1, len(distinct)) for code in distinct}


def weights_with_summary(codes: Collection[str], summary: str, others_weigh: Fraction, summary_weighs: Fraction) -> dict[str, Fraction]:
    """The other questions together weigh 80 per cent and the summary question 20 (DE 1051).

    Where only the one or the other is there, it is the plain mean of what there is: the report does not say, so that is ours.
    """
    others = equal_weights([code for code in codes if code != summary])
    if summary not in codes or not others:
        return equal_weights(codes)
    return {**{code: weight * others_weigh for code, weight in others.items()}, summary: summary_weighs}


def mean_of(parts: Iterable[Weights]) -> dict[str, Fraction]:
    """The mean of averages, each weighing the same: a section from its criteria (DE 1053; TV 746; ME 1055). Empty ones stay out."""
    there = [part for part in parts if part]
    total: dict[str, Fraction] = {}
    for part in there:
        for code, weight in part.items():
            total[code] = total.get(code, Fraction(0)) + weight / len(there)
    return total


def weighted(weights: Weights, scores: Mapping[str, Fraction]) -> Fraction | None:
    """The average itself; `None` where there is nothing to average."""
    return sum((weight * scores[code] for code, weight in weights.items()), Fraction(0)) if weights else None


def wilson(above: int, counted: int) -> Interval | None:
    """Wilson's 95 per cent interval of a share (E. B. Wilson, 1927): it stays between 0 and 1 and holds for few cases and extreme shares.

    It treats the cases as a random draw from a far larger number. An audit of nearly every case knows more than it says.
    """
    if not counted:
        return None
    p, z2 = above / counted, Z * Z
    centre = (p + z2 / (2 * counted)) / (1 + z2 / counted)
    half = Z / (1 + z2 / counted) * sqrt(p * (1 - p) / counted + z2 / (4 * counted * counted))
    return Interval(low=min(p, max(0.0, centre - half)), high=max(p, min(1.0, centre + half)))


def interval_of_mean(weights: Weights, scores: Mapping[str, Fraction], intervals: Mapping[str, Interval]) -> Interval | None:
    """A 95 per cent interval of a weighted mean of shares, put together from the Wilson intervals of the shares.

    The method is MOVER (Zou and Donner, 2008): the distances from each share to its own limits, times its weight, are added as
    independent errors are, by squares. It needs no variance where a share is 0 or 1, lies between 0 and 1 by itself, holds the
    score, and is Wilson's own interval for a single question.

    What it ignores: the same cases answer every question, and a well-kept case tends to be above the line in many, so the
    true interval is usually wider. It says nothing of whether the cases are a fair sample, or of an assessor's own error.
    """
    score = weighted(weights, scores)
    if score is None:
        return None
    middle = float(score)
    below = sqrt(sum((float(w) * (float(scores[code]) - intervals[code].low)) ** 2 for code, w in weights.items()))
    above = sqrt(sum((float(w) * (intervals[code].high - float(scores[code]))) ** 2 for code, w in weights.items()))
    return Interval(low=max(0.0, middle - below), high=min(1.0, middle + above))
