"""Sentence plans."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Number, Text
from caselint.record.sections.shapes import Action, Basis, ContactLevel, Document, Share
from caselint.record.vocabularies import Agency, Factor, Involvement, Party, PlanTrigger, PurposeOfSentence, Tag


class SentencePlanObjectiveUpdate(Entry):
    """Word on progress."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="When.")
    by: Party = Field(description="From whom.")


class SentencePlanObjective(Entry):
    """Objectives; ids are stable over versions."""

    id: Id | None = Field(default=None, description="Stable id.")
    what: Text | None = Field(default=None, description="The objective.")
    tags: tuple[Tag, ...] | None = Field(default=None, description="What it serves.")
    factor: Text | None = Field(default=None, description="Factor behind offending or harm that it works on.")
    purpose: PurposeOfSentence | None = Field(default=None, description="Purpose of the sentence served.")
    stage: Literal["custody", "release", "community"] | None = Field(default=None, description="Where in the sentence.")
    source: Literal["officer", "person", "self_assessment", "agency", "court"] | None = Field(
        default=None, description="Where it came from."
    )
    serves_ids: tuple[Id, ...] | None = Field(
        default=None, description="Requirements, plan actions, multi-agency actions, obstacles, needs or learning plans that it takes up."
    )
    outcome_focused: bool | None = Field(default=None, description="Worded as an outcome.")
    outcome: Text | None = Field(default=None, description="What will be different.")
    measure: Text | None = Field(default=None, description="How that will be seen.")
    target_on: Day | None = Field(default=None, description="By when.")
    review_on: Day | None = Field(default=None, description="When progress is looked at.")
    sequence: int | None = Field(default=None, description="Place in the order.")
    priority: int | None = Field(default=None, description="Rank.")
    planned_start_on: Day | None = Field(default=None, description="When work on it should begin.")
    owner: Party | None = Field(default=None, description="Whose it is.")
    steps: tuple[Action, ...] | None = Field(default=None, description="Steps.")
    delivery_method: Text | None = Field(default=None, description="How staff will deliver it for this person.")
    agreed_by_person: bool | None = Field(default=None, description="Agreed with the person.")
    status: Literal["not_started", "in_progress", "partly_achieved", "achieved", "not_achieved", "dropped"] | None = Field(
        default=None, description="State."
    )
    status_on: Day | None = Field(default=None, description="When that was recorded.")
    reason_not_delivered: Text | None = Field(default=None, description="Why no work was done on it.")
    updates: tuple[SentencePlanObjectiveUpdate, ...] | None = Field(default=None, description="Word on progress.")


class SentencePlanIntervention(Entry):
    """Planned interventions."""

    id: Id | None = Field(default=None, description="Stable id.")
    deliverer: Party | None = Field(default=None, description="Who delivers it.")
    factor: Factor | None = Field(default=None, description="Factor.")
    tags: tuple[Tag, ...] | None = Field(default=None, description="What it serves.")
    purpose: PurposeOfSentence | None = Field(default=None, description="Purpose of the sentence served.")
    serves_ids: tuple[Id, ...] | None = Field(default=None, description="Requirements that it carries out.")
    sequence: int | None = Field(default=None, description="Place in the order.")
    planned_start_on: Day | None = Field(default=None, description="Planned start.")
    planned_end_on: Day | None = Field(default=None, description="Planned end.")


class SentencePlanWorker(Entry):
    """Everyone who works with the person under this plan."""

    id: Id | None = Field(default=None, description="Stable id.")
    worker_id: Id | None = Field(default=None, description="As case.workers[].id.")
    role: Party = Field(description="What they are.")
    agency: Agency = Field(description="Whom they work for.")
    part: Text | None = Field(default=None, description="What they do in the plan.")


class SentencePlan(Document):
    """Sentence plans, one entry for each version (each entry is a Document)."""

    trigger: PlanTrigger | None = Field(default=None, description="What called for it.")
    rests_on: tuple[Basis, ...] | None = Field(default=None, description="Assessments that it draws on.")
    objectives: tuple[SentencePlanObjective, ...] | None = Field(default=None, description="Objectives; ids are stable over versions.")
    interventions: tuple[SentencePlanIntervention, ...] | None = Field(default=None, description="Planned interventions.")
    planned_contact: ContactLevel | None = Field(default=None, description="Planned level of contact.")
    workers: tuple[SentencePlanWorker, ...] | None = Field(default=None, description="Everyone who works with the person under this plan.")
    participants: tuple[Party, ...] | None = Field(default=None, description="Who took part in making it.")
    person_involvement: tuple[Involvement, ...] | None = Field(default=None, description="How the person took part.")
    person_priorities: tuple[Text, ...] | None = Field(default=None, description="Priorities chosen by or with the person.")
    signed_by_person_on: Day | None = Field(default=None, description="Signed.")
    strengths: tuple[Text, ...] | None = Field(default=None, description="Strengths it builds on.")
    methods: tuple[Text, ...] | None = Field(default=None, description="Working methods chosen.")
    refers_to_ids: tuple[Id, ...] | None = Field(default=None, description="Diversity factors and vulnerabilities named in it.")
    restrictions_considered: bool | None = Field(default=None, description="Conditions that restrict were considered.")
    next_review_on: Day | None = Field(default=None, description="Review date that it states.")
    review_interval_weeks: Number | None = Field(default=None, description="Review period that it states (in weeks).")
    review_triggers: tuple[Text, ...] | None = Field(default=None, description="Changes that would bring on an early review.")
    shared_with: tuple[Share, ...] | None = Field(default=None, description="Who was told of their part.")
