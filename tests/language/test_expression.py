"""Expressions: what they give, how far they may go, and where a fault stands."""

import re
from datetime import date
from types import CodeType

import pytest

from caselint.language.calls import CALLS
from caselint.language.expression import MAX_LENGTH
from caselint.language.functions import LARGEST
from tests.language.support import NAMESPACE, checked, facts_of, fault_of, faults_of, value
from tests.small_pack import record, visit

VISITS = [visit("2010-04-01", made=False), visit("2010-03-01"), visit("2010-05-03", purposes=["risk", "child_safety"])]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("count(v for v in home_visits if v.made)", 2),
        ("count(home_visits)", 3),
        ("any(home_visits)", True),
        ("any(v.made for v in home_visits)", True),
        ("all(v.made for v in home_visits)", False),
        ("earliest(v.date for v in home_visits if v.date is not None)", date(2010, 3, 1)),
        ("latest(v.date for v in home_visits if v.date is not None)", date(2010, 5, 3)),
        ("first(v.date for v in home_visits)", date(2010, 3, 1)),
        ("last(v.date for v in home_visits)", date(2010, 5, 3)),
        ("first(v.date for v in home_visits if v.made is False)", date(2010, 4, 1)),
        ("first(v for v in home_visits if v.date is None)", None),
        ("unique(p for v in home_visits for p in v.purposes)", ("risk", "child_safety")),
        ("coalesce(case.exported_on, as_of)", date(2010, 6, 30)),
        ("as_of + settings.limit", date(2010, 7, 14)),
        ("as_of - months(4)", date(2010, 2, 28)),
        ("as_of + days(0) == as_of", True),
        ("days_between(sentence.date, as_of)", 149),
        ("working_days_between(sentence.date, as_of)", 103),
        ("months_between(sentence.date, as_of)", 4),
        ("years_between(sentence.date, as_of)", 0),
        ("longest_gap([as_of - days(5)], as_of - days(20), as_of)", 15),
        ("interval_points([as_of - days(9)], as_of - days(20), days(7), as_of)", (date(2010, 6, 17), date(2010, 6, 28))),
        ("list(w.end for w in windows(as_of, as_of + days(15), days(7)))", (date(2010, 7, 6), date(2010, 7, 13))),
        ("list(w.end for w in intervals([], as_of, weeks(1), as_of))", (date(2010, 7, 7),)),
        ("3 - 1 * 4 + 0.5", -0.5),
        ("-settings.minimum / 2", -1.5),
        ("1 / (settings.minimum - 3)", None),
        ("(1, 2) + [3]", (1, 2, 3)),
        ("'high' in ('high', 'low')", True),
        ("1 <= settings.minimum < 4", True),
        ("0 < count(home_visits) <= 3", True),
        ('"a" if settings.strict else "b"', "b"),
        ("  settings.strict\n  or True", True),
    ],
)
def test_what_an_expression_gives(text: str, given: object) -> None:
    found = value(text, home_visits=VISITS)
    assert found == given and type(found) is type(given)


def test_order_in_time_is_not_the_order_of_the_export() -> None:
    dated = [{"id": name, "date": day, "level": level} for name, day, level in (("b", "2010-03-01", "high"), ("a", "2010-03-01", "low"))]
    for levels in (dated, dated[::-1]):
        assert value("last(l.level for l in rosh.levels)", rosh={"levels": levels}) == "high"
        assert value("first(l.id for l in rosh.levels)", rosh={"levels": levels}) == "a"
    same = [{"date": "2010-03-01", "level": level} for level in ("medium", "high")]
    assert {value("last(l.level for l in rosh.levels)", rosh={"levels": levels}) for levels in (same, same[::-1])} == {"medium"}


def test_the_order_of_time_is_read() -> None:
    assert "rosh.screenings.date" in checked("first(s.author_id for s in rosh.screenings)").reads
    assert "rosh.screenings.date" in checked("last(rosh.screenings)").reads
    assert {"case.workers.started_on", "case.workers.ended_on"} <= checked("any(in_force(case.workers, as_of))").reads


