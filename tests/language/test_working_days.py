"""Working days: against counting them one by one, and against bank holidays that are remembered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.working_days import REGIONS, WorkingDays
from tests.strategies import days

CALENDARS = {region: WorkingDays(region) for region in REGIONS}
REGION = st.sampled_from(REGIONS)


@given(REGION, days(), st.integers(-60, 60))
def test_shifting_is_counting_day_by_day(region: str, day: date, number: int) -> None:
    calendar = CALENDARS[region]
    here, left = day, abs(number)
    while left:
        here += timedelta(1 if number > 0 else -1)
        left -= calendar.is_working_day(here)
    assert calendar.shift(day, number) == here


@given(REGION, days(), st.integers(-400, 400))
def test_between_is_counting_day_by_day(region: str, start: date, distance: int) -> None:
    calendar = CALENDARS[region]
    first, last = sorted((start, start + timedelta(distance)))
    number = sum(calendar.is_working_day(first + timedelta(step)) for step in range(1, (last - first).days + 1))
    assert calendar.between(first, last) == number
    assert calendar.between(last, first) == -number


@given(REGION, days(), st.integers(1, 2000))
def test_shift_and_between_agree(region: str, day: date, number: int) -> None:
    calendar = CALENDARS[region]
    there = calendar.shift(day, number)
    assert calendar.is_working_day(there)
    assert calendar.between(day, there) == number
    assert calendar.shift(day, 0) == day


@pytest.mark.parametrize(
    ("day", "everywhere"),
    [
        (date(2010, 1, 1), REGIONS),
        (date(2010, 4, 2), REGIONS),  # Good Friday
        (date(2010, 4, 5), ("england-and-wales", "northern-ireland")),  # Easter Monday
        (date(2010, 5, 3), REGIONS),
        (date(2010, 5, 31), REGIONS),
        (date(2010, 8, 30), ("england-and-wales", "northern-ireland")),
        (date(2010, 8, 2), ("scotland",)),
        (date(2010, 12, 27), REGIONS),  # Christmas Day was a Saturday
        (date(2010, 12, 28), REGIONS),  # and Boxing Day a Sunday
        (date(2011, 1, 3), REGIONS),  # New Year's Day was a Saturday
        (date(2011, 1, 4), ("scotland",)),  # and the second of January a Sunday
        (date(2011, 4, 29), REGIONS),  # a royal wedding
        (date(2012, 6, 4), REGIONS),  # the spring holiday, moved
        (date(2012, 6, 5), REGIONS),  # the diamond jubilee
        (date(2012, 5, 28), ()),  # from where it was moved
        (date(2009, 11, 30), ("scotland",)),  # Saint Andrew
        (date(2010, 3, 17), ("northern-ireland",)),  # Saint Patrick
        (date(2010, 7, 12), ("northern-ireland",)),  # the Boyne
        (date(2020, 5, 8), REGIONS),
        (date(2020, 5, 4), ()),
        (date(2022, 9, 19), REGIONS),
    ],
)
def test_bank_holidays(day: date, everywhere: tuple[str, ...]) -> None:
    assert day.weekday() < 5
    assert tuple(region for region in REGIONS if not CALENDARS[region].is_working_day(day)) == tuple(r for r in REGIONS if r in everywhere)


def test_a_weekend_counts_as_the_friday_before_it() -> None:
    calendar = WorkingDays()
    friday, monday = date(2010, 6, 11), date(2010, 6, 14)
    assert [calendar.shift(friday + timedelta(step), 1) for step in range(3)] == [monday] * 3
    assert calendar.shift(monday, -1) == friday == calendar.shift(friday + timedelta(1), -1)


def test_ten_working_days_over_easter() -> None:
    assert WorkingDays().shift(date(2010, 3, 26), 10) == date(2010, 4, 13)
    assert WorkingDays("scotland").shift(date(2010, 3, 26), 10) == date(2010, 4, 12)


def test_the_ends_of_the_calendar_are_ends() -> None:
    calendar = WorkingDays()
    assert calendar.shift(date.max, 9999) == date.max
    assert calendar.shift(date.min, -9999) == date.min
    assert calendar.between(date.max - timedelta(20), date.max) > 10


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar of bank holidays for 'wales'; there are england-and-wales"):
        WorkingDays("wales")
