"""The case itself, the person, the offence and its victims."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def case(facts: Facts, dice: Dice) -> Draft:
    place = words.PLACES[facts.unit // 2]
    starts: list[Draft] = [{"id": "s1", "event": "sentence", "date": facts.sentence_date}]
    if facts.licence:
        starts.append({"id": "s2", "event": "release", "date": facts.start})
    return {
        "id": facts.case_id,
        "provider": words.PROVIDER,
        "local_delivery_unit": place,
        "team": f"{place} {'AB'[facts.unit % 2]}",
        "exported_on": facts.exported_on,
        "order_type": facts.order_type,
        "standalone_unpaid_work": facts.standalone,
        "plan_required": False if facts.standalone else None,
        "starts": starts,
        "end": {"date": facts.expected_end, "reason": "expired"} if facts.ended else None,
        "tiers": _tiers(facts, dice),
        "offender_managers": _officers(facts),
        "workers": workers(facts),
        "prolific_periods": [{"id": "pp1", "kind": dice.pick(("ppo", "iom")), "started_on": facts.sentence_date}] if facts.prolific else [],
    }


def _tiers(facts: Facts, dice: Dice) -> list[Draft]:
    tiers: list[Draft] = [{"date": facts.start, "indicated": facts.tier, "allocated": facts.tier}]
    if not facts.standalone and facts.tier in (2, 3) and dice.chance(0.06):
        tiers[0] |= {
            "indicated": facts.tier - 1,
            "departure_reason": "Needs more than the guidance allows for.",
            "departure_accepted": True,
        }
    tier = facts.tier
    for change in facts.changes:
        if "roh" in change.bears_on:
            tier = 4 if change.raises_level else tier
            tiers.append({"date": days.after(change.reviewed_on, 1), "indicated": tier, "allocated": tier})
    for place, entry in enumerate(tiers):
        entry["id"] = f"t{place + 1}"
    return tiers


def _officers(facts: Facts) -> list[Draft]:
    began = days.after(facts.sentence_date, 1)
    first: Draft = {"id": "m1", "officer_id": facts.officer_id, "grade": facts.grade, "started_on": min(began, facts.until)}
    if facts.abuse and facts.grade != "po":
        first["abuse_trained"] = True
    if facts.officer_changed_on is None:
        return [first]
    first["ended_on"] = facts.officer_changed_on - timedelta(1)
    second = {"id": "m2", "officer_id": facts.second_officer_id, "grade": "po", "started_on": facts.officer_changed_on}
    return [first, second | {"change_reason": "staff_left"}]


def workers(facts: Facts) -> list[Draft]:
    """Everyone else who works with the person: of the service, then of other agencies."""
    roles: list[tuple[str, str, bool]] = []
    if "unpaid_work" in facts.requirements:
        roles.append(("unpaid_work_staff", "probation", True))
    if "accredited_programme" in facts.requirements:
        roles.append(("programme_tutor", "probation", True))
    if facts.victim_contact:
        roles.append(("victim_liaison_officer", "probation", True))
    if "drug_rehabilitation" in facts.requirements:
        roles.append(("drug_alcohol_service", "drug_alcohol_service", False))
    if facts.child_status != "none":
        roles.append(("social_worker", "childrens_services", False))
    if facts.prolific or facts.mappa_managed:
        roles.append(("police", "police_public_protection", False))
    entries: list[Draft] = []
    for place, (role, agency, within) in enumerate(roles):
        key = role in ("programme_tutor", "drug_alcohol_service", "unpaid_work_staff")
        entry: Draft = {"id": f"w{place + 1}", "role": role, "agency": agency, "within_service": within, "key_worker": key}
        entries.append(entry | {"started_on": facts.start})
    return entries


def person(facts: Facts, dice: Dice) -> Draft:
    begin = facts.start
    kind = "custody" if facts.custody else dice.pick(("own_home", "own_home", "family", "supported"))
    addresses: list[Draft] = [{"id": "a1", "relation": "own", "kind": kind, "status": "settled", "started_on": begin}]
    if facts.abuse and not facts.custody:
        addresses.append({"id": "a2", "relation": "partner", "started_on": begin})
    born = date(facts.start.year - dice.between(19, 58), dice.between(1, 12), dice.between(1, 28))
    draft: Draft = {
        "gender": facts.gender,
        "date_of_birth": born,
        "ethnicity": {"code": dice.pick(("W1", "W1", "W1", "W1", "W2", "A1", "B1", "M1", "O9"))},
        "addresses": addresses,
    }
    if facts.diverse:
        found = days.after(begin, 5)
        kind, adjustment = dice.pick((("dyslexia", "written_sheet"), ("caring", "changed_time"), ("physical_disability", "changed_place")))
        made = days.after(found, dice.between(3, 12))
        action: Draft = {"id": "df1a1", "kind": adjustment, "what": "Agreed with the person.", "owner": "offender_manager"}
        factor: Draft = {"id": "df1", "kind": kind, "identified_on": found, "affects_engagement": True}
        draft["diversity_factors"] = [factor | {"adjustments": [action | {"due_on": made, "done_on": made}]}]
    if facts.vulnerable:
        found = days.after(begin, 6)
        action = {"id": "vu1a1", "what": "Weekly check on well-being.", "owner": "offender_manager", "done_on": days.after(found, 8)}
        vulnerability: Draft = {"id": "vu1", "kind": dice.pick(("isolated", "mental_health")), "identified_on": found}
        draft["vulnerabilities"] = [vulnerability | {"assessed_on": found, "arrangements": [action]}]
    if dice.chance(0.07):
        risk: Draft = {"id": "sh1", "date": days.after(begin, 6), "concern": True, "level": "low"}
        draft["self_harm_risks"] = [risk | {"response": "Health worker asked to see the person.", "responded_on": days.after(begin, 7)}]
    return draft


def offence(facts: Facts, dice: Dice) -> Draft:
    on = facts.sentence_date - timedelta(dice.between(60, 200))
    earlier: list[Draft] = []
    if facts.abuse_earlier:
        earlier.append({"kind": "domestic_abuse", "convicted": True, "victim_kinds": ["known_adult"], "against_partner": True})
    for _ in range(dice.between(0, 2)):
        earlier.append({"kind": dice.pick(("acquisitive", "drugs", "other")), "convicted": True, "victim_kinds": []})
    for place, entry in enumerate(earlier):
        entry |= {
            "id": f"an{place + 1}",
            "date": on - timedelta(2400 // (place + 2)),
            "bears_on_harm": entry["kind"] == "domestic_abuse" or None,
        }
    return {
        "kind": facts.offence,
        "date": on,
        "violent": facts.violent,
        "sexual": facts.sexual,
        "domestic_abuse": facts.abuse_offence,
        "alcohol_related": "alcohol" in facts.factors or None,
        "subject_to_notification": facts.sexual,
        "first_conviction": not earlier,
        "seriousness": dice.between(3, 7),
        "antecedents": sorted(earlier, key=lambda entry: entry["date"]),
    }


def victims(facts: Facts, dice: Dice) -> Draft:
    people: list[Draft] = []
    if facts.identifiable_victim:
        kind = "child" if facts.child_victim else "known_adult" if facts.abuse or dice.chance(0.5) else "public"
        standing = "earlier_offence" if facts.abuse_earlier and not (facts.violent or facts.sexual) else "index_offence"
        needs = facts.abuse or facts.sexual
        people.append({"id": "v1", "kind": kind, "standing": standing, "identifiable": True, "needs_protection": needs})
        people[0]["partner_or_former"] = facts.abuse and kind == "known_adult"
    elif facts.offence == "acquisitive":
        people.append({"id": "v1", "kind": dice.pick(("business", "public")), "standing": "index_offence", "needs_protection": False})
    checks: list[Draft] = []
    if people and people[0]["needs_protection"] and not facts.custody:
        checks.append({"id": "vc1", "date": days.after(facts.start, -4 if facts.licence else 3), "address_id": "a1", "near_victim": False})
    concerns: list[Draft] = []
    if people and people[0]["needs_protection"] and not facts.custody and facts.unit % 2:
        raised = days.after(facts.start, 40)
        if days.after(raised, 5) <= facts.until:
            concern: Draft = {"id": "vn1", "victim_id": "v1", "raised_on": raised, "kind": "unwanted_contact", "source": "police"}
            concern |= {"checked_on": days.after(raised, 1), "responded_on": days.after(raised, 2)}
            concerns.append(concern | {"result_given_on": days.after(raised, 3)})
    return {"people": people, "address_checks": checks, "concerns": concerns}
