"""What an expression can call, at run time. Every function is total: on any values of its types it gives a value and never raises."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import pairwise
from operator import itemgetter
from typing import Any

from pydantic import BaseModel, Field

from caselint.language.periods import Period, after, before, months_between
from caselint.language.working_days import WorkingDays
from caselint.record.base import Day, Entry
from caselint.record.vocabularies import ORDERED


class NotExported(Exception):
    """A rule came to a nested list that the export does not carry. The audit turns it into the outcome `not_exported`."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


class Window(Entry):
    """A stretch of time, both days included."""

    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day.")

    @classmethod
    def of(cls, start: date, end: date) -> "Window":
        """One that is known to be right: made without validation, since rules make them by the dozen."""
        found = cls.__new__(cls)
        found.__dict__.update(start=start, end=end)
        return found


# The field that says when an entry happened: the first of these that its model has.
TIME_FIELDS = (
    "date",
    "started_on",
    "identified_on",
    "raised_on",
    "sent_on",
    "received_on",
    "known_on",
    "decided_on",
    "triggered_on",
    "effective_on",
    "agreed_on",
    "requested_on",
    "recorded_on",
    "assessed_on",
    "offered_on",
    "planned_start_on",
    "due_on",
    "done_on",
    "target_on",
    "filed_on",
)


@cache
def time_field(model: type[BaseModel]) -> str | None:
    return next((name for name in TIME_FIELDS if name in model.model_fields), None)


def in_time_order(entries: Sequence[Any], name: str) -> Sequence[Any]:
    """Entries by their date, undated ones last; those of one day by id, then by content, so that the order of a list is no matter."""
    if len(entries) < 2:
        return entries
    dates = [getattr(entry, name) for entry in entries]
    if None not in dates and all(map(date.__lt__, dates, dates[1:])):
        return entries
    places = [(day or date.max, getattr(entry, "id", None) or "") for day, entry in zip(dates, entries, strict=True)]
    if len(set(places)) == len(places):
        return [entry for _, entry in sorted(zip(places, entries, strict=True), key=itemgetter(0))]
    contents = [entry.model_dump_json() for entry in entries]
    return [entry for *_, entry in sorted(zip(places, contents, entries, strict=True), key=itemgetter(0, 1))]


def not_exported(path: str) -> Any:
    raise NotExported(path)


def first(values: Sequence[Any]) -> Any:
    return values[0] if values else None


def last(values: Sequence[Any]) -> Any:
    return values[-1] if values else None


def unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def in_force(entries: Iterable[Any], day: date) -> tuple[Any, ...]:
    return tuple([e for e in entries if (e.started_on is None or e.started_on <= day) and (e.ended_on is None or e.ended_on >= day)])


def either(left: bool | None, right: bool | None) -> bool | None:
    """`or` where one side can be missing: true if any side is true, false only if both are false."""
    if left or right:
        return True
    return None if left is None or right is None else False


def both(left: bool | None, right: bool | None) -> bool | None:
    """`and` where one side can be missing: false if any side is false, true only if both are true."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


LARGEST = 10**18
"""No arithmetic leads further from zero, so that none can overflow, whatever numbers a record holds."""
SMALL = 10**9
"""No arithmetic on two numbers nearer to zero than this comes near the bounds."""


def bounded(value: float) -> float:
    return min(max(value, -LARGEST), LARGEST)


def plus(left: float, right: float) -> float:
    if -SMALL < left < SMALL and -SMALL < right < SMALL:
        return left + right
    return bounded(bounded(left) + bounded(right))


def minus(left: float, right: float) -> float:
    if -SMALL < left < SMALL and -SMALL < right < SMALL:
        return left - right
    return bounded(bounded(left) - bounded(right))


def times(left: float, right: float) -> float:
    if -SMALL < left < SMALL and -SMALL < right < SMALL:
        return left * right
    return bounded(bounded(left) * bounded(right))


def quotient(left: float, right: float) -> float | None:
    return None if right == 0 else bounded(bounded(left) / bounded(right))


def days_between(start: date, end: date) -> int:
    return (end - start).days


def years_between(start: date, end: date) -> int:
    months = months_between(start, end)
    return months // 12 if months >= 0 else -(-months // 12)


def longest_gap(days: Iterable[date], start: date, end: date) -> int:
    """Days of the longest stretch from start to end without one of the days; 0 where the end lies before the start."""
    inside = sorted({day for day in days if start < day < end})
    stops = [start, *inside, end]
    return max(0, *((there - here).days for here, there in pairwise(stops)))


def _intervals(moved: "Moves", days: Iterable[date], start: date, period: Period, end: date) -> tuple[Window, ...]:
    """From the start, and from each of the days up to the end: the window in which the period runs out, which may lie past the end."""
    stops = sorted({start, *(day for day in days if start < day <= end)})
    return tuple([Window.of(stop, moved[stop, period]) for stop in stops])


def _interval_points(moved: "Moves", days: Iterable[date], start: date, period: Period, end: date) -> tuple[date, ...]:
    """The days, up to the end, on which the period since the start, or since one of the days, had run out."""
    return tuple([window.end for window in _intervals(moved, days, start, period, end) if window.end <= end])


def _windows(moved: "Moves", start: date, end: date, period: Period) -> tuple[Window, ...]:
    """The complete windows of the period's length that follow one another from start to end."""
    found: list[Window] = []
    here = start
    while True:
        there = moved[here, period]
        if there > end or there <= here:
            return tuple(found)
        found.append(Window.of(here, date.fromordinal(there.toordinal() - 1)))
        here = there


class Moves(dict[tuple[date, Period], date]):
    """The days that lie a period after (or before) others, worked out once each: a caseload asks the same again and again.

    A dictionary, since looking something up costs a third of a call.
    """

    def __init__(self, move: Callable[[date, Period, WorkingDays], date], calendar: WorkingDays) -> None:
        super().__init__()
        self._move, self._calendar = move, calendar

    def __missing__(self, asked: tuple[date, Period]) -> date:
        if len(self) > 100_000:  # far more than the days and periods of any caseload: memory stays flat all the same
            self.clear()
        found = self[asked] = self._move(*asked, self._calendar)
        return found


RANKS: Mapping[str, int] = {value: rank for values in ORDERED for rank, value in enumerate(values)}


def runtime(calendar: WorkingDays) -> dict[str, Callable[..., Any] | Any]:
    """The names that compiled expressions can reach: these, and nothing else."""
    moved = Moves(after, calendar)
    return {
        "__builtins__": {},
        "_any": any,
        "_all": all,
        "_len": len,
        "_tuple": tuple,
        "_next": next,
        "_ranks": RANKS,
        "_not_exported": not_exported,
        "_in_time_order": in_time_order,
        "_first": first,
        "_last": last,
        "_earliest": partial(min, default=None),
        "_latest": partial(max, default=None),
        "_unique": unique,
        "_in_force": in_force,
        "_either": either,
        "_both": both,
        "_opposite": opposite,
        "_plus": plus,
        "_minus": minus,
        "_times": times,
        "_quotient": quotient,
        "_days_between": days_between,
        "_working_days_between": calendar.between,
        "_months_between": months_between,
        "_years_between": years_between,
        "_longest_gap": longest_gap,
        "_intervals": partial(_intervals, moved),
        "_interval_points": partial(_interval_points, moved),
        "_windows": partial(_windows, moved),
        "_after": moved,
        "_before": Moves(before, calendar),
        "_Period": Period,
    }
