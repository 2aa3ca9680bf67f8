"""Messages: real values in words, nothing that a person wrote, and braces where they belong."""

from datetime import date

import pytest

from caselint.language.definitions import Source
from caselint.language.errors import ExpressionError
from caselint.language.templates import compile_template, say
from tests.language.support import NAMESPACE, definitions, facts_of
from tests.small_pack import record


def said(text: str, names: dict[str, str | Source] | None = None, **sections: object) -> str:
    known = definitions(**(names or {}))
    return compile_template(text, known, {}).bind(NAMESPACE)(facts_of(record(**sections), known))


def faults(text: str, **names: str | Source) -> list[tuple[int, str]]:
    with pytest.raises(ExpressionError) as error:
        compile_template(text, definitions(**names), {})
    return [(fault.offset, fault.message) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No visit by {as_of}.", "No visit by 30 June 2010."),
        ("{case.order_type}", "community order"),
        ("{case.end.date if case.end is not None else None}", "not recorded"),
        ("{first(m.officer_id for m in case.offender_managers)}", "OM_1"),
        ("{list(s.event for s in case.starts)} and {list(v.date for v in home_visits)}", "sentence and none"),
        ("{offence.violent}, {not offence.violent}", "no, yes"),
        ("{0.1 + 0.2}, {1 / 3}, {3 * 4}, {1000000 * 1.0}", "0.3, 0.333333333333, 12, 1000000"),
        ("{settings.limit}", "10 working days"),
        ("{{{as_of}}} {{x}}", "{30 June 2010} {x}"),
        ('{"yes" if as_of != sentence.date else "no"}: {count(home_visits)}', "yes: 0"),
        ("\n{\n as_of\n}\n", "\n30 June 2010\n"),
        ("", ""),
    ],
)
def test_what_is_said(text: str, words: str) -> None:
    manager = {"officer_id": "OM_1", "grade": "po", "started_on": "2010-02-02", "absences": []}
    assert said(text, case={"offender_managers": [manager]}) == words


def test_values_in_words() -> None:
    assert [say(found) for found in (None, True, date(2010, 3, 8), "very_high", ("a_b", None), (), 10**400, 1e300)] == [
        "not recorded",
        "yes",
        "8 March 2010",
        "very high",
        "a b, not recorded",
        "none",
        str(10**18),
        "1e+18",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("an open { brace", (8, "this `{` stands alone")),
        ("a closed } brace", (9, "this `}` stands alone")),
        ("{as_of}}", (7, "this `}` stands alone")),
        ("{}", (1, "there is no expression here")),
        ("x {as_of!r}", (8, "this is no expression: invalid syntax")),
        ("x {as_of:>10}", (8, "this is no expression: invalid syntax")),
        ("x {as_of.year}", (3, "`as_of` is a date and has no fields")),
        ("{{nothing}} {nothing}", (13, "nothing is called `nothing` here")),
        ("{case.__class__}", (1, "`case` has no field `__class__`")),
        ("{case}", (1, "a message prints dates, numbers, ids and values of code lists, not an entry of kind Case")),
        ("{case.starts}", (1, "a message prints dates, numbers, ids and values of code lists, not a list (entry of kind CaseStart)")),
        ("{None}", (1, "a message prints dates, numbers, ids and values of code lists, not None")),
    ],
)
def test_what_is_no_message(text: str, fault: tuple[int, str]) -> None:
    assert faults(text) == [fault]


def test_all_faults_are_told() -> None:
    assert [offset for offset, _ in faults("{nothing} } {case.nothing} {as_of + 1}")] == [1, 10, 13, 28]


REASON = "first(l.reason for l in rosh.levels)"


@pytest.mark.parametrize(
    "text",
    [
        "{first(l.reason for l in rosh.levels)}",
        "{list(l.reason for l in rosh.levels)}",
        "{unique(l.reason for l in rosh.levels)}",
        "{coalesce(first(l.reason for l in rosh.levels), 'none')}",
        "{coalesce('none', first(l.reason for l in rosh.levels))}",
        "{first(l.reason for l in rosh.levels) if True else 'none'}",
        "{'none' if True else first(l.reason for l in rosh.levels)}",
        "{('none', first(l.reason for l in rosh.levels))}",
        "{list(l.reason for l in rosh.levels) + ['none']}",
        "{['none'] + list(l.reason for l in rosh.levels)}",
        "{first(t for l in rosh.levels for t in [l.reason])}",
        "{told}",
        "{list_of_told}",
        "{list(through(l.reason) for l in rosh.levels if l.reason is not None)}",
        "{list(typed(l.reason) for l in rosh.levels if l.reason is not None)}",
        "{coalesce(None, first(l.reason for l in rosh.levels))}",
        "{first(l.reason for l in rosh.levels) if False else None}",
    ],
)
def test_free_text_finds_no_way_out(text: str) -> None:
    names: dict[str, str | Source] = {
        "told": REASON,
        "list_of_told": f"list(x for x in [{REASON}])",
        "through": Source("words", {"words": "text"}),
        "typed": Source("words", {"words": "rosh.levels.reason"}),
    }
    ((_, message),) = faults(text, **names)
    assert "free text" in message


def test_whether_free_text_is_there_can_be_said() -> None:
    assert said("{first(l.reason for l in rosh.levels) is not None}") == "no"


def test_an_apostrophe_where_english_has_one() -> None:
    assert say("childrens_services") == "children's services"
    assert say(("womens_centre", "police")) == "police, women's centre"  # in an order of its own
    assert say("childrens_services", "_") == "childrens_services"
