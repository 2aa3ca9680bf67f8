"""Small ways to write a rule, a tally and a framework in a test."""

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from caselint.audit.outcomes import Outcome
from caselint.packs.framework import Framework, parse_framework
from caselint.packs.model import RuleInfo
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, QuestionScore, Scorecard, SectionScore
from caselint.scoring.tally import Tally

FOLDER = Path(__file__).parents[2] / "rules" / "frameworks"
IDS = ("iaow-2013", "omi-2007", "omi2-2009")
VARIANTS = [
    ("omi-2007", "eighty_twenty"),
    ("omi-2007", "plain_mean"),
    ("omi2-2009", "mean_of_criteria"),
    ("omi2-2009", "mean_of_questions"),
    ("iaow-2013", "mean_of_questions"),
    ("iaow-2013", "mean_of_criteria"),
]


@cache
def _read(framework: str) -> Any:
    return yaml.safe_load((FOLDER / f"{framework}.yaml").read_text(encoding="utf-8"))


def data(framework: str) -> Any:
    """The plain data of a shipped framework, to change at will."""
    return copy.deepcopy(_read(framework))


@cache
def shipped(framework: str) -> Framework:
    return parse_framework(_read(framework))


def rule(
    code: str,
    criteria: Mapping[str, tuple[str, ...]],
    *,
    measures: tuple[str, ...] = (),
    scored_in: tuple[str, ...] | None = None,
    norm: Any = "expected",
    alternatives: tuple[str, ...] = (),
) -> RuleInfo:
    return RuleInfo(
        code=code,
        name=code.lower(),
        topic="T",
        question="?",
        why="",
        who="",
        expectation="",
        remedy="",
        severity="medium",
        norm=norm,
        criteria=criteria,
        scored_in=tuple(criteria) if scored_in is None else scored_in,
        not_scored_in={},
        measures=measures,
        alternatives=alternatives,
        sources=(),
    )


def counted(cases: int, shares: Mapping[str, tuple[int, int]]) -> Tally:
    """A tally in which each question has (above, counted) cases, and the other cases are not asked."""
    tally = Tally(cases=cases)
    for code, (above, of) in shares.items():
        tally.counts[code, Outcome.SUFFICIENT] = above
        tally.counts[code, Outcome.NOT_DONE] = of - above
        tally.counts[code, Outcome.NOT_APPLICABLE] = cases - of
    return tally


def criterion(card: Scorecard, name: str) -> CriterionScore:
    return next(c for section in card.sections for c in section.criteria if c.id == name)


def section(card: Scorecard, name: str) -> SectionScore:
    return next(s for s in card.sections if s.id == name)


def headline(card: Scorecard, name: str) -> HeadlineScore:
    return next(h for h in card.headlines if h.id == name)


def question(card: Scorecard, code: str) -> QuestionScore:
    return next(q for s in card.sections for c in s.criteria for q in c.questions if q.code == code)
