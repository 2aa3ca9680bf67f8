"""What goes amiss in the report to court, the likelihood assessment and learning. Each function spoils one thing in a well-run case."""

from caselint.demo import days
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def report_without_assessments(_: Facts, draft: Draft, __: Dice) -> None:
    draft["court_report"]["rests_on"] = []


def report_silent_on_harm(_: Facts, draft: Draft, __: Dice) -> None:
    draft["court_report"] |= {"rosh_level": None, "covers": ["likelihood", "seriousness"]}


def likelihood_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["reoffending"]["assessments"] = []


def likelihood_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    draft["reoffending"]["assessments"][0]["date"] = days.after(facts.start, dice.between(19, 32))


def likelihood_pulled_through(_: Facts, draft: Draft, __: Dice) -> None:
    draft["reoffending"]["assessments"][0] |= {"compared_with_previous": "unchanged", "previous_id": "lk0"}


def skills_not_screened(_: Facts, draft: Draft, __: Dice) -> None:
    draft["learning"]["screenings"] = []


def learning_need_left(_: Facts, draft: Draft, __: Dice) -> None:
    draft["learning"] |= {"referrals": [], "provisions": []}


def report_never_made(_: Facts, draft: Draft, __: Dice) -> None:
    draft["court_report"] = {"kind": "none"}


def children_asked_after_report(facts: Facts, draft: Draft, dice: Dice) -> None:
    """Those who know about children were asked for the first time weeks after the sentence."""
    sent = days.after(facts.start, dice.between(18, 24))
    late: Draft = {"sent_on": sent, "chasers": [], "replied_on": days.after(sent, 5), "answer": "no", "used_in_ids": []}
    late |= {"new_information": False, "action_needed": None, "acted_on": None}
    for entry in draft["enquiries"]:
        if entry["agency"] in ("childrens_services", "police_domestic_abuse") and entry["sent_on"] <= facts.start:
            entry |= late


def report_without_screening(_: Facts, draft: Draft, __: Dice) -> None:
    draft["court_report"]["rests_on"] = [basis for basis in draft["court_report"]["rests_on"] if basis["kind"] == "likelihood"]


def report_silent_on_self_harm(_: Facts, draft: Draft, __: Dice) -> None:
    """The concern was known by then."""
    for risk in draft["person"]["self_harm_risks"]:
        risk["date"] = days.after(draft["court_report"]["date"], -6)


def proposal_without_control(_: Facts, draft: Draft, __: Dice) -> None:
    for requirement in draft["court_report"]["proposal"]["requirements"]:
        requirement["serves"] = ["reoffending"]
