"""A record as it stood on an earlier day: nothing that happened since is left in it, and nothing else is changed."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given

from caselint.audit.case import audit_case
from caselint.audit.plan import make_plan
from caselint.record.as_it_stood import PLANS, as_it_stood
from caselint.record.base import Entry
from caselint.record.record import Record
from tests.small_pack import make_pack, record, rule, visit
from tests.strategies import days, records

DAY = date(2010, 4, 1)


def stood(day: date = DAY, **laid_over: Any) -> Record:
    return as_it_stood(record(**laid_over), day)[0]


def test_what_happened_since_is_left_out() -> None:
    found = stood(
        home_visits=[visit("2010-03-31"), visit("2010-04-01"), visit("2010-04-02"), {"made": False, "purposes": []}],
        case={"end": {"date": "2010-05-01", "reason": "expired"}},
        enquiries=[
            {"agency": "childrens_services", "sent_on": "2010-03-01", "replied_on": "2010-04-20", "chasers": ["2010-03-20", "2010-04-05"]},
            {"agency": "childrens_services", "sent_on": "2010-04-10", "replied_on": "2010-04-20"},
        ],
    )
    assert [v.date for v in found.home_visits or ()] == [date(2010, 3, 31), date(2010, 4, 1), None]
    assert found.case.end is None
    assert [(e.sent_on, e.replied_on, e.chasers) for e in found.enquiries or ()] == [(date(2010, 3, 1), None, (date(2010, 3, 20),))]


def test_what_became_known_later_is_left_out_and_what_came_of_it() -> None:
    found = stood(
        significant_changes=[{"kind": "new_relationship", "date": "2010-03-01", "identified_on": "2010-05-01", "bears_on": []}],
        requirements=[{"id": "R1", "kind": "accredited_programme", "source": "order", "started_on": "2010-05-01", "status": "in_progress"}],
        enquiries=[{"agency": "police_domestic_abuse", "sent_on": "2010-03-01", "replied_on": "2010-04-20", "answer": "no"}],
    )
    assert found.significant_changes == ()
    assert [(r.id, r.started_on, r.status) for r in found.requirements or ()] == [("R1", None, "not_started")]
    assert [(e.sent_on, e.answer) for e in found.enquiries or ()] == [(date(2010, 3, 1), None)]


def test_plans_stay() -> None:
    plan = {"id": "P1", "date": "2010-02-10", "next_review_on": "2010-06-10", "objectives": [], "interventions": []}
    (found,) = stood(sentence_plans=[plan]).sentence_plans or ()
    assert found.next_review_on == date(2010, 6, 10)


def test_a_record_of_that_day_is_the_very_same() -> None:
    today = record()
    assert as_it_stood(today, date(2010, 6, 30)) == (today, {})


def dated(entry: Entry) -> Iterator[tuple[str, date]]:
    for name, value in entry.__dict__.items():
        if isinstance(value, date):
            if type(entry).model_fields[name].default is None and not type(entry).model_fields[name].is_required():
                yield name, value
        elif isinstance(value, Entry):
            yield from dated(value)
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Entry):
                    yield from dated(each)
                elif isinstance(each, date):
                    yield name, each


@given(records(), days())
def test_nothing_later_is_left_and_it_stays_a_record(whole: Record, day: date) -> None:
    found, _ = as_it_stood(whole, day)
    assert [name for name, value in dated(found) if value > day and name not in PLANS] == []
    again, none = as_it_stood(found, day)
    assert again is found
    assert none == {}
    Record.model_validate_json(found.model_dump_json())


def test_a_finding_still_points_into_the_record_that_was_read(tmp_path: Path) -> None:
    each = rule(**{"for": "e in enquiries"}, expect={"sufficient": "e.replied_on is not None", "otherwise": "not_done"})
    plan = make_plan(make_pack(tmp_path, each))
    sent = {"agency": "childrens_services", "sent_on": "2010-03-01", "replied_on": "2010-04-20"}
    whole = record(enquiries=[sent | {"sent_on": "2010-05-01"}, sent])
    assert audit_case(plan, whole, date(2010, 6, 30)).outcomes == {"VISIT901": "sufficient"}
    (finding,) = audit_case(plan, whole, DAY).findings
    assert (finding.pointer, finding.subject) == ("/enquiries/1", "2010-03-01")


def test_a_record_without_a_day_of_export_is_looked_at_in_the_same_way(tmp_path: Path) -> None:
    plan = make_plan(make_pack(tmp_path, rule()))
    undated = json.loads(record(home_visits=[visit("2010-05-01")]).model_dump_json(exclude_none=True))
    del undated["case"]["exported_on"]
    read = Record.model_validate_json(json.dumps(undated))
    assert [audit_case(plan, read, day).outcomes["VISIT901"] for day in (DAY, date(2010, 5, 1))] == ["not_done", "sufficient"]
