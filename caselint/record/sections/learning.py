"""Education, training and employment."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Referral, Session


class LearningScreening(Entry):
    """Basic skills screenings."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Done.")
    deficit_found: bool | None = Field(default=None, description="Points to a full assessment.")


class LearningNeed(Entry):
    """Learning and work needs."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["basic_skills", "literacy", "numeracy", "dyslexia", "esol", "education", "vocational", "training", "employment"] = Field(
        description="Which."
    )
    identified_on: Day | None = Field(default=None, description="Found.")


class LearningPlanGoal(Entry):
    """Goals."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["employment", "qualification", "skill", "education_place", "money", "other"] = Field(description="Kind.")
    what: Text | None = Field(default=None, description="Goal.")
    due_on: Day | None = Field(default=None, description="By when.")
    status: Literal["achieved", "partly_achieved", "not_achieved"] | None = Field(default=None, description="State.")
    status_on: Day | None = Field(default=None, description="When recorded.")


class LearningPlan(Entry):
    """Learning plans."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Drawn up.")
    goals: tuple[LearningPlanGoal, ...] | None = Field(default=None, description="Goals.")


class LearningReferral(Referral):
    """Referrals to learning and work services."""

    need_id: Id | None = Field(
        default=None, description="Need that it is for (learning.needs[].id); missing = not said, and it counts for each."
    )


class LearningProvision(Entry):
    """Courses, training, placements."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["basic_skills", "study", "training", "work_placement", "voluntary_work", "paid_work", "coaching"] = Field(
        description="What."
    )
    need_id: Id | None = Field(default=None, description="Need that it answers.")
    serves_ids: tuple[Id, ...] | None = Field(default=None, description="Objectives that it serves.")
    one_to_one: bool | None = Field(default=None, description="Made for this person.")
    arranged_on: Day | None = Field(default=None, description="Set up.")
    planned_start_on: Day | None = Field(default=None, description="Planned start.")
    started_on: Day | None = Field(default=None, description="Begun.")
    ended_on: Day | None = Field(default=None, description="Ended.")


class LearningProgressEntry(Entry):
    """Progress."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Recorded.")
    rating: Literal["none", "some", "significant"] | None = Field(default=None, description="How much.")
    what: Text | None = Field(default=None, description="In words.")


class LearningQualification(Entry):
    """Qualifications gained."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Gained.")


class LearningEmployment(Entry):
    """Jobs."""

    id: Id | None = Field(default=None, description="Stable id.")
    started_on: Day = Field(description="Begun.")
    ended_on: Day | None = Field(default=None, description="Ended.")
    conviction_disclosed: bool | None = Field(default=None, description="The employer knows.")


class Learning(Entry):
    """Education, training and employment."""

    screening_required: bool | None = Field(default=None, description="Missing = required.")
    screenings: tuple[LearningScreening, ...] | None = Field(default=None, description="Basic skills screenings.")
    full_assessment_required: bool | None = Field(default=None, description="Explicit mark.")
    full_assessment_on: Day | None = Field(default=None, description="Done.")
    needs: tuple[LearningNeed, ...] | None = Field(default=None, description="Learning and work needs.")
    plan_indicated: bool | None = Field(default=None, description="The person would gain from a learning plan.")
    plans: tuple[LearningPlan, ...] | None = Field(default=None, description="Learning plans.")
    referrals: tuple[LearningReferral, ...] | None = Field(default=None, description="Referrals to learning and work services.")
    guidance_sessions: tuple[Session, ...] | None = Field(default=None, description="Information, advice and guidance.")
    provisions: tuple[LearningProvision, ...] | None = Field(default=None, description="Courses, training, placements.")
    progress_entries: tuple[LearningProgressEntry, ...] | None = Field(default=None, description="Progress.")
    qualifications: tuple[LearningQualification, ...] | None = Field(default=None, description="Qualifications gained.")
    employments: tuple[LearningEmployment, ...] | None = Field(default=None, description="Jobs.")
