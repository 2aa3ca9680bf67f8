"""Time in custody, and statutory contact with the victim."""

from datetime import date, timedelta

from caselint.demo import days
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def custody(facts: Facts) -> Draft:
    if facts.order:
        return {}
    seen = facts.sentence_date + timedelta(6)
    half = facts.start if facts.licence else facts.half_way
    board = days.after(facts.sentence_date, 30)
    board_entry: Draft = {"id": "pb1", "date": board, "arranged_on": days.after(facts.sentence_date, 12), "status": "held"}
    present = ("person", "offender_supervisor", "offender_manager")
    board_entry |= {"attendees": [{"party": party} for party in present]}
    board_entry |= {"led_by": "offender_manager", "attended_how": "in_person", "minutes_on_file": True}
    draft: Draft = {
        "reception_on": facts.sentence_date,
        "planned_release_on": half,
        "in_scope": True,
        "scope_started_on": facts.sentence_date,
        "offender_supervisors": [{"id": "os1", "officer_id": "OS-1", "started_on": facts.sentence_date, "first_contact_on": seen}],
        "planning_boards": [board_entry | {"decisions": [], "actions": []}],
        "liaisons": _liaisons(facts),
        "homeless_on_release": False,
    }
    if facts.licence:
        draft["offender_supervisors"][0]["ended_on"] = facts.start
        draft |= {
            "releases": [{"id": "re1", "date": facts.start, "kind": "ordinary", "planned": True}],
            "release_plans": [{"id": "rel1", "date": days.after(facts.start, -15)}],
            "release_preparations": [{"id": "rpp1", "service": "housing", "needed": True, "contacted_on": days.after(facts.start, -42)}],
        }
    return draft


def _liaisons(facts: Facts) -> list[Draft]:
    """Officer and prison staff in touch, at most eleven weeks apart, until the release or today."""
    last = facts.start if facts.licence else facts.until
    dates = days.spaced(days.after(facts.sentence_date, 8), last - timedelta(1), 74)
    return [{"id": f"li{place + 1}", "date": day, "by": "offender_supervisor"} for place, day in enumerate(dates)]


def victim_contact(facts: Facts) -> Draft:
    draft: Draft = {"eligible": facts.victim_contact}
    issued = days.after(facts.start, -8)
    if facts.licence and (facts.victim_contact or facts.abuse or facts.sexual):
        about = _exchange("vx1", days.after(issued, -10), "conditions")
        draft["exchanges"] = [about, _exchange("vx2", days.after(facts.start, -3), "progress")]
        draft["exchanges"] += [
            _exchange(f"vx{place + 3}", day, "progress")
            for place, day in enumerate(days.spaced(facts.start + timedelta(120), facts.until, 150))
        ]
    if facts.abuse_offence and "accredited_programme" in facts.requirements:
        assigned = days.after(facts.start, 12)
        exchanges = days.spaced(assigned + timedelta(25), min(facts.until, facts.start + timedelta(210)), 26)
        draft["partner_worker"] = {"assigned_on": assigned, "first_contact_on": days.after(assigned, 3), "exchanges": exchanges}
    if not facts.victim_contact:
        return draft
    offered = days.after(facts.sentence_date, 18)
    offer: Draft = {"id": "vo1", "date": offered, "face_to_face": True, "channel": "letter"}
    draft |= {
        "offers": [offer | {"outcome": "accepted" if facts.victim_in_contact else "declined"}],
        "accepted": facts.victim_in_contact,
        "information_offered_on": offered,
        "restorative": {"might_suit": False},
    }
    if facts.victim_in_contact:
        draft |= _accepted(facts, offered, issued)
    return draft


def _accepted(facts: Facts, offered: date, issued: date) -> Draft:
    since = days.after(offered, 8)
    draft: Draft = {
        "accepted_on": since,
        "needs_recorded_on": since,
        "safety_contact_given_on": since,
        "confidentiality_explained_on": since,
    }
    draft["worker_contacts"] = [
        {"id": f"vw{place + 1}", "date": day, "noted": True} for place, day in enumerate(days.spaced(since, facts.until, 200))
    ]
    if facts.custody:
        draft["exchanges"] = [
            _exchange(f"vx{place + 1}", day, "progress") for place, day in enumerate(days.spaced(since, facts.until, 150))
        ]
    if facts.licence:
        draft["views_sought_on"] = days.after(issued, -15)
        draft["notifications"] = [
            {"id": f"vn{place + 1}", "date": days.after(facts.start, -7), "event": event}
            for place, event in enumerate(("release_conditions", "release"))
        ]
    return draft


def _exchange(id_: str, day: date, about: str) -> Draft:
    return {"id": id_, "date": day, "about": [about], "bears_on_risk": True}
