"""Multi-agency public protection (MAPPA) and domestic abuse conferences (MARAC)."""

from typing import Annotated

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Meeting, Referral
from caselint.record.vocabularies import Agency


class MappaCategorie(Entry):
    """Categories by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="From when.")
    category: Annotated[int, Field(ge=1, le=3)] = Field(description="Category.")


class MappaLevel(Entry):
    """Levels by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="From when.")
    level: Annotated[int, Field(ge=1, le=3)] = Field(description="Level.")
    requested_level: Annotated[int, Field(ge=1, le=3)] | None = Field(default=None, description="Level asked for.")
    requested_on: Day | None = Field(default=None, description="Asked.")
    decided_on: Day | None = Field(default=None, description="Decided.")
    reason: Text | None = Field(default=None, description="Evidence given.")


class MappaReferral(Referral):
    """Referrals."""

    to_level: Annotated[int, Field(ge=2, le=3)] | None = Field(default=None, description="Level asked for.")
    category: Annotated[int, Field(ge=1, le=3)] | None = Field(default=None, description="Category on the form.")
    details_accurate: bool | None = Field(default=None, description="Details on the form are right.")


class MappaMeeting(Meeting):
    """Meetings."""

    level: Annotated[int, Field(ge=2, le=3)] | None = Field(default=None, description="Level of the meeting.")


class MappaVisor(Entry):
    """ViSOR."""

    required: bool | None = Field(default=None, description="Belongs on it.")
    recorded_on: Day | None = Field(default=None, description="Entered.")
    reference: Text | None = Field(default=None, description="Reference.")
    updates: tuple[Day, ...] | None = Field(default=None, description="Later entries.")


class Mappa(Entry):
    """Multi-agency public protection arrangements."""

    eligible: bool | None = Field(default=None, description="Meets the criteria; missing = the definition decides.")
    level_needed: Annotated[int, Field(ge=1, le=3)] | None = Field(
        default=None, description="Level that the case needs (officer, gatekeeper or assessor)."
    )
    categories: tuple[MappaCategorie, ...] | None = Field(default=None, description="Categories by date.")
    levels: tuple[MappaLevel, ...] | None = Field(default=None, description="Levels by date.")
    notified_on: Day | None = Field(default=None, description="Notified to the coordinator.")
    referrals: tuple[MappaReferral, ...] | None = Field(default=None, description="Referrals.")
    meetings: tuple[MappaMeeting, ...] | None = Field(default=None, description="Meetings.")
    key_agencies: tuple[Agency, ...] | None = Field(default=None, description="Agencies whose presence the case calls for.")
    ended_on: Day | None = Field(default=None, description="End of level 2 or 3.")
    end_expected_on: Day | None = Field(default=None, description="End in sight.")
    exit_plan_on: Day | None = Field(default=None, description="Plan for the time after level 2 or 3.")
    visor: MappaVisor | None = Field(default=None, description="ViSOR.")


class Marac(Entry):
    """Multi-agency risk assessment conference."""

    referral_needed: bool | None = Field(default=None, description="Threshold met (officer or assessor).")
    referral_needed_on: Day | None = Field(default=None, description="Since when.")
    referrals: tuple[Referral, ...] | None = Field(default=None, description="Referrals.")
    meetings: tuple[Meeting, ...] | None = Field(default=None, description="Conferences that dealt with the case.")
    follow_ups: tuple[Day, ...] | None = Field(default=None, description="Followed up by the offender manager.")
