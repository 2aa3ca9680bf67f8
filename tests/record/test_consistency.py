"""Contradictions are found wherever they stand, each with its place, and the record is read all the same."""

from typing import Any

import pytest

from caselint.record.base import Entry
from caselint.record.consistency import _PLAN, _Plan, contradictions
from caselint.record.problems import ProblemKind
from caselint.record.reading import read_record
from caselint.record.record import Record
from tests.record.examples import raw, small, typical

BACKWARDS = {"started_on": "2010-03-02", "ended_on": "2010-03-01"}


def found(value: Any) -> list[tuple[str, str]]:
    record, problem, _ = read_record(raw(value))
    assert record is not None, problem
    if problem is None:
        return []
    assert problem.kind is ProblemKind.INCONSISTENT and problem.audited and problem.case_id == record.case.id
    return [(fault.pointer, fault.message) for fault in problem.faults]


def with_case(**fields: Any) -> dict[str, Any]:
    return {"case": {**small()["case"], **fields}}


def community(**fields: Any) -> dict[str, Any]:
    order = {"order_type": "community_order", "starts": [{"event": "sentence", "date": "2010-03-01"}]}
    return with_case(**{**order, **fields})


def seen(day: str, **fields: Any) -> dict[str, Any]:
    return {"date": day, "kind": "office", "participants": ["person"], "outcome": "attended", **fields}


def test_a_record_at_peace_with_itself_gives_nothing() -> None:
    assert found(typical()) == []


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (with_case(offender_managers=[{"started_on": "2010-03-01"}, BACKWARDS]), "/case/offender_managers/1/ended_on"),
        (
            with_case(offender_managers=[{"started_on": "2010-03-01", "absences": [BACKWARDS]}]),
            "/case/offender_managers/0/absences/0/ended_on",
        ),
        (small(approved_premises={"stays": [BACKWARDS]}), "/approved_premises/stays/0/ended_on"),
        (small(requirements=[{"kind": "curfew", "source": "order", "status": "failed", **BACKWARDS}]), "/requirements/0/ended_on"),
        (small(interventions=[{"kind": "other_programme", **BACKWARDS}]), "/interventions/0/ended_on"),
    ],
)
def test_an_end_before_its_start(value: Any, pointer: str) -> None:
    assert found(value) == [(pointer, "it ended on 2010-03-01, before it started on 2010-03-02")]


def test_a_day_is_no_contradiction_and_neither_is_what_is_not_recorded() -> None:
    same_day = {"kind": "other", "started_on": "2010-03-02", "ended_on": "2010-03-02"}
    open_ended = {"kind": "other", "started_on": "2010-03-02"}
    assert found(small(person={"gender": "male", "warning_markers": [same_day, open_ended, {"kind": "other"}]})) == []


def test_every_model_with_a_start_and_an_end_is_reached() -> None:
    def periods(plan: _Plan, path: str) -> set[str]:
        below = {reached for name, part in plan.lists + plan.parts for reached in periods(part, f"{path}.{name}")}
        return below | ({path} if plan.is_period else set())

    pending, models = list(Entry.__subclasses__()), set()
    while pending:
        model = pending.pop()
        pending.extend(model.__subclasses__())
        if model.__module__.startswith("caselint.record") and {"started_on", "ended_on"} <= set(model.model_fields):
            models.add(model)
    assert len(periods(_PLAN, "record")) >= len(models) > 10


