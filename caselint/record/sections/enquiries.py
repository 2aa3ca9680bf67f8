"""Checks with other agencies, and what others were told."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.vocabularies import Agency, Answer, Channel, Party


class Enquiry(Entry):
    """Checks with other agencies."""

    id: Id | None = Field(default=None, description="Stable id.")
    agency: Agency = Field(description="Agency asked.")
    about: tuple[Literal["person", "address", "partner", "child", "victim", "employer", "other"], ...] | None = Field(
        default=None, description="About whom or what."
    )
    address_id: Id | None = Field(default=None, description="Address asked about.")
    sent_on: Day | None = Field(default=None, description="Asked.")
    channel: Channel | None = Field(default=None, description="How.")
    person_spoken_to: Text | None = Field(default=None, description="For a telephone enquiry.")
    written_confirmation_on: Day | None = Field(default=None, description="Written note after a telephone enquiry.")
    chasers: tuple[Day, ...] | None = Field(default=None, description="Chased on these days.")
    escalated_on: Day | None = Field(default=None, description="Escalated.")
    replied_on: Day | None = Field(default=None, description="Answered.")
    answer: Answer | None = Field(default=None, description="Answer; refused = held back.")
    new_information: bool | None = Field(default=None, description="The answer told something new.")
    action_needed: bool | None = Field(default=None, description="The answer called for action.")
    acted_on: Day | None = Field(default=None, description="Acted on.")
    concern_remains: bool | None = Field(default=None, description="Strong concern in spite of the answer.")
    used_in_ids: tuple[Id, ...] | None = Field(default=None, description="Documents and reviews that used it.")


class Disclosure(Entry):
    """Risk information given to, or held back from, people outside the statutory agencies."""

    id: Id | None = Field(default=None, description="Stable id.")
    to: Party = Field(description="Recipient.")
    statutory_recipient: bool = Field(default=False, description="The recipient is a statutory agency.")
    decision: Literal["disclose", "withhold"] | None = Field(default=None, description="What was decided.")
    reason: Text | None = Field(default=None, description="Why.")
    decided_on: Day | None = Field(default=None, description="Decided.")
    approved_by: Party | None = Field(default=None, description="Who agreed.")
    content: Text | None = Field(default=None, description="What may be told.")
    made_on: Day | None = Field(default=None, description="Told.")
