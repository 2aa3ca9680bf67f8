"""Periods as they are written, and what they do to a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.periods import UNITS, Period, after, before, months_between, parse_period, shift_months
from caselint.language.templates import say
from caselint.language.working_days import WorkingDays
from tests.strategies import days

PERIODS = st.builds(Period, st.integers(0, 9999), st.sampled_from(sorted(set(UNITS.values()))))
CALENDAR = WorkingDays()


@given(PERIODS)
def test_what_is_printed_can_be_read(period: Period) -> None:
    assert parse_period(str(period)) == period
    assert say(period) == str(period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("10 working days", Period(10, "working_days")),
        (" 1  working day ", Period(1, "working_days")),
        ("40 calendar days", Period(40, "days")),
        ("16 weeks", Period(16, "weeks")),
        ("1 month", Period(1, "months")),
    ],
)
def test_ways_of_writing(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "10", "days", "ten days", "10 years", "-3 days", "1.5 weeks", "10000 days", "3 days later", "٣ days"])
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


@given(st.dates(), PERIODS)
def test_no_date_and_no_period_fail(day: date, period: Period) -> None:
    assert before(day, period, CALENDAR) <= day <= after(day, period, CALENDAR)


@given(days(), st.integers(0, 3000))
def test_days_and_weeks(day: date, number: int) -> None:
    assert after(day, Period(number, "days"), CALENDAR) == day + timedelta(number)
    assert before(day, Period(number, "weeks"), CALENDAR) == day - timedelta(weeks=number)


@given(days(), st.integers(0, 600))
def test_months_shifted_are_months_between(day: date, number: int) -> None:
    there = shift_months(day, number)
    assert months_between(day, there) == number
    assert months_between(there, day) == -number
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == number
    assert there.day == day.day or (there + timedelta(1)).day == 1


def test_the_end_of_a_month() -> None:
    assert shift_months(date(2010, 1, 31), 1) == date(2010, 2, 28)
    assert shift_months(date(2008, 1, 31), 1) == date(2008, 2, 29)
    assert months_between(date(2010, 1, 31), date(2010, 2, 27)) == 0
