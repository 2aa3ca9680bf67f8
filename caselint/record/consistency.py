"""Consistency: contradictions inside a record that can be read. They do not stop the audit, but its outcomes may mislead."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import BaseModel

from caselint.record.expecting import parts_of
from caselint.record.locating import Path
from caselint.record.record import Record
from caselint.record.sections.case import Case

Contradiction = tuple[Path, str]
"""The value that cannot be right, and why."""

COMMUNITY = ("community_order", "suspended_sentence_order")
LONG_AFTER = timedelta(weeks=13)
"""A last conversation can follow the end of a case by some weeks; supervision cannot go on for a quarter of a year."""
SEEN = ("attended", "attended_not_complied")


class _Plan(NamedTuple):
    """How to reach every period below a model, worked out once: a record has some fifty models, and few of them hold periods."""

    is_period: bool
    lists: tuple[tuple[str, "_Plan"], ...]
    parts: tuple[tuple[str, "_Plan"], ...]


def contradictions(record: Record) -> list[Contradiction]:
    """Everything in the record that contradicts itself; nearly always nothing, and then it costs a few microseconds."""
    found = [*_in_the_case(record.case), *_of_another_sentence(record), *_seen_long_after_the_end(record)]
    if record.case.exported_on:
        found += _after_the_export(record, record.case.exported_on)
    if _any_period_backwards(record, _PLAN):
        found += _periods_backwards(record, _PLAN, ())
    return found


def _in_the_case(case: Case) -> Iterator[Contradiction]:
    if case.starts is None:
        return
    if not case.starts:
        yield ("case", "starts"), "a record without any start event: no question about a start can be asked"
    elif case.end and case.end.date:
        if case.end.date < (first := min(start.date for start in case.starts)):
            yield ("case", "end", "date"), f"the case ended on {case.end.date}, before its first start on {first}"
        elif case.end.date < (last := max(start.date for start in case.starts)):
            yield ("case", "end", "date"), f"the case ended on {case.end.date}, and a start on {last} came after it: nothing since is asked"


def _of_another_sentence(record: Record) -> Iterator[Contradiction]:
    """What belongs to custody in a case that has none, and the other way round: questions that rest on it would not be asked."""
    case, sentence, starts = record.case, record.sentence, record.case.starts
    under = case.order_type.replace("_", " ")
    if case.order_type in COMMUNITY:
        for index, start in enumerate(starts or ()):
            if start.event == "release":
                yield ("case", "starts", index, "event"), f"a release from custody on {start.date}, and the person is under a {under}"
        for index, step in enumerate(record.enforcement or ()):
            if step.kind == "recall":
                yield ("enforcement", index, "kind"), f"a recall ends a licence, and the person is under a {under}"
        if case.end and case.end.reason == "recalled":
            yield ("case", "end", "reason"), f"a recall ends a licence, and the person is under a {under}"
    if sentence is None:
        return
    if sentence.kind == ("custody" if case.order_type in COMMUNITY else "community_order"):
        yield ("sentence", "kind"), f"the sentence is {sentence.kind.replace('_', ' ')}, and `case.order_type` is {under}"
    if starts and sentence.date > (first := min(start.date for start in starts)):
        yield ("sentence", "date"), f"the sentence of {sentence.date} lies after the first start on {first}"


def _seen_long_after_the_end(record: Record) -> Iterator[Contradiction]:
    """The end of a case stops its questions. After a recall the person is still visited, inside."""
    end = record.case.end
    if end is None or end.date is None or end.reason == "recalled":
        return
    late = end.date + LONG_AFTER
    seen = [
        c.date
        for c in record.contacts or ()
        if c.date > late and c.outcome in SEEN and c.voluntary is not True and "person" in (c.participants or ())
    ]
    if seen:
        yield ("case", "end", "date"), f"the case ended on {end.date}, and the person was still seen on {max(seen)}"


def _after_the_export(record: Record, exported: date) -> Iterator[Contradiction]:
    """Only what is certain: much else can lie ahead (a meeting that is planned, an end that is expected)."""
    for index, start in enumerate(record.case.starts or ()):
        if start.date > exported:
            yield ("case", "starts", index, "date"), f"the start on {start.date} lies after the export on {exported}"
    if record.person and record.person.date_of_birth and record.person.date_of_birth > exported:
        yield ("person", "date_of_birth"), f"the date of birth lies after the export on {exported}"
    for index, visit in enumerate(record.home_visits or ()):
        if visit.made and visit.date and visit.date > exported:
            yield ("home_visits", index, "date"), f"the visit made on {visit.date} lies after the export on {exported}"
    for index, level in enumerate((record.rosh and record.rosh.levels) or ()):
        if level.date > exported:
            yield ("rosh", "levels", index, "date"), f"the level of {level.date} lies after the export on {exported}"


def _plan(model: type[BaseModel]) -> _Plan:
    below = [(name, is_list, _plan(part)) for name, is_list, part in parts_of(model)]
    lists = tuple((name, plan) for name, is_list, plan in below if is_list and any(plan))
    parts = tuple((name, plan) for name, is_list, plan in below if not is_list and any(plan))
    return _Plan({"started_on", "ended_on"} <= set(model.model_fields), lists, parts)


_PLAN = _plan(Record)


def _any_period_backwards(entry: Any, plan: _Plan) -> bool:
    is_period, lists, parts = plan
    if is_period and (end := entry.ended_on) is not None and (start := entry.started_on) is not None and end < start:
        return True
    for name, below in lists:
        for item in getattr(entry, name) or ():
            if _any_period_backwards(item, below):
                return True
    return any((part := getattr(entry, name)) is not None and _any_period_backwards(part, below) for name, below in parts)


def _periods_backwards(entry: Any, plan: _Plan, path: Path) -> Iterator[Contradiction]:
    if plan.is_period and entry.ended_on and entry.started_on and entry.ended_on < entry.started_on:
        yield (*path, "ended_on"), f"it ended on {entry.ended_on}, before it started on {entry.started_on}"
    for name, below in plan.lists:
        for index, item in enumerate(getattr(entry, name) or ()):
            yield from _periods_backwards(item, below, (*path, name, index))
    for name, below in plan.parts:
        if (part := getattr(entry, name)) is not None:
            yield from _periods_backwards(part, below, (*path, name))
