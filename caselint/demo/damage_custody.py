"""What goes amiss in custody, at release, under restrictions and on unpaid work. Each function spoils one thing in a well-run case."""

from datetime import timedelta

from caselint.demo import days
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def supervisor_silent(facts: Facts, draft: Draft, _: Dice) -> None:
    """After the first weeks manager and offender supervisor no longer spoke."""
    early = facts.sentence_date + timedelta(30)
    draft["custody"]["liaisons"] = [entry for entry in draft["custody"]["liaisons"] if entry["date"] <= early]
    for contact in draft["contacts"]:
        if contact["date"] > early:
            contact["participants"] = [party for party in contact["participants"] if party != "offender_supervisor"]


def officer_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    draft["case"]["offender_managers"][0]["started_on"] = days.after(facts.start, -dice.between(2, 8))


def plans_not_talked_over(_: Facts, draft: Draft, __: Dice) -> None:
    for contact in draft["contacts"]:
        if "release_preparation" in contact["purposes"]:
            contact["purposes"] = ["release_preparation"]


def condition_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    for requirement in draft["requirements"]:
        if requirement["kind"] == "no_contact":
            requirement["started_on"] = days.after(facts.start, dice.between(8, 20))


def restrictions_unwatched(_: Facts, draft: Draft, __: Dice) -> None:
    for requirement in draft["requirements"]:
        requirement["checks"] = []


def provider_silent(_: Facts, draft: Draft, __: Dice) -> None:
    draft["contacts"] = [contact for contact in draft["contacts"] if "monitoring_liaison" not in contact["purposes"]]


def work_without_induction(_: Facts, draft: Draft, __: Dice) -> None:
    draft["unpaid_work"]["induction"] = None


def sessions_thin(_: Facts, draft: Draft, __: Dice) -> None:
    """Work was offered every other week only; the service called the other sessions off."""
    for session in draft["unpaid_work"]["sessions"][1::2]:
        session["outcome"] = "cancelled_by_service"


def custody_analysis_missing(_: Facts, draft: Draft, __: Dice) -> None:
    """Nobody analysed the risk when the sentence began; the analysis before release came months later."""
    draft["rosh"]["analyses"] = [entry for entry in draft["rosh"]["analyses"] if entry["id"] != "ra0"]


def released_without_home(facts: Facts, draft: Draft, dice: Dice) -> None:
    draft["custody"]["homeless_on_release"] = True
    for address in draft["person"]["addresses"]:
        if address["relation"] == "own":
            address["started_on"] = days.after(facts.start, dice.between(10, 20))


def work_before_screening(_: Facts, draft: Draft, __: Dice) -> None:
    """The screening was made in the time allowed, and after the first day of work."""
    draft["rosh"]["screenings"][0]["date"] = days.after(draft["unpaid_work"]["sessions"][0]["date"], 1)


def work_beside_abuse_unchecked(_: Facts, draft: Draft, __: Dice) -> None:
    asked = ("police_domestic_abuse", "childrens_services")
    draft["enquiries"] = [entry for entry in draft["enquiries"] if entry["agency"] not in asked]


def work_staff_not_told(_: Facts, draft: Draft, __: Dice) -> None:
    for change in draft["significant_changes"]:
        change["notifications"] = [entry for entry in change["notifications"] if entry["to"] != "unpaid_work_staff"]
        change["needs_telling"] = [party for party in change["needs_telling"] if party != "unpaid_work_staff"]
    draft["contacts"] = [contact for contact in draft["contacts"] if "unpaid_work_liaison" not in contact["purposes"]]
