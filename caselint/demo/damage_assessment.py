"""What goes amiss in screening, analysis, level and plans. Each function spoils one thing in a well-run case."""

from collections.abc import Iterable
from datetime import date

from caselint.demo import days
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft


def without(entries: list[Draft], unwanted: Iterable[Draft]) -> list[Draft]:
    """The entries that are not among the unwanted ones."""
    gone = {id(entry) for entry in unwanted}
    return [entry for entry in entries if id(entry) not in gone]


def _of_start(facts: Facts, entries: list[Draft]) -> Draft:
    return next(entry for entry in entries if entry["start_id"] == facts.start_id)


def screening_missing(facts: Facts, draft: Draft, _: Dice) -> None:
    draft["rosh"]["screenings"].remove(_of_start(facts, draft["rosh"]["screenings"]))


def screening_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    _of_start(facts, draft["rosh"]["screenings"])["date"] = days.after(facts.start, dice.between(19, 32))


def _unmark(facts: Facts, draft: Draft, item: str) -> None:
    for mark in _of_start(facts, draft["rosh"]["screenings"])["items"]:
        if mark["item"] == item:
            mark["answer"] = "no"


def children_not_marked(facts: Facts, draft: Draft, _: Dice) -> None:
    _unmark(facts, draft, "children")


def abuse_not_marked(facts: Facts, draft: Draft, _: Dice) -> None:
    _unmark(facts, draft, "domestic_abuse")


def analysis_missing(facts: Facts, draft: Draft, _: Dice) -> None:
    draft["rosh"]["analyses"].remove(_of_start(facts, draft["rosh"]["analyses"]))


def analysis_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    _of_start(facts, draft["rosh"]["analyses"])["date"] = days.after(facts.start, dice.between(20, 34))


def nature_blank(facts: Facts, draft: Draft, _: Dice) -> None:
    _of_start(facts, draft["rosh"]["analyses"])["groups"][0].pop("nature")


def level_never_recorded(_: Facts, draft: Draft, __: Dice) -> None:
    draft["rosh"]["levels"] = []


def level_not_shared(_: Facts, draft: Draft, __: Dice) -> None:
    draft["rosh"]["shares"] = []


def spousal_assessment_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["rosh"]["specialist_assessments"] = []


def _move_plan(plan: Draft, day: date) -> None:
    plan["date"] = day
    for share in plan["shared_with"]:
        share["date"] = days.after(day, 2)


def risk_plan_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["risk_management_plans"] = []


def risk_plan_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    _move_plan(draft["risk_management_plans"][0], days.after(facts.start, dice.between(17, 22)))


def risk_plan_after_release(facts: Facts, draft: Draft, _: Dice) -> None:
    """In time for the five working days, and after the person had gone home."""
    _move_plan(draft["risk_management_plans"][0], days.after(facts.start, 2))


def risk_plan_without_owners(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["risk_management_plans"]:
        for action in plan["actions"]:
            action["owner"] = None


def victim_not_protected(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["risk_management_plans"]:
        plan["actions"] = [action for action in plan["actions"] if "protects_victim_id" not in action]


def risk_plan_not_shared(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["risk_management_plans"]:
        plan["shared_with"] = []


def factor_not_covered(facts: Facts, draft: Draft, _: Dice) -> None:
    for plan in draft["risk_management_plans"]:
        plan["actions"] = [action for action in plan["actions"] if action["factor"] != facts.factors[1]]


def risk_plan_actions_not_done(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["risk_management_plans"]:
        for action in plan["actions"]:
            action |= {"done_on": None, "status": "open"}


def risk_plan_reviews_missed(_: Facts, draft: Draft, __: Dice) -> None:
    draft["reviews"] = [review for review in draft["reviews"] if review["of"] != "risk_management_plan"]


def plan_missing(_: Facts, draft: Draft, __: Dice) -> None:
    draft["sentence_plans"] = []


def plan_late(facts: Facts, draft: Draft, dice: Dice) -> None:
    plan = draft["sentence_plans"][0]
    _move_plan(plan, days.after(facts.start, dice.between(19, 23)))
    plan["signed_by_person_on"] = plan["date"]


def _drop_tag(draft: Draft, tag: str) -> None:
    for plan in draft["sentence_plans"]:
        for objective in plan["objectives"]:
            objective["tags"] = [name for name in objective["tags"] if name != tag]


def no_child_objective(_: Facts, draft: Draft, __: Dice) -> None:
    _drop_tag(draft, "child_protection")


def no_harm_objective(_: Facts, draft: Draft, __: Dice) -> None:
    _drop_tag(draft, "roh")


def person_not_involved(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["sentence_plans"]:
        plan |= {"person_involvement": [], "signed_by_person_on": None, "participants": ["offender_manager"]}
    for contact in draft["contacts"]:
        if "sentence_planning" in contact["purposes"]:
            contact["purposes"] = ["support"]


def no_review_triggers(_: Facts, draft: Draft, __: Dice) -> None:
    for plan in draft["sentence_plans"]:
        plan["review_triggers"] = []


def plan_reviews_missed(_: Facts, draft: Draft, __: Dice) -> None:
    draft["reviews"] = [review for review in draft["reviews"] if review["of"] != "sentence_plan"]
    draft["sentence_plans"] = draft["sentence_plans"][:1]


def multi_agency_left_out(_: Facts, draft: Draft, __: Dice) -> None:
    _drop_tag(draft, "multi_agency")
    for plan in draft["sentence_plans"]:
        for objective in plan["objectives"]:
            objective["serves_ids"] = [served for served in objective.get("serves_ids", ()) if served != "mm1a1"]


def action_not_tied(_: Facts, draft: Draft, __: Dice) -> None:
    """The second action of the risk management plan is in no objective of the sentence plan."""
    for plan in draft["risk_management_plans"]:
        for action in plan["actions"]:
            if action["id"] == "rp1a2":
                action["serves_ids"] = []
    for plan in draft["sentence_plans"]:
        for objective in plan["objectives"]:
            objective["serves_ids"] = [served for served in objective.get("serves_ids", ()) if served != "rp1a2"]
