"""Contact with the person and between workers, and home visits."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft

MONTH = 24
"""Days from one appointment to the next where nothing calls for more: even a bank holiday leaves one in every four weeks."""

_USUAL = ("offence_work", "victim_awareness", "expectations_reminder", "risk_work", "plan_progress", "motivation", "support")


def contacts(facts: Facts, dice: Dice) -> list[Draft]:
    entries = _in_custody(facts, dice)
    if not facts.custody:
        entries += _opening(facts) + _appointments(facts, dice) + _after_changes(facts)
    entries += _between_workers(facts)
    return entries


def appointment(facts: Facts, day: date, purposes: list[str], kind: str = "office") -> Draft:
    """An appointment with the offender manager that was kept."""
    return {
        "id": facts.new_id("c"),
        "date": day,
        "kind": kind,
        "participants": ["person"],
        "author_role": "offender_manager",
        "planned": True,
        "purposes": purposes,
        "outcome": "attended",
    }


def _opening(facts: Facts) -> list[Draft]:
    """The first appointments, each with a purpose of its own; on stand-alone unpaid work there is no plan to talk over."""
    first = appointment(facts, days.after(facts.start, 1 if facts.high else 2), ["first_appointment", "conditions_explained"])
    second = appointment(facts, days.after(facts.start, 6), ["induction"])
    if facts.standalone:
        return [first, second]
    return [
        first,
        second,
        appointment(facts, days.after(facts.start, 11), ["sentence_planning"]),
        appointment(facts, days.after(facts.start, 16), ["plan_shared", "roh_shared", *["risk_plan_shared"] * facts.managed]),
    ]


def gap_on(facts: Facts, day: date) -> int:
    """How many days to the next appointment: a week in the first sixteen weeks, close where risk is high, and close after a change."""
    early = day < facts.start + timedelta(weeks=16)
    recent = any(
        change.identified_on <= day + timedelta(7) and day <= change.identified_on + timedelta(35 if change.raises_level else 14)
        for change in facts.changes
    )
    high = facts.high_from is not None and facts.high_from <= day
    if facts.standalone:
        return 60
    if facts.prolific or (high and recent) or (early and facts.tier > 1):
        return 7
    if high or recent:
        return 14
    return MONTH


def _appointments(facts: Facts, dice: Dice) -> list[Draft]:
    """Appointments from the fifth week on, most of them kept."""
    entries: list[Draft] = []
    anchor = facts.start + timedelta(29)
    missing = 0.03 if facts.level == "low" else 0.06
    objective = 0
    while anchor <= facts.until:
        entry = appointment(facts, days.on_or_before(anchor), [_USUAL[objective % len(_USUAL)]])
        if not facts.standalone:
            entry["about_ids"] = [f"ob{objective % len(facts.factors) + 1}"]
        elif facts.managed:
            entry["purposes"].append("risk_work")
        if dice.chance(missing) and days.after(entry["date"], 12) <= facts.until:
            entry["outcome"] = "absent"
        elif dice.chance(0.02):
            entry |= {"outcome": "excused_in_advance", "absence_reason": words.ABSENCE_REASONS[0]}
        objective += entry["outcome"] == "attended"  # what was missed is taken up the next time
        entries.append(entry)
        anchor += timedelta(gap_on(facts, anchor))
    return entries


def _after_changes(facts: Facts) -> list[Draft]:
    """What the person is told, and asked, soon after each change."""
    entries: list[Draft] = []
    for change in facts.changes:
        purposes = ["risk_work", "conditions_explained"] if "roh" in change.bears_on else ["education_employment", "support"]
        entry = appointment(facts, days.after(change.identified_on, 2), purposes)
        entries.append(entry | {"about_ids": [change.id]})
        if change.raises_level:
            calls = [days.after(change.reviewed_on, wait) for wait in (1, 5, 9, 13)]
            entries += [exchange(facts, day, "phone", ["person"], ["risk_work"]) for day in calls if day <= facts.until]
    return entries


def _in_custody(facts: Facts, dice: Dice) -> list[Draft]:
    """Letters, video links and visits, with the prison's own supervisor: in custody now, at most eleven weeks apart."""
    if facts.order:
        return []
    last = days.after(facts.start, -8) if facts.licence else facts.until
    entries: list[Draft] = []
    dates = [days.after(facts.sentence_date, 8), days.after(facts.sentence_date, 12)]
    if facts.custody:
        dates[1:] = days.spaced(dates[1], last, 74)
    for place, day in enumerate(dates):
        purposes = ["introduction"] if place == 0 else ["sentence_planning"] if place == 1 else ["plan_progress"]
        kind = "letter" if place == 0 else dice.pick(("video", "prison_visit"))
        purposes += ["victim_awareness", "offence_work", "risk_work"] if place == 2 else []
        entry = appointment(facts, day, purposes, kind) | {"participants": ["person", "offender_supervisor"]}
        entries.append(entry | {"about_ids": ["ob1"]} if facts.custody else entry)
    if facts.licence:
        purposes = ["release_preparation", "roh_shared", "risk_plan_shared", "conditions_explained", "plan_shared"]
        entry = appointment(facts, days.after(facts.start, -4), purposes, "prison_visit")
        entries.append(entry | {"participants": ["person", "offender_supervisor"]})
    return entries


