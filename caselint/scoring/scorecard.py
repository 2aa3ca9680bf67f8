"""The score card: what an inspection would print, with how many cases stand behind each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 per cent Wilson interval, as shares between 0 and 1."""

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


@dataclass(frozen=True, slots=True)
class CriterionScore:
    id: str
    name: str
    score: Fraction | None
    """Between 0 and 1, exact; rounded only when printed."""
    questions: tuple[QuestionScore, ...]
    band: str | None
    interval: Interval | None
    n: int
    """Most cases that any of its questions counts."""
    scored_questions: int
    """Questions that have a score."""
    small: bool
    """Too few cases or questions for the figure to be leant on."""
    organisational: bool = False
    """Scored from interviews with the organisation, never from cases."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    id: str
    name: str
    score: Fraction | None
    criteria: tuple[CriterionScore, ...]
    n: int
    small: bool
    organisational: bool = False


@dataclass(frozen=True, slots=True)
class HeadlineScore:
    id: str
    name: str
    score: Fraction | None
    band: str | None
    interval: Interval | None
    questions: tuple[str, ...]
    """Codes of the questions that it averages."""
    n: int
    small: bool


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


def percent(score: Fraction | float) -> int:
    """A share as a whole per cent, rounded half up, as the reports print it."""
    return int(Fraction(score) * 100 + Fraction(1, 2))
