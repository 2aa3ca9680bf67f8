"""Wording: what is wrong with a value, in the words of the record, without printing what it may say about a person.

Printed are values of code lists and what comes near one, numbers, codes and dates, shortened; never the words of a text, whichever
field they stand in. A word without a digit that is like no value of its code list may be somebody's name.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from caselint.record.expecting import Expected, suggest
from caselint.record.locating import Path, scalar_at, string_at

MAX_SHOWN = 40
_MOST_VALUES = 12
_MOST_STEPS = 20  # twice as deep as any model

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_$.:/~@-]{1,60}")
_CODE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9_./+-]+")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LIKE_A_DATE = re.compile(
    rf"(?=.*[0-9])(?:[0-9\s/.:,+TZ-]|(?<![a-z])(?:{_MONTH})[a-z]{{0,6}}(?![a-z])|(?<=[0-9])(?:st|nd|rd|th))+", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]?([0-9]{1,2})[/.-]?([0-9]{1,2})(?:[T ].*)?")

_NAMES = {
    "object": "an object in braces",
    "list": "a list",
    "date": 'a date in quotes, such as "2010-02-28"',
    "value": "one of its fixed values, as text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "id": "text, in quotes",
    "text": "text, in quotes",
}


def pointer(path: Path) -> str:
    """The JSON Pointer (RFC 6901) of a path, up to the first key that could be words about a person and no field's name."""
    steps = []
    for step in path[:_MOST_STEPS]:
        if isinstance(step, str) and not _PLAIN_KEY.fullmatch(step):
            break
        steps.append("/" + str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(steps)


def key_name(name: str) -> str:
    """A key for a message: in quotes, or left out where it does not look like the name of a field."""
    return f"`{_shortened(name)}`" if _PLAIN_KEY.fullmatch(name) else "(its name is not shown: it is no plain word)"


def plain_name(name: str) -> str:
    """A name of a part of a record, for a report."""
    return name if _PLAIN_KEY.fullmatch(name) else "(a name that is no plain word)"


def unknown_key(name: str, parent: Expected | None) -> tuple[str, str | None]:
    """Message and hint for a key that its object should not have."""
    known = parent.fields if parent else ()
    meant = suggest(name, known)
    if meant:
        return f"unknown field {key_name(name)}; did you mean `{meant}`?", None
    return f"unknown field {key_name(name)}", f"fields here: {', '.join(known)}" if 0 < len(known) <= _MOST_VALUES else None


def missing_key(name: str, wanted: Expected | None) -> tuple[str, str | None]:
    """Message and hint for a key that its object lacks."""
    return f"`{name}` is missing", wanted.description if wanted and wanted.description else None


def wrong_value(kind: str, bounds: Mapping[str, Any], wanted: Expected | None, text: str, at: int) -> tuple[str, str | None]:
    """Message and hint for the value at `at`, which pydantic refused with an error of this kind."""
    found = _json_kind(text, at)
    if wanted is None:
        return f"{found} cannot stand here", None
    string = string_at(text, at)
    if wanted.kind == "date" and string is not None:
        return _wrong_date(string)
    if wanted.kind == "value" and string is not None:
        return _wrong_word(string, wanted.values)
    if wanted.kind == "id" and string is not None:
        length = f"has {len(string)} characters" if string else "is empty"
        return f"an id of 1 to 200 characters is due here, without line breaks or control characters; this one {length}", None
    number = _shortened(scalar_at(text, at) or "")
    if "ge" in bounds or "le" in bounds:
        low, high = bounds.get("ge"), bounds.get("le")
        return (
            f"{number} is less than {low}, the lowest value" if high is None else f"{number} is more than {high}, the highest value",
            None,
        )
    if kind == "finite_number":
        return f"{number} is too large for a number", None
    if wanted.kind == "integer" and found == "a number":
        return f"{number} is not a whole number", None
    hint = "leave the field out where nothing was recorded" if found == "null" and wanted.description else None
    return f"must be {_NAMES[wanted.kind]}, not {found}", hint


def _wrong_date(written: str) -> tuple[str, str | None]:
    hint = "a date is written year-month-day"
    if len(written) > MAX_SHOWN or not _LIKE_A_DATE.fullmatch(written):
        return "this is not a date: write it as 2010-02-28 (year-month-day)", None
    year, month, day = 0, 0, 0
    if found := _DAY_FIRST.fullmatch(written.strip()):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(written.strip()):
        year, month, day = (int(part) for part in found.groups())
    try:
        meant = date(year, month, day)
    except ValueError:
        if 1 <= month <= 12 and 1 <= year <= 9998 and day:
            last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            hint = f"that month has {last.day} days"
        return f"{_shortened(written)} is not a date: write it as 2010-02-28 (year-month-day)", hint if year else None
    return f"{_shortened(written)} is not written as a date: write it as {meant.isoformat()} (year-month-day)", None


def _wrong_word(written: str, values: tuple[str, ...]) -> tuple[str, str | None]:
    plain = re.sub(r"[\s-]+", "_", written[:100].strip()).lower()
    meant = plain if plain in values else suggest(plain, values)
    hint = f"one of: {', '.join(values)}" if len(values) <= _MOST_VALUES else None
    shown = f"`{_shortened(written)}`" if meant or _CODE.fullmatch(written) else "this"
    return f"{shown} is not one of the values of this field" + (f"; did you mean `{meant}`?" if meant else ""), hint


def _json_kind(text: str, at: int) -> str:
    kinds = {'"': "text", "{": "an object", "[": "a list", "t": "true or false", "f": "true or false", "n": "null"}
    return kinds.get(text[at : at + 1], "a number")


def _shortened(value: str) -> str:
    shown = value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in shown)
