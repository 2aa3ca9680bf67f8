"""Where in a record a subject stands, what identifies it, and who held the case on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from caselint.audit.outcomes import Holder
from caselint.language.functions import time_field
from caselint.record.base import Entry
from caselint.record.record import Record


def pointer_to(record: Record, path: str | None, entry: object | None) -> str | None:
    """The JSON Pointer of an entry that stands in the list at a dotted path, or None where it stands nowhere there."""
    if path is None or entry is None:
        return None
    return next((pointer for pointer, found in entries_at(record, path.split("."), "") if found is entry), None)


def entries_at(owner: Any, steps: list[str], pointer: str) -> Iterator[tuple[str, Any]]:
    """Every entry that a dotted path leads to, through the lists on its way, with its pointer."""
    if not steps:
        yield pointer, owner
        return
    value = getattr(owner, steps[0], None)
    pointer = f"{pointer}/{steps[0]}"
    if isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from entries_at(entry, steps[1:], f"{pointer}/{index}")
    elif value is not None:
        yield from entries_at(value, steps[1:], pointer)


def nearest(record: Record, path: str) -> str:
    """The pointer of what a dotted path names, or of the nearest part above it that exists."""
    owner: Any = record
    pointer = ""
    for step in path.split("."):
        owner = getattr(owner, step, None)
        if owner is None:
            break
        pointer = f"{pointer}/{step}"
        if isinstance(owner, tuple):
            break
    return pointer


def subject_of(entry: object | None) -> str | None:
    """What identifies a subject from run to run: its own id, or else its date; never its place in a list."""
    if entry is None or isinstance(entry, str):
        return entry
    if isinstance(entry, date):
        return entry.isoformat()
    if isinstance(entry, Entry):
        for name in identifying(type(entry)):
            found = getattr(entry, name)
            if isinstance(found, date):
                return found.isoformat()
            if isinstance(found, str):
                return found
    return None


@cache
def identifying(model: type[Entry]) -> tuple[str, ...]:
    """The fields of a model that can identify an entry, the first of them best. To ask an entry for what it lacks takes long."""
    return tuple(name for name in ("id", time_field(model) or "end") if name in model.model_fields)


def identity_of(code: str, case_id: str, subject: str | None) -> str:
    """A finding's identity: of rule, case and subject alone, so that it outlives any change of order, line or wording."""
    return hashlib.sha256("\0".join((code, case_id, subject or "")).encode()).hexdigest()[:16]


def holder_on(record: Record, day: date) -> Holder:
    """Who held the case on a day: the officer in post (not one who stood in), and the team and unit of the record."""
    managers = record.case.offender_managers or ()
    in_post = [m for m in managers if not m.stands_in and m.started_on <= day and (m.ended_on is None or m.ended_on >= day)]
    latest = max(in_post, key=lambda m: (m.started_on, m.officer_id or ""), default=None)
    return Holder(latest.officer_id if latest else None, record.case.team, record.case.local_delivery_unit)
