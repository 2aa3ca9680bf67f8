"""The requirements of the sentence and the work done under them."""

from datetime import date, timedelta

from caselint.demo import days, words
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft

SESSION_HOURS = 7.0


def sentence(facts: Facts) -> Draft:
    months = facts.custodial_months
    kinds = {"licence": "custody"}
    return {
        "kind": kinds.get(facts.order_type, facts.order_type),
        "date": facts.sentence_date,
        "custodial_months": float(months) if months is not None else 8.0 if facts.order_type == "suspended_sentence_order" else None,
        "expected_end_on": facts.expected_end,
        "licence_issued_on": days.after(facts.start, -8) if facts.licence else None,
        "purposes": ["punish", "change"] if facts.order else ["punish", "control"],
    }


def done_by(facts: Facts) -> date | None:
    """The day on which shorter work is finished: a week ahead of a review, so that the review can take it up."""
    points = [day for day, _ in facts.reviews if (day - facts.start).days >= 90]
    return days.on_or_before(points[min(1, len(points) - 1)] - timedelta(7)) if points else None


def requirements(facts: Facts) -> list[Draft]:
    return [_requirement(facts, place + 1, kind) for place, kind in enumerate(facts.requirements)]


def _requirement(facts: Facts, number: int, kind: str) -> Draft:
    begun = _begins(facts, kind)
    short = kind in ("unpaid_work", "curfew", "accredited_programme", "drug_rehabilitation")
    ended = done_by(facts) if short else facts.expected_end if facts.ended else None
    draft: Draft = {
        "id": f"rq{number}",
        "kind": kind,
        "source": "licence" if facts.licence else "order",
        "standard": kind in ("supervision", "residence") or None,
        "purposes": ["rehabilitation"],
        "planned_start_on": begun if begun > facts.start else None,
        "started_on": begun,
        "ended_on": ended,
        "status": "completed" if ended else "in_progress",
    }
    if kind == "unpaid_work":
        draft |= {"punitive": True, "purposes": ["punishment"], "hours_ordered": SESSION_HOURS * len(session_days(facts))}
    if kind == "curfew":
        draft |= {"restrictive": True, "punitive": True, "purposes": ["punishment", "public_protection"], "protects_group": "public"}
        draft |= {"monitored_by": "monitoring_provider", "checks": _checks(begun, ended or facts.until, "tag report")}
    if kind == "no_contact":
        draft |= {"restrictive": True, "purposes": ["public_protection"], "protects_victim_id": "v1", "requested_by": "offender_manager"}
        draft |= {"risk_issue": "Danger of renewed harm.", "checks": _checks(begun, facts.until, "police check")}
    return draft


def _begins(facts: Facts, kind: str) -> date:
    wait = {"unpaid_work": 9, "accredited_programme": 24, "drug_rehabilitation": 6 if facts.managed else 10}.get(kind, 0)
    return days.after(facts.start, wait)


def _checks(begun: date, ended: date, method: str) -> list[Draft]:
    dates = days.spaced(begun + timedelta(14), ended, 21)
    return [{"date": day, "method": method, "result": "complied"} for day in dates]


def session_days(facts: Facts) -> list[date]:
    """Days of unpaid work: one a week, until the hours are done."""
    ended = done_by(facts) or facts.until
    first = _begins(facts, "unpaid_work")
    return [first + timedelta(7 * week) for week in range((ended - first).days // 7 + 1)]


def unpaid_work(facts: Facts, dice: Dice) -> Draft:
    if "unpaid_work" not in facts.requirements:
        return {}
    dates = session_days(facts)
    changes = [change for change in facts.changes if "roh" in change.bears_on and change.identified_on <= dates[-1]]
    decided = [days.after(change.identified_on, 2) for change in changes] or [days.after(facts.start, 5)]
    placement: Draft = {
        "id": "pl1",
        "kind": dice.pick(words.UNPAID_WORK),
        "started_on": dates[0],
        "first_session_on": dates[0],
        "ended_on": dates[-1],
        "match_reason": "Near home; suits skills and risk.",
        "suitability": "suitable",
        "decided_on": decided[0],
    }
    placements = [placement]
    for place, day in enumerate(decided[1:]):
        placements.append(placement | {"id": f"pl{place + 2}", "started_on": day, "first_session_on": None, "decided_on": day})
    sessions = [{"date": day, "hours": SESSION_HOURS, "outcome": "attended"} for day in dates]
    topics = ["health_and_safety", "rules", "discrimination_not_accepted", "education_allowance"]
    return {
        "assessed_on": days.after(facts.start, 5),
        "induction": {"date": days.after(facts.start, 6), "topics": topics},
        "education_allowance_explained_on": days.after(facts.start, 6),
        "hours_done": SESSION_HOURS * len(dates),
        "education_hours_done": 0.0,
        "completed_on": dates[-1],
        "placements": placements,
        "sessions": sessions,
    }


def interventions(facts: Facts, objectives: int) -> list[Draft]:
    if facts.standalone:
        return []
    begun = days.after(facts.plan_on, 2)
    serves = [f"ob{place + 1}" for place in range(objectives)]
    entries: list[Draft] = [
        _intervention("in1", "one_to_one", "offender_manager", facts, begun) | {"factors": list(facts.factors), "serves_ids": serves}
    ]
    if facts.licence:
        early = days.after(facts.start, -45)
        entries.append(
            _intervention("in2", "support_network", "prison", facts, early) | {"setting": "custody", "prepares_for_release": True}
        )
    ended = done_by(facts)
    if "accredited_programme" in facts.requirements:
        kind = "domestic_abuse_programme" if facts.abuse_offence else "accredited_programme"
        starts = _begins(facts, "accredited_programme")
        every = 7 if facts.abuse_offence else 13  # at home with the partner, no week of the wait is lost
        prepared = days.spaced(days.after(facts.start, 6), starts - timedelta(1), every)
        entry = _intervention("in3", kind, "programme_tutor", facts, starts) | {
            "accredited": True,
            "planned_start_on": starts,
            "mode": "group",
            "preparations": prepared,
        }
        entry |= {"factors": [facts.factors[0]], "serves_ids": ["ob1", _id_of(facts, "accredited_programme")], "suitability": "suitable"}
        entries.append(entry | {"sessions": _sessions(starts, ended or facts.until)} | _ending(ended))
    if "drug_rehabilitation" in facts.requirements:
        entry = _intervention("in4", "treatment", "drug_alcohol_service", facts, _begins(facts, "drug_rehabilitation"))
        entry["preparations"] = [days.after(facts.start, 4)]
        entry |= {"factors": ["drugs"], "serves_ids": ["ob1", _id_of(facts, "drug_rehabilitation")]}
        sessions = _sessions(_begins(facts, "drug_rehabilitation"), ended or facts.until)
        entries.append(entry | {"sessions": sessions} | _ending(ended))
    return entries


def _id_of(facts: Facts, kind: str) -> str:
    return f"rq{facts.requirements.index(kind) + 1}"


def _ending(ended: date | None) -> Draft:
    return {"ended_on": ended, "planned_end_on": ended, "status": "completed"} if ended else {}


def _intervention(id_: str, kind: str, by: str, facts: Facts, begun: date) -> Draft:
    return {
        "id": id_,
        "kind": kind,
        "setting": "custody" if facts.custody else None,
        "delivered_by": by,
        "started_on": begun,
        "status": "in_progress",
    }


def _sessions(begun: date, ended: date) -> list[Draft]:
    dates = days.spaced(begun, ended, 14)
    return [{"id": f"is{place + 1}", "date": day, "outcome": "attended"} for place, day in enumerate(dates)]
