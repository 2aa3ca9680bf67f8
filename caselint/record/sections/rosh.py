"""Risk of serious harm: screenings, analyses, levels, and the plans that manage it."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Action, Document, Share
from caselint.record.vocabularies import Answer, Involvement, Level, PlanTrigger, VictimKind


class RoshScreeningItem(Entry):
    """What the screening asks and how it was answered."""

    id: Id | None = Field(default=None, description="Stable id.")
    item: Literal[
        "children", "domestic_abuse", "sexual", "violence", "arson", "weapons", "earlier_high_level", "self_harm", "vulnerability", "other"
    ] = Field(description="Matter.")
    answer: Answer = Field(description="Answer.")


class RoshScreening(Document):
    """Screenings."""

    format: Literal["electronic", "paper"] | None = Field(default=None, description="Form.")
    items: tuple[RoshScreeningItem, ...] | None = Field(default=None, description="What the screening asks and how it was answered.")
    full_analysis_indicated: bool | None = Field(default=None, description="Calls for a full analysis.")
    override_reason: Text | None = Field(default=None, description="Reason for leaving the analysis undone.")


class RoshAnalysisGroup(Entry):
    """Who is at risk."""

    id: Id | None = Field(default=None, description="Stable id.")
    group: VictimKind = Field(description="Group.")
    setting: Literal["community", "custody"] = Field(description="Where.")
    level: Level | None = Field(default=None, description="Level for that group.")
    nature: Text | None = Field(default=None, description="Nature of the harm.")


class RoshAnalysis(Document):
    """Full analyses."""

    stage: Literal["court", "start_custody", "custody_review", "start_community", "review", "end"] | None = Field(
        default=None, description="Where in the sentence."
    )
    groups: tuple[RoshAnalysisGroup, ...] | None = Field(default=None, description="Who is at risk.")
    factors: tuple[Text, ...] | None = Field(default=None, description="Risk factors found, by short name; plan actions point at them.")
    antecedent_ids: tuple[Id, ...] | None = Field(default=None, description="Earlier offences and behaviour whose circumstances it uses.")
    risks_to_person: tuple[Text, ...] | None = Field(default=None, description="Risks to the person dealt with in it.")


class RoshLevel(Entry):
    """Levels by date; an empty list means not recorded, which no rule reads as low."""

    id: Id | None = Field(default=None, description="Stable id.")
    start_id: Id | None = Field(default=None, description="Start event it belongs to.")
    date: Day = Field(description="From when.")
    level: Level = Field(description="The level.")
    reason: Text | None = Field(default=None, description="Evidence for the level, or for a change.")
    source: Literal["assessment", "register"] | None = Field(default=None, description="Where the export took it from.")


class RoshSpecialistAssessment(Entry):
    """Other tools and reports."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["spousal_assault", "sexual_static", "psychiatric", "psychological", "learning_disability", "other"] = Field(
        description="Which."
    )
    date: Day | None = Field(default=None, description="Reported.")
    used_in_ids: tuple[Id, ...] | None = Field(default=None, description="Documents that draw on it.")


class Rosh(Entry):
    """Risk of serious harm: screenings, full analyses, levels, specialist tools, and who was told."""

    screenings: tuple[RoshScreening, ...] | None = Field(default=None, description="Screenings.")
    analyses: tuple[RoshAnalysis, ...] | None = Field(default=None, description="Full analyses.")
    levels: tuple[RoshLevel, ...] | None = Field(
        default=None, description="Levels by date; an empty list means not recorded, which no rule reads as low."
    )
    specialist_assessments: tuple[RoshSpecialistAssessment, ...] | None = Field(default=None, description="Other tools and reports.")
    shares: tuple[Share, ...] | None = Field(default=None, description="Levels and risk information passed on.")


class RiskManagementPlanAction(Action):
    """What will be done."""

    factor: Text | None = Field(default=None, description="Factor of the analysis that it answers.")
    how: Text | None = Field(default=None, description="How it deals with it.")
    protects_victim_id: Id | None = Field(default=None, description="Victim that it protects.")
    protects_group: VictimKind | None = Field(default=None, description="Group that it protects.")
    serves_ids: tuple[Id, ...] | None = Field(default=None, description="Objectives and multi-agency actions that it goes with.")
    work_with_person: bool = Field(default=False, description="Work with the person, not a task of an agency alone.")
    from_template: bool | None = Field(default=None, description="Text taken from a list.")
    edited: bool | None = Field(default=None, description="Template text changed for this case.")


class RiskManagementPlanContingencie(Action):
    """What will be done if something changes."""

    factor: Text | None = Field(default=None, description="Factor that it answers.")
    when: Text | None = Field(default=None, description="Foreseen change or event.")
    process: Literal["mappa_2", "mappa_3", "child_protection", "recall", "breach", "police", "approved_premises", "other"] | None = Field(
        default=None, description="Process that it points to."
    )
    from_template: bool | None = Field(default=None, description="Text taken from a list.")
    edited: bool | None = Field(default=None, description="Template text changed for this case.")


class RiskManagementPlan(Document):
    """Plans to manage the risk of harm, one entry for each version (each entry is a Document)."""

    trigger: PlanTrigger | None = Field(default=None, description="What called for it.")
    provider: Text | None = Field(default=None, description="Organisation or area that made it.")
    headings: tuple[Text, ...] | None = Field(default=None, description="Headings of the format that are filled.")
    actions: tuple[RiskManagementPlanAction, ...] | None = Field(default=None, description="What will be done.")
    contingencies: tuple[RiskManagementPlanContingencie, ...] | None = Field(
        default=None, description="What will be done if something changes."
    )
    anticipated_changes: tuple[Text, ...] | None = Field(default=None, description="Changes in risk factors foreseen.")
    review_triggers: tuple[Text, ...] | None = Field(default=None, description="Events that must set off a review.")
    next_review_on: Day | None = Field(default=None, description="Planned review.")
    information_sharing: Text | None = Field(default=None, description="How information will be shared.")
    person_involvement: tuple[Involvement, ...] | None = Field(default=None, description="Part the person took.")
    shared_with: tuple[Share, ...] | None = Field(default=None, description="Who got the plan.")
