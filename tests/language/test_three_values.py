"""True, false, and missing: a level that nobody recorded is never read as a low one, nor as any other."""

from itertools import product

import pytest

from caselint.language.definitions import Source
from caselint.language.functions import both, either, opposite
from tests.language.support import checked, fault_of, faults_of, value

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
        ("any(case.plan_required for v in home_visits)", "`case.plan_required` can be missing here, and `any` needs it"),
        ("any(v.date for v in home_visits)", "each must be true or false"),
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


PLANNED = {"planned_visit": Source("v.made and case.plan_required", {"v": "home_visits"})}
FLAG = "case.plan_required"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"any(v.made and {FLAG} and as_of > as_of for v in home_visits)", [FLAG]),
        (f"count(v for v in home_visits if v.made or {FLAG})", [FLAG]),
        ("count(v for v in home_visits if v.date is not None and planned_visit(v) and v.made)", ["planned_visit(v)"]),
        (f"count(v for v in home_visits if (v.made or {FLAG}) and level == 'high')", [FLAG, "level == 'high'"]),
        (f"1 if v_made and ({FLAG} if v_made else v_made) else 2", [FLAG]),
        (f"1 if not (v_made and {FLAG}) else 2", [FLAG]),
        (f"1 if not {FLAG} else 2", [f"not {FLAG}"]),
        (f"1 if v_made and not {FLAG} else 2", [f"not {FLAG}"]),
        (f"1 if not not {FLAG} else 2", [f"not not {FLAG}"]),
        (f"1 if ({FLAG} if v_made else None) else 2", [f"{FLAG} if v_made else None"]),
    ],
)
def test_only_what_can_be_missing_is_named_and_what_is_suggested_works(text: str, parts: list[str]) -> None:
    names = {**LEVEL, **PLANNED, "v_made": "any(v.made for v in home_visits)"}
    found = faults_of(text, **names)
    assert [message.split("` can be missing here")[0].lstrip("`") for _, message, _ in found] == parts
    for way in (0, 1):
        mended = text
        for (offset, _, hint), part in reversed(list(zip(found, parts, strict=True))):
            assert hint is not None and text[offset : offset + len(part)] == part
            mended = mended[:offset] + hint.split("`")[1 + 2 * way] + mended[offset + len(part) :]
        assert not checked(mended, **names).type.maybe


def test_which_way_a_missing_answer_counts_and_the_third_way() -> None:
    third = "; or leave it to an assessor with a rung `not_answered` where it `is None`"
    ((_, _, plain),) = faults_of(f"1 if {FLAG} else 2")
    assert plain == f"write `{FLAG} is True` (missing counts as no) or `{FLAG} is not False` (missing counts as yes){third}"
    ((_, _, turned),) = faults_of(f"1 if not {FLAG} else 2")
    assert turned == f"write `{FLAG} is False` (missing counts as no) or `{FLAG} is not True` (missing counts as yes){third}"
    ((_, _, inside),) = faults_of(f"1 if not ({FLAG} and as_of > as_of) else 2")
    assert inside == f"write `{FLAG} is True` (missing then counts as yes) or `{FLAG} is not False` (missing then counts as no){third}"


@pytest.mark.parametrize("flag", [None, True, False])
@pytest.mark.parametrize("text", ["{}", "not {}", "not ({} and as_of == as_of)", "as_of == as_of and {}", "not (as_of > as_of or not {})"])
def test_a_missing_answer_counts_as_the_suggestion_says(text: str, flag: bool | None) -> None:
    """The two suggestions say how a missing answer counts in the whole condition; where it is there, they change nothing."""
    written = text.format(FLAG)
    ((offset, message, hint),) = faults_of(f"1 if {written} else 2")
    assert hint is not None
    part = message.split("`")[1]
    for way in (0, 1):
        mended = written[: offset - 5] + hint.split("`")[1 + 2 * way] + written[offset - 5 + len(part) :]
        counts = hint.split("counts as ")[1 + way].startswith("yes")
        plain = counts if flag is None else value(written, case={"plan_required": flag})
        assert value(mended, case={"plan_required": flag}) is plain


def test_a_guard_is_suggested_in_brackets_where_it_needs_them() -> None:
    ((_, _, hint),) = faults_of("(case.exported_on if as_of > as_of else None) > as_of")
    assert hint == "guard it first: `(case.exported_on if as_of > as_of else None) is not None and ...`, or give a fallback with `coalesce`"
    assert checked("(case.exported_on if as_of > as_of else None) is not None and (case.exported_on if as_of > as_of else None) > as_of")
