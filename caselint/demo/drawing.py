"""Drawing the facts of a case, before any of it is written down."""

from datetime import date, timedelta

from caselint.demo import days
from caselint.demo.dice import Dice
from caselint.demo.facts import HIGH, Change, Facts

LEVELS = {"low": 35.0, "medium": 45.0, "high": 18.0, "very_high": 2.0}
ORDER_TYPES = {"community_order": 45.0, "suspended_sentence_order": 15.0, "licence": 35.0, "custody": 5.0}


def draw(number: int, exported_on: date, dice: Dice) -> Facts:
    """The truth behind case number so-and-so."""
    level = dice.weighted(LEVELS)
    order_type = dice.weighted(ORDER_TYPES)
    standalone = order_type == "community_order" and dice.chance({"low": 0.4, "medium": 0.08}.get(level, 0.0))
    abuse = dice.chance({"low": 0.12, "medium": 0.3, "high": 0.4, "very_high": 0.4}[level])
    abuse_offence = abuse and dice.chance(0.75)
    offence = "domestic_abuse" if abuse_offence else _offence(level, dice)
    children = dice.chance(0.35)
    start = days.on_or_before(exported_on - timedelta(184 + int(240 * dice.share() ** 6)))  # most of them six to nine months ago
    sentence_date, months, expected_end = _sentence(order_type, start, dice)
    unit = dice.between(0, 3)
    team = dice.between(0, 1)
    first = unit * 10 + team * 5 + 1
    prolific = not standalone and dice.chance(0.22 if offence in ("acquisitive", "drugs") else 0.01)
    simple = standalone or (level == "low" and dice.chance(0.6))
    grade = "pso" if simple and not prolific and offence != "sexual" else "po"
    officer = first + (dice.between(3, 4) if grade == "pso" else dice.between(0, 2))
    second = first + (officer - first + 1) % 3 if grade == "po" and not standalone and dice.chance(0.12) else None
    facts = Facts(
        case_id=f"DEMO-{number:05d}",
        exported_on=exported_on,
        order_type=order_type,
        standalone=standalone,
        level=level,
        unit=unit * 2 + team,
        officer_id=f"OM-{officer:03d}",
        grade=grade,
        second_officer_id=None if second is None else f"OM-{second:03d}",
        officer_changed_on=None if second is None else days.on_or_after(start + timedelta(dice.between(60, 150))),
        gender="female" if dice.chance(0.12) else "male",
        offence=offence,
        abuse_earlier=abuse and not abuse_offence,
        prolific=prolific,
        children=children,
        child_victim=offence == "sexual" and dice.chance(0.4),
        child_status=dice.weighted({"none": 80.0, "child_in_need": 12.0, "child_protection_plan": 8.0}) if children else "none",
        factors=_factors(offence, dice),
        sentence_date=sentence_date,
        custodial_months=months,
        start=start,
        expected_end=expected_end,
        victim_answers=dice.chance(0.65),
        vulnerable=not standalone and dice.chance(0.08),
        diverse=dice.chance(0.25),
        requirements=(),
    )
    if not facts.child_concern:
        facts.child_status = "none"
    facts.requirements = _requirements(facts, dice)
    facts.changes = _changes(facts, dice)
    facts.reviews = _reviews(facts, dice)
    return facts


def _offence(level: str, dice: Dice) -> str:
    weights = {"violence": 20.0, "acquisitive": 34.0, "drugs": 15.0, "weapons": 5.0, "harassment": 3.0, "other": 20.0, "sexual": 3.0}
    if level in HIGH:
        weights |= {"violence": 45.0, "sexual": 25.0}
    elif level == "low":
        weights["sexual"] = 0.5
    return dice.weighted(weights)


def _sentence(order_type: str, start: date, dice: Dice) -> tuple[date, int | None, date]:
    """Day of sentence, months in custody if any, day on which it ends."""
    if order_type == "licence":
        months = dice.pick((15, 16, 18, 18, 24, 30))
        half = timedelta(int(months * 15.2))
        return days.on_or_before(start - half), months, start + half
    if order_type == "custody":
        months = dice.pick((36, 42, 48, 60))
        return start, months, start + timedelta(int(months * 30.4))
    return start, None, start + timedelta(dice.pick((364, 364, 546, 729)))


