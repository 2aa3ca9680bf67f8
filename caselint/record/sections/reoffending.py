"""Likelihood of reoffending."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Number, Text
from caselint.record.sections.shapes import Basis, Document
from caselint.record.vocabularies import Factor, Level, Party


class ReoffendingAssessmentFactor(Entry):
    """One entry for each factor looked at."""

    id: Id | None = Field(default=None, description="Stable id.")
    name: Factor = Field(description="Factor.")
    score: Number | None = Field(default=None, description="Score.")
    need: bool | None = Field(default=None, description="A need.")
    linked_to_offending: bool | None = Field(default=None, description="Linked to the offending.")
    priority: int | None = Field(default=None, description="Rank; 1 = first; missing = not ranked.")
    evidence: Text | None = Field(default=None, description="Words behind the score.")


class ReoffendingAssessment(Document):
    """Likelihood assessments."""

    tool: Text | None = Field(default=None, description="Which tool.")
    layer: Literal["basic", "standard", "full"] | None = Field(default=None, description="Depth.")
    level: Level | None = Field(default=None, description="Band.")
    score: Number | None = Field(default=None, description="Tool total.")
    next_due_on: Day | None = Field(default=None, description="Next one due.")
    factors: tuple[ReoffendingAssessmentFactor, ...] | None = Field(default=None, description="One entry for each factor looked at.")
    positive_factors: tuple[Text, ...] | None = Field(default=None, description="Strengths and protective factors.")
    no_positive_factors_found: bool = Field(default=False, description="A finding that there are none.")
    covers: tuple[Literal["home_and_social", "earlier_behaviour"], ...] | None = Field(default=None, description="Matters dealt with.")
    rests_on: tuple[Basis, ...] | None = Field(default=None, description="Other assessments used.")
    self_assessment_on: Day | None = Field(default=None, description="Questionnaire filled in by the person.")
    self_assessment_declined_on: Day | None = Field(default=None, description="The person declined it.")
    written_as_in_custody: bool | None = Field(default=None, description="Reads as if the person were still inside.")


class ReoffendingOtherAssessment(Entry):
    """Assessments by other workers or agencies."""

    id: Id | None = Field(default=None, description="Stable id.")
    by: Party | None = Field(default=None, description="Who made it.")
    received_on: Day = Field(description="Received.")


class Reoffending(Entry):
    """Likelihood of reoffending assessments."""

    assessment_required: bool | None = Field(default=None, description="Explicit mark; missing = the definition decides.")
    assessments: tuple[ReoffendingAssessment, ...] | None = Field(default=None, description="Likelihood assessments.")
    other_assessments: tuple[ReoffendingOtherAssessment, ...] | None = Field(
        default=None, description="Assessments by other workers or agencies."
    )
