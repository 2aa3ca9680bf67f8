"""Induction, needs, obstacles and motivation."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Action, ContactLevel, Referral
from caselint.record.vocabularies import ObstacleKind


class EngagementInductionScreening(Entry):
    """Screenings done with it."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["basic_skills", "dyslexia", "learning_style", "health", "accommodation"] = Field(description="Which.")
    date: Day = Field(description="Day.")


class EngagementInduction(Entry):
    """Inductions, one for each start event."""

    id: Id | None = Field(default=None, description="Stable id.")
    start_id: Id | None = Field(default=None, description="Start event.")
    offered_on: Day | None = Field(default=None, description="Offered.")
    date: Day | None = Field(default=None, description="Held.")
    format: Literal["individual", "group", "mixed"] | None = Field(default=None, description="Form.")
    checklist_complete: bool | None = Field(default=None, description="Local list complete.")
    topics: (
        tuple[
            Literal[
                "requirements",
                "expectations_of_behaviour",
                "rights_and_duties",
                "consequences_of_breach",
                "discrimination_not_accepted",
                "education_employment",
                "health",
                "accommodation",
                "other",
            ],
            ...,
        ]
        | None
    ) = Field(default=None, description="Topics covered.")
    accessible_form: Text | None = Field(default=None, description="Easy read, translated, recorded and the like.")
    screenings: tuple[EngagementInductionScreening, ...] | None = Field(default=None, description="Screenings done with it.")


class EngagementDiversityAssessment(Entry):
    """Assessments of diversity and individual needs."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Done.")


class EngagementObstacle(Entry):
    """Obstacles to complying or engaging."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: ObstacleKind = Field(description="Which.")
    identified_on: Day | None = Field(default=None, description="Found.")
    actions: tuple[Action, ...] | None = Field(default=None, description="What was planned or done.")


class EngagementMotivation(Entry):
    """Motivation by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Recorded.")
    level: Literal["none", "some", "high"] = Field(description="How much.")


class EngagementCommunityTie(Entry):
    """Ties in family and community."""

    id: Id | None = Field(default=None, description="Stable id.")
    who: Text | None = Field(default=None, description="Tie.")
    acted_on: Day | None = Field(default=None, description="Action to keep or build it.")


class EngagementConsent(Entry):
    """Consents."""

    id: Id | None = Field(default=None, description="Stable id.")
    about: Literal["health", "employer", "information_sharing", "other"] = Field(description="For what.")
    given: bool = Field(default=False, description="Given; false = refused.")
    date: Day | None = Field(default=None, description="When.")


class EngagementNeedResponse(Referral):
    """What was done about it."""

    kind: Literal["action", "planned", "signposted", "referred"] = Field(description="Kind of response.")
    voluntary: bool | None = Field(default=None, description="Help that the person may take or leave.")
    lasts_beyond_supervision: bool | None = Field(default=None, description="Goes on after supervision.")


class EngagementNeed(Entry):
    """Needs looked at beyond offending work."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal[
        "education",
        "employment",
        "accommodation",
        "primary_health",
        "mental_health",
        "drugs",
        "alcohol",
        "finance",
        "relationships",
        "family_community_support",
        "other",
    ] = Field(description="Which.")
    assessed_on: Day | None = Field(default=None, description="Looked at.")
    need_found: bool | None = Field(default=None, description="There is a need.")
    outside_service_needed: bool | None = Field(default=None, description="A service outside would fit.")
    responses: tuple[EngagementNeedResponse, ...] | None = Field(default=None, description="What was done about it.")


class Engagement(Entry):
    """Induction, needs, obstacles, motivation and what would help the person take part."""

    inductions: tuple[EngagementInduction, ...] | None = Field(default=None, description="Inductions, one for each start event.")
    diversity_assessments: tuple[EngagementDiversityAssessment, ...] | None = Field(
        default=None, description="Assessments of diversity and individual needs."
    )
    obstacles_assessed_on: Day | None = Field(default=None, description="What might stand in the way was assessed.")
    no_obstacles_found: bool = Field(default=False, description="A finding of none.")
    obstacles: tuple[EngagementObstacle, ...] | None = Field(default=None, description="Obstacles to complying or engaging.")
    methods: tuple[Text, ...] | None = Field(default=None, description="Methods thought likely to work.")
    ability: Text | None = Field(default=None, description="What the person can do.")
    learning_style: Text | None = Field(default=None, description="How the person learns.")
    motivations: tuple[EngagementMotivation, ...] | None = Field(default=None, description="Motivation by date.")
    motivation_work_needed: bool | None = Field(default=None, description="Motivation to engage has to be raised.")
    readiness_to_change: Text | None = Field(default=None, description="How ready.")
    capacity_to_change: Text | None = Field(default=None, description="How able.")
    compliance_helps: tuple[Text, ...] | None = Field(default=None, description="What would help this person comply.")
    strengths: tuple[Text, ...] | None = Field(default=None, description="Strengths, aptitudes, hopes.")
    integration_assessed_on: Day | None = Field(default=None, description="Belonging, networks and support assessed.")
    planned_contact: ContactLevel | None = Field(default=None, description="Planned contact where it is held outside the plan.")
    community_ties: tuple[EngagementCommunityTie, ...] | None = Field(default=None, description="Ties in family and community.")
    consents: tuple[EngagementConsent, ...] | None = Field(default=None, description="Consents.")
    needs: tuple[EngagementNeed, ...] | None = Field(default=None, description="Needs looked at beyond offending work.")
