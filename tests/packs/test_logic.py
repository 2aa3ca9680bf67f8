"""The logic of a rule: how `for`, `done` and the rest may be written, and where their faults stand."""

from typing import Any

import pytest

from caselint.language.errors import ExpressionError
from caselint.language.periods import Period
from caselint.packs.files import RuleEntry
from caselint.packs.logic import DeadlineLogic, Logic, compile_logic
from tests.language.support import NAMESPACE, definitions, facts_of
from tests.small_pack import record, rule, visit

NAMES = definitions(forms="list(v for v in home_visits if v.made)", any_day="last(v.date for v in home_visits)")
VISITS = [visit("2010-03-01"), visit("2010-04-01", made=False)]


def compiled(**parts: Any) -> tuple[Logic | None, list[tuple[tuple[str | int, ...], int, str]]]:
    found: list[tuple[tuple[str | int, ...], int, str]] = []

    def report(path: tuple[str | int, ...], error: ExpressionError) -> None:
        found.extend((path, fault.offset, fault.message) for fault in error.faults)

    entry = RuleEntry.model_validate(rule(**parts))
    expect = parts.get("expect")
    logic = compile_logic(entry, list(expect) if isinstance(expect, dict) else ["sufficient", "otherwise"], NAMES, report)
    assert (logic is None) == bool(found)
    return logic, found


def deadline(done: str, **parts: Any) -> dict[str, Any]:
    return {"done": done, "within": "10 working days", "of": "as_of", **parts}


@pytest.mark.parametrize(
    ("done", "number", "when"),
    [
        ("v for v in home_visits if v.made", 1, "date"),
        ("\n  v for v in home_visits\n  if v.made ", 1, "date"),
        ("(v for v in home_visits if v.made)", 1, "date"),
        ("(v) for v in home_visits", 2, "date"),
        ("list(v for v in home_visits) + list(v for v in home_visits if v.made)", 3, "date"),
        ("list(v for v in home_visits if v.made)", 1, "date"),
        ("forms", 1, "date"),
        ("forms + home_visits", 3, "date"),
        ("home_visits", 2, "date"),
        ("first(v for v in home_visits)", 1, "date"),
        ("first(v for v in home_visits if v.date is None)", 0, "date"),
        ("any_day", 1, None),
        ("as_of", 1, None),
        ("v.date for v in home_visits if v.date is not None", 2, None),
        ("coalesce(v.date, as_of) for v in home_visits", 2, None),
        ("(as_of, as_of - days(3))", 2, None),
        ("interval_points(list(v.date for v in home_visits if v.date is not None), as_of - days(2), days(1), as_of)", 1, None),
        ("c for v in case.starts for c in home_visits if c.date is not None and c.date >= v.date", 2, "date"),
        ("unique(v.date for v in home_visits if v.date is not None)", 2, None),
    ],
)
def test_what_counts_as_done(done: str, number: int, when: str | None) -> None:
    logic, _ = compiled(expect=deadline(done))
    assert logic is not None and isinstance(logic.expect, DeadlineLogic)
    assert logic.expect.when == when
    assert len(logic.expect.done.bind(NAMESPACE)(facts_of(record(home_visits=VISITS), NAMES))) == number


@pytest.mark.parametrize(
    ("done", "fault"),
    [
        ("v.date for v in home_visits", (0, "what is done is a list of dates or of dated entries, not a list (date that can be missing)")),
        (
            "c for c in case.linked_cases",
            (0, "what is done is a list of dates or of dated entries, not a list (entry of kind CaseLinkedCase)"),
        ),
        ("[]", (0, "what is done is a list of dates or of dated entries, not a list")),
        ("3", (0, "what is done is a list of dates or of dated entries, not a list (whole number)")),
        (
            "home_visits if settings.strict else None",
            (0, "`home_visits if settings.strict else None` can be missing here, and this needs it"),
        ),
        ("v for v in home_visits) + list(w for w in home_visits", (22, "this is no expression: unmatched ')'")),
        ("v for v in home_visits if v.maid", (26, "`home_visits` has no field `maid`")),
        ("(v for v in home_visits) + (w for w in home_visits)", (0, "`x for x in ...` stands inside a function")),
        ("  v for v in nothing", (13, "nothing is called `nothing` here")),
        ("for", (0, "this is no expression: invalid syntax")),
    ],
)
def test_what_does_not(done: str, fault: tuple[int, str]) -> None:
    logic, found = compiled(expect=deadline(done))
    assert logic is None
    path, offset, message = found[0]
    assert path == ("expect", "done") and message.startswith(fault[1])
    assert offset == fault[0] or "invalid syntax" in message


