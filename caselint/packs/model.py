"""What a pack holds: rules, definitions, settings and frameworks, as loaded and checked. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["high", "medium", "low"]
Norm = Literal["expected", "enhanced"]
Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the pack, for error messages. Lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Example:
    """A case laid over the pack's base case, and what the rule must say of it."""

    name: str
    case: Mapping[str, Any]
    outcome: str
    as_of: str | None
    framework: str | None
    evidence_against: bool | None
    """Whether evidence against the case is to be proposed; None where the example does not say."""
    place: Place


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """Everything about a rule but its logic: what `explain`, the reports and the scores need. Stored with the results."""

    code: str
    name: str
    topic: str
    question: str
    why: str
    who: str
    """Who is asked, in words."""
    expectation: str
    """What above the line means, in words."""
    remedy: str
    severity: Severity
    norm: Norm
    criteria: Mapping[str, tuple[str, ...]]
    """Criteria by framework id."""
    scored_in: tuple[str, ...]
    """Frameworks in whose scores the question counts. Under the others it still gives findings."""
    not_scored_in: Mapping[str, str]
    """Why not, by framework id."""
    measures: tuple[str, ...]
    alternatives: tuple[str, ...]
    """Codes that ask the same in one answer for another framework; one framework never scores both."""
    sources: tuple[str, ...]
    note: str | None = None