@pytest.mark.parametrize("text", ["first([as_of])", "last(d for d in [as_of])", "first(p for p in ('a', 'b'))", "last(case.id)"])
def test_only_entries_come_first(text: str) -> None:
    assert "first or last in time" in fault_of(text) or "takes a list" in fault_of(text)


def test_numbers_never_overflow() -> None:
    """Whatever whole number a record holds, and however often definitions multiply it."""
    found = record()
    assert found.sentence is not None
    huge = found.model_copy(update={"sentence": found.sentence.model_copy(update={"custodial_months": 10**400})})
    months = "coalesce(sentence.custodial_months, 0)"
    for text in (f"{months} / 2", f"{months} * 0.5", f"{months} + 0.5", f"{months} * {months}", f"0.5 - {months}"):
        assert 0 < abs(checked(text).bind(NAMESPACE)(facts_of(huge))) <= LARGEST
    squares = {"s0": "1000000000000", **{f"s{number}": f"s{number - 1} * s{number - 1}" for number in range(1, 29)}}
    assert value("s28", squares) == LARGEST


NO_DATE = "a date cannot be written in an expression"
COMES_FROM = "a date comes from the record or from `as_of`"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("home_visit", (0, "nothing is called `home_visit` here", "did you mean `home_visits`?")),
        ("case.ordertype", (0, "`case` has no field `ordertype`", "did you mean `order_type`?")),
        (
            "case.nothing",
            (0, "`case` has no field `nothing`", "`caselint docs --out FOLDER` lists its fields, under `record`"),
        ),
        ("any(s.nothing for s in case.starts)", (4, "`case.starts` has no field `nothing`", "its fields: id, event, date")),
        ("settings.limits", (0, "there is no setting `limits`", "did you mean `limit`?")),
        ("settings", (0, "`settings` is asked for one of its values: `settings.name`", None)),
        ("countt(home_visits)", (0, "there is no function `countt`", "did you mean `count`?")),
        ("count", (0, "`count` is a function: call it, as in `count(x for x in home_visits if x.made)`", None)),
        ('case.order_type == "custodial"', (19, "`case.order_type` is never `custodial`", "did you mean `custody`?")),
        ('case.order_type in ("licence",\n "custodi")', (32, "`case.order_type` is never `custodi`", "did you mean `custody`?")),
        ("as_of > 2010-02-08", (8, NO_DATE, COMES_FROM)),
        ("  as_of > 2010-12-18", (10, NO_DATE, COMES_FROM)),
        ("days(2010-12-18)", (5, NO_DATE, COMES_FROM)),
        ("as_of = as_of", (6, "`=` is not part of the rule language", "to compare, write `==`")),
        ("any(v for v in home_visits if v.date = 'a=b')", (37, "`=` is not part of the rule language", "to compare, write `==`")),
        ("v for v in home_visits if v.date = as_of", (33, "`=` is not part of the rule language", "to compare, write `==`")),
        ("case.id == 'a = b' OR case.id == 'c'", (19, "`OR` is not part of the rule language", "write `or`")),
        ("as_of => as_of", (6, "`=>` is not part of the rule language", "write `>=`")),
        ("as_of =< as_of", (6, "`=<` is not part of the rule language", "write `<=`")),
        ("as_of <> as_of", (6, "`<>` is not part of the rule language", "write `!=`")),
        ("case.id == 'a' && as_of == as_of", (15, "`&&` is not part of the rule language", "write `and`")),
        ("case.id == 'a' || as_of == as_of", (15, "`||` is not part of the rule language", "write `or`")),
        ("case.id == 'a AND b", (11, "this is no expression: unterminated string literal (detected at line 1)", None)),
        ("offence.violent is true", (19, "nothing is called `true` here", "write `True`")),
        ("offence.kind is null", (16, "nothing is called `null` here", "write `None`")),
        ("case.order_type == licence", (19, "nothing is called `licence` here", 'a value stands in quotes: `"licence"`')),
        ("case.order_type in (licence, 'custody')", (20, "nothing is called `licence` here", 'a value stands in quotes: `"licence"`')),
        ("case.order_type == custody", (19, "`custody` is a section of the record", 'a value stands in quotes: `"custody"`')),
        ("case.order_type in ('licence', custody)", (31, "`custody` is a section of the record", 'a value stands in quotes: `"custody"`')),
        ("case.id == licence", (11, "nothing is called `licence` here", None)),
        ("  (1", (2, "this is no expression: '(' was never closed", None)),
        ("", (0, "there is no expression here", None)),
        ("\n ", (0, "there is no expression here", None)),
        ("as_of == “high”", (9, "'“' is not part of the rule language", "use plain quotes and letters")),
        (
            "offence.violent # by fact\nor offence.sexual",
            (16, "'#' is not part of the rule language", "write remarks in the `meaning` or the `note`"),
        ),
        (
            "as_of > case.exported_on",
            (
                8,
                "`case.exported_on` can be missing here, and `>` needs it",
                "guard it first: `case.exported_on is not None and ...`, or give a fallback with `coalesce`",
            ),
        ),
        ("as_of > 3", (0, "a date cannot be compared with a whole number", None)),
        (
            'as_of > "2010-01-01"',
            (0, "a date cannot be compared with a text", "a date comes from the record or from `as_of`"),
        ),
        (
            "as_of + 10",
            (
                0,
                "`+` does not go with a date and a whole number",
                "say which days: `days(10)`, `working_days(10)`, `weeks(2)` or `months(1)`",
            ),
        ),
        (
            "as_of - sentence.date",
            (0, "`-` does not go with a date and a date", "for the days between two dates, use `days_between(earlier, later)`"),
        ),
        ("days(1.5)", (5, "the length of a period is a whole number from 0 to 9999", "or name it in the pack's settings")),
        ("days(True)", (5, "the length of a period is a whole number from 0 to 9999", "or name it in the pack's settings")),
        ("days(10000)", (5, "the length of a period is a whole number from 0 to 9999", "or name it in the pack's settings")),
        ("any(v.made for v in home_visits, 1)", None),
        ("v for v in home_visits", (0, "`x for x in ...` stands inside a function: `any(...)`, `list(...)`, `count(...)`, ...", None)),
        ("any(v for v in home_visits)", (4, "each must be true or false, not an entry of kind HomeVisit", None)),
        ("all(home_visits)", (4, "`all` asks something of each: `all(x.made for x in home_visits)`", None)),
        ("home_visits.date", (0, "`home_visits` is a list (entry of kind HomeVisit) and has no fields", None)),
        ("home_visits == []", (0, "a list (entry of kind HomeVisit) cannot be compared as a whole", "use `any`, `all` or `count`")),
        ("[1, 'a']", (4, "this list holds a whole number and a text", None)),
        ("1 if True else 'a'", (0, "the two sides of `if ... else` differ: a whole number, or a text", None)),
        ("offence.kind < 'violence'", (0, "a value of a code list has no order, so `<` says nothing", None)),
        ("'low' < 'high'", (0, "a text has no order, so `<` says nothing", None)),
        (
            "any(l.level < coalesce(l.reason, 'low') for l in rosh.levels)",
            (4, "a value of a code list has no order, so `<` says nothing", None),
        ),
        ("any(l.level < offence.kind for l in rosh.levels)", (4, "these two code lists have no value in common", None)),
        ("999999999999999999", (0, "this number is too large", None)),
        ("1e999", (0, "this number is too large", None)),
        ("0x" + "F" * 3900, (0, "this number is too large", None)),
    ],
)
def test_faults(text: str, fault: tuple[int, str, str | None] | None) -> None:
    found = faults_of(text)
    if fault is None:
        assert found[0][1].startswith("this is no expression: Generator expression must be parenthesized")
    else:
        offset, message, hint = fault
        assert found[0][:2] == (offset, message)
        assert hint is None or found[0][2] == hint


