"""Programmes, treatment, services and other work."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import GroupFit, Referral, Session
from caselint.record.vocabularies import Factor, Party, Tag


class Intervention(Entry):
    """Programmes, treatment, services and other work with the person."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal[
        "accredited_programme",
        "domestic_abuse_programme",
        "sex_offender_programme",
        "other_programme",
        "one_to_one",
        "group",
        "victim_awareness",
        "restorative",
        "reparation",
        "treatment",
        "residential_treatment",
        "specified_activity",
        "service",
        "practical_help",
        "mentoring",
        "support_network",
        "family",
        "community_ties",
        "women_specific",
        "specialist_supervision",
        "constructive_activity",
        "education_employment",
        "restrictive",
        "other",
    ] = Field(description="What.")
    accredited: bool | None = Field(default=None, description="Accredited programme.")
    generic: bool | None = Field(default=None, description="General-purpose programme.")
    mode: Literal["group", "individual"] | None = Field(default=None, description="Form.")
    setting: Literal["community", "custody", "approved_premises"] | None = Field(default=None, description="Where in the sentence.")
    made_for_women: bool | None = Field(default=None, description="Made for women.")
    prepares_for_release: bool | None = Field(default=None, description="Meant to prepare for release.")
    factors: tuple[Factor, ...] | None = Field(default=None, description="Factors addressed.")
    tags: tuple[Tag, ...] | None = Field(default=None, description="What it serves.")
    serves_ids: tuple[Id, ...] | None = Field(
        default=None, description="Requirements, objectives, needs and diversity factors that it serves."
    )
    follows_id: Id | None = Field(default=None, description="Earlier intervention that it carries on.")
    delivered_by: Party | None = Field(default=None, description="Who delivers it.")
    provider: Text | None = Field(default=None, description="Name of the provider.")
    service: Literal["housing", "health", "mental_health", "finance", "womens_service", "esol", "other"] | None = Field(
        default=None, description="Kind of service."
    )
    target_behaviour: Text | None = Field(default=None, description="Behaviour that it is to change.")
    referral: Referral | None = Field(default=None, description="How the person came to it.")
    suitability: Literal["suitable", "unsuitable", "ineligible", "not_assessed"] | None = Field(
        default=None, description="Finding on suitability."
    )
    suitability_reason: Text | None = Field(default=None, description="Why.")
    planned_start_on: Day | None = Field(default=None, description="First date that the plan gave.")
    started_on: Day | None = Field(default=None, description="Begun.")
    planned_end_on: Day | None = Field(default=None, description="Planned end.")
    ended_on: Day | None = Field(default=None, description="Ended.")
    planned_sessions: int | None = Field(default=None, description="Sessions planned.")
    status: Literal["planned", "referred", "waiting", "in_progress", "completed", "stopped", "cancelled"] | None = Field(
        default=None, description="State."
    )
    refused_by_person: bool | None = Field(default=None, description="Offered and turned down.")
    delay_reason: Text | None = Field(default=None, description="Why late.")
    delay_reason_kind: (
        Literal["health", "custody", "waiting_list", "employment", "sequencing", "programme_not_available", "unwilling", "other"] | None
    ) = Field(default=None, description="Kind of reason.")
    method: Text | None = Field(default=None, description="Working method.")
    adaptation: Text | None = Field(default=None, description="How it was fitted to the person.")
    group_fit: GroupFit | None = Field(default=None, description="How the person stands in the group.")
    preparations: tuple[Day, ...] | None = Field(default=None, description="Preparation work.")
    sessions: tuple[Session, ...] | None = Field(default=None, description="Sessions.")
    reinforcements: tuple[Day, ...] | None = Field(default=None, description="Reinforcement afterwards.")