def _factors(offence: str, dice: Dice) -> tuple[str, ...]:
    """Factors linked to the offending."""
    main = {"domestic_abuse": "relationships", "drugs": "drugs", "acquisitive": "lifestyle", "violence": "alcohol"}.get(
        offence, "attitudes"
    )
    others = [name for name in ("thinking_behaviour", "education_employment", "accommodation", "alcohol", "drugs") if name != main]
    return (main, *dice.some(others, 1))


def _requirements(facts: Facts, dice: Dice) -> tuple[str, ...]:
    if facts.custody:
        return ()
    if facts.standalone:
        return ("unpaid_work", "curfew") if dice.chance(0.15) else ("unpaid_work",)
    kinds = ["supervision"]
    if facts.licence:
        kinds += ["no_contact"] if facts.abuse or facts.sexual else []
        return (*kinds, "residence")
    if dice.chance(0.25):
        kinds.append("accredited_programme")
    elif "drugs" in facts.factors and dice.chance(0.6):
        kinds.append("drug_rehabilitation")
    if dice.chance(0.3):
        kinds.append("unpaid_work")
    if dice.chance(0.12):
        kinds.append("curfew")
    return tuple(kinds)


_KINDS = {
    "relapse": ("roh", "reoffending"),
    "intelligence": ("roh",),
    "arrest": ("roh", "reoffending"),
    "observed_behaviour": ("roh",),
    "household_change": ("roh", "children"),
    "new_relationship": ("roh", "children"),
    "job_loss": ("reoffending",),
    "employment": ("reoffending",),
}


def _changes(facts: Facts, dice: Dice) -> list[Change]:
    """Nothing, one or two things that happened, far enough apart to be dealt with one by one."""
    if facts.standalone or facts.custody:
        return []
    count = dice.weighted({"low": {0: 75.0, 1: 25.0}, "medium": {0: 50.0, 1: 42.0, 2: 8.0}}.get(facts.level, {0: 35.0, 1: 50.0, 2: 15.0}))
    weights = {"relapse": 18.0, "intelligence": 10.0, "arrest": 14.0, "observed_behaviour": 14.0, "job_loss": 10.0, "employment": 10.0}
    if facts.level == "low":
        weights = {"job_loss": 40.0, "employment": 40.0, "relapse": 20.0}
    if facts.abuse:
        weights |= {"new_relationship": 40.0, "household_change": 12.0}
    changes: list[Change] = []
    span = (facts.until - facts.start).days - 30
    for place in range(count):
        room = span // count
        date_ = days.on_or_after(facts.start + timedelta(35 + place * room + dice.between(0, max(0, room - 50))))
        identified = days.after(date_, dice.between(0, 2))
        if days.after(identified, 15) > facts.until:
            break
        kind = dice.weighted(weights)
        direction = "lowers" if kind == "employment" else "raises" if kind != "job_loss" and dice.chance(0.7) else "unclear"
        rises = direction == "raises" and facts.level == "medium" and facts.grade == "po" and not changes and dice.chance(0.25)
        bears_on = tuple(name for name in _KINDS[kind] if name != "children" or facts.child_concern)
        reviewed = days.after(identified, dice.between(2, 4))
        changes.append(Change(f"ch{place + 1}", kind, bears_on, date_, identified, reviewed, direction, rises))
    return changes


def _reviews(facts: Facts, dice: Dice) -> list[tuple[date, Change | None]]:
    """Days of review: within sixteen weeks of the one before, and soon after each change."""
    points: list[tuple[date, Change | None]] = []
    pending = list(facts.changes)
    last = facts.start
    while True:
        scheduled = days.on_or_before(last + timedelta(dice.between(102, 110)))
        if pending and pending[0].reviewed_on <= scheduled:
            change = pending.pop(0)
            point: tuple[date, Change | None] = (change.reviewed_on, change)
        else:
            point = (scheduled, None)
        if point[0] > facts.until:
            return points
        points.append(point)
        last = point[0]
