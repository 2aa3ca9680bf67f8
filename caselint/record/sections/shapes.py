"""Shapes that several sections of the record share."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Number, Text
from caselint.record.vocabularies import Attendance, Channel, Comparison, Party, Source, Tag, Topic


class Document(Entry):
    """An assessment or a plan, one entry for each version."""

    id: Id | None = Field(default=None, description="Stable id.")
    start_id: Id | None = Field(
        default=None, description="Start event that it belongs to (case.starts[].id); where missing, attributed by date."
    )
    date: Day | None = Field(default=None, description="Finished (locked after any countersignature); missing = opened and not finished.")
    due_on: Day | None = Field(default=None, description="Due date that the system set; where missing the setting decides.")
    status: Literal["open", "completed", "locked_incomplete"] | None = Field(
        default=None, description="Only completed counts as done; missing = decided by date."
    )
    author_id: Id | None = Field(default=None, description="Officer who wrote it.")
    previous_id: Id | None = Field(default=None, description="Version that it was built on.")
    compared_with_previous: Comparison | None = Field(
        default=None, description="First = none before it; unchanged = the earlier text pulled through."
    )
    sources: tuple[Source, ...] | None = Field(default=None, description="Sources named in it.")


class Basis(Entry):
    """An assessment that something rests on."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Source = Field(description="What it is.")
    document_id: Id | None = Field(default=None, description="Its id, where the export holds it.")
    date: Day | None = Field(default=None, description="Its date.")


class Action(Entry):
    """Something to be done by somebody."""

    id: Id | None = Field(default=None, description="Stable id.")
    what: Text | None = Field(default=None, description="The action.")
    owner: Party | None = Field(default=None, description="Who does it.")
    due_on: Day | None = Field(default=None, description="By when.")
    done_on: Day | None = Field(default=None, description="Carried out.")
    status: Literal["open", "done", "replaced", "dropped"] | None = Field(default=None, description="State, where no date is kept.")
    outcome: Text | None = Field(default=None, description="Result, or that it was chased.")
    reviewed_on: Day | None = Field(default=None, description="Looked at again.")
    tags: tuple[Tag, ...] | None = Field(default=None, description="What it serves.")


class Decision(Entry):
    """Something decided."""

    id: Id | None = Field(default=None, description="Stable id.")
    what: Text | None = Field(default=None, description="The decision; an explicit no further action counts.")
    reason: Text | None = Field(default=None, description="Why.")
    made_by: Party | None = Field(default=None, description="By whom.")
    recorded_on: Day | None = Field(default=None, description="Written down.")
    told_on: Day | None = Field(default=None, description="Passed on to those who need it.")
    due_on: Day | None = Field(default=None, description="To be carried out by.")
    acted_on: Day | None = Field(default=None, description="Carried out.")
    reviewed_on: Day | None = Field(default=None, description="Looked at again.")


class Share(Entry):
    """Information passed to somebody."""

    id: Id | None = Field(default=None, description="Stable id.")
    to: Party = Field(description="Who was told.")
    worker_id: Id | None = Field(default=None, description="Which worker (case.workers[].id).")
    date: Day | None = Field(default=None, description="When.")
    what: tuple[Topic, ...] | None = Field(default=None, description="What it was about.")


class MeetingAttendee(Entry):
    """Who came."""

    id: Id | None = Field(default=None, description="Stable id.")
    party: Party = Field(description="Role or agency.")
    worker_id: Id | None = Field(default=None, description="Which worker.")


class MeetingAction(Action):
    """Actions agreed."""

    concerned: tuple[Party, ...] | None = Field(default=None, description="Bodies that must know of it.")
    told: tuple[Share, ...] | None = Field(default=None, description="Who was told of it.")


