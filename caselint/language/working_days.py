"""Working days of a part of the United Kingdom: Monday to Friday without its bank holidays. Each question costs the same."""

import json
from bisect import bisect_right
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

Region = Literal["england-and-wales", "scotland", "northern-ireland"]
# The library's own names of the regions; England and Wales share their bank holidays.
SUBDIVISIONS: dict[str, str] = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
REGIONS = tuple(SUBDIVISIONS)


class WorkingDays:
    """The working days of a region, worked out a year at a time when a year is first asked for."""

    def __init__(self, region: str = "england-and-wales") -> None:
        if region not in SUBDIVISIONS:
            raise ValueError(f"no calendar of bank holidays for {region!r}; there are {', '.join(REGIONS)}")
        self.region = region

    def is_working_day(self, day: date) -> bool:
        days = working_days_of(self.region, day.year)
        index = bisect_right(days, day.toordinal())
        return index > 0 and days[index - 1] == day.toordinal()

    def shift(self, day: date, number: int) -> date:
        """The day that lies so many working days later (or earlier, below zero). The day itself is not counted.

        Saturday and one working day is Monday, and so is Friday and one. No working days is the day itself.
        """
        if number == 0:
            return day
        ordinal, year = day.toordinal(), day.year
        days = working_days_of(self.region, year)
        # Position in this year's working days of the last one on or before the day, or of the first one on or after it.
        index = bisect_right(days, ordinal) - 1 + number if number > 0 else bisect_right(days, ordinal - 1) + number
        while index >= len(days):
            if year == date.max.year:
                return date.max
            index -= len(days)
            year += 1
            days = working_days_of(self.region, year)
        while index < 0:
            if year == date.min.year:
                return date.min
            year -= 1
            days = working_days_of(self.region, year)
            index += len(days)
        return date.fromordinal(days[index])

    def between(self, start: date, end: date) -> int:
        """Working days after the first day, up to and with the second; below zero where the second lies before the first."""
        if end < start:
            return -self.between(end, start)
        here = bisect_right(working_days_of(self.region, start.year), start.toordinal())
        there = bisect_right(working_days_of(self.region, end.year), end.toordinal())
        return there - here + sum(len(working_days_of(self.region, year)) for year in range(start.year, end.year))


@cache
def working_days_of(region: str, year: int) -> tuple[int, ...]:
    """The ordinals of a year's working days, in order."""
    closed = bank_holidays(region, year)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(day for day in range(first, last + 1) if (day - 1) % 7 < 5 and day not in closed)


def bank_holidays(region: str, year: int) -> frozenset[int]:
    """The ordinals of a region's bank holidays in a year, days in lieu included.

    The years around which cases move stand in `bank_holidays.json`, made from the `holidays` library and held against it by a
    test; for any other year the library itself is asked, whose import alone takes as long as an audit of a hundred cases.
    """
    kept = kept_bank_holidays()[region].get(str(year))
    if kept is not None:
        return frozenset(date.fromisoformat(f"{year}-{day}").toordinal() for day in kept)
    return library_bank_holidays(region, year)


@cache
def kept_bank_holidays() -> dict[str, dict[str, list[str]]]:
    """By region and year: the days, as month and day."""
    found: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_name("bank_holidays.json").read_text(encoding="utf-8"))
    return found


def library_bank_holidays(region: str, year: int) -> frozenset[int]:
    """The same, as the `holidays` library knows them. It says nothing of the far past and future, where no case is supervised."""
    if not 1950 <= year <= 2150:
        return frozenset()
    from holidays.countries.united_kingdom import UnitedKingdom

    calendar = UnitedKingdom(subdiv=SUBDIVISIONS[region], years=year)  # type: ignore[no-untyped-call]
    return frozenset(day.toordinal() for day in calendar if day.year == year)
