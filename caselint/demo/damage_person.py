"""What goes amiss with needs, obstacles and the person's own safety. Each function spoils one thing in a well-run case."""

from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def obstacles_not_assessed(_: Facts, draft: Draft, __: Dice) -> None:
    draft["engagement"] |= {"obstacles_assessed_on": None, "no_obstacles_found": False, "obstacles": []}


def obstacle_left_alone(_: Facts, draft: Draft, __: Dice) -> None:
    for obstacle in draft["engagement"]["obstacles"]:
        obstacle["actions"] = []
        _untie(draft, obstacle["id"])


def need_not_adapted(_: Facts, draft: Draft, __: Dice) -> None:
    for factor in draft["person"]["diversity_factors"]:
        factor["adjustments"] = []


def vulnerability_not_planned_for(_: Facts, draft: Draft, __: Dice) -> None:
    for vulnerability in draft["person"]["vulnerabilities"]:
        _untie(draft, vulnerability["id"])
    for entry in _plan_entries(draft):
        entry["tags"] = [tag for tag in entry.get("tags", ()) if tag != "vulnerability"]


def vulnerability_not_passed_on(_: Facts, draft: Draft, __: Dice) -> None:
    draft["contacts"] = [contact for contact in draft["contacts"] if "information_vulnerability" not in contact["purposes"]]


def self_harm_not_acted_on(_: Facts, draft: Draft, __: Dice) -> None:
    for risk in draft["person"]["self_harm_risks"]:
        risk |= {"response": None, "responded_on": None}


def _plan_entries(draft: Draft) -> list[Draft]:
    objectives = [objective for plan in draft["sentence_plans"] for objective in plan["objectives"]]
    return objectives + [action for plan in draft["risk_management_plans"] for action in plan["actions"]]


def _untie(draft: Draft, id_: str) -> None:
    for entry in _plan_entries(draft):
        if id_ in entry.get("serves_ids", ()):
            entry["serves_ids"] = [served for served in entry["serves_ids"] if served != id_]


def disability(draft: Draft) -> bool:
    return any(factor["kind"] == "physical_disability" for factor in draft["person"].get("diversity_factors", ()))