@pytest.mark.parametrize(
    ("value", "pointer", "message"),
    [
        (with_case(starts=[]), "/case/starts", "a record without any start event: no question about a start can be asked"),
        (
            with_case(end={"date": "2010-02-28"}),
            "/case/end/date",
            "the case ended on 2010-02-28, before its first start on 2010-03-01",
        ),
        (
            with_case(end={"date": "2010-05-01"}, starts=[{"event": "release", "date": day} for day in ("2010-03-01", "2010-06-01")]),
            "/case/end/date",
            "the case ended on 2010-05-01, and a start on 2010-06-01 came after it: nothing since is asked",
        ),
        (
            community(starts=[{"event": "sentence", "date": "2010-03-01"}, {"event": "release", "date": "2010-05-01"}]),
            "/case/starts/1/event",
            "a release from custody on 2010-05-01, and the person is under a community order",
        ),
        (
            {**community(), "enforcement": [{"kind": "warning"}, {"kind": "recall", "started_on": "2010-05-01"}]},
            "/enforcement/1/kind",
            "a recall ends a licence, and the person is under a community order",
        ),
        (
            community(order_type="suspended_sentence_order", end={"date": "2010-06-01", "reason": "recalled"}),
            "/case/end/reason",
            "a recall ends a licence, and the person is under a suspended sentence order",
        ),
        (
            {**community(), "sentence": {"kind": "custody", "date": "2010-03-01"}},
            "/sentence/kind",
            "the sentence is custody, and `case.order_type` is community order",
        ),
        (
            small(sentence={"kind": "community_order", "date": "2009-09-01"}),
            "/sentence/kind",
            "the sentence is community order, and `case.order_type` is licence",
        ),
        (
            small(sentence={"kind": "custody", "date": "2010-03-02"}),
            "/sentence/date",
            "the sentence of 2010-03-02 lies after the first start on 2010-03-01",
        ),
        (
            {**with_case(end={"date": "2010-04-01", "reason": "expired"}), "contacts": [seen("2010-07-01"), seen("2010-08-05")]},
            "/case/end/date",
            "the case ended on 2010-04-01, and the person was still seen on 2010-08-05",
        ),
        (
            with_case(starts=[{"event": "release", "date": "2010-10-01"}]),
            "/case/starts/0/date",
            "the start on 2010-10-01 lies after the export on 2010-09-30",
        ),
        (
            small(person={"gender": "male", "date_of_birth": "2081-01-01"}),
            "/person/date_of_birth",
            "the date of birth lies after the export on 2010-09-30",
        ),
        (
            small(home_visits=[{"date": "2010-12-01"}, {"date": "2010-12-02", "made": True}]),
            "/home_visits/1/date",
            "the visit made on 2010-12-02 lies after the export on 2010-09-30",
        ),
        (
            small(rosh={"levels": [{"date": "2010-12-01", "level": "low"}]}),
            "/rosh/levels/0/date",
            "the level of 2010-12-01 lies after the export on 2010-09-30",
        ),
    ],
)
def test_what_cannot_be(value: Any, pointer: str, message: str) -> None:
    assert found(value) == [(pointer, message)]


@pytest.mark.parametrize(
    "value",
    [
        small(enforcement=[{"kind": "recall", "started_on": "2010-05-01"}]),
        small(sentence={"kind": "suspended_sentence_order", "date": "2009-09-01"}),
        small(sentence={"kind": "custody", "date": "2010-03-01"}),
        {**community(), "sentence": {"kind": "community_order", "date": "2010-03-01"}, "enforcement": [{"kind": "breach"}]},
        {**community(), "sentence": {"kind": "other", "date": "2010-03-01"}},
        with_case(end={"date": "2010-03-01", "reason": "recalled"}, starts=[{"event": "release", "date": "2010-03-01"}]),
        {
            **with_case(end={"date": "2010-04-01", "reason": "expired"}),
            "contacts": [
                seen("2010-07-01"),
                seen("2010-08-05", outcome="absent"),
                seen("2010-08-06", participants=["police"]),
                seen("2010-08-07", voluntary=True),
            ],
        },
        {**with_case(end={"date": "2010-04-01", "reason": "recalled"}), "contacts": [seen("2010-08-05", kind="prison_visit")]},
    ],
)
def test_what_can_be(value: Any) -> None:
    assert found(value) == []


def test_without_a_day_of_export_nothing_lies_after_it() -> None:
    assert found(with_case(exported_on=None, starts=[{"event": "release", "date": "2099-10-01"}])) == []


def test_starts_that_are_not_exported_contradict_nothing() -> None:
    assert found(with_case(starts=None, end={"date": "1999-01-01"})) == []


def test_all_are_one_problem_each_at_its_place() -> None:
    value = with_case(end={"date": "2010-02-01"}, offender_managers=[BACKWARDS, BACKWARDS])
    text = raw(value).data.decode()
    problem = read_record(raw(value, 5, 3)).problem
    assert problem is not None
    assert [text[fault.column - 3 :][:12] for fault in problem.faults] == ['"2010-02-01"', '"2010-03-01"', '"2010-03-01"']
    assert {fault.line for fault in problem.faults} == {5}


def test_a_record_made_in_python_can_be_asked_too() -> None:
    assert contradictions(Record.model_validate_json(raw(typical()).data)) == []
