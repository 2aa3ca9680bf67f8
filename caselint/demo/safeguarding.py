"""Checks with other agencies, and the safety of children."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.people import workers
from caselint.demo.shape import Draft

AGAIN = 105
"""Days from one check to the next, where it has to be repeated."""


def enquiries(facts: Facts, dice: Dice) -> list[Draft]:
    """Every agency that the facts call for, asked before the assessment rests on them, and again while the concern lasts."""
    asked: dict[str, bool] = {}
    if facts.child_concern or facts.children or facts.abuse or facts.sexual:
        asked["childrens_services"] = facts.child_concern or facts.abuse
    if facts.abuse or facts.child_concern:
        asked["police_domestic_abuse"] = True
    if facts.high_from is not None or facts.mappa_eligible:
        asked["police_intelligence"] = False
    if facts.licence or facts.custody:
        asked["prison"] = False
    for worker in workers(facts):
        if not worker["within_service"]:
            asked.setdefault(worker["agency"], False)
    entries: list[Draft] = []
    if facts.licence and (facts.abuse or facts.child_victim):  # elsewhere the checks for the start come before the sentence too
        entries.append(_enquiry(facts, dice, "police_child_protection", days.after(facts.sentence_date, -12)))
    first = days.after(facts.start, -18 if facts.licence else -8)
    for agency, again in asked.items():
        entries.append(_enquiry(facts, dice, agency, first))
        if again and not facts.custody:
            entries += [_enquiry(facts, dice, agency, day) for day in days.spaced(first + timedelta(AGAIN), facts.until, AGAIN)]
    for change in facts.changes:
        if change.kind in ("new_relationship", "household_change"):
            sent = days.after(change.identified_on, 1)
            entries.append(_enquiry(facts, dice, "childrens_services", sent) | {"about": ["partner", "address"]})
    return entries


def _enquiry(facts: Facts, dice: Dice, agency: str, sent: date) -> Draft:
    slow = dice.chance(0.12)
    replied = days.after(sent, dice.between(11, 14) if slow else dice.between(2, 6))
    entry: Draft = {
        "id": facts.new_id("eq"),
        "agency": agency,
        "address_id": ("a2" if facts.abuse and not facts.custody else "a1") if agency == "police_domestic_abuse" else None,
        "sent_on": sent,
        "chasers": [days.after(sent, 8)] if slow else [],
    }
    if replied > facts.exported_on:
        entry["chasers"] = [day for day in entry["chasers"] if day <= facts.exported_on]
        return entry
    news = dice.chance(0.15) and days.after(replied, 3) <= facts.exported_on
    if agency in ("childrens_services", "police_child_protection") and not facts.child_concern:
        news = False  # their yes would be a concern
    if agency == "police_domestic_abuse" and not facts.abuse:
        news = False
    entry |= {"replied_on": replied, "answer": "yes" if news else "no"}
    entry["new_information"] = news
    if news:
        entry |= {"new_information": True, "action_needed": True, "acted_on": days.after(replied, 3)}
    if agency == "childrens_services":
        entry["concern_remains"] = False
    return entry | {"used_in_ids": ["ra1"] if facts.analysed and sent <= facts.assessed_on else []}


def safeguarding(facts: Facts, dice: Dice) -> Draft:
    asked = days.after(facts.start, 1)
    known = facts.assessed_on if facts.licence else asked
    answer: Draft = {"id": "cra1", "date": known, "answer": "yes" if facts.child_concern else "no"}
    draft: Draft = {"children_asked_on": asked, "referral_needed": False, "child_risk_assessments": [answer]}
    if facts.children:
        draft["children"] = [_child(facts, dice, number) for number in range(1, dice.between(1, 2) + 1)]
    if facts.child_concern:
        plan = {"child_in_need": "child_in_need_plan", "child_protection_plan": "child_protection_plan"}.get(facts.child_status, "concern")
        draft["flags"] = [
            {"id": f"fl{place + 1}", "kind": plan, "system": system, "raised_by": "offender_manager", "started_on": known}
            for place, system in enumerate(("oasys", "case_management"))
        ]
    if facts.child_status == "child_protection_plan":
        draft["conferences"] = [
            _conference(facts, place + 1, day) for place, day in enumerate(days.spaced(facts.start + timedelta(40), facts.until, 100))
        ]
    return draft


def _child(facts: Facts, dice: Dice, number: int) -> Draft:
    child: Draft = {"id": f"cd{number}", "relation": dice.pick(("own", "own", "step", "kin")), "started_on": facts.start}
    child["in_household"] = not facts.custody and dice.chance(0.5)
    child["contact"] = "regular" if number == 1 or child["in_household"] else dice.pick(("occasional", "none"))
    child["status"] = facts.child_status
    if facts.child_concern:
        child |= {"authority": f"{words.PLACES[facts.unit // 2]} council", "authority_told_on": days.after(facts.start, 2)}
    if facts.child_status != "none":
        child |= {"social_worker_named": True, "concern": "Arguments and drinking at home."}
    return child


def _conference(facts: Facts, number: int, day: date) -> Draft:
    id_ = f"cf{number}"
    filed, next_one = days.after(day, 10), day + timedelta(100)
    present = ("social_worker", "offender_manager", "health_worker")
    decision: Draft = {
        "id": f"{id_}d1",
        "what": "Plan goes on.",
        "made_by": "social_worker",
        "recorded_on": day,
        "told_on": days.after(day, 1),
    }
    decision["acted_on"] = min(days.after(day, 8), facts.until)
    if next_one <= facts.until:
        decision["reviewed_on"] = days.on_or_before(next_one)
    return {
        "id": id_,
        "date": day,
        "kind": "initial" if number == 1 else "review",
        "status": "held",
        "invited_on": days.after(day, -12),
        "invited": list(present),
        "attendees": [{"party": party} for party in present],
        "led_by": "social_worker",
        "minutes_on_file": filed <= facts.until,
        "minutes_received_on": filed if filed <= facts.until else None,
        "outcome": words.MEETING,
        "reviewed_on": decision.get("reviewed_on"),
        "decisions": [decision],
        "probation_relevant": True,
        "report_sent_on": days.after(day, -4),
    }


def marac(facts: Facts) -> Draft:
    """A high risk case with a partner at risk goes before the conference."""
    since = facts.marac_from
    if since is None:
        return {"referral_needed": False}
    made, held = days.after(since, 3), days.after(since, 18)
    attendees = [{"party": party} for party in ("police", "offender_manager", "childrens_services")]
    referral: Draft = {
        "id": "mr1",
        "date": made,
        "to": "marac",
        "channel": "form",
        "acknowledged_on": days.after(made, 2),
        "outcome": "accepted",
    }
    dates: Draft = {"referral_needed_on": min(days.after(since, 1), facts.until), "follow_ups": []}
    if made > facts.until:
        return {"referral_needed": True} | dates
    if held > facts.until:
        return {"referral_needed": True, "referrals": [referral]} | dates
    filed, asked = days.after(held, 6), days.after(held, 15)
    meeting: Draft = {"id": "ma1", "date": held, "status": "held", "attendees": attendees, "led_by": "police"}
    meeting |= {"minutes_on_file": filed <= facts.until, "outcome": words.MEETING}
    meeting["minutes_received_on"] = filed if filed <= facts.until else None
    dates["follow_ups"] = [asked] if asked <= facts.until else []
    return {"referral_needed": True, "referrals": [referral], "meetings": [meeting]} | dates
