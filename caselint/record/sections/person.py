"""Who the person is, what has to be allowed for, and what threatens them."""

from typing import Literal

from pydantic import Field

from caselint.record.base import Day, Entry, Id, Text
from caselint.record.sections.shapes import Action
from caselint.record.vocabularies import Level


class PersonEthnicity(Entry):
    """Race and ethnicity classification."""

    code: Text | None = Field(default=None, description="National code, or refused; unknown counts as missing.")
    source: Literal["self_declared", "officer", "not_stated_after_asking"] | None = Field(
        default=None, description="Where the code comes from."
    )


class PersonLanguage(Entry):
    """Languages by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    language: Text = Field(description="Which.")
    interpreter: Literal["none", "spoken", "sign"] = Field(description="Help needed.")
    started_on: Day | None = Field(default=None, description="From when.")
    ended_on: Day | None = Field(default=None, description="Until when.")


class PersonAddress(Entry):
    """Addresses of the person, and those linked to them, by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    relation: Literal["own", "partner", "linked", "planned"] = Field(description="Whose or what.")
    kind: Literal["own_home", "family", "hostel", "supported", "approved_premises", "care_home", "hospital", "custody", "none"] | None = (
        Field(default=None, description="Kind of place.")
    )
    status: Literal["settled", "at_risk", "none"] | None = Field(default=None, description="State of the housing.")
    started_on: Day | None = Field(default=None, description="From when.")
    ended_on: Day | None = Field(default=None, description="Until when.")


class PersonDiversityFactorAdjustment(Action):
    """Adjustments planned or made."""

    kind: (
        Literal[
            "reminder",
            "fixed_slot",
            "written_sheet",
            "short_sessions",
            "pictures",
            "repeating_back",
            "changed_time",
            "changed_place",
            "home_visit",
            "individual_delivery",
            "suited_placement",
            "aid",
            "interpreter",
            "child_care",
            "transport",
            "none_needed",
            "other",
        ]
        | None
    ) = Field(default=None, description="Kind; none_needed goes with a reason in what.")
    declined_on: Day | None = Field(default=None, description="Offered and turned down by the person on this day.")


class PersonDiversityFactor(Entry):
    """Factors and needs to allow for."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal[
        "physical_disability",
        "sensory",
        "communication",
        "learning_disability",
        "learning_difficulty",
        "attention_difficulty",
        "autism",
        "literacy",
        "dyslexia",
        "memory",
        "mental_health",
        "severe_anxiety",
        "physical_health",
        "long_term_illness",
        "drug_misuse",
        "language",
        "faith",
        "ethnicity",
        "travelling_background",
        "gender",
        "sexuality",
        "age",
        "maturity",
        "caring",
        "employment",
        "transport",
        "isolation",
        "veteran",
        "care_leaver",
        "sex_working",
        "other",
    ] = Field(description="Which.")
    identified_on: Day | None = Field(default=None, description="Became known.")
    affects_engagement: bool | None = Field(
        default=None, description="Could put the person at a disadvantage in attending or taking part; missing = nobody has said."
    )
    effect_on_functioning: Text | None = Field(default=None, description="What it means for daily life.")
    adjustments: tuple[PersonDiversityFactorAdjustment, ...] | None = Field(default=None, description="Adjustments planned or made.")


class PersonVulnerability(Entry):
    """Ways in which the person can be harmed."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal[
        "domestic_abuse_victim",
        "exploited",
        "bullied",
        "threatened",
        "targeted",
        "witness",
        "isolated",
        "mental_health",
        "self_harm",
        "addiction",
        "learning_disability",
        "homelessness",
        "sex_working",
        "other",
    ] = Field(description="Which.")
    identified_on: Day | None = Field(default=None, description="Flag raised or found.")
    assessed_on: Day | None = Field(default=None, description="Assessed and recorded.")
    arrangements: tuple[Action, ...] | None = Field(
        default=None, description="Support or protection arranged (other times or venue, support plan, move, police told, housing told)."
    )


class PersonSelfHarmRisk(Entry):
    """Risk to self, by date."""

    id: Id | None = Field(default=None, description="Stable id.")
    date: Day = Field(description="Recorded.")
    concern: bool | None = Field(default=None, description="There is a concern; missing = the level says, and without one nobody has said.")
    level: Level | None = Field(default=None, description="Level where graded.")
    response: Text | None = Field(default=None, description="What was done.")
    responded_on: Day | None = Field(default=None, description="When.")


class PersonWarningMarker(Entry):
    """Markers on the record."""

    id: Id | None = Field(default=None, description="Stable id.")
    kind: Literal["risk_to_staff", "weapons", "domestic_abuse", "other"] = Field(
        description="Which; domestic_abuse = registered as somebody who abuses a partner or family member."
    )
    started_on: Day | None = Field(default=None, description="From when.")
    ended_on: Day | None = Field(default=None, description="Until when.")


class Person(Entry):
    """Who the person is, what has to be allowed for, and what threatens them."""

    gender: Literal["female", "male", "other", "not_recorded"] = Field(description="Recorded gender.")
    date_of_birth: Day | None = Field(default=None, description="Date of birth.")
    ethnicity: PersonEthnicity | None = Field(default=None, description="Race and ethnicity classification.")
    languages: tuple[PersonLanguage, ...] | None = Field(default=None, description="Languages by date.")
    addresses: tuple[PersonAddress, ...] | None = Field(
        default=None, description="Addresses of the person, and those linked to them, by date."
    )
    diversity_factors: tuple[PersonDiversityFactor, ...] | None = Field(default=None, description="Factors and needs to allow for.")
    vulnerabilities: tuple[PersonVulnerability, ...] | None = Field(default=None, description="Ways in which the person can be harmed.")
    self_harm_risks: tuple[PersonSelfHarmRisk, ...] | None = Field(default=None, description="Risk to self, by date.")
    warning_markers: tuple[PersonWarningMarker, ...] | None = Field(default=None, description="Markers on the record.")
