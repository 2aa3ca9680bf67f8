"""True, false, and missing: a level that nobody recorded is never read as a low one, nor as any other."""

from itertools import product

import pytest

from caselint.language.functions import both, either, opposite
from tests.language.support import checked, fault_of, value

LEVEL = {"level": "last(l.level for l in rosh.levels)"}
NONE, LOW, HIGH = (
    {"levels": levels} for levels in ([], [{"date": "2010-02-03", "level": "low"}], [{"date": "2010-02-03", "level": "high"}])
)


@pytest.mark.parametrize(
    ("text", "unrecorded", "low", "high"),
    [
        ('level == "low"', None, True, False),
        ('level != "low"', None, False, True),
        ('"low" == level', None, True, False),
        ('level in ("low", "medium")', None, True, False),
        ('level not in ("low", "medium")', None, False, True),
        ('level in ("low", None)', True, True, False),
        ('not level == "low"', None, False, True),
        ('(level == "low") is True', False, True, False),
        ('(level == "low") is not False', True, True, False),
        ('level == "low" or True', True, True, True),
        ('True or level == "low"', True, True, True),
        ('level == "low" and False', False, False, False),
        ('False and level == "low"', False, False, False),
        ('level == "low" and True', None, True, False),
        ('False or level == "low"', None, True, False),
        ('level == "low" and True and level != "high" and True', None, True, False),
        ("level is None", True, False, False),
        ('level == "low" if level is not None else True', True, True, False),
        ("level == level", None, True, True),
        ('level is not None and level < "medium"', False, True, False),
        ('level is not None and "low" <= level < "high"', False, True, False),
        ('"low" == level == "low"', None, True, False),
        ('any(l.level == "low" for l in rosh.levels)', False, True, False),
        ('all(l.level == "low" for l in rosh.levels)', True, True, False),
    ],
)
def test_levels(text: str, unrecorded: bool | None, low: bool | None, high: bool | None) -> None:
    found = [value(text, LEVEL, rosh=rosh) for rosh in (NONE, LOW, HIGH)]
    assert found == [unrecorded, low, high]
    assert None not in found or checked(text, **LEVEL).type.maybe


@pytest.mark.parametrize(
    "text",
    [
        "level in list(g.level for a in rosh.analyses for g in a.groups)",
        '"low" not in list(g.level for a in rosh.analyses for g in a.groups)',
        "case.exported_on in list(v.date for v in home_visits)",
    ],
)
def test_nothing_is_looked_for_among_what_may_be_missing(text: str) -> None:
    assert "something in this list can be missing" in fault_of(text, **LEVEL)


def test_two_missing_values_are_not_the_same() -> None:
    assert "two missing values are not the same" in fault_of("case.exported_on == case.end.date if case.end is not None else False")
    assert value("case.exported_on is not None and case.exported_on == offence.date") is False


def test_missing_by_missing() -> None:
    values = (True, False, None)
    for left, right in product(values, values):
        assert both(left, right) == (False if False in (left, right) else None if None in (left, right) else True)
        assert either(left, right) == (True if True in (left, right) else None if None in (left, right) else False)
        assert both(left, right) == opposite(either(opposite(left), opposite(right)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("any(case.plan_required for v in home_visits)", "each must be true or false"),
        ("1 if case.plan_required else 2", "`case.plan_required` can be missing here, and `if` needs it"),
        ("count(v for v in home_visits if case.plan_required)", "`case.plan_required` can be missing here"),
        ("True == False", "true and false are not compared"),
        ("case.plan_required == True", "true and false are not compared"),
        ("case.id is None", "`case.id` can never be missing"),
        ("home_visits is None", "`home_visits` can never be missing"),
        ("case.id is True", "asks what is true or false"),
        ("case.end == None", "nothing equals None"),
        ("level is 'low'", "`is` asks for"),
        ("level < 'medium'", "can be missing here, and `<` needs it"),
    ],
)
def test_what_is_neither(text: str, message: str) -> None:
    assert message in fault_of(text, **LEVEL)
