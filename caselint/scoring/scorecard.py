"""The score card: what an inspection would print, with how many cases stand behind each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 per cent interval, as shares between 0 and 1: Wilson's for a question; for a mean, see `arithmetic.interval_of_mean`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question under one framework. `score` is `None` where no case counts: an empty denominator is never a pass."""

    code: str
    name: str
    above: int
    counted: int
    """Cases above or below the line."""
    score: Fraction | None
    """`above / counted`, exact."""
    interval: Interval | None
    outcomes: Mapping[str, int]
    """Cases by outcome, the ones that do not count included."""
    small: bool = False
    """Too few cases for the figure to be leant on."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    id: str
    name: str
    score: Fraction | None
    """Between 0 and 1, exact; rounded only when printed."""
    questions: tuple[QuestionScore, ...]
    """By code."""
    band: str | None
    """Id of a band of the score card."""
    interval: Interval | None
    n: int
    """Most cases that any of its questions counts."""
    scored_questions: int
    """Questions that have a score."""
    small: bool
    """Too few cases or questions for the figure to be leant on."""
    organisational: bool = False
    """Scored from interviews with the organisation, never from cases."""
    summary: str | None = None
    """Code of the summary question, where it weighs more than the others."""
    process: str | None = None
    """The column of the programme's grid."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    id: str
    name: str
    score: Fraction | None
    criteria: tuple[CriterionScore, ...]
    n: int
    small: bool
    organisational: bool = False
    band: str | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeSoFar:
    """Mean and range over the areas inspected before the report, in per cent: context, never a target."""

    mean: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class HeadlineScore:
    id: str
    name: str
    score: Fraction | None
    band: str | None
    interval: Interval | None
    questions: tuple[str, ...]
    """Codes of the questions that it averages: those of its measure that have a score."""
    n: int
    small: bool
    programme_so_far: ProgrammeSoFar | None = None


@dataclass(frozen=True, slots=True)
class BandStart:
    """A verdict and the lowest whole per cent that earns it."""

    id: str
    says: str
    starts: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    framework: str
    title: str
    variant: str
    """Which definition of the averages was used, in words; printed with every score."""
    cases: int
    sections: tuple[SectionScore, ...]
    headlines: tuple[HeadlineScore, ...]
    warnings: tuple[str, ...]
    """What is doubtful about these figures, on these cases."""
    variant_id: str = ""
    bands: tuple[BandStart, ...] = ()
    """From best to worst, with the cut-offs that were used."""
    cautions: tuple[str, ...] = ()
    """What the programme says of reading any of its scores."""


def percent(score: Fraction | float) -> int:
    """A share as a whole per cent, rounded half up, as the reports print it."""
    return int(Fraction(score) * 100 + Fraction(1, 2))
