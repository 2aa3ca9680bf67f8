"""Slips that Python's own parser has no good words for: a date, a single `=`, a word of another language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from caselint.language.errors import Fault

QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
DATE = re.compile(r"(?<![\w.-])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![\w-])")
NO_DATE = "a date cannot be written in an expression"
WHERE_DATES_COME_FROM = "a date comes from the record or from `as_of`"

SLIPS: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(r"=>"), ">="),
    (re.compile(r"=<"), "<="),
    (re.compile(r"<>"), "!="),
    (re.compile(r"(?<![=!<>:])=(?![=<>])"), "=="),
    (re.compile(r"&&"), "and"),
    (re.compile(r"\|\|"), "or"),
    (re.compile(r"\bAND\b"), "and"),
    (re.compile(r"\bOR\b"), "or"),
    (re.compile(r"\bNOT\b"), "not"),
]
"""What is no part of the language wherever it stands, and what is written instead."""


def outside_quotes(text: str) -> str:
    """The text with spaces for all that stands in quotes, so that places stay."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def written_date(text: str) -> Fault | None:
    """A date written out, which Python would take for a subtraction."""
    found = DATE.search(outside_quotes(text)) if "-" in text else None
    return found and Fault(found.start(), len(found[0]), NO_DATE, WHERE_DATES_COME_FROM)


def slip(text: str) -> Fault | None:
    """The first slip in a text that is no expression."""
    plain = outside_quotes(text)
    if "'" in plain or '"' in plain:  # quotes that never close: nobody knows what stands inside
        return None
    found = [(match.start(), match[0], right) for pattern, right in SLIPS if (match := pattern.search(plain))]
    if not found:
        return None
    start, wrong, right = min(found)
    hint = f"to compare, write `{right}`" if wrong == "=" else f"write `{right}`"
    return Fault(start, len(wrong), f"`{wrong}` is not part of the rule language", hint)
