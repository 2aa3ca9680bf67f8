"""Questions with the cases that they concern, cut where a list would be too long to be read, which is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselint.packs.model import RuleInfo
from caselint.reports.listed import SEVERITIES
from caselint.reports.safe_text import many

CASES = 8
"""Cases that a line names."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the first of the cases that it concerns, and how many there are in all."""

    rule: RuleInfo
    cases: tuple[str, ...]
    total: int
    of: int
    """Cases in which it could be decided, or 0 where that does not matter."""
    against: tuple[str, ...] = ()
    """Cases that wait for an assessor, and in which the record holds evidence against."""
    more_against: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.cases)

    @property
    def everywhere(self) -> bool:
        return self.total >= self.of

    @property
    def share(self) -> str:
        """In how many of the cases that could be decided."""
        if not self.everywhere:
            return f"{self.total:,} of {many(self.of, 'case')}"
        return "the one case" if self.of == 1 else f"all {self.of:,} cases"


@dataclass(frozen=True, slots=True)
class Listed:
    """The first questions of a list, and how many come after them."""

    questions: tuple[Question, ...]
    more: int


def listed(
    questions: Mapping[str, Sequence[str]],
    rules: Mapping[str, RuleInfo],
    most: int,
    decided: Mapping[str, int] | None = None,
    against: Mapping[str, Sequence[str]] | None = None,
) -> Listed:
    """What is above the line in every case that could be decided comes first, then by evidence, severity and number of cases."""
    of = decided or {}
    speaks = against or {}

    def place(code: str) -> tuple[bool, int, int, int, str]:
        everywhere = of.get(code, 0) <= len(questions[code])
        return not everywhere, -len(speaks.get(code, ())), SEVERITIES.index(rules[code].severity), -len(questions[code]), code

    order = sorted(questions, key=place)
    chosen = tuple(
        Question(
            rules[code],
            tuple(sorted(questions[code])[:CASES]),
            len(questions[code]),
            of.get(code, 0),
            tuple(sorted(speaks.get(code, ()))[:CASES]),
            max(0, len(speaks.get(code, ())) - CASES),
        )
        for code in order[:most]
    )
    return Listed(chosen, len(order) - len(chosen))
