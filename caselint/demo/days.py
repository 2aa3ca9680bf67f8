"""Working days of the invented caseload: weekdays that are no bank holiday in England and Wales."""

from datetime import date, timedelta
from functools import cache


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computation."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The regular bank holidays; days given once, for a jubilee or a wedding, are left out."""
    sunday = easter(year)
    days = {sunday - timedelta(2), sunday + timedelta(1)}
    for month, earliest in ((5, 1), (5, 25), (8, 25)):
        first = date(year, month, earliest)
        days.add(first + timedelta(-first.weekday() % 7))
    for month, number in ((1, 1), (12, 25), (12, 26)):
        day = date(year, month, number)
        while day.weekday() > 4 or day in days:
            day += timedelta(1)
        days.add(day)
    return frozenset(days)


@cache
def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def on_or_after(day: date) -> date:
    """The day, or the first working day after it."""
    while not is_working(day):
        day += timedelta(1)
    return day


def on_or_before(day: date) -> date:
    """The day, or the last working day before it."""
    while not is_working(day):
        day -= timedelta(1)
    return day


@cache
def after(day: date, count: int) -> date:
    """So many working days after a day; before it, where the count is negative."""
    step = timedelta(1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working(day):
            day += step
    return day


def spaced(first: date, last: date, every: int) -> list[date]:
    """Working days from the first to the last, never further apart than so many days."""
    days = []
    anchor = first
    while anchor <= last:
        days.append(on_or_before(anchor))
        anchor += timedelta(every)
    return days