def test_the_name_of_what_was_done() -> None:
    for done, good in (
        ("v for v in home_visits", "any(v.purposes)"),
        ("home_visits", "any(done.purposes)"),
        ("(v) for v in home_visits", "any(v.purposes)"),
        ("v.date for v in home_visits if v.date is not None", "done > as_of"),
        ("first(w for w in home_visits)", "done.made"),
    ):
        assert compiled(expect=deadline(done, good_enough=good))[1] == []
    assert compiled(expect=deadline("home_visits", good_enough="v.made"))[1] == [
        (("expect", "good_enough"), 0, "nothing is called `v` here")
    ]


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("start of case.starts", 0, "`for` is written `name in list`, as in `start in case.starts`"),
        ("start in", 0, "`for` is written `name in list`, as in `start in case.starts`"),
        ("s in case.starts) + list(t for t in case.starts", 0, "this is no expression"),
        ("s in case.starts for t in case.starts", 0, "`for` is written `name in list`"),
        ("s in case.nothing", 5, "`case` has no field `nothing`"),
        (" s in case", 6, "`for ... in` goes over a list, not over an entry of kind Case"),
        ("case in case.starts", 0, "`case` is a section"),
        ("done in home_visits", 0, "`done` has a meaning of its own in a rule"),
        ("deadline in home_visits", 0, "`deadline` has a meaning of its own in a rule"),
        ("s in case.starts if s.nothing", 20, "`case.starts` has no field `nothing`"),
        ("s in case.starts # all", 17, "'#' is not part of the rule language"),
    ],
)
def test_subjects_that_are_none(text: str, offset: int, message: str) -> None:
    logic, found = compiled(**{"for": text})
    assert logic is None and found[0][0] == ("for",)
    assert found[0][2].startswith(message)
    assert found[0][1] == offset or "no expression" in message


def test_subjects() -> None:
    logic, found = compiled(**{"for": "start in case.starts if start.date <= as_of", "asked_of": "start.date > as_of"})
    assert found == [] and logic is not None and logic.subjects is not None and logic.subject_type is not None
    assert (logic.subject, logic.subject_type.path) == ("start", "case.starts")
    assert len(logic.subjects.bind(NAMESPACE)(facts_of(record(), NAMES))) == 1
    assert {"case.starts", "case.starts.date"} <= logic.reads


def test_a_subject_stays_apart_from_what_was_done() -> None:
    """`good_enough` is a function of the subject and of what was done: the two never share a name."""
    parts = {"for": "start in case.starts", "expect": deadline("start for v in home_visits", good_enough="done.date <= as_of")}
    logic, found = compiled(**parts)
    assert found == [] and logic is not None and isinstance(logic.expect, DeadlineLogic) and logic.expect.good_enough is not None
    assert logic.expect.good_enough.parameters == ("start", "done")


@pytest.mark.parametrize(
    ("parts", "path", "message"),
    [
        ({"within": "10 working days if case.end is None else None"}, ("expect", "within"), "this is no expression"),
        ({"within": "days(3) if case.end is None else None"}, ("expect", "within"), "this must be a period"),
        ({"within": "3"}, ("expect", "within"), "this must be a period"),
        ({"within": "settings.share"}, ("expect", "within"), "this must be a period"),
        ({"of": "3"}, ("expect", "of"), "this must be a date, not a whole number"),
        ({"of": "home_visits"}, ("expect", "of"), "this must be a date, not a list (entry of kind HomeVisit)"),
        ({"of": None}, ("expect",), "a deadline is either"),
        ({"by": "as_of"}, ("expect",), "a deadline is either"),
        ({"good_enough": "v.date"}, ("expect", "good_enough"), "this must be true or false"),
    ],
)
def test_parts_of_a_deadline(parts: dict[str, Any], path: tuple[str, ...], message: str) -> None:
    expect = {name: value for name, value in deadline("v for v in home_visits", **parts).items() if value is not None}
    _, found = compiled(expect=expect)
    assert found[0][0] == path and found[0][2].startswith(message)


