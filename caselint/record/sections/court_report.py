"""The report to court."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Basis, Share
from caselint.record.vocabularies import Level, ObstacleKind, PurposeOfSentence, RequirementKind, Source, Tag


class CourtReportSource(Entry):
    """Sources named in the report."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Source = Field(description="Which.")
    needs_checking: bool = Field(default=False, description="Needed to be checked.")
    checked: bool = Field(default=False, description="Was checked.")


class CourtReportObstacle(Entry):
    """Obstacles that the report names."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: ObstacleKind = Field(description="Which.")
    planned_action: Text | None = Field(default=None, description="What is to be done about it.")


class CourtReportProposalRequirement(Entry):
    """Requirements proposed."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: RequirementKind = Field(description="Which.")
    serves: tuple[Literal["roh", "reoffending", "punishment"], ...] | None = Field(default=None, description="What it is for.")


class CourtReportProposal(Entry):
    """The proposal."""

    kind: Literal["none", "community", "suspended", "custody", "other"] = Field(description="Sentence proposed.")
    purposes: tuple[PurposeOfSentence, ...] | None = Field(default=None, description="Purposes named.")
    intended_outcomes: tuple[Text, ...] | None = Field(default=None, description="What it should achieve.")
    requirements: tuple[CourtReportProposalRequirement, ...] | None = Field(default=None, description="Requirements proposed.")


class CourtReportOutlinePlanObjective(Entry):
    """Its objectives."""

    id: Id | None = Field(default=None, description="Stable id.")
    purpose: PurposeOfSentence | None = Field(default=None, description="Purpose served.")
    tags: tuple[Tag, ...] | None = Field(default=None, description="What it serves.")
    planned_outcome: Text | None = Field(default=None, description="What is to come of it.")
    stage: Literal["custody", "release", "community"] | None = Field(default=None, description="Where in the sentence.")


class CourtReportOutlinePlan(Entry):
    """The outline sentence plan."""

    present: bool = Field(default=False, description="The report carries one.")
    objectives: tuple[CourtReportOutlinePlanObjective, ...] | None = Field(default=None, description="Its objectives.")


class CourtReportAdjournment(Entry):
    """An adjournment for a full assessment."""

    requested_on: Day | None = Field(default=None, description="Asked for.")
    outcome: Literal["granted", "refused"] | None = Field(default=None, description="What the court said.")


class CourtReport(Entry):
    """The report to court on the offence of this sentence."""

    kind: Literal["none", "standard", "fast", "oral"] = Field(description="Kind; none = no report was written.")
    author_id: Id | None = Field(default=None, description="Officer who wrote it, as case.offender_managers[].officer_id.")
    requested_on: Day | None = Field(default=None, description="Asked for.")
    due_on: Day | None = Field(default=None, description="Day the court asked for it.")
    date: Day | None = Field(default=None, description="Finished.")
    hearing_on: Day | None = Field(default=None, description="The hearing that it was for.")
    written_copy_on_file: bool | None = Field(default=None, description="For an oral report.")
    in_national_format: bool | None = Field(default=None, description="Set out in the agreed layout.")
    made_from_assessment_template: bool | None = Field(default=None, description="Made from the assessment system's template.")
    seriousness_indicated: Text | None = Field(default=None, description="How serious the court had said the offence was.")
    custody_indicated: bool | None = Field(default=None, description="Court or author expected custody.")
    sources: tuple[CourtReportSource, ...] | None = Field(default=None, description="Sources named in the report.")
    rests_on: tuple[Basis, ...] | None = Field(default=None, description="Assessments behind the report.")
    rosh_level: Level | None = Field(default=None, description="Level quoted.")
    likelihood_level: Level | None = Field(default=None, description="Level quoted.")
    covers: (
        tuple[
            Literal[
                "likelihood",
                "risk_of_harm",
                "seriousness",
                "home_and_social",
                "victim_issues",
                "self_harm",
                "vulnerability",
                "motivation",
                "capacity",
                "no_obstacles",
                "prolific_status",
            ],
            ...,
        ]
        | None
    ) = Field(default=None, description="Matters that the report deals with.")
    obstacles: tuple[CourtReportObstacle, ...] | None = Field(default=None, description="Obstacles that the report names.")
    child_check_needed: bool | None = Field(default=None, description="Explicit mark that a check about children was called for.")
    harm_requirement_needed: bool | None = Field(default=None, description="Explicit mark that risk of harm called for a requirement.")
    proposal: CourtReportProposal | None = Field(default=None, description="The proposal.")
    outline_plan: CourtReportOutlinePlan | None = Field(default=None, description="The outline sentence plan.")
    adjournment: CourtReportAdjournment | None = Field(default=None, description="An adjournment for a full assessment.")
    information_given: tuple[Share, ...] | None = Field(default=None, description="Other information given to the court.")
