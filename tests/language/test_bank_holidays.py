"""The bank holidays that caselint carries are those of the `holidays` library."""

import json
import os
from datetime import date
from pathlib import Path

from caselint.language import working_days
from caselint.language.working_days import REGIONS, bank_holidays, library_bank_holidays

KEPT = Path(working_days.__file__).with_name("bank_holidays.json")
YEARS = range(1995, 2036)


def written() -> str:
    """The file as the library would have it: a line for each year."""
    regions = []
    for region in REGIONS:
        years = []
        for year in YEARS:
            days = [date.fromordinal(day).strftime("%m-%d") for day in sorted(library_bank_holidays(region, year))]
            years.append(f'  "{year}": {json.dumps(days)}')
        regions.append(f' "{region}": {{\n' + ",\n".join(years) + "\n }")
    return "{\n" + ",\n".join(regions) + "\n}\n"


def test_the_file_is_in_step_with_the_library() -> None:
    """Set CASELINT_REGENERATE=1 to write it anew, after a new release of the library knows of another holiday."""
    if os.environ.get("CASELINT_REGENERATE"):
        KEPT.write_text(written(), encoding="utf-8")
    assert KEPT.read_text(encoding="utf-8") == written(), "run with CASELINT_REGENERATE=1, and read what changed"


def test_years_outside_the_file_come_from_the_library() -> None:
    for region in REGIONS:
        for year in (1994, 2036):
            assert bank_holidays(region, year) == library_bank_holidays(region, year) != frozenset()


def test_the_far_past_and_future_have_none() -> None:
    assert bank_holidays("scotland", 1700) == bank_holidays("scotland", 9999) == frozenset()