def _between_workers(facts: Facts) -> list[Draft]:
    streams: list[tuple[str, str, str, int]] = []
    if facts.child_status != "none":
        streams.append(("phone", "social_worker", "liaison", 90))
    if "unpaid_work" in facts.requirements:
        streams.append(("phone", "unpaid_work_staff", "unpaid_work_liaison", 91))
    if "accredited_programme" in facts.requirements:
        streams.append(("provider_feedback", "programme_tutor", "programme_liaison", 42))
    if "drug_rehabilitation" in facts.requirements:
        streams.append(("provider_feedback", "drug_alcohol_service", "programme_liaison", 42))
    if "curfew" in facts.requirements:
        streams.append(("email", "monitoring_provider", "monitoring_liaison", 21))
    if facts.prolific:
        streams.append(("joint_meeting", "police", "liaison", 56))
    entries: list[Draft] = []
    for kind, party, purpose, every in streams:
        last = min(facts.until, facts.start + timedelta(weeks=26 if every == 42 else 100))
        for day in days.spaced(facts.start + timedelta(14), last, every):
            entries.append(exchange(facts, day, kind, [party], [purpose]))
    if facts.vulnerable:
        entries.append(exchange(facts, days.after(facts.start, 8), "email", ["all_workers"], ["information_vulnerability"]))
    return entries


def exchange(facts: Facts, day: date, kind: str, parties: list[str], purposes: list[str]) -> Draft:
    """A contact that was no appointment, with others or with the person."""
    entry: Draft = {"id": facts.new_id("c"), "date": day, "kind": kind, "participants": parties}
    return entry | {"purposes": purposes}


def home_visits(facts: Facts, dice: Dice) -> list[Draft]:
    """Within ten working days of the start, or of a rise to high, and every sixteen weeks from then on."""
    if facts.custody:
        return []
    called_for = facts.high or facts.child_concern or facts.abuse or facts.prolific
    first = days.after(facts.start, dice.between(4, 8)) if called_for else None
    if first is None and facts.high_from is not None:
        first = days.after(facts.high_from, dice.between(4, 8))
    if first is None:
        return [{"id": "hv1", "not_needed_reason": "No one at risk there.", "not_needed_on": days.after(facts.start, 10)}]
    visits: list[Draft] = []
    for place, day in enumerate(days.spaced(first, facts.until, 98 if facts.high else 105)):
        purposes = ["risk", "address_check"] if place == 0 else ["risk", "monitoring"]
        visits.append(
            {
                "id": f"hv{place + 1}",
                "date": day,
                "made": True,
                "purposes": purposes + ["child_safety"] * facts.child_concern,
                "visitors": ["offender_manager"] + ["police"] * facts.mappa_managed,
                "persons_seen": ["person", "child"] if facts.children else [],
                "result": "suitable",
                "outcome": dice.pick(words.VISIT_OUTCOMES),
            }
        )
    return visits
