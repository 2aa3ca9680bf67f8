"""Evidence of good work that can be added to any record: each a whole piece of work, done well and written down."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, get_args, get_origin

from caselint.record.base import Entry
from caselint.record.expecting import bare
from caselint.record.record import Record
from caselint.record.sections.contacts import Contact, HomeVisit
from caselint.record.sections.enquiries import Enquiry
from caselint.record.sections.oversight import Oversight
from caselint.record.sections.reviews import Review
from caselint.record.sections.shapes import Share
from caselint.record.vocabularies import Agency, Party, Topic


def visit(chance: Random, day: date) -> Entry:  # noqa: ARG001
    """A home visit by the officer, for the sake of risk and of children, at which the household was seen."""
    return HomeVisit(
        id="GW1",
        date=day,
        made=True,
        purposes=("risk", "child_safety", "assessment", "monitoring"),
        visitors=("offender_manager",),
        persons_seen=("person", "household", "child"),
        result="seen",
        outcome="written down",
    )


def kept_appointment(chance: Random, day: date) -> Entry:  # noqa: ARG001
    """A planned appointment with the officer that was kept, with work done and written down on the same day."""
    return Contact(
        id="GW2",
        date=day,
        recorded_on=day,
        kind="office",
        participants=("person", "offender_manager"),
        author_role="offender_manager",
        planned=True,
        enforceable=True,
        counts_as_national_standard=True,
        purposes=("supervision", "risk_work", "offence_work"),
        outcome="attended",
    )


def managers_advice(chance: Random, day: date) -> Entry:  # noqa: ARG001
    """A manager's discussion of the whole case, with advice."""
    return Oversight(id="GW3", date=day, by="manager", kind="discussion", about=get_args(Topic), comment="written down")


def answered_enquiry(chance: Random, day: date) -> Entry:
    """An enquiry to another agency, answered on the next day: nothing known."""
    return Enquiry(
        id="GW4",
        agency=chance.choice(get_args(Agency)),
        about=("person",),
        sent_on=day,
        channel="email",
        replied_on=day + timedelta(days=1),
        answer="no",
        new_information=False,
        action_needed=False,
        concern_remains=False,
        chasers=(),
        used_in_ids=(),
    )


def review(chance: Random, day: date) -> Entry:
    """A review with the person and everybody concerned, that compared what had changed and set the next one."""
    return Review(
        id="GW6",
        of=chance.choice(("roh", "risk_management_plan", "sentence_plan", "reoffending")),
        date=day,
        reason="scheduled",
        participants=("person", "offender_manager", "manager", "police", "key_worker"),
        person_involvement=("present", "views_recorded"),
        compared_with_previous="revised",
        changed_anything=True,
        sources=(),
        factors_changed=(),
        achievements=("written down",),
        new_goals=("written down",),
        objectives=(),
        further_work="written down",
        joined_with_ids=(),
        next_review_on=day + timedelta(days=200),
        review_triggers=("written down",),
    )


def shared_level(chance: Random, day: date) -> Entry:
    """Somebody who works with the case was told of the level, the risk and how the person may be harmed."""
    told = chance.choice([party for party in get_args(Party) if party not in ("person", "victim", "child")])
    return Share(id="GW5", to=told, date=day, what=("rosh_level", "risk_information", "vulnerability", "risk_management_plan"))


ADDITIONS: Mapping[str, Callable[[Random, date], Entry]] = {
    "home_visits": visit,
    "contacts": kept_appointment,
    "oversight": managers_advice,
    "enquiries": answered_enquiry,
    "reviews": review,
    "rosh.shares": shared_level,
}
"""By the list that they stand in."""


def exported(entry: Entry) -> Entry:
    """The entry with every list that it does not have as an empty one: exported, and nothing in it."""
    fields = type(entry).model_fields
    absent = [name for name in fields if getattr(entry, name) is None and get_origin(bare(fields[name].annotation)[0]) is tuple]
    return entry.model_copy(update=dict.fromkeys(absent, ()))


def with_good_work(record: Record, path: str, entry: Entry) -> Record:
    """The record with an entry more in the list at a path of one or two steps; unchanged where that list was not exported."""
    first, _, rest = path.partition(".")
    owner: Any = getattr(record, first)
    if owner is None or (rest and getattr(owner, rest) is None):
        return record
    entry = exported(entry)
    more = owner.model_copy(update={rest: (*getattr(owner, rest), entry)}) if rest else (*owner, entry)
    return record.model_copy(update={first: more})
