"""The printed figures as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "figures.yaml"


@dataclass(frozen=True, slots=True)
class Here:
    """Cases of the cohort, and why they are not as many as the report has."""

    asked: int
    above: int
    why: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What one question prints, in whole cases."""

    code: str
    criteria: tuple[str, ...]
    """Where the report prints it."""
    asked: int
    above: int
    prints: int | None
    """Per cent, as printed; `None` where the share is ours."""
    basis: str
    base: str
    states: Mapping[str, int] = field(default_factory=dict)
    """Cases by outcome below the line, where the report tells them apart."""
    directions: Mapping[str, int] = field(default_factory=dict)
    """Cases below the line by the way in which a level was found wrong."""
    scored: bool = True
    note: str = ""
    here: Here | None = None
    """Other numbers that print the same, where a rule asks fewer or more cases than the report's base."""

    @property
    def aim(self) -> tuple[int, int]:
        """Above the line and asked, as the cohort is to have it."""
        return (self.here.above, self.here.asked) if self.here else (self.above, self.asked)

    @property
    def share(self) -> Fraction:
        """As the cohort is to have it."""
        return Fraction(*self.aim)

    @property
    def ours(self) -> bool:
        """The report prints no figure: the share was chosen within its words."""
        return self.prints is None


@dataclass(frozen=True, slots=True)
class Figures:
    cases: int
    framework: str
    questions: Mapping[str, Figure]
    """By code, the chosen ones last."""
    no_rule_yet: frozenset[str]
    """Codes of which the pack does not know how to ask yet."""
    scores: Mapping[str, Mapping[str, int]]
    """What the report prints for each criterion, section and headline, in per cent."""


def rounded(above: int, asked: int) -> int:
    """Per cent, half up, as the programme rounds."""
    return (200 * above + asked) // (2 * asked)


def load(file: Path = FILE) -> Figures:
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    printed = [_printed(entry) for entry in data["questions"]]
    chosen = [_chosen(entry) for entry in data["chosen"]]
    return Figures(
        cases=data["cases"],
        framework=data["framework"],
        questions={figure.code: figure for figure in printed + chosen},
        no_rule_yet=frozenset(data["no_rule_yet"]),
        scores=data["scores"],
    )


def _printed(entry: Mapping[str, Any]) -> Figure:
    here = Here(**entry["here"]) if "here" in entry else None
    return Figure(**{**entry, "criteria": tuple(entry["criteria"]), "here": here})


def _chosen(entry: Mapping[str, Any]) -> Figure:
    low, high = entry["between"]
    return Figure(
        code=entry["code"],
        criteria=tuple(entry["criteria"]),
        asked=entry["asked"],
        above=entry["above"],
        prints=None,
        basis="ours",
        base="chosen",
        note=f"{entry['words']}, read as {low} to {high} per cent",
        here=Here(**entry["here"]) if "here" in entry else None,
    )
