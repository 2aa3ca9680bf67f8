"""A record as it stood on an earlier day: what happened or was written since is left out.

An audit looks at one day. Where the export was made later, it holds what nobody could know on that day: a visit that was made since, the
end of a case, a referral's answer. Plans stay, since they were made before; so does what has no date.
"""

from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from caselint.record.base import Entry
from caselint.record.expecting import bare
from caselint.record.record import Record
from caselint.record.sections.sentence import Requirement

T = TypeVar("T", bound=Entry)

PLANS = frozenset(
    {
        "due_on", "next_due_on", "next_review_on", "review_on", "target_on", "planned_on", "planned_start_on", "planned_end_on",
        "planned_release_on", "expected_end_on", "end_expected_on", "extended_to", "hearing_on", "exported_on", "date_of_birth",
    }
)  # fmt: skip
"""Dates that lie ahead when they are written: they were known before they came."""

WHEN = ("date", "identified_on", "raised_on")
"""What dates an entry as a whole: one that happened, or became known, on a later day was not there yet. So does the beginning of a period,
where it is never missing. Without such a field, an entry is there from the first of its other dates."""
ORDERED = ("Requirement", "Intervention")
"""What is there before it begins."""
CAME_OF_IT = ("status", "outcome", "result", "answer", "decision")
"""What came of something. Where one of its dates lies ahead, this may be of that day, and was not known."""


class _Plan(NamedTuple):
    """What to look at in a model, worked out once."""

    when: tuple[str, ...]
    days: tuple[str, ...]
    """Dates that can be taken away."""
    came_of_it: tuple[str, ...]
    stays: bool
    day_lists: tuple[str, ...]
    parts: tuple[tuple[str, bool, bool], ...]
    """Fields that hold entries: name, whether it is a list, and whether a single one can be taken away."""


def as_it_stood(record: Record, day: date) -> tuple[Record, dict[int, Entry]]:
    """The record up to and with the day, and for each entry that had to be changed, by its `id()`, the entry that it was made from."""
    origins: dict[int, Entry] = {}
    return _trimmed(record, day, origins), origins


def _trimmed(entry: T, day: date, origins: dict[int, Entry]) -> T:
    plan = _plan(type(entry))
    values = entry.__dict__
    changed: dict[str, Any] = {name: None for name in plan.days if values[name] is not None and values[name] > day}
    if changed:
        changed |= {name: None for name in plan.came_of_it if values[name] is not None}
        if isinstance(entry, Requirement) and "started_on" in changed:
            changed["status"] = "not_started"
        elif isinstance(entry, Requirement) and "ended_on" in changed:
            changed["status"] = "in_progress"
    for name in plan.day_lists:
        if values[name] and any(each > day for each in values[name]):
            changed[name] = tuple(each for each in values[name] if each <= day)
    for name, is_list, optional in plan.parts:
        value = values[name]
        if not value:
            continue
        if is_list:
            kept = tuple(_trimmed(each, day, origins) for each in value if not _later(each, day))
            if len(kept) != len(value) or any(new is not old for new, old in zip(kept, value, strict=True)):
                changed[name] = kept
        elif optional and _later(value, day):
            changed[name] = None
        elif (part := _trimmed(value, day, origins)) is not value:
            changed[name] = part
    if not changed:
        return entry
    copy = entry.model_copy(update=changed)
    origins[id(copy)] = entry
    return copy


def _later(entry: Entry, day: date) -> bool:
    """Whether an entry was not there yet on the day. One without any date is taken to have been."""
    plan = _plan(type(entry))
    if plan.when or plan.stays:
        return any((found := entry.__dict__[name]) is not None and found > day for name in plan.when)
    first = min((found for name in plan.days if (found := entry.__dict__[name]) is not None), default=None)
    return first is not None and first > day


@cache
def _plan(model: type[Entry]) -> _Plan:
    fields = model.model_fields
    when = tuple(name for name in fields if name in WHEN or (name == "started_on" and fields[name].is_required()))
    days, day_lists, parts = [], [], []
    for name, field in fields.items():
        annotation = bare(field.annotation)[0]
        is_list = get_origin(annotation) is tuple
        inner = bare(get_args(annotation)[0])[0] if is_list else annotation
        optional = (
            not field.is_required() and field.default is None and model is not Record
        )  # a section is carried or not, whatever the day
        if inner is date:
            if is_list:
                day_lists.append(name)
            elif optional and name not in PLANS:
                days.append(name)
        elif isinstance(inner, type) and issubclass(inner, Entry):
            parts.append((name, is_list, optional))
    came_of_it = tuple(name for name in CAME_OF_IT if name in fields and not fields[name].is_required() and fields[name].default is None)
    return _Plan(when, tuple(days), came_of_it, model.__name__ in ORDERED, tuple(day_lists), tuple(parts))