def test_all_faults_are_told_in_their_order() -> None:
    text = "nothing and case.nothing is None and any(v.nothing for v in home_visits)"
    assert [offset for offset, *_ in faults_of(text)] == [0, 12, 41]
    assert [offset for offset, *_ in faults_of("one if two is True else three")] == [0, 7, 24]


def test_the_place_of_a_fault_in_folded_text() -> None:
    text = "\n  offence.violent\n  or\toffence.nothing"
    ((offset, *_),) = faults_of(text)
    assert text[offset:] == "offence.nothing"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1" + " + 1" * 1000, "longer than 4000 characters"),
        ("1" + " + 1" * 100, "nests deeper than 60 levels"),
        ("not " * 70 + "True", "nests deeper than 60 levels"),
        ("not " * 900 + "True", "nests deeper than 60 levels"),
        ("-" * 3900 + "1", "cannot be read|nests deeper than 60 levels"),  # Python's parser gives up, or does not
        ("(" * 1900 + "1" + ")" * 1900, "this is no expression|cannot be read"),
        ("[" * 150 + "]" * 150, "nests deeper than 60 levels"),
        ("case" + ".end" * 900, "nests deeper than 60 levels"),
        (f"(case.end if {'not ' * 100}True else None) is not None and True", "nests deeper than 60 levels"),
        (f"any(True {' '.join(f'for x{n} in home_visits' for n in range(6))})", "more than 5 generators"),
    ],
)
def test_what_is_too_much(text: str, message: str) -> None:
    assert re.search(message, fault_of(text))


