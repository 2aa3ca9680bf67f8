"""Multi-agency public protection, and what managers looked at."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.people import workers
from caselint.demo.shape import Draft


def mappa(facts: Facts) -> Draft:
    level = facts.mappa_level
    if level is None:
        return {"eligible": False}
    known = facts.start - timedelta(200) if facts.licence else days.after(facts.start, 1)
    category = 1 if facts.sexual else 2
    draft: Draft = {
        "eligible": True,
        "level_needed": level,
        "categories": [{"id": "mc1", "date": known, "category": category}],
        "levels": [{"id": "ml1", "date": known, "level": level, "decided_on": known, "reason": words.LEVEL_REASON}],
        "notified_on": days.on_or_after(known),
        "visor": {"required": False},
    }
    if facts.sexual or facts.mappa_managed:
        draft["visor"] = {"required": True, "recorded_on": days.after(known, 3), "reference": "held by the police"}
    if facts.mappa_managed:
        referral: Draft = {"id": "mf1", "date": days.on_or_before(known), "to": "mappa", "channel": "form", "outcome": "accepted"}
        includes = ["risk_issues", "diversity_needs", "category", "equality_section"]
        draft["referrals"] = [referral | {"includes": includes, "to_level": level, "category": category, "details_accurate": True}]
        draft["key_agencies"] = ["police", *(["childrens_services"] if facts.child_concern else []), *(["prison"] if facts.custody else [])]
        draft["meetings"] = _meetings(facts, level)
        if facts.ended:
            draft |= {"ended_on": facts.expected_end, "exit_plan_on": days.after(facts.expected_end, -20)}
    return draft


def _meetings(facts: Facts, level: int) -> list[Draft]:
    first = days.after(facts.start, -7 if facts.licence else 2)
    dates = days.spaced(first, facts.until, 91)
    return [_meeting(facts, level, place + 1, day, dates[place + 1 :]) for place, day in enumerate(dates)]


def _meeting(facts: Facts, level: int, number: int, day: date, later: list[date]) -> Draft:
    id_ = f"mm{number}"
    present = ["police", "offender_manager", "manager", *(["childrens_services"] if facts.child_concern else [])]
    present += ["prison"] if facts.custody else []
    invited = list(dict.fromkeys(present + [worker["role"] for worker in workers(facts)]))
    filed = days.after(day, 6)
    acted = days.after(day, 4)
    decision: Draft = {"id": f"{id_}d1", "what": "Level kept.", "made_by": "mappa", "recorded_on": day}
    if acted <= facts.until:
        decision |= {"told_on": acted, "acted_on": acted}
    draft: Draft = {
        "id": id_,
        "date": day,
        "kind": f"level {level}",
        "level": level,
        "status": "held",
        "invited_on": days.after(day, -8),
        "invited": invited,
        "attendees": [{"party": party} for party in invited],
        "led_by": "police",
        "minutes_on_file": filed <= facts.until,
        "minutes_received_on": filed if filed <= facts.until else None,
        "outcome": words.MEETING,
        "reviewed_on": later[0] if later else None,
        "decisions": [decision],
    }
    if number == 1:
        done = days.after(day, 18)
        action: Draft = {"id": "mm1a1", "what": "Joint visit.", "owner": "offender_manager", "due_on": days.after(day, 20), "done_on": done}
        told = [{"id": f"mm1t{place + 1}", "to": party, "date": acted} for place, party in enumerate(("offender_manager", "police"))]
        action |= {"outcome": "Visit made together.", "reviewed_on": later[0] if later else None, "tags": ["multi_agency"]}
        draft["actions"] = [action | {"concerned": ["police"], "told": told}]
    return draft


def oversight(facts: Facts, dice: Dice) -> list[Draft]:
    entries: list[Draft] = []
    close = facts.high_from is not None or facts.mappa_managed
    if facts.high:
        documents = ["ra1", "rp1", "sp1"]
        entries.append(_entry(facts, days.after(facts.plan_on, 1), "planning", "countersignature", documents))
    if facts.child_concern:
        entries.append(_entry(facts, days.after(facts.start, 12), "planning", "discussion", about="child_safeguarding"))
    every = 52 if close else 105 if facts.child_concern else 140 if facts.prolific or dice.chance(0.3) else 0
    if every:
        for day in days.spaced(facts.start + timedelta(min(every, 75)), facts.until, every):
            about = "child_safeguarding" if facts.child_concern else "rosh_level"
            entries.append(_entry(facts, day, "delivery", "discussion", about=about))
    if facts.rise is not None:
        signed = days.after(facts.rise.reviewed_on, 3)
        entries.append(_entry(facts, signed, "review", "countersignature", ["rp2"]))
    return entries


def _entry(
    facts: Facts, day: date, stage: str, kind: str, documents: list[str] | None = None, about: str = "risk_management_plan"
) -> Draft:
    words_for = "children" if about == "child_safeguarding" else kind
    return {
        "id": facts.new_id("ov"),
        "date": day,
        "by": "manager",
        "stage": stage,
        "kind": kind,
        "about": [about],
        "document_ids": documents,
        "comment": words.OVERSIGHT[words_for],
    }
