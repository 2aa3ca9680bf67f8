"""The timeline: every date of a record and of its findings, and nothing that somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from caselint.audit.outcomes import Due, Outcome
from caselint.browse.case_sheet import Asked
from caselint.browse.months import FEW, marks_of, months_of
from caselint.browse.sheet import Place, Sheet
from caselint.browse.timeline import HIDDEN, events_in, events_of
from caselint.browse.timeline_sheet import write_timeline
from caselint.record.base import Entry
from caselint.record.expecting import bare, parts_of
from caselint.record.record import Record
from tests.reports.support import AS_OF, FRAMEWORKS, HELD, RULES, case
from tests.small_pack import base_case
from tests.strategies import any_record, entry_of, record_of

SECRET = "Zzyzx"
ASKED = Asked(RULES, FRAMEWORKS["small-2010"])


def record(**sections: Any) -> Record:
    return Record.model_validate_json(json.dumps(base_case() | sections))


def contact(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "kind": "office", "outcome": "attended", **more}


def written(found: Record | None, folded: bool = True, width: int = 80, **changes: Any) -> Sheet:
    """The timeline of a case with a finding due on 15 February 2010."""
    result = replace(case("C-1", ROSH001="not_done"), **changes)
    sheet = Sheet(width)
    events = None if found is None else events_of(found)
    write_timeline(sheet, result, ASKED, events, None if found else "It is gone.", folded, Place("finding", 0))
    return sheet


def lines(sheet: Sheet) -> list[str]:
    return ["".join(text for text, _ in row).rstrip() for row in sheet.rows]


def dates_in(value: Any) -> Iterator[date]:
    """Every date anywhere in a record, but those that tell who somebody is."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from dates_in(each)
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            if name not in HIDDEN:
                yield from dates_in(getattr(value, name))


