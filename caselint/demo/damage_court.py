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
