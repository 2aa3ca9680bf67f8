"""Reviews, and the changes that call for them."""

from typing import Annotated, Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import ContactLevel, Share
from caselint.record.vocabularies import Comparison, Factor, Involvement, Party, Source


class ReviewObjective(Entry):
    """Objectives after the review."""

    id: Id | None = Field(default=None, description="Stable id.")
    what: Text | None = Field(default=None, description="Objective.")
    target_on: Day | None = Field(default=None, description="Target date or milestone.")
    status: Literal["not_started", "in_progress", "partly_achieved", "achieved", "not_achieved", "dropped"] | None = Field(
        default=None, description="State."
    )


class Review(Entry):
    """Reviews of assessments and plans."""

    id: Id | None = Field(default=None, description="Stable id.")
    of: Literal["rosh_screening", "roh", "risk_management_plan", "sentence_plan", "reoffending"] = Field(description="What was reviewed.")
    document_id: Id | None = Field(default=None, description="Version that came of it.")
    date: Day | None = Field(default=None, description="Done; missing = due and not done.")
    due_on: Day | None = Field(default=None, description="Date by which it was due.")
    reason: Literal["scheduled", "significant_change", "transfer", "release", "recall", "absconded", "end"] | None = Field(
        default=None, description="Why."
    )
    significant_change_id: Id | None = Field(default=None, description="Change that brought it on.")
    officer_id: Id | None = Field(default=None, description="Who did it.")
    participants: tuple[Party, ...] | None = Field(default=None, description="Who took part.")
    person_involvement: tuple[Involvement, ...] | None = Field(default=None, description="How the person took part.")
    compared_with_previous: Comparison | None = Field(default=None, description="Unchanged = earlier text repeated, and so no review.")
    changed_anything: bool | None = Field(default=None, description="Something changed.")
    sources: tuple[Source, ...] | None = Field(default=None, description="Sources drawn on.")
    factors_changed: tuple[Factor, ...] | None = Field(default=None, description="Factors that had changed.")
    achievements: tuple[Text, ...] | None = Field(default=None, description="Progress recognised.")
    no_achievements_found: bool = Field(default=False, description="A finding that there was none.")
    new_goals: tuple[Text, ...] | None = Field(default=None, description="Goals set.")
    objectives: tuple[ReviewObjective, ...] | None = Field(default=None, description="Objectives after the review.")
    further_work: Text | None = Field(default=None, description="Work still to be done.")
    planned_contact: ContactLevel | None = Field(default=None, description="Level of contact from now on.")
    extra_resource_needed: bool | None = Field(default=None, description="More or other resource is needed.")
    resource_change: Text | None = Field(default=None, description="What was changed.")
    indicated_tier: Annotated[int, Field(ge=1, le=4)] | None = Field(default=None, description="Tier that it points to.")
    joined_with_ids: tuple[Id, ...] | None = Field(default=None, description="Other plans taken up.")
    self_assessment_on: Day | None = Field(default=None, description="Questionnaire repeated for it.")
    next_review_on: Day | None = Field(default=None, description="Next one planned.")
    review_triggers: tuple[Text, ...] | None = Field(default=None, description="Changes that would bring the next one forward.")


class SignificantChangeResponse(Entry):
    """What was done."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="When.")
    by: Party | None = Field(default=None, description="By whom.")
    kind: (
        Literal[
            "review",
            "move",
            "care_plan",
            "health_referral",
            "crisis_support",
            "enforcement",
            "information_to_court",
            "control",
            "none",
            "other",
        ]
        | None
    ) = Field(default=None, description="What kind.")
    what: Text | None = Field(default=None, description="In words; for none, why nothing.")


class SignificantChange(Entry):
    """Events and news that bear on risk, reoffending or compliance."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day | None = Field(default=None, description="When it happened.")
    identified_on: Day | None = Field(default=None, description="When the service came to know; not the day of recording.")
    kind: Literal[
        "incident",
        "new_offence",
        "arrest",
        "court_appearance",
        "intelligence",
        "disclosure",
        "threat_to_victim",
        "contact_from_custody",
        "observed_behaviour",
        "aggression_to_staff",
        "harmful_association",
        "extremist_views",
        "immigration_irregularity",
        "suspected_violation",
        "confirmed_violation",
        "refusal",
        "new_relationship",
        "separation",
        "household_change",
        "return_to_victim_household",
        "address_change",
        "eviction_notice",
        "accommodation_loss",
        "job_loss",
        "employment",
        "health_change",
        "mental_health_decline",
        "self_harm",
        "suicide_attempt",
        "bereavement",
        "bullying_or_danger_to_person",
        "placement_change",
        "relapse",
        "requirement_completed",
        "programme_completed",
        "progress",
        "release",
        "other",
    ] = Field(description="What changed.")
    bears_on: tuple[Literal["roh", "children", "reoffending", "compliance"], ...] | None = Field(
        default=None, description="What it bears on."
    )
    direction: Literal["raises", "lowers", "unclear"] | None = Field(default=None, description="Effect on the risk.")
    source: Party | None = Field(default=None, description="Who reported it.")
    own_behaviour: bool | None = Field(default=None, description="Behaviour of the person.")
    urgent: bool | None = Field(default=None, description="Points to imminent harm or offending.")
    foreseeable: bool | None = Field(default=None, description="Could have been foreseen (officer or assessor).")
    enforcement_needed: bool | None = Field(default=None, description="Called for breach or recall (officer or assessor).")
    controls_insufficient: bool | None = Field(
        default=None, description="Present requirements do not control the danger (officer or assessor)."
    )
    needs_telling: tuple[Party, ...] | None = Field(default=None, description="Who needed to know.")
    notifications: tuple[Share, ...] | None = Field(default=None, description="Who was told.")
    responses: tuple[SignificantChangeResponse, ...] | None = Field(default=None, description="What was done.")
