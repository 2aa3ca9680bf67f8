"""Periods: so many calendar days, weeks, months or working days. Written as in `10 working days`."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from caselint.language.working_days import WorkingDays

Unit = Literal["days", "weeks", "months", "working_days"]
UNITS: dict[str, Unit] = {
    "day": "days",
    "days": "days",
    "calendar day": "days",
    "calendar days": "days",
    "week": "weeks",
    "weeks": "weeks",
    "month": "months",
    "months": "months",
    "working day": "working_days",
    "working days": "working_days",
}
_WRITTEN = re.compile(r"\s*([0-9]{1,4})\s+([a-z]+(?:\s+[a-z]+)?)\s*")
_LAST = date.max.toordinal()


class Period(NamedTuple):
    """A length of time that starts from a day. Working days need a calendar before they can be counted."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        words = self.unit.replace("_", " ")
        return f"{self.number} {words[:-1] if self.number == 1 else words}"


def parse_period(text: str) -> Period | None:
    """`10 working days`, `16 weeks`, `1 month`, `40 days`; None where the text is nothing of the kind."""
    written = _WRITTEN.fullmatch(text)
    unit = UNITS.get(" ".join(written[2].split())) if written else None
    return Period(int(written[1]), unit) if written and unit else None


def no_period(text: str, or_else: str | None = None) -> tuple[str, str]:
    """What to say of a text that is no period, and what to try: the same in small letters, or how a period is written."""
    small = parse_period(text.lower())
    forms = f"`10 working days`, `16 weeks`, `6 months` or {or_else}" if or_else else "`10 working days`, `16 weeks` or `6 months`"
    hint = f"did you mean `{small}`?" if small else f"write {forms}"
    return f"`{text.strip()}` is no period", hint


def after(day: date, period: Period, calendar: WorkingDays) -> date:
    """The day that lies the period after another. Never fails: a day past the end of the calendar is its last day."""
    return shift(day, period.number, period.unit, calendar)


def before(day: date, period: Period, calendar: WorkingDays) -> date:
    """The day that lies the period before another."""
    return shift(day, -period.number, period.unit, calendar)


def shift(day: date, number: int, unit: Unit, calendar: WorkingDays) -> date:
    if unit == "working_days":
        return calendar.shift(day, number)
    if unit == "months":
        return shift_months(day, number)
    ordinal = day.toordinal() + number * (7 if unit == "weeks" else 1)
    return date.fromordinal(min(max(ordinal, 1), _LAST))


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter (31 January and a month: 28 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if year > date.max.year else date.min
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; below zero where the second lies before the first."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if shift_months(start, months) > end else months
