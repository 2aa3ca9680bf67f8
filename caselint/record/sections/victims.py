"""Victims, their safety and statutory contact with them."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.vocabularies import Channel, Party, Topic, VictimKind


class VictimPerson(Entry):
    """Victims and people who could become one; a whole group is an entry that is not identifiable."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: VictimKind = Field(description="Who.")
    standing: Literal["index_offence", "earlier_offence", "potential"] = Field(description="What makes them one.")
    identifiable: bool = Field(
        default=False,
        description="A particular person; missing = no, and a child or an adult known to the person is asked about all the same.",
    )
    partner_or_former: bool | None = Field(
        default=None,
        description="Partner or former partner of the person; missing = nobody has said, which matters of an adult known to them.",
    )
    needs_protection: bool | None = Field(default=None, description="Needs protection from the person now.")
    no_contact_not_needed_reason: Text | None = Field(default=None, description="Why no condition against contact is needed for them.")
    lives_with_or_near: bool = Field(default=False, description="Lives at or near the person's address.")


class VictimConcern(Entry):
    """Concerns raised by or for a victim."""

    id: Id | None = Field(default=None, description="Stable id.")
    victim_id: Id | None = Field(default=None, description="Whose.")
    raised_on: Day = Field(description="Raised.")
    kind: Literal[
        "threat", "threat_by_others", "possible_breach", "unwanted_contact", "contact_from_custody", "fear_of_release", "other"
    ] = Field(description="What.")
    source: Party | None = Field(default=None, description="Through whom.")
    responded_on: Day | None = Field(default=None, description="Response recorded.")
    checked_on: Day | None = Field(default=None, description="Facts checked.")
    result_given_on: Day | None = Field(default=None, description="Victim told the result.")
    police_reported_on: Day | None = Field(default=None, description="Reported to the police, or declined by the victim.")
    safety_assessed_on: Day | None = Field(default=None, description="Safety of the victim assessed.")
    safety_measures: tuple[Text, ...] | None = Field(default=None, description="Measures for the victim's safety.")
    sent_to_mappa_on: Day | None = Field(default=None, description="Put before MAPPA.")
    consent_on: Day | None = Field(default=None, description="Victim agreed to sharing.")
    consent_override_reason: Text | None = Field(default=None, description="Danger that overrode consent.")
    shared_on: Day | None = Field(default=None, description="Passed on.")


class VictimAddressCheck(Entry):
    """Addresses of the person checked against the victim's whereabouts."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Checked.")
    address_id: Id | None = Field(default=None, description="Address checked.")
    near_victim: bool | None = Field(default=None, description="Near the victim.")
    accepted_reason: Text | None = Field(default=None, description="Manager's reason for accepting it all the same.")


class Victim(Entry):
    """Actual and possible victims, and their safety; no names, no addresses."""

    people: tuple[VictimPerson, ...] | None = Field(
        default=None, description="Victims and people who could become one; a whole group is an entry that is not identifiable."
    )
    concerns: tuple[VictimConcern, ...] | None = Field(default=None, description="Concerns raised by or for a victim.")
    address_checks: tuple[VictimAddressCheck, ...] | None = Field(
        default=None, description="Addresses of the person checked against the victim's whereabouts."
    )


class VictimContactOffer(Entry):
    """Offers and attempts."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="When.")
    face_to_face: bool = Field(default=False, description="Offers a meeting; missing = no, so that the offer is looked for.")
    channel: Channel = Field(description="Route.")
    outcome: Literal["accepted", "declined", "no_reply", "returned"] | None = Field(default=None, description="Answer.")


class VictimContactWorkerContact(Entry):
    """Liaison officer and victim in touch."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    noted: bool = Field(default=False, description="With a note.")


class VictimContactExchange(Entry):
    """Information exchanged about the victim or for the victim."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    between: tuple[Party, ...] | None = Field(default=None, description="Parties.")
    about: tuple[Topic, ...] | None = Field(default=None, description="What.")
    bears_on_risk: bool = Field(default=False, description="Matters for risk.")


class VictimContactNotification(Entry):
    """What the victim was told of."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    event: Literal[
        "open_conditions",
        "temporary_release",
        "parole",
        "release",
        "recall",
        "abscond",
        "end_of_conditions",
        "transfer",
        "release_conditions",
    ] = Field(description="Event.")


class VictimContactPartnerWorker(Entry):
    """Women's safety worker for the partner."""

    assigned_on: Day | None = Field(default=None, description="Appointed.")
    first_contact_on: Day | None = Field(default=None, description="First contact or attempt.")
    exchanges: tuple[Day, ...] | None = Field(default=None, description="Exchanges with the offender manager.")


class VictimContactRestorative(Entry):
    """Restorative justice."""

    might_suit: bool | None = Field(default=None, description="Might be right (officer or assessor).")
    considered_on: Day | None = Field(default=None, description="Considered.")
    offered_on: Day | None = Field(default=None, description="Offered.")
    not_offered_reason: Text | None = Field(default=None, description="Why not offered.")
    outcome: Literal["accepted", "declined", "held", "dropped"] | None = Field(default=None, description="Result.")


class VictimContact(Entry):
    """Statutory victim contact, support of partners, restorative justice."""

    eligible: bool | None = Field(default=None, description="Statutory contact applies; missing = the definition decides.")
    offers: tuple[VictimContactOffer, ...] | None = Field(default=None, description="Offers and attempts.")
    accepted: bool | None = Field(default=None, description="The victim took up contact.")
    accepted_on: Day | None = Field(default=None, description="Since when.")
    closed_on: Day | None = Field(default=None, description="Contact closed.")
    information_offered_on: Day | None = Field(default=None, description="Information on the criminal justice process offered.")
    views_sought_on: Day | None = Field(default=None, description="Asked for views on licence conditions.")
    parole_report_disclosed_on: Day | None = Field(default=None, description="Could see the parole report.")
    needs_recorded_on: Day | None = Field(default=None, description="Own needs noted.")
    safety_contact_given_on: Day | None = Field(default=None, description="Knows whom to ring.")
    confidentiality_explained_on: Day | None = Field(default=None, description="Confidentiality explained.")
    worker_contacts: tuple[VictimContactWorkerContact, ...] | None = Field(default=None, description="Liaison officer and victim in touch.")
    exchanges: tuple[VictimContactExchange, ...] | None = Field(
        default=None, description="Information exchanged about the victim or for the victim."
    )
    notifications: tuple[VictimContactNotification, ...] | None = Field(default=None, description="What the victim was told of.")
    partner_worker: VictimContactPartnerWorker | None = Field(default=None, description="Women's safety worker for the partner.")
    restorative: VictimContactRestorative | None = Field(default=None, description="Restorative justice.")