class Meeting(Entry):
    """A meeting about the case."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day | None = Field(default=None, description="Planned or held.")
    kind: Text | None = Field(default=None, description="What kind of meeting.")
    status: Literal["planned", "held", "cancelled", "postponed"] | None = Field(
        default=None, description="What became of it; missing = held once its date is past."
    )
    invited_on: Day | None = Field(default=None, description="Invitation received.")
    invited: tuple[Party, ...] | None = Field(default=None, description="Who was invited.")
    attendees: tuple[MeetingAttendee, ...] | None = Field(default=None, description="Who came.")
    led_by: Party | None = Field(default=None, description="Who led or chaired.")
    apologies_reason: Text | None = Field(default=None, description="Reason for not attending.")
    minutes_on_file: bool | None = Field(default=None, description="Minutes are on the record.")
    minutes_received_on: Day | None = Field(default=None, description="Day the minutes were filed.")
    outcome: Text | None = Field(default=None, description="Result on record.")
    reviewed_on: Day | None = Field(default=None, description="Its actions were gone over.")
    decisions: tuple[Decision, ...] | None = Field(default=None, description="Decisions taken.")
    actions: tuple[MeetingAction, ...] | None = Field(default=None, description="Actions agreed.")


class Referral(Entry):
    """A referral or a pointing-on."""

    id: Id | None = Field(default=None, description="Stable id.")
    requested_on: Day | None = Field(default=None, description="The person or a worker asked for it.")
    date: Day | None = Field(default=None, description="Made.")
    to: Party | None = Field(default=None, description="To whom.")
    service: Text | None = Field(default=None, description="Which service.")
    channel: Channel | None = Field(default=None, description="How.")
    includes: tuple[Literal["risk_issues", "diversity_needs", "category", "equality_section"], ...] | None = Field(
        default=None, description="What the form carries."
    )
    written_confirmation_on: Day | None = Field(default=None, description="Written confirmation of a spoken referral.")
    acknowledged_on: Day | None = Field(default=None, description="Acknowledged.")
    follow_ups: tuple[Day, ...] | None = Field(default=None, description="Followed up on these days.")
    first_appointment_on: Day | None = Field(default=None, description="First interview with the service.")
    outcome: Literal["accepted", "taken_up", "refused", "unavailable", "waiting", "not_taken_up", "withdrawn", "housed", "other"] | None = (
        Field(default=None, description="What became of it.")
    )
    outcome_on: Day | None = Field(default=None, description="When that was known.")


class Check(Entry):
    """A check on a person, a place or a condition."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Done.")
    by: Party | None = Field(default=None, description="Who checked.")
    method: Text | None = Field(default=None, description="How (visit, tag report, police check, test, asked and verified).")
    result: Literal["complied", "violation", "alert", "unclear"] | None = Field(default=None, description="Result.")


class Session(Entry):
    """One dated piece of delivery."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    hours: Number | None = Field(default=None, description="Hours offered or worked.")
    outcome: Attendance | None = Field(default=None, description="What came of it.")
    incident: bool | None = Field(default=None, description="Something happened that needs taking up.")


class ContactLevelPerRequirement(Entry):
    """Level by requirement."""

    id: Id | None = Field(default=None, description="Stable id.")
    requirement_id: Id = Field(description="Requirement.")
    number: Number | None = Field(default=None, description="Contacts.")
    weeks: Number | None = Field(default=None, description="In so many weeks.")
    enforceable: bool | None = Field(default=None, description="Can be enforced.")


class ContactLevel(Entry):
    """A planned level of contact."""

    id: Id | None = Field(default=None, description="Stable id.")
    number: Number | None = Field(default=None, description="Contacts.")
    weeks: Number | None = Field(default=None, description="In so many weeks.")
    standard_number: Number | None = Field(default=None, description="Contacts that the standard gives for the tier, in the same weeks.")
    reason: Text | None = Field(default=None, description="Reason for another level than the standard.")
    enforceable: bool | None = Field(default=None, description="The contacts can be enforced.")
    per_requirement: tuple[ContactLevelPerRequirement, ...] | None = Field(default=None, description="Level by requirement.")


class GroupFit(Entry):
    """How a person stands in a group placement."""

    id: Id | None = Field(default=None, description="Stable id.")
    only_one_of_group: bool = Field(default=False, description="The only one of their group in a mixed setting.")
    minority_in_mixed_setting: bool = Field(default=False, description="From a minority in a mixed setting.")
    support_arranged_on: Day | None = Field(default=None, description="Staffing and support arranged.")
    consent_on: Day | None = Field(default=None, description="Informed consent to be the only one.")
