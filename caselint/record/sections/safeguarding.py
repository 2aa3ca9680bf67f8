"""The safety of children."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Meeting, Referral
from caselint.record.vocabularies import Answer, Party


class SafeguardingFlag(Entry):
    """Flags on the record."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["concern", "child_in_need_plan", "child_protection_plan", "looked_after"] = Field(description="Which.")
    system: Literal["oasys", "case_management", "other"] | None = Field(default=None, description="Where the flag is.")
    raised_by: Party | None = Field(default=None, description="Who raised it.")
    started_on: Day = Field(description="Set.")
    ended_on: Day | None = Field(default=None, description="Taken off.")


class SafeguardingChild(Entry):
    """Children in the household, in contact, of the family or harmed."""

    id: Id | None = Field(default=None, description="Stable id.")
    relation: Literal["own", "step", "household", "contact", "kin", "victim"] = Field(description="Whose child or where.")
    in_household: bool = Field(
        default=False, description="Lives with the person; missing = no, and unless `contact` says none the child counts as perhaps around."
    )
    contact: Literal["none", "occasional", "regular", "dont_know"] | None = Field(default=None, description="Contact with the person.")
    status: Literal["none", "child_in_need", "child_protection_plan", "looked_after", "dont_know"] | None = Field(
        default=None, description="Standing with children's services."
    )
    authority: Text | None = Field(default=None, description="Authority responsible.")
    authority_told_on: Day | None = Field(default=None, description="That authority told.")
    social_worker_named: bool | None = Field(default=None, description="Social worker on record.")
    concern: Text | None = Field(default=None, description="Concern for this child.")
    risk_identified_on: Day | None = Field(default=None, description="Risk to the child or the main carer identified.")
    started_on: Day | None = Field(default=None, description="In the household or in contact from.")
    ended_on: Day | None = Field(default=None, description="Until.")


class SafeguardingChildRiskAssessment(Entry):
    """Answers to the question whether the person may be a risk to a child."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Answered.")
    answer: Answer = Field(description="Answer.")
    reason: Text | None = Field(default=None, description="Why.")


class SafeguardingConference(Meeting):
    """Strategy meetings, conferences, core groups, child in need meetings.

    The kind is one of strategy, initial, review, core_group, child_in_need.
    """

    probation_relevant: bool | None = Field(default=None, description="Probation should have been there.")
    report_sent_on: Day | None = Field(default=None, description="Written report sent.")


class Safeguarding(Entry):
    """The safety of children."""

    children_asked_on: Day | None = Field(
        default=None, description="Somebody asked who the children are; an empty list counts as none only with this date."
    )
    referral_needed: bool | None = Field(default=None, description="A referral is called for (officer or assessor).")
    flags: tuple[SafeguardingFlag, ...] | None = Field(default=None, description="Flags on the record.")
    children: tuple[SafeguardingChild, ...] | None = Field(
        default=None, description="Children in the household, in contact, of the family or harmed."
    )
    child_risk_assessments: tuple[SafeguardingChildRiskAssessment, ...] | None = Field(
        default=None, description="Answers to the question whether the person may be a risk to a child."
    )
    referrals: tuple[Referral, ...] | None = Field(default=None, description="Referrals.")
    conferences: tuple[SafeguardingConference, ...] | None = Field(
        default=None,
        description="Strategy meetings, conferences, core groups, child in need meetings; kind takes strategy, initial, review, "
        "core_group, child_in_need.",
    )
