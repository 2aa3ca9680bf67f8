"""Custody and release, approved premises, transfers."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Meeting, Referral
from caselint.record.vocabularies import Party


class CustodyOffenderSupervisor(Entry):
    """Prison offender supervisors."""

    id: Id | None = Field(default=None, description="Stable id.")
    officer_id: Id | None = Field(default=None, description="The officer.")
    started_on: Day | None = Field(default=None, description="Named.")
    ended_on: Day | None = Field(default=None, description="Until.")
    first_contact_on: Day | None = Field(default=None, description="First interview with the person.")


class CustodyMove(Entry):
    """Moves between prisons."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    reason: Literal["resource_access", "safety", "closer_to_home", "population", "security", "hospital", "other"] | None = Field(
        default=None, description="Why."
    )
    manager_told_on: Day | None = Field(default=None, description="Offender manager told.")


class CustodyPlanningBoard(Meeting):
    """Sentence planning boards."""

    arranged_on: Day | None = Field(default=None, description="Date fixed.")
    attended_how: Literal["in_person", "video", "phone", "written", "none"] | None = Field(
        default=None, description="How the offender manager took part."
    )


class CustodyEvent(Entry):
    """Key events in the sentence."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["open_conditions", "temporary_release", "parole", "release", "recall", "abscond", "end_of_conditions", "transfer"] = (
        Field(description="Which.")
    )
    date: Day = Field(description="Day.")


class CustodyRelease(Entry):
    """Releases, the latest last."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    kind: Literal["ordinary", "curfew", "temporary", "re_release"] | None = Field(default=None, description="Kind.")
    planned: bool | None = Field(default=None, description="Planned; false = release without notice, missing = not recorded.")
    too_late_to_report: bool | None = Field(default=None, description="Let out too late in the day to keep an appointment.")


class CustodyReleasePlan(Entry):
    """Versions of the release plan."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Version.")


class CustodyReleasePreparation(Entry):
    """What was set up for release."""

    id: Id | None = Field(default=None, description="Stable id.")
    service: Text | None = Field(default=None, description="Service.")
    needed: bool = Field(default=False, description="A service in the community is needed.")
    contacted_on: Day | None = Field(default=None, description="Contacted.")


class CustodyResourceNeeded(Entry):
    """Things that the plan needs."""

    id: Id | None = Field(default=None, description="Stable id.")
    what: Text | None = Field(default=None, description="Resource.")
    available_where_held: bool = Field(default=False, description="Held at the present prison.")
    move_available: bool = Field(default=False, description="A move to reach it was on offer.")
    met_on: Day | None = Field(default=None, description="Reached.")


class CustodyLiaison(Entry):
    """Offender manager and prison staff in touch."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day.")
    by: Party | None = Field(default=None, description="Who began it.")


class Custody(Entry):
    """Time in custody under this sentence, and release."""

    reception_on: Day | None = Field(default=None, description="First day in custody.")
    planned_release_on: Day | None = Field(default=None, description="Release date expected.")
    in_scope: bool | None = Field(default=None, description="In scope of end-to-end offender management in custody.")
    scope_started_on: Day | None = Field(default=None, description="In scope from.")
    offender_supervisors: tuple[CustodyOffenderSupervisor, ...] | None = Field(default=None, description="Prison offender supervisors.")
    moves: tuple[CustodyMove, ...] | None = Field(default=None, description="Moves between prisons.")
    planning_boards: tuple[CustodyPlanningBoard, ...] | None = Field(default=None, description="Sentence planning boards.")
    events: tuple[CustodyEvent, ...] | None = Field(default=None, description="Key events in the sentence.")
    releases: tuple[CustodyRelease, ...] | None = Field(default=None, description="Releases, the latest last.")
    release_plans: tuple[CustodyReleasePlan, ...] | None = Field(default=None, description="Versions of the release plan.")
    release_preparations: tuple[CustodyReleasePreparation, ...] | None = Field(default=None, description="What was set up for release.")
    resources_needed: tuple[CustodyResourceNeeded, ...] | None = Field(default=None, description="Things that the plan needs.")
    liaisons: tuple[CustodyLiaison, ...] | None = Field(default=None, description="Offender manager and prison staff in touch.")
    homeless_on_release: bool | None = Field(default=None, description="No address known beforehand.")
    no_home_reason: Text | None = Field(default=None, description="Why no home could be arranged before release.")


class ApprovedPremisesStayRestriction(Entry):
    """Restrictions on the stay."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["curfew", "sign_in", "testing", "exclusion", "other"] = Field(description="Which.")
    log: tuple[Day, ...] | None = Field(default=None, description="Days on which it was logged.")


class ApprovedPremisesStayMoveOn(Entry):
    """The move on."""

    planned_on: Day | None = Field(default=None, description="Planned.")
    location_checked_on: Day | None = Field(default=None, description="New place checked against places of risk.")
    mappa_agreed_on: Day | None = Field(default=None, description="MAPPA agreed.")
    moved_on: Day | None = Field(default=None, description="Moved.")
    reason: Literal["progress", "end_of_licence", "bed_needed", "recall", "other"] | None = Field(default=None, description="Why.")


class ApprovedPremisesStay(Entry):
    """Stays."""

    id: Id | None = Field(default=None, description="Stable id.")
    started_on: Day = Field(description="Arrival.")
    ended_on: Day | None = Field(default=None, description="Departure.")
    purpose: Literal["ordinary", "restriction_only", "emergency"] | None = Field(default=None, description="Why.")
    protects_victim_id: Id | None = Field(default=None, description="Victim that the stay protects.")
    restrictions: tuple[ApprovedPremisesStayRestriction, ...] | None = Field(default=None, description="Restrictions on the stay.")
    key_worker_named_on: Day | None = Field(default=None, description="Key worker named.")
    three_way_meetings: tuple[Day, ...] | None = Field(default=None, description="Offender manager, resident and key worker together.")
    liaisons: tuple[Day, ...] | None = Field(default=None, description="Premises and offender manager in touch.")
    risk_assessed_on: Day | None = Field(default=None, description="Risk assessment of the stay.")
    risk_assessment_covers: tuple[Literal["harm", "health", "self_harm", "other_residents", "staff"], ...] | None = Field(
        default=None, description="What it covers."
    )
    measures: tuple[Text, ...] | None = Field(default=None, description="Safety measures for staff and residents.")
    move_on: ApprovedPremisesStayMoveOn | None = Field(default=None, description="The move on.")


class ApprovedPremises(Entry):
    """Referrals to approved premises and stays there."""

    referrals: tuple[Referral, ...] | None = Field(default=None, description="Referrals.")
    stays: tuple[ApprovedPremisesStay, ...] | None = Field(default=None, description="Stays.")


class Transfer(Entry):
    """Moves of the case between areas or organisations."""

    id: Id | None = Field(default=None, description="Stable id.")
    direction: Literal["in", "out"] = Field(description="Direction.")
    scope: Literal["within_provider", "between_areas", "between_organisations"] | None = Field(default=None, description="Between whom.")
    agreed_on: Day | None = Field(default=None, description="Agreed.")
    notified_on: Day | None = Field(default=None, description="Receiving area told that the person lives there.")
    accepted_on: Day | None = Field(default=None, description="Accepted.")
    papers_received_on: Day | None = Field(default=None, description="Papers received.")
    effective_on: Day | None = Field(default=None, description="Took effect.")
    assessment_received_on: Day | None = Field(default=None, description="Sending area's assessment received.")
    assessment_completed_on: Day | None = Field(default=None, description="That assessment was completed.")
