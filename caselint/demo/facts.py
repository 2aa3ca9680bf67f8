"""What is true of an invented case, whatever its record shows: the person, the sentence, the risks, the course of events."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from caselint.demo import days

HIGH = ("high", "very_high")


@dataclass(slots=True)
class Change:
    """Something that happened and bears on the case."""

    id: str
    kind: str
    bears_on: tuple[str, ...]
    happened_on: date
    identified_on: date
    reviewed_on: date
    direction: str
    raises_level: bool = False


@dataclass(slots=True)
class Facts:
    """The truth behind one case, which its record then shows."""

    case_id: str
    exported_on: date
    order_type: str
    standalone: bool
    level: str
    unit: int
    officer_id: str
    grade: str
    second_officer_id: str | None
    officer_changed_on: date | None
    gender: str
    offence: str
    abuse_earlier: bool
    prolific: bool
    children: bool
    child_victim: bool
    child_status: str
    factors: tuple[str, ...]
    sentence_date: date
    custodial_months: int | None
    start: date
    expected_end: date
    victim_answers: bool
    """A victim who is offered contact takes it up."""
    vulnerable: bool
    diverse: bool
    requirements: tuple[str, ...]
    changes: list[Change] = field(default_factory=list)
    reviews: list[tuple[date, Change | None]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    """How many entries each kind of id was given to."""

    def new_id(self, kind: str) -> str:
        self.ids[kind] = self.ids.get(kind, 0) + 1
        return f"{kind}{self.ids[kind]}"

    @property
    def custody(self) -> bool:
        return self.order_type == "custody"

    @property
    def licence(self) -> bool:
        return self.order_type == "licence"

    @property
    def order(self) -> bool:
        return not (self.custody or self.licence)

    @property
    def start_id(self) -> str:
        return "s2" if self.licence else "s1"

    @property
    def start_event(self) -> str:
        return "release" if self.licence else "sentence"

    @property
    def ended(self) -> bool:
        return self.expected_end <= self.exported_on

    @property
    def until(self) -> date:
        """The last day on which something can have happened."""
        return min(self.exported_on, self.expected_end)

    @property
    def abuse_offence(self) -> bool:
        return self.offence == "domestic_abuse"

    @property
    def abuse(self) -> bool:
        return self.abuse_offence or self.abuse_earlier

    @property
    def violent(self) -> bool:
        return self.offence in ("violence", "domestic_abuse")

    @property
    def sexual(self) -> bool:
        return self.offence == "sexual"

    @property
    def managed(self) -> bool:
        return self.level != "low"

    @property
    def high(self) -> bool:
        return self.level in HIGH

    @property
    def rise(self) -> Change | None:
        return next((change for change in self.changes if change.raises_level), None)

    @property
    def high_from(self) -> date | None:
        """The day since when the level is high or very high."""
        if self.high:
            return self.start
        return self.rise.reviewed_on if self.rise else None

    @property
    def tier(self) -> int:
        if self.high or self.prolific:
            return 4
        return 1 if self.standalone else 2 if self.level == "low" else 3

    @property
    def child_concern(self) -> bool:
        """A concern by fact, as the inspectors would see it."""
        harm = self.abuse or self.violent or self.sexual or "drugs" in self.factors or "alcohol" in self.factors
        return self.child_victim or (self.children and harm)

    @property
    def main_group(self) -> str:
        return "child" if self.child_victim else "known_adult" if self.abuse else "public"

    @property
    def groups(self) -> list[tuple[str, str]]:
        """Who is at risk in the community, and how much."""
        groups = [(self.main_group, self.level)]
        if self.child_concern and self.main_group != "child":
            groups.append(("child", "medium" if self.high else "low"))
        if self.abuse and self.main_group != "known_adult":
            groups.append(("known_adult", "low"))
        return groups

    @property
    def harm_groups(self) -> list[str]:
        return [group for group, level in self.groups if level != "low"]

    @property
    def analysed(self) -> bool:
        """Whether the screening calls for a full analysis."""
        return self.managed or self.violent or self.sexual or self.abuse or self.child_concern or self.offence == "weapons"

    @property
    def mappa_eligible(self) -> bool:
        return self.sexual or (self.custodial_months is not None and self.custodial_months >= 12 and self.violent)

    @property
    def mappa_level(self) -> int | None:
        if not self.mappa_eligible:
            return None
        return {"very_high": 3, "high": 2}.get(self.level, 1)

    @property
    def mappa_managed(self) -> bool:
        return self.mappa_level in (2, 3)

    @property
    def marac(self) -> bool:
        return self.marac_from is not None

    @property
    def marac_from(self) -> date | None:
        """The day since when the case meets the threshold for the conference: for a prisoner, twelve weeks before the release."""
        if not self.abuse or self.high_from is None:
            return None
        if not self.custody:
            return self.high_from
        near = max(self.high_from, self.half_way - timedelta(84))
        return near if near <= self.until else None

    @property
    def half_way(self) -> date:
        """The day on which a prisoner is to be released."""
        return self.sentence_date + timedelta(int((self.custodial_months or 0) * 15.2))

    @property
    def victim_contact(self) -> bool:
        return self.custodial_months is not None and self.custodial_months >= 12 and (self.violent or self.sexual)

    @property
    def victim_in_contact(self) -> bool:
        return self.victim_contact and self.victim_answers

    @property
    def identifiable_victim(self) -> bool:
        return self.abuse or self.sexual or self.offence in ("violence", "harassment")

    @property
    def assessed_on(self) -> date:
        """The day of the analysis: before a release, otherwise in the first days where there is risk to manage."""
        return days.after(self.start, -12) if self.licence else days.after(self.start, 3 if self.managed else 9)

    @property
    def risk_plan_on(self) -> date:
        """Before a release, otherwise within five working days, and after the analysis that it rests on."""
        return days.after(self.start, -6 if self.licence else 4)

    @property
    def plan_on(self) -> date:
        return days.after(self.start, 13)

    def officer_on(self, day: date) -> str:
        if self.officer_changed_on and self.second_officer_id and day >= self.officer_changed_on:
            return self.second_officer_id
        return self.officer_id
