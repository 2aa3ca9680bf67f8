"""The table of outcomes: what a deadline, a ladder and an answer give."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caselint.audit.case import audit_case
from caselint.audit.outcomes import CaseResult, Outcome
from caselint.audit.plan import make_plan
from tests.small_pack import make_pack, record, rule, visit

DEADLINE = {
    "done": "v for v in home_visits if v.made",
    "good_enough": "any(v.purposes)",
    "within": "10 working days",
    "of": "sentence.date",
}


def audit(
    folder: Path, *rules: dict[str, Any], as_of: date = date(2010, 6, 30), frameworks: tuple[str, ...] = (), **laid_over: Any
) -> CaseResult:
    parts = {name: laid_over.pop(name) for name in ("definitions", "settings", "overrides") if name in laid_over}
    pack = make_pack(
        folder, *rules, definitions=parts.get("definitions"), settings=parts.get("settings"), frameworks=parts.get("overrides")
    )
    return audit_case(make_plan(pack, frameworks), record(**laid_over), as_of, "test.json", 1)


@pytest.mark.parametrize(
    ("visits", "as_of", "outcome"),
    [
        ([visit("2010-02-15")], "2010-06-30", "sufficient"),  # the tenth working day after Monday 1 February
        ([visit("2010-02-16")], "2010-06-30", "too_late"),
        ([visit("2010-02-16"), visit("2010-02-12")], "2010-06-30", "sufficient"),  # in any order
        ([visit("2010-02-12", purposes=[])], "2010-06-30", "insufficient"),
        ([visit("2010-02-12", purposes=[]), visit("2010-03-12")], "2010-06-30", "too_late"),
        ([visit("2010-03-12", purposes=[])], "2010-06-30", "insufficient"),
        ([], "2010-06-30", "not_done"),
        ([visit("2010-02-12", made=False)], "2010-06-30", "not_done"),
        ([visit("2010-02-12", date=None)], "2010-06-30", "not_done"),
        ([], "2010-02-14", "not_yet_due"),
        ([visit("2010-02-12", purposes=[])], "2010-02-14", "not_yet_due"),
        ([], "2010-02-15", "not_done"),  # the deadline no longer lies after the as-of date
        ([visit("2010-02-12")], "2010-02-11", "not_yet_due"),  # what is dated after the as-of date has not happened
    ],
)
def test_a_deadline(tmp_path: Path, visits: list[Any], as_of: str, outcome: str) -> None:
    entry = rule(expect=DEADLINE, finding="Due by {deadline}, done on {done_on}.")
    result = audit(tmp_path, entry, as_of=date.fromisoformat(as_of), home_visits=visits)
    assert result.outcomes == {"VISIT901": outcome}
    assert [due.deadline for due in result.due] == ([date(2010, 2, 15)] if outcome == "not_yet_due" else [])
    assert bool(result.findings) == Outcome(outcome).below


def test_the_message_has_real_dates(tmp_path: Path) -> None:
    entry = rule(expect=DEADLINE, finding="Due by {deadline}; done on {done_on}; now {as_of}.")
    (finding,) = audit(tmp_path, entry, home_visits=[visit("2010-02-16")]).findings
    assert finding.message == "Due by 15 February 2010; done on 16 February 2010; now 30 June 2010."
    assert finding.deadline == date(2010, 2, 15)


def test_a_deadline_that_runs_from_an_unknown_day_needs_an_assessor(tmp_path: Path) -> None:
    entry = rule(expect={"done": "v for v in home_visits", "by": "sentence.expected_end_on"})
    result = audit(tmp_path, entry, sentence={"expected_end_on": None})
    assert result.outcomes == {"VISIT901": "not_answered"}
    assert result.reasons == {"VISIT901": "the day from which the time runs is not recorded"}


def test_one_entry_that_may_be_missing_can_be_what_is_done(tmp_path: Path) -> None:
    entry = rule(expect={"done": "first(v for v in home_visits if v.made)", "within": "10 working days", "of": "sentence.date"})
    assert audit(tmp_path, entry, home_visits=[visit("2010-02-12")]).outcomes["VISIT901"] == "sufficient"
    assert audit(tmp_path, entry).outcomes["VISIT901"] == "not_done"


@pytest.mark.parametrize(
    ("rosh", "outcome"),
    [
        ([{"date": "2010-02-05", "level": "high"}], "sufficient"),
        ([{"date": "2010-02-05", "level": "low"}], "insufficient"),
        ([], "not_answered"),  # no level on record is never read as low
    ],
)
def test_a_ladder_whose_condition_is_missing_needs_an_assessor(tmp_path: Path, rosh: list[Any], outcome: str) -> None:
    entry = rule(expect={"sufficient": 'last(l.level for l in rosh.levels) in ("high", "very_high")', "otherwise": "insufficient"})
    assert audit(tmp_path, entry, rosh={"levels": rosh}).outcomes["VISIT901"] == outcome


def test_the_first_rung_that_holds_is_the_outcome(tmp_path: Path) -> None:
    expect = {"too_late": "count(home_visits) == 1", "sufficient": "count(home_visits) >= 1", "otherwise": "not_done"}
    entry = rule(expect=expect)
    assert audit(tmp_path, entry, home_visits=[visit("2010-02-12")]).outcomes["VISIT901"] == "too_late"
    assert audit(tmp_path, entry, home_visits=[visit("2010-02-12"), visit("2010-03-12")]).outcomes["VISIT901"] == "sufficient"


def test_a_ladder_with_a_deadline_blames_nobody_before_it(tmp_path: Path) -> None:
    entry = rule(expect={"sufficient": "count(home_visits) > 0", "otherwise": "not_done", "deadline": "sentence.date + days(30)"})
    assert audit(tmp_path, entry, as_of=date(2010, 3, 2)).outcomes["VISIT901"] == "not_yet_due"
    assert audit(tmp_path, entry, as_of=date(2010, 3, 3)).outcomes["VISIT901"] == "not_done"


def test_an_exception_is_listed_and_counts_nowhere(tmp_path: Path) -> None:
    entry = rule(excepted="any(v.not_needed_reason is not None for v in home_visits)")
    result = audit(tmp_path, entry, home_visits=[{"made": False, "not_needed_reason": "in hospital"}])
    assert result.outcomes["VISIT901"] == "excepted"
    assert result.reasons["VISIT901"] == "a professional reason is on record"
    assert not result.findings


def test_praised_practice_that_is_absent_is_no_finding(tmp_path: Path) -> None:
    assert not audit(tmp_path, rule(norm="enhanced", finding=None, scored_in=[])).findings


# -- subjects

EACH = {
    "for": "start in case.starts",
    "expect": {**DEADLINE, "done": "v for v in home_visits if v.date is not None and v.date >= start.date", "of": "start.date"},
}
TWO_STARTS = {
    "starts": [{"id": "S1", "event": "sentence", "date": "2010-02-01"}, {"id": "S2", "event": "transfer_in", "date": "2010-05-03"}]
}


def test_a_case_counts_once_with_its_worst_subject(tmp_path: Path) -> None:
    result = audit(tmp_path, rule(**EACH), case=TWO_STARTS, home_visits=[visit("2010-02-20")])
    assert result.outcomes["VISIT901"] == "not_done"
    assert [(f.subject, f.outcome, f.pointer) for f in result.findings] == [
        ("S1", "too_late", "/case/starts/0"),
        ("S2", "not_done", "/case/starts/1"),
    ]


def test_each_subject_below_the_line_has_an_identity_of_its_own_that_no_order_changes(tmp_path: Path) -> None:
    turned = {"starts": [TWO_STARTS["starts"][1], TWO_STARTS["starts"][0]]}
    one, other = (audit(tmp_path, rule(**EACH), case=starts) for starts in (TWO_STARTS, turned))
    assert {f.identity for f in one.findings} == {f.identity for f in other.findings}
    assert len({f.identity for f in one.findings}) == 2


def test_no_subject_is_not_applicable(tmp_path: Path) -> None:
    assert (
        audit(tmp_path, rule(**(EACH | {"for": "start in case.starts if start.event == 'release'"}))).outcomes["VISIT901"]
        == "not_applicable"
    )


def test_an_unanswered_subject_outweighs_a_sufficient_one(tmp_path: Path) -> None:
    entry = rule(
        **{"for": "level in rosh.levels"},
        expect={"sufficient": "level.level in ('high', 'very_high')", "not_answered": "True", "otherwise": "not_done"},
    )
    levels = [{"date": "2010-02-05", "level": "high"}, {"date": "2010-03-05", "level": "low"}]
    assert audit(tmp_path, entry, rosh={"levels": levels}).outcomes["VISIT901"] == "not_answered"


# -- requires


@pytest.mark.parametrize(
    ("first", "outcome"),
    [
        ({"sufficient": True, "otherwise": "not_done"}, "not_done"),
        ({"sufficient": False, "otherwise": "not_done"}, "not_applicable"),
        ({"sufficient": False, "otherwise": "not_applicable"}, "not_applicable"),
        ("answered", "not_answered"),
        ({"sufficient": "count(mappa.meetings) > 0", "otherwise": "not_done"}, "not_exported"),
    ],
)
def test_a_nested_denominator(tmp_path: Path, first: Any, outcome: str) -> None:
    opening = rule("AAA001", expect=first)
    nested = rule("AAB001", requires={"AAA001": "above"}, expect={"sufficient": False, "otherwise": "not_done"})
    assert audit(tmp_path, opening, nested, mappa=None).outcomes["AAB001"] == outcome


def test_a_rule_can_require_that_another_fell_short(tmp_path: Path) -> None:
    opening = rule("AAA001", expect={"sufficient": False, "otherwise": "not_done"})
    nested = rule("AAB001", requires={"AAA001": "below"}, expect={"sufficient": True, "otherwise": "not_done"})
    assert audit(tmp_path, opening, nested).outcomes["AAB001"] == "sufficient"


def test_a_selected_rule_is_asked_with_those_that_it_requires(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, rule("AAA001"), rule("AAB001", requires={"AAA001": "above"}))
    result = audit_case(make_plan(pack, selected=["AAB001"]), record(home_visits=[visit("2010-02-12")]), date(2010, 6, 30))
    assert result.outcomes == {"AAB001": "sufficient"}


# -- what is not exported


def test_an_absent_section_is_not_exported_and_an_empty_one_is_nothing_recorded(tmp_path: Path) -> None:
    absent = audit(tmp_path, rule(), home_visits=None)
    assert (absent.outcomes["VISIT901"], absent.missing) == ("not_exported", {"VISIT901": ("home_visits",)})
    assert audit(tmp_path, rule(), home_visits=[]).outcomes["VISIT901"] == "not_done"


def test_a_path_that_the_export_says_it_does_not_carry(tmp_path: Path) -> None:
    entry = rule(expect={"sufficient": "any(m.grade == 'po' for m in case.offender_managers)", "otherwise": "not_done"})
    result = audit(tmp_path, entry, case={"not_carried": ["case.offender_managers.grade"]})
    assert (result.outcomes["VISIT901"], result.missing) == ("not_exported", {"VISIT901": ("case.offender_managers.grade",)})
    assert audit(tmp_path, rule(), case={"not_carried": ["case.offender_managers.grade"]}).outcomes["VISIT901"] == "not_done"


def test_a_nested_list_that_is_absent_is_not_exported(tmp_path: Path) -> None:
    entry = rule(expect={"sufficient": "any(any(v.purposes) for v in home_visits)", "otherwise": "not_done"})
    result = audit(tmp_path, entry, home_visits=[{"date": "2010-02-12", "made": True}])
    assert (result.outcomes["VISIT901"], result.missing) == ("not_exported", {"VISIT901": ("home_visits.purposes",)})


def test_a_definition_reads_for_the_rules_that_use_it(tmp_path: Path) -> None:
    entry = rule(expect={"sufficient": "seen_by(sentence.date)", "otherwise": "not_done"})
    seen = {"meaning": "seen by a day", "parameters": {"day": "date"}, "expression": "any(m.date <= day for m in rosh.levels)"}
    assert audit(tmp_path, entry, definitions={"seen_by": seen}, rosh=None).missing == {"VISIT901": ("rosh",)}


# -- a rule that breaks


def test_a_rule_that_breaks_is_an_error_and_the_others_go_on(tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    pack = make_pack(tmp_path, rule("AAA001"), rule("AAB001"))
    plan = make_plan(pack)
    first = plan.views[0].rules[0]
    object.__setattr__(first, "verdict", broken)
    result = audit_case(plan, record(), date(2010, 6, 30))
    assert result.outcomes == {"AAA001": "error", "AAB001": "not_done"}
    assert result.reasons["AAA001"] == "the rule broke (ZeroDivisionError)"


# -- answers


def answer(**parts: Any) -> dict[str, Any]:
    return {"question": "VISIT901", "outcome": "sufficient", "date": "2010-05-03", "by": "a senior", "note": "a private word"} | parts


@pytest.mark.parametrize("question", ["VISIT901", "test-rule-visit901"])
def test_an_assessors_answer_wins(tmp_path: Path, question: str) -> None:
    result = audit(tmp_path, rule(), answers=[answer(question=question)])
    assert result.outcomes["VISIT901"] == "sufficient"
    assert not result.findings
    (given,) = result.answered
    assert (given.outcome, given.record_outcome, given.disagrees) == ("sufficient", "not_done", True)


def test_an_answer_below_the_line_is_a_finding_without_its_free_text(tmp_path: Path) -> None:
    (finding,) = audit(tmp_path, rule(), answers=[answer(outcome="insufficient")]).findings
    assert finding.message == "An assessor answered on 3 May 2010: insufficient."


def test_an_answer_wins_over_what_is_not_exported(tmp_path: Path) -> None:
    result = audit(tmp_path, rule(), home_visits=None, answers=[answer()])
    assert (result.outcomes["VISIT901"], result.missing) == ("sufficient", {})
    assert not result.answered[0].disagrees


def test_of_two_answers_the_later_holds_and_of_two_on_a_day_the_worse(tmp_path: Path) -> None:
    later = [answer(date="2010-05-04", outcome="too_late"), answer()]
    assert audit(tmp_path, rule(), answers=later).outcomes["VISIT901"] == "too_late"
    assert audit(tmp_path, rule(), answers=[answer(outcome="not_done"), answer()]).outcomes["VISIT901"] == "not_done"


def test_an_answer_after_the_as_of_date_is_not_one_yet(tmp_path: Path) -> None:
    assert audit(tmp_path, rule(), answers=[answer()], as_of=date(2010, 5, 2)).outcomes["VISIT901"] == "not_done"


def test_an_answer_on_one_subject(tmp_path: Path) -> None:
    result = audit(tmp_path, rule(**EACH), case=TWO_STARTS, home_visits=[visit("2010-02-12")], answers=[answer(subject_id="S2")])
    assert result.outcomes["VISIT901"] == "sufficient"
    assert [(a.record_outcome, a.outcome) for a in result.answered] == [("not_done", "sufficient")]


def test_an_assessor_switches_a_question_on_and_off(tmp_path: Path) -> None:
    off = answer(outcome=None, asked_of_case=False)
    assert audit(tmp_path, rule(), answers=[off]).outcomes["VISIT901"] == "not_applicable"
    on = answer(outcome=None, asked_of_case=True)
    assert audit(tmp_path, rule(asked_of=False), answers=[on]).outcomes["VISIT901"] == "not_done"


# -- frameworks


def test_a_framework_narrows_a_denominator(tmp_path: Path) -> None:
    entry = rule(criteria={"omi-2007": ["2.2"], "omi2-2009": ["2.2"]})
    overrides = {"omi-2007": {"narrow": {"VISIT901": 'case.order_type == "licence"'}}}
    result = audit(tmp_path, entry, overrides=overrides, frameworks=("omi2-2009", "omi-2007"))
    assert result.outcomes["VISIT901"] == "not_done"
    assert result.framework_outcomes == {"omi-2007": {"VISIT901": "not_applicable"}}
    assert [finding.frameworks for finding in result.findings] == [("omi2-2009",)]


def test_a_framework_sets_a_period_otherwise_and_the_user_has_the_last_word(tmp_path: Path) -> None:
    entry = rule(expect={"done": "v for v in home_visits", "within": "settings.limit", "of": "sentence.date"})
    overrides = {"omi-2007": {"settings": {"limit": "4 weeks"}}}
    pack = make_pack(tmp_path, entry, settings={"limit": "1 week"}, frameworks=overrides)
    seen = record(home_visits=[visit("2010-02-20")])
    result = audit_case(make_plan(pack, ["omi2-2009", "omi-2007", "iaow-2013"]), seen, date(2010, 6, 30))
    assert (result.outcomes["VISIT901"], result.framework_outcomes) == ("too_late", {"omi-2007": {"VISIT901": "sufficient"}})
    assert result.findings[0].frameworks == ("omi2-2009", "iaow-2013")
    limit = pack.settings["limit"].value
    assert audit_case(make_plan(pack, ["omi-2007"], settings={"limit": limit}), seen, date(2010, 6, 30)).outcomes["VISIT901"] == "too_late"


# -- who held the case


def test_a_finding_names_who_held_the_case_when_the_duty_fell_due(tmp_path: Path) -> None:
    managers = [
        {"officer_id": "OM-1", "started_on": "2010-02-02", "ended_on": "2010-04-01", "absences": []},
        {"officer_id": "OM-9", "started_on": "2010-02-10", "ended_on": "2010-02-20", "stands_in": True, "absences": []},
        {"officer_id": "OM-2", "started_on": "2010-04-02", "absences": []},
    ]
    result = audit(tmp_path, rule(expect=DEADLINE), case={"offender_managers": managers})
    assert result.findings[0].held_by.officer_id == "OM-1"
    assert result.held_by.officer_id == "OM-2"
    assert (result.held_by.team, result.held_by.local_delivery_unit) == ("Team 1", "Northbrook")


def test_a_finding_about_something_absent_points_at_the_nearest_thing_that_exists(tmp_path: Path) -> None:
    visits = audit(tmp_path, rule(expect=DEADLINE))
    assert visits.findings[0].pointer == "/home_visits"
    nested = rule(expect={"done": "m for m in mappa.meetings", "within": "1 week", "of": "sentence.date"})
    assert audit(tmp_path, nested).findings[0].pointer == "/mappa/meetings"


def test_a_finding_about_something_done_badly_points_at_it(tmp_path: Path) -> None:
    visits = [visit("2010-04-12", made=False), visit("2010-02-12", purposes=[])]
    assert audit(tmp_path, rule(expect=DEADLINE), home_visits=visits).findings[0].pointer == "/home_visits/1"


# -- what is listed, and what is not


EACH_PLAN = {"for": "p in sentence_plans", "expect": {"sufficient": "p.date is not None", "otherwise": "not_done"}}


@pytest.mark.parametrize(("condition", "outcome"), [("any(home_visits)", "not_answered"), ("not any(home_visits)", "not_applicable")])
def test_an_empty_list_can_itself_be_doubtful(tmp_path: Path, condition: str, outcome: str) -> None:
    pack = make_pack(tmp_path, rule(**EACH_PLAN, none_listed=condition))
    plan = make_plan(pack)
    seen = [visit("2010-02-12")]
    assert audit_case(plan, record(home_visits=seen, sentence_plans=[]), date(2010, 6, 30)).outcomes == {"VISIT901": outcome}
    listed = [{"id": "P1", "date": "2010-02-10"}]
    assert audit_case(plan, record(home_visits=seen, sentence_plans=listed), date(2010, 6, 30)).outcomes == {"VISIT901": "sufficient"}


def test_an_entry_without_its_list_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    """`any` does not stop before it: else the order of the entries would decide whether the question can be answered."""
    expect = {"sufficient": "any(count(p.objectives) > 0 for p in sentence_plans)", "otherwise": "not_done"}
    plan = make_plan(make_pack(tmp_path, rule(expect=expect)))
    plans = [{"id": "P1", "date": "2010-02-10", "objectives": [{"id": "O1"}]}, {"id": "P2", "date": "2010-03-10"}]
    for entries in (plans, plans[::-1]):
        assert audit_case(plan, record(sentence_plans=entries), date(2010, 6, 30)).outcomes == {"VISIT901": "not_exported"}
