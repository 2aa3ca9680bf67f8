"""What goes amiss while the sentence runs: reviews, changes, home visits, appointments, enforcement."""

from datetime import timedelta

from caselint.demo import days
from caselint.demo.damage_assessment import without
from caselint.demo.dice import Dice
from caselint.demo.facts import Change, Facts
from caselint.demo.shape import Draft


def harm_change(facts: Facts) -> Change | None:
    """The first change that bears on the risk of harm."""
    return next((change for change in facts.changes if "roh" in change.bears_on), None)


def raising_change(facts: Facts) -> Change | None:
    """The first change that bears on the risk of harm and does not lower it."""
    return next((change for change in facts.changes if "roh" in change.bears_on and change.direction != "lowers"), None)


def _harm_reviews(draft: Draft) -> list[Draft]:
    return [review for review in draft["reviews"] if review["of"] == "roh"]


def harm_reviews_missed(_: Facts, draft: Draft, __: Dice) -> None:
    """The first stays on record as due and not done."""
    first, *others = _harm_reviews(draft)
    first |= {"date": None, "compared_with_previous": None, "sources": None, "next_review_on": None}
    draft["reviews"] = without(draft["reviews"], others)


def harm_review_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    first, *others = _harm_reviews(draft)
    first["date"] = days.on_or_after(facts.start + timedelta(112 + dice.between(14, 30)))
    draft["reviews"] = without(draft["reviews"], [review for review in others if review["date"] <= first["date"] + timedelta(28)])


def harm_reviews_pulled_through(_: Facts, draft: Draft, __: Dice) -> None:
    for review in _harm_reviews(draft):
        review["compared_with_previous"] = "unchanged"


def change_not_reviewed(facts: Facts, draft: Draft, _: Dice) -> None:
    """No review because of it, and none that happened to come at the time."""
    if change := harm_change(facts):
        span = (change.identified_on, days.after(change.identified_on, 10))
        draft["reviews"] = without(draft["reviews"], [entry for entry in _harm_reviews(draft) if span[0] <= entry["date"] <= span[1]])


def _recorded(draft: Draft, change: Change) -> Draft:
    found: Draft = next(entry for entry in draft["significant_changes"] if entry["id"] == change.id)
    return found


def change_not_acted_on(facts: Facts, draft: Draft, _: Dice) -> None:
    if change := raising_change(facts):
        _recorded(draft, change)["responses"] = []
        draft["contacts"] = [contact for contact in draft["contacts"] if change.id not in contact.get("about_ids", ())]


def agencies_not_told(facts: Facts, draft: Draft, _: Dice) -> None:
    if change := raising_change(facts):
        _recorded(draft, change)["notifications"] = []


def visits_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["home_visits"] = []


def first_visit_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    late = days.after(facts.start, dice.between(14, 40))
    first, *others = draft["home_visits"]
    first["date"] = late
    draft["home_visits"] = [first, *(visit for visit in others if visit["date"] > late)]


def visits_without_purpose(_: Facts, draft: Draft, __: Dice) -> None:
    for visit in draft["home_visits"]:
        visit["purposes"] = []


def visits_not_repeated(_: Facts, draft: Draft, __: Dice) -> None:
    draft["home_visits"] = draft["home_visits"][:1]


def first_appointment_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    first = next(contact for contact in draft["contacts"] if "first_appointment" in contact["purposes"])
    first["date"] = days.after(facts.start, dice.between(8, 10))


def officer_named_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    draft["case"]["offender_managers"][0]["started_on"] = days.after(facts.start, dice.between(6, 10))


def contact_by_telephone(facts: Facts, draft: Draft, _: Dice) -> None:
    """From the fourth week to the end of the first sixteen."""
    since, until = facts.start + timedelta(25), facts.start + timedelta(weeks=16)
    for contact in draft["contacts"]:
        if contact.get("planned") and contact["kind"] == "office" and since <= contact["date"] < until:
            contact["kind"] = "phone"


def induction_missing(facts: Facts, draft: Draft, _: Dice) -> None:
    draft["engagement"]["inductions"] = []
    if facts.standalone:  # there the induction to unpaid work would do
        draft["unpaid_work"].pop("induction", None)
    for contact in draft["contacts"]:
        contact["purposes"] = [purpose for purpose in contact["purposes"] if purpose != "induction"]


