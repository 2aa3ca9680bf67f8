"""Management oversight."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.vocabularies import Party, Topic


class Oversight(Entry):
    """What managers and colleagues looked at, agreed, sent back or advised."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Entry.")
    by: Party = Field(description="Who.")
    stage: Literal["assessment", "planning", "delivery", "review"] | None = Field(default=None, description="Stage of the case.")
    kind: Literal[
        "countersignature", "roll_back", "discussion", "supervision", "case_audit", "decision", "training", "specialist_support"
    ] = Field(description="What kind.")
    about: tuple[Topic, ...] | None = Field(default=None, description="Topics.")
    document_ids: tuple[Id, ...] | None = Field(default=None, description="Documents looked at.")
    gaps_found: tuple[Text, ...] | None = Field(default=None, description="Gaps noted, by rule code, document id or words.")
    comment: Text | None = Field(default=None, description="Advice or action recorded.")