def with_secrets(entry: Any) -> Any:
    """The same, with one word in place of every text that is no value of a code list."""
    if isinstance(entry, tuple):
        return tuple(map(with_secrets, entry))
    if not isinstance(entry, Entry):
        return SECRET if isinstance(entry, str) else entry
    changed = {}
    for name, field in type(entry).model_fields.items():
        inner = bare(field.annotation)[0]
        inner = bare(get_args(inner)[0])[0] if get_origin(inner) is tuple else inner
        if get_origin(inner) is not Literal:
            changed[name] = with_secrets(getattr(entry, name))
    return entry.model_copy(update=changed)


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model below this one."""
    below = {part for _, _, part in parts_of(model)}
    return below.union(*map(models, below))


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.booleans(), st.sampled_from([40, 80, 120]))
def test_nothing_that_somebody_wrote_and_no_id_is_in_any_timeline(seed: int, folded: bool, width: int) -> None:
    changed = with_secrets(any_record(seed))
    assert SECRET in repr(changed)
    text = "\n".join(lines(written(changed, folded, width)))
    assert SECRET not in text


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_every_date_of_a_record_is_in_its_timeline(seed: int) -> None:
    found = any_record(seed)
    assert {event.day for event in events_of(found)} == set(dates_in(found))
    events = events_of(found)
    assert [event.day for event in events] == sorted(event.day for event in events)


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.booleans())
def test_folding_hides_no_mark_and_no_event_that_differs(seed: int, folded: bool) -> None:
    events = events_of(any_record(seed))
    result = case("C-1", ROSH001="not_done", VISIT002="too_late", due={"VISIT002": date(2010, 7, 9)})
    marks = marks_of(result, events)
    months = months_of(events, marks, folded)
    there = [line for month in months for line in month.lines]
    assert sorted(map(repr, (line.mark for line in there if line.mark))) == sorted(map(repr, marks))
    assert {line.what for line in there if not line.mark} == {event.what for event in events}
    assert [(month.year, month.month) for month in months] == sorted({(one.day.year, one.day.month) for one in (*events, *marks)})
    assert folded or len(there) == len(events) + len(marks)


def test_the_date_of_birth_is_no_event() -> None:
    found = record(person={"gender": "female", "date_of_birth": "1978-08-11"})
    assert date(1978, 8, 11) not in {event.day for event in events_of(found)}


def test_of_a_person_only_the_dates_are_told() -> None:
    factors = [{"kind": "mental_health", "identified_on": "2010-03-05"}]
    text = lines(written(record(person={"gender": "female", "diversity_factors": factors})))
    assert "   5  person: diversity factors      identified" in text


def test_a_full_record_has_an_event_of_every_section_that_holds_dates() -> None:
    found = record_of(Random(1), *Record.model_fields)
    sections = {name for name in Record.model_fields if set(dates_in(getattr(found, name)))}
    assert {event.pointer.split("/")[1] for event in events_of(found)} == sections
    assert len(sections) > 20


def test_an_entry_says_what_it_is_by_code_lists_and_yes_or_no_alone() -> None:
    visits = [
        {"date": "2010-03-09", "made": False, "result": "no_access", "outcome": "Jane was out", "id": "v1"},
        {"not_needed_on": "2010-03-01", "not_needed_reason": "He said so"},
    ]
    sheet = written(record(home_visits=visits, contacts=[contact("2010-03-08", recorded_on="2010-03-08")]))
    text = lines(sheet)
    assert "   9  home visits                    not made, no access" in text
    assert "   1  home visits                    not needed: not made" in text
    assert "   8  contacts                       recorded: office, attended" in text
    assert not [line for line in text if "Jane" in line or "He said" in line or "v1" in line]


def test_weekly_contacts_fold_and_the_one_that_was_missed_stands_out() -> None:
    days = ["2010-03-04", "2010-03-11", "2010-03-18", "2010-03-25"]
    contacts = [contact(day) for day in days] + [contact("2010-03-20", outcome="absent")]
    folded = lines(written(record(contacts=contacts)))
    assert "   4  contacts                       office, attended (4, to the 25th)" in folded
    assert "  20  contacts                       office, absent" in folded
    every = lines(written(record(contacts=contacts), folded=False))
    assert [line for line in every if "attended" in line] == [
        f"  {day[-2:].lstrip('0'):>2}  contacts                       office, attended" for day in days
    ]
    twice = [contact(day) for day in days[:FEW]]
    assert not [line for line in lines(written(record(contacts=twice))) if "to the" in line]


def test_the_deadline_of_the_finding_is_marked_and_can_be_gone_to() -> None:
    sheet = written(record(contacts=[contact("2010-02-15")]))
    row = sheet.places[Place("finding", 0)]
    assert lines(sheet)[row] == "▶ 15  DEADLINE ROSH001 start-screening-done: not done"
    assert lines(sheet)[row - 1].startswith("  15  contacts")
    (_, style), *_ = sheet.rows[row]
    assert "red" in style


def test_the_day_of_the_subject_is_marked_by_its_date_or_its_id() -> None:
    finding = case("C-1", ROSH001="not_done").findings[0]
    says = "the day that ROSH001 start-screening-done is about"
    by_date = written(record(), findings=(replace(finding, subject="2010-03-11"),))
    assert f"▶ 11  {says}" in lines(by_date)
    there = record(contacts=[contact("2010-03-12", id="k1"), contact("2010-03-19", id="k2")])
    by_id = written(there, findings=(replace(finding, subject="k2", pointer="/contacts/1"),))
    assert f"▶ 19  {says}" in lines(by_id)
    elsewhere = written(there, findings=(replace(finding, subject="k9", pointer="/contacts/1"),))
    assert not [line for line in lines(elsewhere) if says in line]


def test_what_falls_due_comes_after_the_day_of_the_audit() -> None:
    text = lines(written(record(), due=(Due("VISIT002", date(2010, 7, 9), None, HELD),)))
    audit, due = text.index("  30  AS OF THIS DAY: the audit looks no further"), text.index("   9  FALLS DUE VISIT002 first-home-visit")
    assert audit < due


def test_without_the_record_the_dates_of_the_results_are_shown_and_why() -> None:
    text = lines(written(None))
    assert text[:3] == [
        "TIMELINE  without the record",
        "It is gone.",
        "Shown are the dates that the results hold: deadlines of findings, and what falls",
    ]
    assert "▶ 15  DEADLINE ROSH001 start-screening-done: not done" in text
    assert f"  {AS_OF.day}  AS OF THIS DAY: the audit looks no further" in text
    assert not [line for line in text if "sentence" in line]


def test_no_line_is_wider_than_the_screen() -> None:
    found = record_of(Random(2), *Record.model_fields)
    for width in (40, 80, 200):
        assert max(len(line) for line in lines(written(found, False, width))) <= width


@pytest.mark.parametrize("model", sorted(models(Record), key=str), ids=lambda model: model.__name__)
def test_every_date_of_every_model_is_found(model: type[Entry]) -> None:
    entry = entry_of(model, Random(3), full=True)
    assert isinstance(entry, Entry)
    assert {event.day for event in events_in(entry, "", ("section",), True)} == set(dates_in(entry))


def test_outcomes_have_words_in_the_marks() -> None:
    assert {outcome for outcome in Outcome if outcome.below} == {Outcome.INSUFFICIENT, Outcome.TOO_LATE, Outcome.NOT_DONE}
    for outcome in ("insufficient", "too_late"):
        text = lines(written(record(), findings=case("C-1", ROSH001=outcome).findings))
        assert f"▶ 15  DEADLINE ROSH001 start-screening-done: {outcome.replace('_', ' ')}" in text
