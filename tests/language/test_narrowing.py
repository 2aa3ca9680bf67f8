"""What a guard shows to be there, where that holds, and where it does not."""

import pytest

from caselint.language.definitions import Source
from tests.language.support import checked, fault_of, faults_of, value
from tests.small_pack import visit

LEVEL = {"level_at": Source("last(l.level for l in rosh.levels if l.date <= day)", {"day": "date"})}
UNSURE = {**LEVEL, "unsure": "level_at(as_of) == 'high'"}


@pytest.mark.parametrize(
    "text",
    [
        "case.end is not None and case.end.date is not None and case.end.date < as_of",
        "case.end is None or case.end.date is None or case.end.date < as_of",
        "not (case.end is None or case.end.date is None) and case.end.date < as_of",
        "case.end.reason is not None if case.end is not None else False",
        "False if case.end is None else case.end.reason is not None",
        "any(v.date <= as_of for v in home_visits if v.date is not None)",
        "all(v.date is None or any(e.sent_on is not None and e.sent_on >= v.date for e in enquiries) for v in home_visits)",
        "any(day <= as_of for day in list(v.date for v in home_visits if v.date is not None))",
        "any(day is not None and day <= as_of for day in list(v.date for v in home_visits))",
        "(case.plan_required is True or case.plan_required is False) and case.plan_required is not None",
        "case.plan_required is True and case.plan_required",
        "case.plan_required is not False or not case.plan_required",
        "case.end is not None and unsure and case.end.date is not None and case.end.date < as_of",
        "case.end is None or unsure or case.end.date is None",
        "(case.end is not None and (unsure or case.end.date is not None))",
        "mappa.level_needed in (2, 3) and mappa.level_needed > 2",
        "mappa.level_needed == 2 and mappa.level_needed < 3",
        "any(v.date is not None for v in home_visits) and any(v.date is not None and v.date < as_of for v in home_visits)",
        "first(s for s in rosh.screenings) is not None and first(s for s in rosh.screenings).date is not None",
    ],
)
def test_what_a_guard_shows(text: str) -> None:
    checked(text, **UNSURE)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("case.end is not None or case.end.date is not None", "case.end"),
        ("case.end is None and case.end.date is not None", "case.end"),
        ("not (case.end is not None) and case.end.date is not None", "case.end"),
        ("case.end.date is not None if case.end is None else True", "case.end"),
        ("case.end.date is not None and case.end is not None", "case.end"),
        ("any(v.date is not None for v in home_visits) and any(v.date < as_of for v in home_visits)", "v.date"),
        ("any(v.date is not None for v in home_visits if v.date <= as_of)", "v.date"),
        ("any(day <= as_of for day in list(v.date for v in home_visits))", "day"),
        ("(unsure and case.end is not None) is not True and case.end.reason is not None", "case.end"),
        ("(case.end is not None or unsure) and case.end.reason is not None", "case.end"),
        ("case.end is not None is True and case.end.reason is not None", "case.end"),
        ("(mappa.level_needed == mappa.level_needed) and mappa.level_needed > 2", "mappa.level_needed"),
        ("mappa.level_needed != 2 and mappa.level_needed < 3", "mappa.level_needed"),
        ("mappa.level_needed in (2, None) and mappa.level_needed < 3", "mappa.level_needed"),
        ("mappa.level_needed not in (2, 3) and mappa.level_needed < 3", "mappa.level_needed"),
        ("any(d is not None for d in [case.exported_on]) and case.exported_on < as_of", "case.exported_on"),
    ],
)
def test_what_no_guard_shows(text: str, missing: str) -> None:
    messages = [message for _, message, _ in faults_of(text, **UNSURE)]
    assert any(f"`{missing}` can be missing here" in message or "two missing values" in message for message in messages), messages


def test_a_comparison_that_can_be_missing_shows_nothing_to_what_follows() -> None:
    """`level == "high"` of a missing level is missing: what follows is worked out all the same."""
    text = 'level_at(as_of) == "high" and level_at(as_of) > "low"'
    assert "can be missing here, and `>` needs it" in fault_of(text, **LEVEL)
    assert value('(level_at(as_of) == "high") is True and level_at(as_of) > "low"', LEVEL, rosh={"levels": []}) is False


def test_what_can_be_missing_between_a_guard_and_its_use() -> None:
    """`and` of something missing works out what follows it, which must not undo the guard before it."""
    text = "case.end is not None and unsure and case.end.date is not None"
    no_levels = {"levels": []}
    assert value(text, UNSURE, rosh=no_levels) is False
    assert value("case.end is None or unsure or case.end.date is None", UNSURE, rosh=no_levels) is True


def test_a_variable_never_takes_a_name_that_is_taken() -> None:
    assert "`case` is a section" in fault_of("any(case.made for case in home_visits)")
    assert "`day` is a variable already" in fault_of("any(any(day.made for day in home_visits) for day in rosh.levels)")
    assert "`as_of` is a word of the language" in fault_of("any(True for as_of in home_visits)")
    assert "`settings` is a word of the language" in fault_of("any(settings.strict for settings in home_visits)")
    assert "`unsure` is a definition" in fault_of("any(True for unsure in home_visits)", **UNSURE)
    assert "begins with a letter" in fault_of("any(True for _x in home_visits)")


def test_a_list_that_can_be_missing_is_guarded_too() -> None:
    kinds = "first(v.purposes for v in home_visits)"
    assert "can be missing" in fault_of(f"any({kinds})")
    assert value(f"{kinds} is not None and any({kinds})", home_visits=[]) is False
    assert value(f"{kinds} is not None and any({kinds})", home_visits=[visit("2010-03-01")]) is True


def test_an_entry_in_a_list_that_can_be_missing() -> None:
    levels = "list(first(l for l in rosh.levels if l.date <= v.date) for v in home_visits if v.date is not None)"
    assert "`l` can be missing here" in fault_of(f"any(l.level == 'high' for l in {levels})")
    assert "entries that are there" in fault_of(f"last({levels})")
    assert "entries that are there" in fault_of(f"last(l for l in {levels})")
    visits = [visit("2010-01-01"), visit("2010-03-01")]
    assert value(f"any(l is not None and l.level == 'medium' for l in {levels})", home_visits=visits) is True
    assert "takes entries with the dates" in fault_of("in_force([first(w for w in case.workers)], as_of)")
