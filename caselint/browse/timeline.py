"""The dated events of a record: every date that its models hold, in words made of field names and code lists alone.

Free text, names and ids of people are never looked at: a detail is a value of a code list or a yes or no, by its type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from caselint.record.base import Entry
from caselint.record.expecting import bare
from caselint.record.record import Record

HIDDEN = frozenset({"date_of_birth"})
"""Dates that tell who somebody is, and not what was done."""
QUIET = frozenset({"person"})
"""Sections of which only the dates are told: their code lists speak of health, faith and the like."""
MAIN = "date"
"""The date of an entry as a whole, which needs no name beside it."""
DETAILS = ("event", "kind", "of", "level", "stage", "trigger", "to", "made", "status", "outcome", "result", "decision", "direction")
"""Fields that say what an entry is, or what came of it, where they are code lists or a yes or no."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one entry of a record says of one day."""

    day: date
    what: str
    """The section and the parts in it: `rosh: levels`."""
    fields: tuple[str, ...]
    """Names of the dates, in words; the main date has none."""
    details: tuple[str, ...]
    pointer: str
    """JSON Pointer of the entry."""
    id: str | None
    """The entry's own id, which findings name as their subject. Never shown."""


class Shape(NamedTuple):
    """What to look at in a model, worked out once."""

    days: tuple[str, ...]
    day_lists: tuple[str, ...]
    details: tuple[str, ...]
    parts: tuple[str, ...]


def events_of(record: Record) -> list[Event]:
    """Every dated event of a record, by day, and within a day in the order of the sections."""
    found = [
        event
        for section in Record.model_fields
        for owner, pointer in entries_in(getattr(record, section), f"/{section}")
        for event in events_in(owner, pointer, (section,), section not in QUIET)
    ]
    found.sort(key=lambda event: event.day)
    return found


def events_in(entry: Entry, pointer: str, path: tuple[str, ...], telling: bool) -> Iterator[Event]:
    shape = shape_of(type(entry))
    by_day: dict[date, list[str]] = {}
    for name in shape.days:
        if (day := getattr(entry, name)) is not None:
            by_day.setdefault(day, []).append("" if name == MAIN else day_words(name))
    for name in shape.day_lists:
        for day in getattr(entry, name) or ():
            by_day.setdefault(day, []).append(day_words(name))
    if by_day:
        what = ": ".join([in_words(path[0]), ", ".join(map(in_words, path[1:]))]) if path[1:] else in_words(path[0])
        details = tuple(details_of(entry, shape)) if telling else ()
        for day, names in by_day.items():
            yield Event(day, what, tuple(name for name in names if name), details, pointer, getattr(entry, "id", None))
    for name in shape.parts:
        for part, where in entries_in(getattr(entry, name), f"{pointer}/{name}"):
            yield from events_in(part, where, (*path, name), telling)


def entries_in(value: Any, pointer: str) -> Iterator[tuple[Entry, str]]:
    """The entries of a field that holds one, a list of them, or nothing."""
    if isinstance(value, Entry):
        yield value, pointer
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield each, f"{pointer}/{index}"


def details_of(entry: Entry, shape: Shape) -> Iterator[str]:
    for name in shape.details:
        value = getattr(entry, name)
        if isinstance(value, bool):
            yield in_words(name) if value else f"not {in_words(name)}"
        elif value is not None:
            yield f"{in_words(name)} {in_words(value)}" if name in ("of", "to", "level") else in_words(value)


@cache
def shape_of(model: type[Entry]) -> Shape:
    days: list[str] = []
    day_lists: list[str] = []
    parts: list[str] = []
    details: set[str] = set()
    for name, field in model.model_fields.items():
        annotation = bare(field.annotation)[0]
        is_list = get_origin(annotation) is tuple
        inner = bare(get_args(annotation)[0])[0] if is_list else annotation
        if inner is date:
            if name not in HIDDEN:
                (day_lists if is_list else days).append(name)
        elif isinstance(inner, type) and issubclass(inner, Entry):
            parts.append(name)
        elif not is_list and name in DETAILS and (annotation is bool or get_origin(annotation) is Literal):
            details.add(name)
    return Shape(tuple(days), tuple(day_lists), tuple(name for name in DETAILS if name in details), tuple(parts))


def in_words(name: str) -> str:
    return name.replace("_", " ")


def day_words(name: str) -> str:
    """`started_on` as `started`."""
    return in_words(name.removesuffix("_on"))


def subject_day(events: list[Event], subject: str | None, pointer: str) -> date | None:
    """The day of what a finding is about: its subject is a date, or the id of an entry."""
    if subject is None:
        return None
    try:
        return date.fromisoformat(subject)
    except ValueError:
        pass
    named = [event for event in events if event.id == subject]
    at_place = [event for event in named if event.pointer == pointer] or named
    if len({event.pointer for event in at_place}) != 1:
        return None  # several entries bear that id: which is meant nobody can say
    return next((event.day for event in at_place if not event.fields), at_place[0].day)
