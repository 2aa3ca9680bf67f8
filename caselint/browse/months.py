"""A timeline to read: events and the findings' own dates by month, with what says the same folded into one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from caselint.audit.outcomes import CaseResult
from caselint.browse.timeline import Event, subject_day

FEW = 2
"""So many events of a month that say the same still stand one by one when a timeline is folded."""
Kind = Literal["deadline", "subject", "due", "as_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A date of the results themselves: a finding's or a duty's."""

    day: date
    kind: Kind
    code: str = ""
    place: int = -1
    """Which of the case's findings or duties it belongs to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline: an event, several of a kind, or a mark."""

    day: date
    what: str
    says: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int
    lines: tuple[Line, ...]


def marks_of(result: CaseResult, events: list[Event]) -> list[Mark]:
    """The dates that the results hold of a case, and the days of what its findings are about, as far as the record shows them."""
    found = [Mark(result.as_of, "as_of")]
    for place, finding in enumerate(result.findings):
        if finding.deadline is not None:
            found.append(Mark(finding.deadline, "deadline", finding.code, place))
        day = subject_day(events, finding.subject, finding.pointer)
        if day is not None and day != finding.deadline:
            found.append(Mark(day, "subject", finding.code, place))
    found += [Mark(due.deadline, "due", due.code, place) for place, due in enumerate(result.due)]
    return found


def months_of(events: Sequence[Event], marks: Iterable[Mark], folded: bool) -> list[Month]:
    """The months in which something happened or fell due, the earliest first. A month's marks keep their own lines, folded or not."""
    days = [*((event.day, event) for event in events), *((mark.day, mark) for mark in marks)]
    days.sort(key=lambda one: (one[0].year, one[0].month))
    found = []
    for (year, month), group in groupby(days, key=lambda one: (one[0].year, one[0].month)):
        there = [one for _, one in group]
        lines = lines_of([one for one in there if isinstance(one, Event)], folded)
        lines += [Line(mark.day, "", mark=mark) for mark in there if isinstance(mark, Mark)]
        lines.sort(key=lambda line: (line.day, line.mark is not None, line.mark is not None and line.mark.kind == "as_of"))
        found.append(Month(year, month, tuple(lines)))
    return found


def lines_of(events: Sequence[Event], folded: bool) -> list[Line]:
    """A line for each event. Folded, one for all events of a month that say the same, so that what is otherwise stands out."""
    alike: dict[tuple[str, str], list[date]] = {}
    for event in events:
        alike.setdefault((event.what, words(event)), []).append(event.day)
    lines = []
    for (what, says), days in alike.items():
        if folded and len(days) > FEW:
            until = f"to the {ordinal(max(days).day)}" if max(days) != min(days) else "that day"
            lines.append(Line(min(days), what, f"{says} ({len(days)}, {until})".strip()))
        else:
            lines += [Line(day, what, says) for day in days]
    return lines


def words(event: Event) -> str:
    """`started: supervision, in progress` for a reader: which dates these are, and what the entry is."""
    return ": ".join(filter(None, (", ".join(event.fields), ", ".join(event.details))))


def ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
