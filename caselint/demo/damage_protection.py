"""What goes amiss in protecting people: children, partners, the work of several agencies, and the manager's part in it."""

from datetime import timedelta

from caselint.demo import days
from caselint.demo.damage_assessment import without
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def asked(draft: Draft, agency: str) -> list[Draft]:
    """The enquiries to an agency, oldest first."""
    return sorted((entry for entry in draft["enquiries"] if entry["agency"] == agency), key=lambda entry: entry["sent_on"])


def _never(draft: Draft, agency: str) -> None:
    draft["enquiries"] = without(draft["enquiries"], asked(draft, agency))


def _late(facts: Facts, draft: Draft, agency: str, dice: Dice) -> None:
    first, *others = asked(draft, agency)
    sent = days.after(facts.start, dice.between(18, 24))
    first |= {"sent_on": sent, "chasers": [], "replied_on": days.after(sent, 5), "answer": "no", "used_in_ids": []}
    first |= {"new_information": False, "action_needed": None, "acted_on": None}
    draft["enquiries"] = without(draft["enquiries"], [entry for entry in others if entry["sent_on"] <= sent])


def _once(draft: Draft, agency: str) -> None:
    draft["enquiries"] = without(draft["enquiries"], asked(draft, agency)[1:])


def childrens_services_never_asked(_: Facts, draft: Draft, __: Dice) -> None:
    _never(draft, "childrens_services")


def childrens_services_asked_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    _late(facts, draft, "childrens_services", dice)


def childrens_services_not_chased(_: Facts, draft: Draft, __: Dice) -> None:
    silence: Draft = {"chasers": [], "replied_on": None, "answer": None, "new_information": None, "action_needed": None, "acted_on": None}
    asked(draft, "childrens_services")[0] |= silence | {"concern_remains": None}


def childrens_services_asked_once(_: Facts, draft: Draft, __: Dice) -> None:
    _once(draft, "childrens_services")


def police_never_asked(_: Facts, draft: Draft, __: Dice) -> None:
    _never(draft, "police_intelligence")


def other_news(facts: Facts, draft: Draft) -> list[Draft]:
    """Answers that called for action, of agencies other than those for children and for abuse at home."""
    own = ("childrens_services", "police_domestic_abuse", "police_child_protection", "police_intelligence")
    news = [entry for entry in draft["enquiries"] if entry.get("action_needed") and entry["agency"] not in own]
    return [entry for entry in news if days.after(entry["replied_on"], 6) <= facts.until]


def news_not_acted_on(facts: Facts, draft: Draft, _: Dice) -> None:
    for entry in other_news(facts, draft):
        entry["acted_on"] = None


def new_household_not_checked(facts: Facts, draft: Draft, _: Dice) -> None:
    for change in facts.changes:
        if change.kind in ("new_relationship", "household_change"):
            span = (change.identified_on, days.after(change.identified_on, 12))
            unwanted = [entry for entry in asked(draft, "childrens_services") if span[0] <= entry["sent_on"] <= span[1]]
            draft["enquiries"] = without(draft["enquiries"], unwanted)


def flag_forgotten(_: Facts, draft: Draft, __: Dice) -> None:
    draft["safeguarding"]["flags"] = []


def children_not_asked_about(_: Facts, draft: Draft, __: Dice) -> None:
    draft["safeguarding"]["children_asked_on"] = None


def abuse_unit_never_asked(_: Facts, draft: Draft, __: Dice) -> None:
    _never(draft, "police_domestic_abuse")


def abuse_unit_asked_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    _late(facts, draft, "police_domestic_abuse", dice)


def abuse_unit_asked_once(_: Facts, draft: Draft, __: Dice) -> None:
    _once(draft, "police_domestic_abuse")


def mappa_not_identified(_: Facts, draft: Draft, __: Dice) -> None:
    draft["mappa"]["categories"] = []


def mappa_not_notified(_: Facts, draft: Draft, __: Dice) -> None:
    draft["mappa"] |= {"notified_on": None, "referrals": []}


def mappa_without_level(_: Facts, draft: Draft, __: Dice) -> None:
    draft["mappa"]["levels"] = []


def mappa_minutes_missing(_: Facts, draft: Draft, __: Dice) -> None:
    for meeting in draft["mappa"]["meetings"]:
        meeting |= {"minutes_on_file": False, "minutes_received_on": None}


