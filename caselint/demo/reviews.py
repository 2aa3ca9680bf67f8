"""What happened on the way, and the reviews: every sixteen weeks, and soon after each change."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.facts import Change, Facts
from caselint.demo.shape import Draft


def significant_changes(facts: Facts) -> list[Draft]:
    return [_change(facts, change) for change in facts.changes]


def _change(facts: Facts, change: Change) -> Draft:
    id_ = change.id
    tell = _who_must_know(facts, change)
    told = days.after(change.identified_on, 1)
    return {
        "id": id_,
        "date": change.happened_on,
        "identified_on": change.identified_on,
        "kind": change.kind,
        "bears_on": list(change.bears_on),
        "direction": change.direction,
        "source": _source(change),
        "own_behaviour": change.kind in ("relapse", "arrest", "observed_behaviour"),
        "urgent": False,
        "enforcement_needed": False,
        "needs_telling": tell,
        "notifications": [{"id": f"{id_}n{place + 1}", "to": party, "date": told} for place, party in enumerate(tell)],
        "responses": [
            {
                "date": days.after(change.identified_on, 1),
                "by": "offender_manager",
                "kind": "control" if "roh" in change.bears_on else "other",
                "what": words.CHANGE_RESPONSE,
            }
        ],
    }


def _source(change: Change) -> str:
    return "police" if change.kind in ("intelligence", "arrest") else "person"


def _who_must_know(facts: Facts, change: Change) -> list[str]:
    if "roh" not in change.bears_on:
        return ["programme_tutor"] if "accredited_programme" in facts.requirements else []
    needs = {
        "police_domestic_abuse": facts.abuse,
        "police": not facts.abuse and _source(change) != "police",
        "childrens_services": "children" in change.bears_on or (facts.child_concern and facts.children),
        "programme_tutor": "accredited_programme" in facts.requirements,
        "womens_safety_worker": facts.abuse_offence and "accredited_programme" in facts.requirements,
        "drug_alcohol_service": "drug_rehabilitation" in facts.requirements,
        "unpaid_work_staff": "unpaid_work" in facts.requirements,
        "victim_liaison_officer": facts.victim_in_contact,
        "mappa": facts.mappa_managed,
    }
    return [party for party, needed in needs.items() if needed]


def disclosures(facts: Facts) -> list[Draft]:
    """Somebody's new partner is told what they need to know, as the manager agreed."""
    return [
        {
            "id": f"{change.id}d",
            "to": "partner",
            "statutory_recipient": False,
            "decision": "disclose",
            "reason": "The new partner could be at risk and has no other way to know.",
            "decided_on": days.after(change.identified_on, 3),
            "approved_by": "manager",
            "content": "The kind of risk and whom to call.",
            "made_on": days.after(change.identified_on, 5),
        }
        for change in facts.changes
        if change.kind == "new_relationship" and (facts.abuse or facts.sexual)
    ]


def reviews(facts: Facts) -> list[Draft]:
    entries: list[Draft] = []
    last = facts.start
    for day, change in facts.reviews:
        due = days.after(change.identified_on, 10) if change else last + timedelta(111)
        shared: Draft = {"date": day, "due_on": due, "compared_with_previous": "revised"}
        if change:
            shared |= {"reason": "significant_change", "significant_change_id": change.id}
        for of, part in _parts(facts, day, change).items():
            entries.append({"id": facts.new_id("rv"), "of": of} | shared | part)
        last = day
    return entries


def _parts(facts: Facts, day: date, change: Change | None) -> dict[str, Draft]:
    """What is reviewed on a day, and what each review holds: the likelihood of reoffending at first, and after what bears on it."""
    again = day + timedelta(111)
    sources = ["person"] + ["childrens_services"] * facts.child_concern + ["police_domestic_abuse"] * facts.abuse
    sources += ["mappa"] * facts.mappa_managed + ["treatment"] * ("drug_rehabilitation" in facts.requirements)
    sources += ["police"] * (facts.prolific or facts.high_from is not None)
    parts: dict[str, Draft] = {"roh": {"sources": sources, "next_review_on": again}}
    if facts.managed:
        parts["risk_management_plan"] = {}
    if not facts.standalone:
        parts["sentence_plan"] = _plan_review() | {"next_review_on": again}
        if day == facts.reviews[0][0] or (change is not None and "reoffending" in change.bears_on):
            parts["reoffending"] = {"self_assessment_on": days.after(day, -3)}
    return parts


def _plan_review() -> Draft:
    return {
        "document_id": "sp1",
        "participants": ["person"],
        "achievements": [words.REVIEW_DONE],
        "new_goals": [words.REVIEW_GOAL],
    }
