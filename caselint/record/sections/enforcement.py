"""Warnings, breach and recall."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Share
from caselint.record.vocabularies import Party


class Enforcement(Entry):
    """Warnings, breach, recall and decisions not to enforce."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["compliance_step", "compliance_letter", "warning", "final_warning", "breach", "recall", "return_to_court"] = Field(
        description="What was done or weighed."
    )
    reasons: tuple[Literal["non_compliance", "risk", "new_offence", "to_finish_programme"], ...] | None = Field(
        default=None, description="Why."
    )
    required: bool | None = Field(default=None, description="Officer, manager or assessor holds that it is needed.")
    triggered_on: Day | None = Field(default=None, description="Failure, event or news that made it due.")
    triggered_by_ids: tuple[Id, ...] | None = Field(default=None, description="The failures or the significant change behind it.")
    reported_on: Day | None = Field(default=None, description="Possible violation reported.")
    facts_established_on: Day | None = Field(default=None, description="Violation confirmed.")
    decided_on: Day | None = Field(default=None, description="Decided.")
    decision: Literal["proceed", "not_proceed"] | None = Field(default=None, description="Decision.")
    decision_reason: Text | None = Field(default=None, description="Why.")
    decided_by: Party | None = Field(default=None, description="Who decided.")
    manager_agreed_on: Day | None = Field(default=None, description="Manager agreed.")
    report_sent_on: Day | None = Field(default=None, description="Papers sent.")
    started_on: Day | None = Field(default=None, description="Sent (warning, letter), laid or requested (breach, recall).")
    received_by_police_on: Day | None = Field(default=None, description="The police had the recall.")
    resolved_on: Day | None = Field(default=None, description="Final result, or return to custody.")
    outcome: Literal["proved", "not_proved", "withdrawn", "open"] | None = Field(default=None, description="Result.")
    explained_on: Day | None = Field(default=None, description="Explained to the person.")
    re_engagements: tuple[Day, ...] | None = Field(default=None, description="Efforts to bring the person back.")
    recall_type: Literal["fixed_term", "standard", "emergency"] | None = Field(default=None, description="Kind of recall.")
    re_released_on: Day | None = Field(default=None, description="Released again.")
    warning_content: tuple[Literal["failure_described", "unacceptable_stated", "consequence_stated"], ...] | None = Field(
        default=None, description="Parts of a warning."
    )
    told: tuple[Share, ...] | None = Field(default=None, description="Workers told.")