def mappa_referral_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    late = facts.start - timedelta(dice.between(40, 120)) if facts.licence else days.after(facts.start, dice.between(16, 24))
    referral = draft["mappa"]["referrals"][0]
    referral["date"] = days.on_or_before(late)


def mappa_actions_not_planned(_: Facts, draft: Draft, __: Dice) -> None:
    entries = [action for plan in draft["risk_management_plans"] for action in plan["actions"]]
    entries += [objective for plan in draft["sentence_plans"] for objective in plan["objectives"]]
    for entry in entries:
        entry["serves_ids"] = [served for served in entry.get("serves_ids", ()) if served != "mm1a1"]


def visor_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["mappa"]["visor"] = {"required": True}


def not_countersigned(_: Facts, draft: Draft, __: Dice) -> None:
    draft["oversight"] = [entry for entry in draft["oversight"] if entry["kind"] != "countersignature"]


def no_manager_in_child_planning(_: Facts, draft: Draft, __: Dice) -> None:
    draft["oversight"] = [entry for entry in draft["oversight"] if entry["stage"] != "planning" or entry["kind"] == "countersignature"]


def no_manager_afterwards(_: Facts, draft: Draft, __: Dice) -> None:
    draft["oversight"] = [entry for entry in draft["oversight"] if entry["stage"] == "planning"]


def manager_involvement_lapsed(facts: Facts, draft: Draft, _: Dice) -> None:
    last = facts.start + timedelta(80)
    draft["oversight"] = [entry for entry in draft["oversight"] if entry["date"] <= last]


def call_outs_unanswered(_: Facts, draft: Draft, __: Dice) -> None:
    for entry in asked(draft, "police_domestic_abuse"):
        entry |= {"replied_on": None, "answer": None, "new_information": None, "action_needed": None, "acted_on": None}


def linked_address_left_out(_: Facts, draft: Draft, __: Dice) -> None:
    for entry in asked(draft, "police_domestic_abuse"):
        entry["address_id"] = "a1"


def marac_not_referred(_: Facts, draft: Draft, __: Dice) -> None:
    draft["marac"] |= {"referrals": [], "meetings": [], "follow_ups": []}


def marac_not_followed_up(_: Facts, draft: Draft, __: Dice) -> None:
    draft["marac"] |= {"meetings": [], "follow_ups": []}


def mappa_referral_wrong(_: Facts, draft: Draft, __: Dice) -> None:
    draft["mappa"]["referrals"][0]["category"] = 3


def victim_not_offered_meeting(_: Facts, draft: Draft, __: Dice) -> None:
    draft["victim_contact"] |= {"offers": [], "information_offered_on": None}


def victim_offered_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    for offer in draft["victim_contact"]["offers"]:
        offer["date"] = days.after(facts.sentence_date, dice.between(44, 60))


def victim_not_told_of_release(_: Facts, draft: Draft, __: Dice) -> None:
    told = draft["victim_contact"]["notifications"]
    draft["victim_contact"]["notifications"] = [entry for entry in told if entry["event"] != "release"]


def victim_concern_unanswered(_: Facts, draft: Draft, __: Dice) -> None:
    for concern in draft["victims"]["concerns"]:
        concern |= {"responded_on": None, "checked_on": None, "result_given_on": None}


def child_meetings_missed(_: Facts, draft: Draft, __: Dice) -> None:
    for meeting in draft["safeguarding"]["conferences"]:
        meeting |= {"attendees": [seat for seat in meeting["attendees"] if seat["party"] != "offender_manager"], "report_sent_on": None}


def child_decisions_lost(_: Facts, draft: Draft, __: Dice) -> None:
    for meeting in draft["safeguarding"]["conferences"]:
        for decision in meeting["decisions"]:
            decision |= {"told_on": None, "acted_on": None}


def mappa_actions_undone(_: Facts, draft: Draft, __: Dice) -> None:
    for meeting in draft["mappa"]["meetings"]:
        for action in meeting.get("actions", ()):
            action |= {"done_on": None, "outcome": None, "reviewed_on": None}


def signed_with_gaps(_: Facts, draft: Draft, __: Dice) -> None:
    """The manager signed an analysis that says of nobody how great the risk is."""
    for analysis in draft["rosh"]["analyses"]:
        for group in analysis["groups"]:
            group["level"] = None
