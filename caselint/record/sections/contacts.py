"""Contacts and home visits."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Action
from caselint.record.vocabularies import Attendance, Factor, Party


class Contact(Entry):
    """Every contact and entry, with the person or between workers."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Day of the contact, appointment or attempt.")
    recorded_on: Day | None = Field(default=None, description="First entry in the record.")
    kind: Literal[
        "office",
        "home",
        "phone",
        "video",
        "letter",
        "email",
        "text_message",
        "drop_in",
        "group_session",
        "three_way_meeting",
        "joint_meeting",
        "meeting",
        "case_discussion",
        "prison_visit",
        "accompanied_visit",
        "visit",
        "ward_round",
        "drug_test",
        "programme_review",
        "provider_feedback",
        "other",
    ] = Field(
        description="Form. At a distance: `phone`, `video`, `letter`, `email`, `text_message`. Face to face: any other with `person` among "
        "the participants and an outcome that says that they came, though `other` leaves it open."
    )
    participants: tuple[Party, ...] | None = Field(default=None, description="Who took part or was written to, besides the author.")
    author_role: Party | None = Field(default=None, description="Who made the entry.")
    led_by: Party | None = Field(default=None, description="Who led a meeting.")
    planned: bool = Field(
        default=False,
        description="Arranged in advance; with the person among the participants, an appointment. Missing = no, unless absent.",
    )
    enforceable: bool | None = Field(default=None, description="Can be enforced.")
    voluntary: bool | None = Field(default=None, description="Outside any requirement.")
    system_generated: bool | None = Field(default=None, description="An automatic entry, which is no evidence of work.")
    counts_as_national_standard: bool | None = Field(default=None, description="Counts towards the minimum of the standards.")
    purposes: (
        tuple[
            Literal[
                "first_appointment",
                "induction",
                "introduction",
                "reporting_instructions",
                "reporting_only",
                "supervision",
                "assessment_discussion",
                "sentence_planning",
                "outline_plan",
                "plan_shared",
                "plan_progress",
                "roh_shared",
                "risk_plan_shared",
                "conditions_explained",
                "expectations_reminder",
                "offence_work",
                "risk_work",
                "previous_offences",
                "preparation",
                "victim_awareness",
                "work_review",
                "reinforcement",
                "motivation",
                "support",
                "welfare",
                "compliance",
                "absence_enquiry",
                "re_engagement",
                "enforcement_explained",
                "barriers_to_engagement",
                "child_protection_explained",
                "court_preparation",
                "court_support",
                "release_preparation",
                "programme_liaison",
                "unpaid_work_liaison",
                "monitoring_liaison",
                "liaison",
                "monitoring_check",
                "reporting_to_police",
                "specialist_advice",
                "information_diversity",
                "information_vulnerability",
                "information_staff_risk",
                "information_enforcement",
                "disclosure",
                "disclosure_advice",
                "employer_liaison",
                "accommodation",
                "education_employment",
                "review",
                "other",
            ],
            ...,
        ]
        | None
    ) = Field(default=None, description="What for.")
    about_ids: tuple[Id, ...] | None = Field(
        default=None, description="Requirement, objective, intervention, action, significant change or enquiry that it deals with."
    )
    factors: tuple[Factor, ...] | None = Field(default=None, description="Factors worked on.")
    place: (
        Literal["office", "home", "hostel", "womens_centre", "childrens_centre", "venue_with_child_care", "prison", "hospital", "other"]
        | None
    ) = Field(default=None, description="Where.")
    method: Text | None = Field(default=None, description="Working method used.")
    interpreter_used: bool | None = Field(default=None, description="Interpreter or communication aid used.")
    outcome: Attendance | None = Field(default=None, description="What came of it; missing = unknown.")
    absence_reason: Text | None = Field(default=None, description="Reason given, or not known after enquiry.")
    absence_reason_recorded_on: Day | None = Field(default=None, description="When that was recorded.")
    absence_decision: Literal["acceptable", "unacceptable", "pending"] | None = Field(default=None, description="Decision on it.")
    follows_up_id: Id | None = Field(default=None, description="Missed appointment that it follows up.")
    actions: tuple[Action, ...] | None = Field(default=None, description="Action points agreed.")


class HomeVisit(Entry):
    """Home visits, and decisions that none is needed."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day | None = Field(default=None, description="Visit; missing on an entry that only says none is needed.")
    made: bool = Field(
        default=False, description="Somebody was seen or the place inspected; false or missing = nobody in, which is no visit."
    )
    indicated: bool | None = Field(default=None, description="A visit was called for (officer or assessor).")
    purposes: (
        tuple[
            Literal[
                "risk",
                "safety_of_person_at_risk",
                "child_safety",
                "address_check",
                "release_address_check",
                "curfew_suitability",
                "assessment",
                "monitoring",
                "engagement",
                "re_engagement",
                "delivery",
            ],
            ...,
        ]
        | None
    ) = Field(default=None, description="What for.")
    address_id: Id | None = Field(default=None, description="As person.addresses[].id.")
    visitors: tuple[Party, ...] | None = Field(default=None, description="Who visited.")
    persons_seen: tuple[Literal["person", "partner", "child", "victim", "household", "family", "nobody"], ...] | None = Field(
        default=None, description="Who was seen."
    )
    result: Literal["suitable", "unsuitable", "no_access", "seen"] | None = Field(default=None, description="Result.")
    outcome: Text | None = Field(default=None, description="What was learned.")
    not_needed_reason: Text | None = Field(default=None, description="Why no visit is needed.")
    not_needed_on: Day | None = Field(default=None, description="When that was decided.")
