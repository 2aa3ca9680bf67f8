"""The offence, what the court ordered, and its requirements or licence conditions."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Number, Text
from caselint.record.sections.shapes import Check
from caselint.record.vocabularies import OffenceKind, Party, PurposeOfSentence, RequirementKind, VictimKind


class OffenceAntecedent(Entry):
    """Earlier offences and behaviour that bear on this case."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: OffenceKind = Field(description="Which.")
    convicted: bool | None = Field(
        default=None, description="Convicted or cautioned; false = behaviour without conviction, missing = nobody has said."
    )
    date: Day | None = Field(default=None, description="When it happened.")
    known_on: Day | None = Field(default=None, description="When the service knew.")
    victim_kinds: tuple[VictimKind, ...] | None = Field(default=None, description="Kinds of victim.")
    against_partner: bool | None = Field(default=None, description="A partner or former partner was the victim.")
    bears_on_harm: bool | None = Field(default=None, description="Bears on present harm.")
    seriousness: int | None = Field(default=None, description="Rank on the same scale.")


class Offence(Entry):
    """The offence of this sentence and what went before it."""

    kind: OffenceKind = Field(description="Kind of the index offence.")
    date: Day | None = Field(default=None, description="Day of the index offence.")
    violent: bool | None = Field(
        default=None, description="Index offence is violent; missing = nobody has said, which the kind may decide and silence never does."
    )
    sexual: bool | None = Field(default=None, description="Index offence is sexual; missing = nobody has said.")
    domestic_abuse: bool | None = Field(
        default=None,
        description="Index offence is abuse of a partner or family member; missing = nobody has said. Known history is in antecedents.",
    )
    alcohol_related: bool | None = Field(default=None, description="Drink played a part.")
    gang_or_firearm_linked: bool | None = Field(default=None, description="Gang or firearm in the case.")
    subject_to_notification: bool | None = Field(default=None, description="Sex offender notification applies.")
    first_conviction: bool | None = Field(default=None, description="No earlier conviction or caution.")
    seriousness: int | None = Field(default=None, description="Rank on the provider's scale.")
    antecedents: tuple[OffenceAntecedent, ...] | None = Field(
        default=None, description="Earlier offences and behaviour that bear on this case."
    )


class SentenceVariation(Entry):
    """Requests to court or licensing body to change, add, remove or end something."""

    id: Id | None = Field(default=None, description="Stable id.")
    requirement_id: Id | None = Field(default=None, description="Requirement concerned; missing = the whole order.")
    kind: Literal["add", "remove", "relax", "tighten", "change", "extend", "revoke"] = Field(description="Direction.")
    reason_kind: Literal["risk", "progress", "unsuitable", "unfinished_work", "faith", "work", "health", "other"] | None = Field(
        default=None, description="Why."
    )
    reason: Text | None = Field(default=None, description="Reason in words.")
    considered_on: Day | None = Field(default=None, description="Weighed.")
    requested_on: Day | None = Field(default=None, description="Asked for by the person or others.")
    applied_on: Day | None = Field(default=None, description="Application made.")
    decided_on: Day | None = Field(default=None, description="Decided or in force.")
    decided_by: Party | None = Field(default=None, description="Who allowed or refused it.")
    outcome: Literal["granted", "refused", "met_another_way", "withdrawn"] | None = Field(default=None, description="Decision.")
    reason_not_applied: Text | None = Field(default=None, description="Why no application was made.")
    victim_liaison_consulted_on: Day | None = Field(default=None, description="Victim liaison officer consulted.")


class Sentence(Entry):
    """What the court ordered."""

    kind: Literal["community_order", "suspended_sentence_order", "custody", "other"] = Field(description="Kind of sentence.")
    date: Day = Field(description="Day of sentence.")
    custodial_months: Number | None = Field(default=None, description="Length of custody, a suspended term included (in months).")
    expected_end_on: Day | None = Field(default=None, description="Planned end of the order, licence or sentence.")
    licence_issued_on: Day | None = Field(default=None, description="Licence issued with its conditions.")
    purposes: tuple[PurposeOfSentence, ...] | None = Field(default=None, description="Purposes of the sentence.")
    departure_reason: Text | None = Field(default=None, description="Court's reason for not following the proposal.")
    variations: tuple[SentenceVariation, ...] | None = Field(
        default=None, description="Requests to court or licensing body to change, add, remove or end something."
    )


class RequirementViolation(Entry):
    """Violations."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="When it happened.")
    reported_on: Day | None = Field(default=None, description="Reported.")
    acted_on: Day | None = Field(default=None, description="Acted on.")


class RequirementCourtReview(Entry):
    """Review hearings."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Hearing.")
    report_on: Day | None = Field(default=None, description="Progress report sent.")
    attended: bool | None = Field(default=None, description="The officer attended.")


class Requirement(Entry):
    """The requirements of the order or the conditions of the licence, one entry each."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: RequirementKind = Field(description="What it is.")
    source: Literal["order", "licence"] = Field(description="Where it comes from.")
    standard: bool = Field(
        default=False, description="Standard licence condition; missing = no, and the kind of the condition decides what is asked."
    )
    restrictive: bool = Field(default=False, description="Restricts liberty or contact; missing = the kind decides.")
    punitive: bool = Field(default=False, description="Unpaid work, curfew and the like.")
    purposes: tuple[Literal["punishment", "public_protection", "reduce_reoffending", "rehabilitation", "secure_attendance"], ...] | None = (
        Field(default=None, description="What it is for.")
    )
    programme: Text | None = Field(default=None, description="Name of the programme.")
    provider: Party | None = Field(default=None, description="Who delivers it.")
    reason: Text | None = Field(default=None, description="Why it was set.")
    requested_by: Literal["court", "offender_manager", "victim", "mappa", "parole_board"] | None = Field(
        default=None, description="Who asked for it."
    )
    risk_issue: Text | None = Field(default=None, description="Risk issue that it answers.")
    protects_victim_id: Id | None = Field(default=None, description="Victim that it protects (victims.people[].id).")
    protects_group: VictimKind | None = Field(default=None, description="Group that it protects.")
    planned_start_on: Day | None = Field(default=None, description="Day by which it should be under way.")
    started_on: Day | None = Field(default=None, description="Really began, or in force from.")
    ended_on: Day | None = Field(default=None, description="Ended, or in force until.")
    status: Literal["not_started", "in_progress", "completed", "suspended", "undeliverable", "failed", "removed", "revoked"] = Field(
        description="State."
    )
    not_started_reason: Text | None = Field(default=None, description="Reason for a late or missing start.")
    found_undeliverable_on: Day | None = Field(default=None, description="Found undeliverable or unsuitable for the person.")
    hours_ordered: Number | None = Field(default=None, description="Hours ordered (in hours).")
    sessions_required: int | None = Field(default=None, description="Sessions ordered.")
    sessions_attended: int | None = Field(default=None, description="Sessions attended.")
    monitored_by: Party | None = Field(default=None, description="Monitoring provider.")
    monitoring_interval_days: int | None = Field(default=None, description="Own interval between checks, over the setting (in days).")
    checks: tuple[Check, ...] | None = Field(default=None, description="Checks on compliance.")
    violations: tuple[RequirementViolation, ...] | None = Field(default=None, description="Violations.")
    court_reviews: tuple[RequirementCourtReview, ...] | None = Field(default=None, description="Review hearings.")
    address_has_person_at_risk: bool | None = Field(default=None, description="The curfew or residence address houses somebody in danger.")
    address_risk_known_on: Day | None = Field(default=None, description="Day that became known.")
