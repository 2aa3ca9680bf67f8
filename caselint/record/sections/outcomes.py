"""What came of it, what is on file, and assessors' answers."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.vocabularies import Factor, Party


class OutcomeNewOffence(Entry):
    """Offences since the start."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day | None = Field(default=None, description="Day of the offence.")
    result: Literal["caution", "charge", "conviction", "dropped"] = Field(description="Result.")
    seriousness: int | None = Field(default=None, description="Rank on the same scale as the index offence.")


class OutcomeRating(Entry):
    """Progress as recorded, by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Recorded.")
    about: Literal["overall", "factor", "integration", "family_relationships", "victim_awareness"] = Field(description="Of what.")
    factor: Factor | None = Field(default=None, description="Which factor.")
    rating: Literal["good", "some", "none", "insufficient", "worse", "not_at_issue"] = Field(description="Good and some are progress.")


class OutcomeExitPlan(Entry):
    """Plan for the time after supervision."""

    date: Day | None = Field(default=None, description="Ready.")
    covers: tuple[Party, ...] | None = Field(default=None, description="Agencies and people in it.")
    confirmed_to: tuple[Party, ...] | None = Field(default=None, description="Who was told.")
    confirmed_on: Day | None = Field(default=None, description="Confirmed.")


class OutcomeExitService(Entry):
    """Support that goes on."""

    id: Id | None = Field(default=None, description="Stable id.")
    service: Text | None = Field(default=None, description="Service.")
    started_on: Day | None = Field(default=None, description="Begun.")
    ended_on: Day | None = Field(default=None, description="Ended.")
    refused: bool | None = Field(default=None, description="Offered and turned down.")


class Outcome(Entry):
    """What came of it."""

    new_offences: tuple[OutcomeNewOffence, ...] | None = Field(default=None, description="Offences since the start.")
    ratings: tuple[OutcomeRating, ...] | None = Field(default=None, description="Progress as recorded, by date.")
    exit_plan: OutcomeExitPlan | None = Field(default=None, description="Plan for the time after supervision.")
    exit_services: tuple[OutcomeExitService, ...] | None = Field(default=None, description="Support that goes on.")


class Document(Entry):
    """What is on file and since when."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal[
        "court_report",
        "oral_report_note",
        "order_or_licence",
        "induction_record",
        "unpaid_work_rules",
        "assessment",
        "sentence_plan",
        "risk_management_plan",
        "release_plan",
        "mappa_minutes",
        "conference_minutes",
        "learning",
        "learning_plan",
        "warning_letter",
        "plain_language_conditions",
        "care_plan",
        "treatment_plan",
        "child_protection_plan",
        "other",
    ] = Field(description="Which.")
    filed_on: Day | None = Field(default=None, description="Filed.")


class Answer(Entry):
    """Assessors' answers; one wins over the rule wherever both speak."""

    id: Id | None = Field(default=None, description="Stable id.")
    question: Text = Field(description="Rule code.")
    subject_id: Id | None = Field(default=None, description="Item of the list that it answers for, where the rule is asked of each.")
    outcome: Literal["sufficient", "insufficient", "too_late", "not_done", "not_applicable"] | None = Field(
        default=None, description="Answer."
    )
    direction: Literal["too_low", "too_high", "too_little", "too_much"] | None = Field(default=None, description="Which way it is wrong.")
    assessor_level: Text | None = Field(default=None, description="Level that the assessor would have given.")
    asked_of_case: bool | None = Field(default=None, description="Switches the question on or off for this case, whatever the fields say.")
    by: Text | None = Field(default=None, description="Assessor.")
    date: Day | None = Field(default=None, description="When.")
    note: Text | None = Field(default=None, description="Note.")