def test_the_longest_that_is_accepted() -> None:
    text = "True" + " and True" * ((MAX_LENGTH - 4) // 9)
    assert value(text) is True
    names = {"unsure": "case.plan_required"}
    assert value("unsure" + " and unsure" * 300, names) is None
    nested = "True"
    for number in range(14):
        nested = f"(unsure is True or {nested})" if number % 2 else f"({nested} if unsure is False else True)"
    assert value(nested, names) in (True, False)


def test_nothing_is_worked_out_again_and_again() -> None:
    """What is used twice in the code is not written twice: nesting costs what it looks like."""
    middle = "1"
    for _ in range(18):
        middle = f"(1 if 0 < {middle} < 3 else 2)"
    assert value(middle) == 1
    level = "unsure"
    for _ in range(12):
        level = f"(unsure if (unsure == {level}) is True else None)"
    names = {"unsure": "last(l.level for l in rosh.levels)"}
    assert value(level, names) == "medium"
    assert bytes_of(checked(level, **names).code) < 5_000


def bytes_of(code: CodeType) -> int:
    return len(code.co_code) + sum(bytes_of(part) for part in code.co_consts if isinstance(part, CodeType))


@pytest.mark.parametrize("name", CALLS)
def test_the_usage_of_each_function_names_it(name: str) -> None:
    assert CALLS[name].usage.startswith(f"{name}(") and CALLS[name].meaning


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "given", ["", "1", "nothing", "home_visits", "as_of, 1, 2, 3, 4", "*home_visits", "x=1", "v for v in home_visits", "'a', 'b'"]
)
def test_any_function_with_the_wrong_values(name: str, given: str) -> None:
    """An error, or a value, and nothing else."""
    try:
        checked(f"{name}({given})")
    except Exception as error:
        assert type(error).__name__ == "ExpressionError" and error.faults  # type: ignore[attr-defined]


def test_every_value_without_quotes_is_told_and_no_other_word_is_taken_for_one() -> None:
    found = faults_of("any(c.outcome in (absent, attended, nonsense) for c in contacts) and any(absent for c in contacts)")
    assert [(offset, hint) for offset, _, hint in found] == [
        (18, 'a value stands in quotes: `"absent"`'),
        (26, 'a value stands in quotes: `"attended"`'),
        (36, None),
        (73, None),
    ]


def test_dates_and_signs_in_quotes_are_left_alone() -> None:
    assert checked("case.id in ('2010-02-08', 'a=b', 'A AND B')").type.kind == "bool"
