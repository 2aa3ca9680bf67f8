"""The beginning: the report to court, screening, analysis, level and likelihood, and who was told."""

from datetime import timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import HIGH, Facts
from caselint.demo.people import workers
from caselint.demo.shape import Draft

LIMIT = 15  # working days


def court_report(facts: Facts, dice: Dice) -> Draft:
    done = days.after(facts.sentence_date, -2)
    kinds = ["rosh_screening", "likelihood"] + (["rosh_analysis"] if facts.analysed else [])
    kind = dice.pick(("standard", "standard", "fast", "oral"))
    serves = ["roh", "reoffending"] if facts.managed else ["punishment"]
    return {
        "kind": kind,
        "due_on": days.after(done, 1),
        "date": done,
        "requested_on": days.after(done, -15),
        "sources": [{"kind": kind} for kind in ("prosecution_papers", "interview", "previous_offences")],
        "rests_on": [{"kind": name, "date": days.after(done, place - 4)} for place, name in enumerate(kinds)],
        "rosh_level": facts.level,
        "likelihood_level": likelihood_level(facts),
        "covers": ["likelihood", "risk_of_harm", "seriousness"],
        "proposal": {
            "kind": "community" if facts.order else "custody",
            "purposes": ["punish", "change"],
            "requirements": [{"kind": facts.requirements[0] if facts.requirements else "other", "serves": serves}],
        },
    }


def likelihood_level(facts: Facts) -> str:
    return "high" if facts.prolific else "medium" if facts.managed else "low"


def rosh(facts: Facts, dice: Dice) -> Draft:
    screened = facts.assessed_on if facts.licence else days.after(facts.start, dice.between(1, 2) if facts.managed else dice.between(3, 8))
    due = days.after(facts.start, LIMIT)
    draft: Draft = {"screenings": [_screening(facts, "rs1", screened)], "analyses": [], "shares": []}
    draft["screenings"][0]["due_on"] = due
    if facts.analysed:
        draft["analyses"].append(_analysis(facts, "ra1") | {"due_on": due})
    if facts.licence:
        _custody_part(facts, draft)
    draft["levels"] = _levels(facts)
    if facts.abuse:
        used = [entry["id"] for entry in draft["analyses"][-1:]]
        tool: Draft = {"id": "sa1", "kind": "spousal_assault", "date": days.after(facts.assessed_on, -1)}
        draft["specialist_assessments"] = [tool | {"used_in_ids": used}]
    _shares(facts, draft)
    return draft


def _screening(facts: Facts, id_: str, done: object) -> Draft:
    answers = {
        "children": facts.child_concern,
        "domestic_abuse": facts.abuse,
        "sexual": facts.sexual,
        "violence": facts.violent,
        "earlier_high_level": facts.licence and facts.high,
        "self_harm": False,
    }
    asked = ("children", "domestic_abuse", "self_harm")
    items = [{"item": item, "answer": "yes" if yes else "no"} for item, yes in answers.items() if yes or item in asked]
    return {
        "id": id_,
        "start_id": facts.start_id,
        "date": done,
        "items": items,
        "sources": [] if facts.analysed else _sources(facts),
        "full_analysis_indicated": facts.analysed,
    }


def _sources(facts: Facts) -> list[str]:
    extra = {
        "previous_offences": True,
        "childrens_services": facts.child_concern or facts.children or facts.abuse or facts.sexual,
        "police_domestic_abuse": facts.abuse or facts.child_concern,
        "prison": facts.licence or facts.custody,
        "mappa": facts.mappa_eligible,
        "treatment": "drug_rehabilitation" in facts.requirements,
    }
    return ["prosecution_papers", "interview", *(name for name, used in extra.items() if used)]


