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
