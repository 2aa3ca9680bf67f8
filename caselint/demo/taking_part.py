"""Induction and engagement, learning, what came of it, and what is on file."""

from datetime import timedelta

from caselint.demo import days
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def engagement(facts: Facts, dice: Dice) -> Draft:
    held = days.after(facts.start, 6)
    assessed = days.after(facts.start, 8)
    topics = ["expectations_of_behaviour", "rights_and_duties", "consequences_of_breach", "discrimination_not_accepted"]
    induction: Draft = {"id": "ei1", "start_id": facts.start_id, "offered_on": days.after(facts.start, 2), "date": held}
    induction |= {"format": "individual", "checklist_complete": True, "topics": topics}
    induction["screenings"] = [{"kind": "basic_skills", "date": held}]
    obstacles: list[Draft] = []
    if dice.chance(0.3):
        action = {"id": "eo1a1", "what": "Appointments set around it.", "owner": "offender_manager", "done_on": days.after(assessed, 8)}
        obstacles.append({"id": "eo1", "kind": dice.pick(("work_hours", "transport", "child_care")), "identified_on": assessed})
        obstacles[0]["actions"] = [action]
    draft: Draft = {
        "inductions": [] if facts.custody else [induction],
        "diversity_assessments": [{"id": "da1", "date": held}],
        "obstacles_assessed_on": assessed,
        "no_obstacles_found": not obstacles,
        "obstacles": obstacles,
    }
    if facts.standalone:
        return draft
    needs = ("accommodation", "employment")
    return draft | {
        "motivations": [{"id": "mo1", "date": held, "level": dice.pick(("some", "some", "high"))}],
        "needs": [{"kind": kind, "assessed_on": assessed} for kind in needs],
    }


def learning(facts: Facts, dice: Dice) -> Draft:
    screened = days.after(facts.start, 6)
    wanting = not facts.standalone and "education_employment" in facts.factors and dice.chance(0.5)
    draft: Draft = {
        "screening_required": True,
        "screenings": [{"id": "ls1", "date": screened, "deficit_found": wanting}],
        "plan_indicated": False,
    }
    if wanting:
        made = days.after(facts.start, 9)
        draft["needs"] = [{"id": "ln1", "kind": "training", "identified_on": screened}]
        draft["referrals"] = [
            {"id": "lr1", "date": made, "to": "education_worker", "outcome": "taken_up", "outcome_on": days.after(made, 10)}
        ]
        goal: Draft = {"id": "lp1g1", "kind": "skill", "what": "A first certificate.", "due_on": facts.start + timedelta(170)}
        draft["plans"] = [{"id": "lp1", "date": days.after(made, 10), "goals": [goal]}]
        provision: Draft = {"id": "lv1", "kind": "training", "need_id": "ln1", "serves_ids": ["ob2"], "arranged_on": made}
        draft["provisions"] = [provision | {"started_on": days.after(made, 15)}]
        draft["progress_entries"] = [{"id": "le1", "date": days.after(made, 50), "rating": "some"}]
    return draft


def outcomes(facts: Facts, dice: Dice) -> Draft:
    near_end = facts.expected_end - timedelta(92) <= facts.exported_on
    if facts.standalone:
        return {"exit_plan": _exit_plan(facts)} if near_end and facts.managed else {}
    rated = [day for day, _ in facts.reviews]
    ratings = [
        {"id": f"or{place + 1}", "date": day, "about": "overall", "rating": dice.pick(("good", "some", "some"))}
        for place, day in enumerate(rated)
    ]
    draft: Draft = {"ratings": ratings}
    if near_end:
        draft["exit_plan"] = _exit_plan(facts)
    elif ratings and not facts.custody:  # there are gains to keep
        draft["exit_plan"] = {"date": days.on_or_before(facts.start + timedelta(175))}
    return draft


def _exit_plan(facts: Facts) -> Draft:
    planned = min(days.on_or_before(facts.expected_end - timedelta(75)), days.on_or_before(facts.exported_on - timedelta(3)))
    return {"date": planned, "covers": ["person", "family"], "confirmed_to": ["person"], "confirmed_on": planned}


def documents(draft: Draft, facts: Facts) -> list[Draft]:
    """The papers on file, each filed soon after its day."""
    papers = [("order_or_licence", facts.start)]
    papers += [("warning_letter", entry["started_on"]) for entry in draft["enforcement"] if entry["kind"] != "breach"]
    papers += [
        ("mappa_minutes", entry["minutes_received_on"]) for entry in draft["mappa"].get("meetings", ()) if entry["minutes_received_on"]
    ]
    papers += [("learning_plan", entry["date"]) for entry in draft["learning"].get("plans", ())]
    filed = [(kind, min(days.after(day, 1), facts.exported_on)) for kind, day in papers]
    return [{"id": f"d{place + 1}", "kind": kind, "filed_on": day} for place, (kind, day) in enumerate(filed)]