def _analysis(facts: Facts, id_: str) -> Draft:
    groups: list[Draft] = [
        {"group": group, "setting": "community", "level": level, "nature": words.NATURE[level]} for group, level in facts.groups
    ]
    if facts.custody:
        groups += [{"group": group, "setting": "custody", "level": "low", "nature": words.NATURE["low"]} for group in ("prisoner", "child")]
    for place, group in enumerate(groups):
        group["id"] = f"{id_}g{place + 1}"
    return {
        "id": id_,
        "start_id": facts.start_id,
        "date": facts.assessed_on,
        "author_id": facts.officer_id,
        "compared_with_previous": "revised" if facts.licence else "first",
        "sources": _sources(facts),
        "stage": "start_custody" if facts.custody else "start_community",
        "groups": groups,
        "factors": list(facts.factors),
        "antecedent_ids": ["an1"] if facts.abuse_earlier else [],
        "risks_to_person": ["self-neglect"] if facts.vulnerable else [],
    }


def _custody_part(facts: Facts, draft: Draft) -> None:
    """The analysis made when the sentence began, ahead of the documents made for the release."""
    done = days.after(facts.sentence_date, 10)
    analysis = _analysis(facts, "ra0") | {"start_id": "s1", "date": done, "compared_with_previous": "first", "stage": "start_custody"}
    draft["analyses"].insert(0, analysis | {"due_on": days.after(facts.sentence_date, LIMIT)})
    for later in draft["analyses"][1:]:
        later["previous_id"] = "ra0"


def _levels(facts: Facts) -> list[Draft]:
    """The level at the start, and again, held or raised, after each change that bears on the risk of harm."""
    levels: list[Draft] = []
    if facts.licence:
        levels.append({"start_id": "s1", "date": days.after(facts.sentence_date, 10), "level": facts.level})
    begun = facts.assessed_on if facts.licence else days.after(facts.sentence_date, -2)
    levels.append({"start_id": facts.start_id, "date": begun, "level": facts.level})
    level = facts.level
    for change in facts.changes:
        if "roh" in change.bears_on:
            level = "high" if change.raises_level else level
            levels.append({"date": change.reviewed_on, "level": level})
    for place, entry in enumerate(levels):
        entry |= {"id": f"lv{place + 1}", "reason": words.LEVEL_REASON if place == 0 else None}
    return levels


def _shares(facts: Facts, draft: Draft) -> None:
    """Who was told of the levels: everyone who works with the person, within days."""
    shares: list[Draft] = draft["shares"]
    what = ["rosh_level"] + (["mappa_level"] if facts.mappa_eligible else [])
    told = [days.after(facts.start, 1)]
    told += [days.after(entry["date"], 1) for entry in draft["levels"] if entry["date"] > facts.start and entry["level"] in HIGH]
    for day in told:
        for worker in workers(facts):
            share: Draft = {"to": worker["role"], "worker_id": worker["id"], "date": day}
            shares.append(share | {"what": what})


def _alcohol(factors: list[Draft]) -> None:
    """Where somebody at home is in danger drink is looked into, whether or not it turns out to be a factor."""
    found = next((factor for factor in factors if factor["name"] == "alcohol"), None)
    if found is None:
        found = {"name": "alcohol", "score": 0.0, "need": False, "linked_to_offending": False}
        factors.append(found)
    found["evidence"] = found.get("evidence") or words.EVIDENCE[0]


def reoffending(facts: Facts, dice: Dice) -> Draft:
    if facts.standalone:
        return {"assessment_required": False}
    done = days.after(facts.start, 4 if facts.tier == 4 else dice.between(7, 11))
    factors: list[Draft] = []
    for place, name in enumerate(facts.factors):
        factor: Draft = {"name": name, "score": float(dice.between(5, 8)), "linked_to_offending": True}
        factors.append(factor | {"evidence": dice.pick(words.EVIDENCE) if place == 0 else None})
    if facts.abuse or facts.child_concern:
        _alcohol(factors)
    assessment: Draft = {
        "id": "lk1",
        "start_id": facts.start_id,
        "date": done,
        "compared_with_previous": "first",
        "tool": "OASys",
        "level": likelihood_level(facts),
        "score": float(dice.between(40, 110)),
        "next_due_on": days.on_or_before(facts.start + timedelta(110)),
        "factors": factors,
        "positive_factors": [dice.pick(words.STRENGTHS)],
        "self_assessment_on": days.after(done, -2),
        "written_as_in_custody": facts.custody or None,
    }
    return {"assessment_required": True, "assessments": [assessment]}
