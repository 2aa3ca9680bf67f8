"""What goes amiss with the work itself: programmes, unpaid work, objectives, and the end of supervision."""

from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def _requirement(draft: Draft, kind: str) -> Draft:
    found: Draft = next(entry for entry in draft["requirements"] if entry["kind"] == kind)
    return found


def programme_not_begun(_: Facts, draft: Draft, __: Dice) -> None:
    """The person is still on the waiting list."""
    waiting: Draft = {"started_on": None, "ended_on": None, "planned_end_on": None, "sessions": [], "delay_reason_kind": "waiting_list"}
    for entry in draft["interventions"]:
        if entry.get("accredited"):
            entry |= waiting | {"status": "waiting"}
    _requirement(draft, "accredited_programme").update({"started_on": None, "ended_on": None, "status": "not_started"})


def hours_behind(_: Facts, draft: Draft, __: Dice) -> None:
    """One session in five was worked, and the others were never offered."""
    work = draft["unpaid_work"]
    work["sessions"] = work["sessions"][::5]
    work |= {"hours_done": sum(session["hours"] for session in work["sessions"]), "completed_on": None}
    work["hours_done"] = min(work["hours_done"], _requirement(draft, "unpaid_work")["hours_ordered"] / 5)
    _requirement(draft, "unpaid_work").update({"ended_on": None, "status": "in_progress"})


def objective_without_work(_: Facts, draft: Draft, __: Dice) -> None:
    """Nothing that was done is about the last objective of the plan."""
    left = draft["sentence_plans"][0]["objectives"][-1]["id"]
    for entry in draft["interventions"]:
        entry["serves_ids"] = [id_ for id_ in entry.get("serves_ids", ()) if id_ != left]
    for contact in draft["contacts"]:
        if left in contact.get("about_ids", ()):
            contact["about_ids"] = [id_ for id_ in contact["about_ids"] if id_ != left]


def victim_never_spoken_of(_: Facts, draft: Draft, __: Dice) -> None:
    for contact in draft["contacts"]:
        contact["purposes"] = ["support" if purpose == "victim_awareness" else purpose for purpose in contact["purposes"]]


def no_exit_plan(_: Facts, draft: Draft, __: Dice) -> None:
    draft["outcomes"]["exit_plan"] = None


def abuse_programme_wait_idle(facts: Facts, draft: Draft, _: Dice) -> None:
    """Until the programme began the person only reported."""
    programme = next(entry for entry in draft["interventions"] if entry["kind"] == "domestic_abuse_programme")
    programme["preparations"] = []
    for contact in draft["contacts"]:
        if facts.start <= contact["date"] < programme["started_on"] and contact.get("planned"):
            kept = ("first_appointment", "induction", "sentence_planning", "conditions_explained")
            contact["purposes"] = [name for name in contact["purposes"] if name in kept] or ["reporting_only"]
