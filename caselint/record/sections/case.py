"""What the case is, when it began and ended, and who holds it."""

from typing import Annotated, Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.vocabularies import Agency, Party, StartEvent


class CaseStart(Entry):
    """Start events, oldest first; documents point at them."""

    id: Id | None = Field(default=None, description="Stable id.")
    event: StartEvent = Field(description="What opened the period.")
    date: Day = Field(description="Day of the event.")


class CaseEnd(Entry):
    """The end of the order or licence, once it has come."""

    date: Day | None = Field(default=None, description="Day of the end.")
    reason: (
        Literal[
            "expired",
            "early_good_progress",
            "revoked_resentenced",
            "revoked_breach",
            "revoked_other",
            "recalled",
            "transferred_out",
            "died",
            "other",
        ]
        | None
    ) = Field(default=None, description="Why it ended.")


class CaseTier(Entry):
    """Tiers by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="From when.")
    indicated: Annotated[int, Field(ge=1, le=4)] | None = Field(default=None, description="Tier that the guidance points to.")
    allocated: Annotated[int, Field(ge=1, le=4)] | None = Field(default=None, description="Tier given.")
    departure_reason: Text | None = Field(default=None, description="Why the tier given differs from the one indicated, or was kept.")
    departure_accepted: bool | None = Field(
        default=None, description="A manager or assessor accepts the reason; missing = nobody has said."
    )


class CaseOffenderManagerAbsence(Entry):
    """Absences of this officer."""

    id: Id | None = Field(default=None, description="Stable id.")
    started_on: Day = Field(description="First day.")
    ended_on: Day | None = Field(default=None, description="Last day.")


class CaseOffenderManager(Entry):
    """Offender managers in the community, by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    officer_id: Id | None = Field(default=None, description="The officer; the same in every entry about them.")
    held_by: Literal["officer", "duty_team", "pool"] | None = Field(
        default=None,
        description="Who holds the case; duty_team and pool = nobody in person, missing = an officer where officer_id is given.",
    )
    grade: Literal["po", "pso", "trainee", "other"] | None = Field(default=None, description="Grade (real exports often lack it).")
    abuse_trained: bool | None = Field(default=None, description="Trained to hold cases with domestic abuse, whatever the grade.")
    provider: Text | None = Field(default=None, description="Organisation or area responsible.")
    started_on: Day = Field(description="First day responsible.")
    ended_on: Day | None = Field(default=None, description="Last day responsible.")
    stands_in: bool = Field(
        default=False, description="Covers for an absent manager; no change of manager. Missing = no: the officer holds the case."
    )
    selection_reason: Text | None = Field(default=None, description="Why this officer (staff safety, language and the like).")
    change_reason: Literal["stalled_progress", "risk", "staff_safety", "staff_left", "grade", "move", "other"] | None = Field(
        default=None, description="Why the case moved to this officer."
    )
    absences: tuple[CaseOffenderManagerAbsence, ...] | None = Field(default=None, description="Absences of this officer.")


class CaseWorker(Entry):
    """Everyone else who works with the person, a child or the victim."""

    id: Id | None = Field(default=None, description="Stable id.")
    role: Party = Field(description="What they are.")
    agency: Agency = Field(description="Whom they work for.")
    within_service: bool | None = Field(default=None, description="Belongs to the probation service; missing = the agency says.")
    key_worker: bool = Field(default=False, description="Delivers part of the sentence; missing = no.")
    has_record_access: bool | None = Field(default=None, description="Can read the case record.")
    started_on: Day | None = Field(default=None, description="First day.")
    ended_on: Day | None = Field(default=None, description="Last day.")


class CaseProlificPeriod(Entry):
    """Times with prolific or integrated-management status."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["ppo", "iom"] = Field(description="Which scheme.")
    started_on: Day = Field(description="Registered.")
    ended_on: Day | None = Field(default=None, description="Ended.")


class CaseLinkedCase(Entry):
    """Other supervised cases that matter for safety."""

    id: Id | None = Field(default=None, description="Stable id.")
    relation: Literal["their_victim", "danger_to_them", "endangered_by_them", "other"] = Field(
        description="What the other person is to this one."
    )


class Case(Entry):
    """What the case is, when it began and ended, and who holds it."""

    id: Id = Field(
        description="The case reference (CRN and event number, or the provider's own); the only identifier that messages and reports print."
    )
    provider: Text | None = Field(default=None, description="Trust, probation delivery unit or other provider; data, since names change.")
    local_delivery_unit: Text | None = Field(default=None, description="Local delivery unit or office that holds the case.")
    team: Text | None = Field(default=None, description="Team within it.")
    not_carried: tuple[Text, ...] | None = Field(
        default=None,
        description="Paths that the export itself does not carry, such as case.offender_managers.grade; a rule that reads one of them "
        "answers not_exported.",
    )
    exported_on: Day | None = Field(
        default=None, description="Day of the export; rules take the as-of date as an argument, which defaults to this."
    )
    order_type: Literal["community_order", "suspended_sentence_order", "licence", "custody"] = Field(
        description="What the person is under now."
    )
    standalone_unpaid_work: bool = Field(
        default=False,
        description="Unpaid work is the only requirement (a curfew beside it allowed); missing = no, so that everything is asked.",
    )
    plan_required: bool | None = Field(
        default=None, description="Explicit mark that a sentence plan is, or is not, called for; missing = the definition decides."
    )
    other_significant_risk: bool | None = Field(default=None, description="A significant risk factor besides the one that set the tier.")
    starts: tuple[CaseStart, ...] | None = Field(default=None, description="Start events, oldest first; documents point at them.")
    end: CaseEnd | None = Field(default=None, description="The end of the order or licence, once it has come.")
    tiers: tuple[CaseTier, ...] | None = Field(default=None, description="Tiers by date.")
    offender_managers: tuple[CaseOffenderManager, ...] | None = Field(
        default=None, description="Offender managers in the community, by date."
    )
    workers: tuple[CaseWorker, ...] | None = Field(
        default=None, description="Everyone else who works with the person, a child or the victim."
    )
    prolific_periods: tuple[CaseProlificPeriod, ...] | None = Field(
        default=None, description="Times with prolific or integrated-management status."
    )
    linked_cases: tuple[CaseLinkedCase, ...] | None = Field(default=None, description="Other supervised cases that matter for safety.")