def test_a_deadline_reads_the_dates_of_what_is_done_and_the_settings_of_its_messages() -> None:
    logic, _ = compiled(expect=deadline("screening for screening in rosh.screenings + rosh.analyses"), finding="{settings.share}")
    assert logic is not None
    assert {"rosh.screenings.date", "rosh.analyses.date"} <= logic.reads
    assert logic.settings == {"share"}
    assert logic.anchor == "rosh.screenings"


def test_a_written_period() -> None:
    logic, _ = compiled(expect=deadline("home_visits"))
    assert logic is not None and isinstance(logic.expect, DeadlineLogic) and logic.expect.within is not None
    assert logic.expect.within.bind(NAMESPACE)(facts_of(record(), NAMES)) == Period(10, "working_days")


def test_the_rungs_of_a_ladder_keep_their_order() -> None:
    ladder = {"not_done": "not any(home_visits)", "sufficient": True, "otherwise": "insufficient"}
    logic, found = compiled(expect=ladder)
    assert found == [] and logic is not None and logic.expect is not None
    assert [state for state, _ in logic.expect.rungs] == ["not_done", "sufficient"]  # type: ignore[union-attr]
    _, found = compiled(expect={"sufficient": "as_of", "not_done": "nothing", "otherwise": "not_done", "deadline": "3"})
    assert [path for path, *_ in found] == [("expect", "sufficient"), ("expect", "not_done"), ("expect", "deadline")]


def test_every_expression_of_a_rule_tells_its_faults() -> None:
    _, found = compiled(asked_of="a1", excepted="a2", expect=deadline("a3", within="a4", of="a5"), finding="{a6} {a7}")
    assert [(path, message) for path, _, message in found] == [
        (path, f"nothing is called `a{number}` here")
        for number, path in enumerate(
            [("asked_of",), ("excepted",), ("expect", "done"), ("expect", "within"), ("expect", "of"), ("finding",), ("finding",)], 1
        )
    ]


LADDER = {"sufficient": "any(home_visits)", "otherwise": "not_done"}
DATED = {**LADDER, "deadline": "as_of"}
NO_DAY = "has no `done_on`: only where `expect` has `done` is the day known on which something was done"


@pytest.mark.parametrize(
    ("expect", "finding", "offset", "message"),
    [
        (LADDER, "Done on {done_on}.", 9, f"a ladder {NO_DAY}"),
        (DATED, "By { coalesce(done_on, as_of)}.", 14, f"a ladder {NO_DAY}"),
        ("answered", "Done on {done_on}.", 9, f"a rule that only an assessor answers {NO_DAY}"),
        (LADDER, "By {deadline}.", 4, "this ladder has no `deadline`"),
        ("answered", "By {deadline}.", 4, "a rule that only an assessor answers has no `deadline`"),
        (LADDER, "By {done}.", 4, "`done` is known in `good_enough` alone"),
        (deadline("home_visits"), "By {done}.", 4, "`done` is known in `good_enough` alone"),
        (LADDER, "By {dedline}.", 4, "nothing is called `dedline` here"),
    ],
)
@pytest.mark.parametrize("by_outcome", [True, False])
def test_a_message_names_only_days_that_its_rule_knows(expect: Any, finding: str, offset: int, message: str, by_outcome: bool) -> None:
    logic, found = compiled(expect=expect, finding={"not_done": finding} if by_outcome else finding)
    path = ("finding", "not_done") if by_outcome else ("finding",)
    assert logic is None and {(place, at, text) for place, at, text in found} == {(path, offset, message)}


def test_messages_that_name_the_days_of_their_rule() -> None:
    for expect, finding in (
        (deadline("home_visits"), "Done on {done_on}, due by {deadline}."),
        (DATED, "Due by {deadline}."),
        (LADDER, "Visits, the last of them answered on {latest(v.date for v in home_visits if v.date is not None)}."),
    ):
        assert compiled(expect=expect, finding=finding)[1] == []
