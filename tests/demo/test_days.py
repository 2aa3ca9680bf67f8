"""Working days of the caseload."""

from datetime import date

import pytest

from caselint.demo import days


@pytest.mark.parametrize(
    ("year", "day"), [(2008, date(2008, 3, 23)), (2009, date(2009, 4, 12)), (2010, date(2010, 4, 4)), (2011, date(2011, 4, 24))]
)
def test_easter(year: int, day: date) -> None:
    assert days.easter(year) == day


def test_bank_holidays_of_a_year_with_substitutes() -> None:
    expected = [(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]
    assert sorted(days.bank_holidays(2010)) == [date(2010, month, day) for month, day in expected]


def test_counting_skips_weekends_and_holidays() -> None:
    assert days.after(date(2010, 4, 1), 1) == date(2010, 4, 6)
    assert days.after(date(2010, 4, 6), -1) == date(2010, 4, 1)
    assert days.after(date(2010, 4, 3), 0) == date(2010, 4, 3)


def test_moving_to_a_working_day() -> None:
    assert days.on_or_after(date(2010, 4, 2)) == date(2010, 4, 6)
    assert days.on_or_before(date(2010, 4, 5)) == date(2010, 4, 1)


def test_spaced_days_never_lie_further_apart_than_asked() -> None:
    dates = days.spaced(date(2010, 1, 4), date(2010, 3, 1), 14)
    assert dates == [date(2010, 1, 4), date(2010, 1, 18), date(2010, 2, 1), date(2010, 2, 15), date(2010, 3, 1)]