def induction_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    late = days.after(facts.start, dice.between(19, 26))
    draft["engagement"]["inductions"][0] |= {"offered_on": late, "date": late}
    for contact in draft["contacts"]:
        contact["purposes"] = ["support" if purpose == "induction" else purpose for purpose in contact["purposes"]]


def attendance_not_recorded(_: Facts, draft: Draft, __: Dice) -> None:
    kept = [contact for contact in draft["contacts"] if contact.get("planned") and contact["outcome"] == "attended"]
    for contact in kept[4::2]:
        contact["outcome"] = None


def accepted_absences(draft: Draft) -> list[Draft]:
    return [contact for contact in draft["contacts"] if contact.get("absence_decision") == "acceptable"]


def absence_undecided(_: Facts, draft: Draft, __: Dice) -> None:
    accepted_absences(draft)[0] |= {"absence_decision": None, "absence_reason": None, "absence_reason_recorded_on": None}


def quiet_absences(draft: Draft) -> list[Draft]:
    """Accepted absences around which nobody was in touch with the person but to ask about them."""
    seen = {contact["date"] for contact in draft["contacts"] if "person" in contact["participants"] and "follows_up_id" not in contact}
    visited = {visit["date"] for visit in draft["home_visits"] if visit.get("made") and "re_engagement" not in visit["purposes"]}
    return [
        missed
        for missed in accepted_absences(draft)
        if missed["date"] not in visited and not (seen | visited) & {days.after(missed["date"], wait) for wait in (1, 2, 3)}
    ]


def absence_not_followed_up(_: Facts, draft: Draft, __: Dice) -> None:
    # Another defect may have put somebody in touch in those days meanwhile.
    missed = next(iter(quiet_absences(draft)), accepted_absences(draft)[0])
    missed |= {"absence_reason": None, "absence_reason_recorded_on": None}
    draft["contacts"] = [contact for contact in draft["contacts"] if contact.get("follows_up_id") != missed["id"]]
    draft["home_visits"] = [visit for visit in draft["home_visits"] if "re_engagement" not in visit.get("purposes", ())]


def seen_late(facts: Facts) -> Change | None:
    """A change in risk of harm that could have happened six weeks before it was noticed."""
    changes = (change for change in facts.changes if "roh" in change.bears_on)
    return next((change for change in changes if change.happened_on - timedelta(42) > facts.start), None)


def change_seen_late(facts: Facts, draft: Draft, _: Dice) -> None:
    if change := seen_late(facts):
        _recorded(draft, change)["date"] = change.identified_on - timedelta(42)


def failure_not_warned(_: Facts, draft: Draft, __: Dice) -> None:
    draft["enforcement"] = []


def warning_incomplete(_: Facts, draft: Draft, __: Dice) -> None:
    """The warning describes the failure and leaves out what a further one leads to."""
    draft["enforcement"][0]["warning_content"] = ["failure_described"]


def failure_unanswered(_: Facts, draft: Draft, __: Dice) -> None:
    """Neither a warning nor a call or talk about it."""
    (step,) = draft["enforcement"]
    missed = set(step["triggered_by_ids"])
    day = step["triggered_on"]
    draft["enforcement"] = []
    draft["contacts"] = [
        contact
        for contact in draft["contacts"]
        if contact.get("follows_up_id") not in missed
        and not ("compliance" in contact["purposes"] and day <= contact["date"] <= days.after(day, 10))
    ]


def breach_of(draft: Draft) -> Draft | None:
    return next((step for step in draft["enforcement"] if step["kind"] == "breach"), None)


def breach_not_started(_: Facts, draft: Draft, __: Dice) -> None:
    draft["enforcement"] = [step for step in draft["enforcement"] if step["kind"] != "breach"]


def breach_late(_: Facts, draft: Draft, dice: Dice) -> None:
    if step := breach_of(draft):
        decided = days.after(step["triggered_on"], dice.between(13, 17))
        step |= {"decided_on": decided, "manager_agreed_on": decided, "report_sent_on": days.after(decided, 1)}
        step |= {"started_on": days.after(decided, 2), "re_engagements": [days.after(decided, 4)], "explained_on": days.after(decided, 3)}
        for share in step["told"]:
            share["date"] = days.after(decided, 2)
