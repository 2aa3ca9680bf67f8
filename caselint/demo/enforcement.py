"""Missed appointments: follow-up, decision, warning, breach."""

from datetime import date

from caselint.demo import days, words
from caselint.demo.contact import appointment, exchange
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.people import workers
from caselint.demo.shape import Draft

MAY_FAIL = 2
"""Unacceptable failures in a case: the second brings an order back to court, and a licence to a final warning."""


def answer_absences(facts: Facts, draft: Draft, dice: Dice) -> None:
    """Ask after every missed appointment, decide on it, and act where it was not acceptable."""
    missed = sorted((contact for contact in draft["contacts"] if contact.get("outcome") == "absent"), key=lambda contact: contact["date"])
    draft["enforcement"] = []
    failures = 0
    for number, contact in enumerate(missed, 1):
        asked = days.after(contact["date"], 1)
        contact |= {"absence_reason": dice.pick(words.ABSENCE_REASONS), "absence_reason_recorded_on": asked}
        contact["absence_decision"] = "acceptable"
        enquiry = exchange(facts, asked, "phone", ["person"], ["absence_enquiry"])
        draft["contacts"].append(enquiry | {"follows_up_id": contact["id"], "outcome": "attended"})
        if number == 2:
            draft["home_visits"].append(_visit(days.after(contact["date"], 2)))
        if failures < MAY_FAIL and dice.chance(0.55) and days.after(contact["date"], 36) <= facts.until:
            failures += 1
            contact["absence_decision"] = "unacceptable"
            extra = appointment(facts, days.after(contact["date"], 4), ["compliance", "re_engagement", "enforcement_explained"])
            draft["contacts"].append(extra)
            draft["enforcement"].append(_step(facts, contact, failures))


def _visit(day: date) -> Draft:
    visit: Draft = {"id": "hvr", "date": day, "made": True, "purposes": ["re_engagement"], "address_id": "a1"}
    seen: Draft = {"visitors": ["offender_manager"], "persons_seen": ["person"], "result": "seen"}
    return visit | seen | {"outcome": "Missed contact talked over."}


def _step(facts: Facts, contact: Draft, failures: int) -> Draft:
    day: date = contact["date"]
    step: Draft = {
        "id": f"en{failures}",
        "kind": "warning" if failures == 1 else "breach" if facts.order else "final_warning",
        "reasons": ["non_compliance"],
        "triggered_on": day,
        "triggered_by_ids": [contact["id"]],
        "decided_on": days.after(day, 2),
        "decision": "proceed",
        "decision_reason": "No acceptable reason.",
        "decided_by": "offender_manager",
        "started_on": days.after(day, 3),
        "explained_on": days.after(day, 4),
        "warning_content": ["failure_described", "unacceptable_stated", "consequence_stated"],
    }
    if step["kind"] != "breach":
        return step | {"resolved_on": days.after(day, 4)}
    told = [worker for worker in workers(facts) if worker["key_worker"]]
    return step | {
        "required": True,
        "manager_agreed_on": days.after(day, 3),
        "report_sent_on": days.after(day, 5),
        "started_on": days.after(day, 6),
        "resolved_on": days.after(day, 27),
        "outcome": "proved",
        "re_engagements": [days.after(day, 8)],
        "warning_content": None,
        "told": [
            {"id": f"en{failures}t{place + 1}", "to": worker["role"], "worker_id": worker["id"], "date": days.after(day, 4)}
            for place, worker in enumerate(told)
        ],
    }
