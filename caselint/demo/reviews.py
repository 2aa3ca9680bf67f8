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
        "source": "police" if change.kind in ("intelligence", "arrest") else "person",
        "own_behaviour": change.kind in ("relapse", "arrest", "observed_behaviour"),
        "urgent": False,
        "foreseeable": True,
        "enforcement_needed": False,
        "controls_insufficient": False,
        "needs_telling": tell,
        "notifications": [
            {"id": f"{id_}n{place + 1}", "to": party, "date": told, "what": ["risk_information"]} for place, party in enumerate(tell)
        ],
        "responses": [
            {
                "id": f"{id_}r1",
                "date": days.after(change.identified_on, 1),
                "by": "offender_manager",
                "kind": "control" if "roh" in change.bears_on else "other",
                "what": words.CHANGE_RESPONSE,
            }
        ],
    }


def _who_must_know(facts: Facts, change: Change) -> list[str]:
    if "roh" not in change.bears_on:
        return ["programme_tutor"] if "accredited_programme" in facts.requirements else []
    needs = {
        "police_domestic_abuse": facts.abuse,
        "police": not facts.abuse,
        "childrens_services": "children" in change.bears_on,
        "programme_tutor": "accredited_programme" in facts.requirements,
        "womens_safety_worker": facts.abuse_offence and "accredited_programme" in facts.requirements,
        "unpaid_work_staff": "unpaid_work" in facts.requirements,
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
        shared: Draft = {"date": day, "due_on": due, "reason": "significant_change" if change else "scheduled"}
        shared |= {"significant_change_id": change.id if change else None, "officer_id": facts.officer_on(day)}
        shared |= {"next_review_on": day + timedelta(111), "compared_with_previous": "revised"}
        for of, part in _parts(facts, day).items():
            entries.append({"id": facts.new_id("rv"), "of": of} | shared | part)
        last = day
    return entries


def _parts(facts: Facts, day: date) -> dict[str, Draft]:
    """What is reviewed on a day, and what each review holds."""
    sources = ["person"] + ["childrens_services"] * facts.child_concern + ["police_domestic_abuse"] * facts.abuse
    sources += ["mappa"] * facts.mappa_managed
    parts: dict[str, Draft] = {"roh": {"sources": [*sources, "police"]}}
    if facts.managed:
        parts["risk_management_plan"] = {"participants": ["offender_manager"]}
    if not facts.standalone:
        assessed = days.after(day, -3)
        parts["sentence_plan"] = _plan_review(day) | {"self_assessment_on": assessed}
        parts["reoffending"] = {"sources": [*sources, "programme_tutors"], "self_assessment_on": assessed}
    return parts


def _plan_review(day: date) -> Draft:
    return {
        "document_id": "sp1",
        "participants": ["person", "offender_manager"],
        "person_involvement": ["present", "views_recorded"],
        "achievements": [words.REVIEW_DONE],
        "new_goals": [words.REVIEW_GOAL],
        "objectives": [{"id": "ob1", "target_on": day + timedelta(110)}],
        "further_work": words.REVIEW_FURTHER,
    }
