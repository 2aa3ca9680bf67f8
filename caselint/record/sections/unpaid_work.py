"""Unpaid work."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Number, Text
from caselint.record.sections.shapes import GroupFit, Session
from caselint.record.vocabularies import Party


class UnpaidWorkInduction(Entry):
    """Unpaid work induction."""

    date: Day | None = Field(default=None, description="Held.")
    topics: tuple[Literal["health_and_safety", "rules", "discrimination_not_accepted", "education_allowance"], ...] | None = Field(
        default=None, description="Topics covered."
    )


class UnpaidWorkPlacement(Entry):
    """Placements."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Text | None = Field(default=None, description="Kind of work.")
    started_on: Day | None = Field(default=None, description="From.")
    ended_on: Day | None = Field(default=None, description="Until.")
    first_session_on: Day | None = Field(default=None, description="First session on it.")
    match_reason: Text | None = Field(default=None, description="Why this placement.")
    suitability: Literal["suitable", "changed", "unsuitable"] | None = Field(default=None, description="Finding on suitability.")
    decided_on: Day | None = Field(default=None, description="When that was decided.")
    skills: tuple[Text, ...] | None = Field(default=None, description="Skills or certificates gained.")
    group_fit: GroupFit | None = Field(default=None, description="How the person stands in the group.")


class UnpaidWorkFeedbackScore(Entry):
    """Feedback scores."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day or week.")
    score: Number = Field(description="Score.")
    expected_score: Number | None = Field(default=None, description="Score expected.")


class UnpaidWorkSuspension(Entry):
    """Authorised suspensions."""

    id: Id | None = Field(default=None, description="Stable id.")
    started_on: Day = Field(description="From.")
    ended_on: Day | None = Field(default=None, description="Until.")
    reason: Text | None = Field(default=None, description="Why.")
    authorised_by: Party | None = Field(default=None, description="By whom.")


class UnpaidWork(Entry):
    """Unpaid work: assessment, placements, sessions."""

    assessed_on: Day | None = Field(default=None, description="Suitability and circumstances assessed.")
    induction: UnpaidWorkInduction | None = Field(default=None, description="Unpaid work induction.")
    education_allowance_explained_on: Day | None = Field(default=None, description="Told that part of the hours may go to learning.")
    hours_done: Number | None = Field(default=None, description="Hours worked (in hours).")
    education_hours_done: Number | None = Field(default=None, description="Hours used for learning and work (in hours).")
    completed_on: Day | None = Field(default=None, description="All hours done.")
    extended_to: Day | None = Field(default=None, description="Period extended by the court to.")
    placements: tuple[UnpaidWorkPlacement, ...] | None = Field(default=None, description="Placements.")
    sessions: tuple[Session, ...] | None = Field(default=None, description="Work sessions offered.")
    feedback_scores: tuple[UnpaidWorkFeedbackScore, ...] | None = Field(default=None, description="Feedback scores.")
    suspensions: tuple[UnpaidWorkSuspension, ...] | None = Field(default=None, description="Authorised suspensions.")
