"""What is wrong with an expression: where, what, and what to try. All errors of a pack are gathered before any is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one expression. The offset is that of the first character concerned, from 0, in the expression's own text."""

    offset: int
    length: int
    message: str
    hint: str | None = None
    parameter: str | None = None
    """The parameter of a definition that it concerns, instead of the expression."""


class ExpressionError(Exception):
    """An expression that the language does not accept, with every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.message for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A suggestion in words, or None where nothing comes near."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"did you mean `{matches[0]}`?" if matches else None
