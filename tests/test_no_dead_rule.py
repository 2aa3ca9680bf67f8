"""No rule is dead: each reaches every outcome that it claims, in its own examples or those of others, and each message fills in."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest

from caselint.audit.case import audit_case
from caselint.audit.outcomes import Outcome
from caselint.audit.plan import Plan, make_plan
from caselint.language.expression import Expression
from caselint.packs.find import shipped_folder
from caselint.packs.load import example_case, load_pack
from caselint.packs.logic import DeadlineLogic, LadderLogic
from caselint.packs.pack import Pack, Rule
from caselint.record.record import Record

BELOW = {"insufficient", "too_late", "not_done"}


@cache
def pack() -> Pack:
    return load_pack(shipped_folder())


PAST = {
    "RMP003": "releases lie in the past, and so does what was due before them",
    "VICTIM017": "so do releases that the victim was to be told of",
}
"""Rules whose deadline says who held the case on the day, and has always gone by."""


def claims(rule: Rule) -> set[str]:
    """The outcomes that a rule says it can give: by its shape, by its messages, and by what can be missing in its conditions."""
    logic, found = rule.logic, set[str]()
    told = rule.entry.finding
    if isinstance(logic.expect, DeadlineLogic):
        # Timing rules ask only of what was done: they have no word for `not_done`, and nothing is due later in them.
        below = set(told) if isinstance(told, Mapping) else {"too_late", "not_done"}
        found |= {"sufficient"} | below | ({"not_yet_due"} if "not_done" in below else set())
        found |= {"insufficient"} if logic.expect.good_enough is not None else set()
        found |= unsure(logic.expect.by, logic.expect.of, logic.expect.good_enough)
    elif isinstance(logic.expect, LadderLogic):
        states = {state for state, _ in logic.expect.rungs} | {logic.expect.otherwise}
        found |= states | ({"not_yet_due"} if logic.expect.deadline is not None and states & BELOW else set())
        found |= unsure(*(rung for _, rung in logic.expect.rungs))
    else:
        found |= {"sufficient", "insufficient", "not_answered"}
    if logic.asked_of is not None or logic.subjects is not None or rule.requires:
        found.add("not_applicable")
    if logic.none_listed is not None:
        found.add("not_answered")
    return found | unsure(logic.asked_of) | ({"excepted"} if logic.excepted is not None else set())


def unsure(*conditions: Expression | None) -> set[str]:
    """A condition, or a day, that can be missing leaves the question to an assessor."""
    return {"not_answered"} if any(condition is not None and condition.type.maybe for condition in conditions) else set()


@cache
def plan_for(framework: str | None, *codes: str) -> Plan:
    return make_plan(pack(), [framework] if framework else (), selected=codes or None)


@cache
def reached() -> Mapping[str, set[str]]:
    """By rule: every outcome that it comes to in any example of the pack."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for rule in pack().rules.values():
        for example in rule.examples:
            record = Record.model_validate_json(json.dumps(example_case(pack().base_case, example.case)))
            day = date.fromisoformat(example.as_of) if example.as_of else record.case.exported_on
            assert day is not None
            result = audit_case(plan_for(example.framework), record, day)
            for code, outcome in result.outcomes.items():
                found[code].add(outcome.value)
            for finding in result.findings:
                assert finding.message == finding.message.strip(), finding
    return found


@pytest.mark.parametrize("code", pack().rules)
def test_every_outcome_that_a_rule_claims_is_reached(code: str) -> None:
    never = {"not_yet_due"} if code in PAST else set()
    assert claims(pack().rules[code]) - reached()[code] == never
    assert Outcome.ERROR.value not in reached()[code]


@pytest.mark.parametrize("code", pack().rules)
def test_every_message_of_a_rules_own_examples_fills_in(code: str) -> None:
    """No message says `not recorded` of a value unless the rule's own words allow for it, and none shows code."""
    for example in pack().rules[code].examples:
        record = Record.model_validate_json(json.dumps(example_case(pack().base_case, example.case)))
        day = date.fromisoformat(example.as_of) if example.as_of else record.case.exported_on
        assert day is not None
        result = audit_case(plan_for(example.framework, code), record, day)
        for message in [*(finding.message for finding in result.findings), *(piece.message for piece in result.evidence_against)]:
            assert not re.search(r"\bNone\b(?! of)|_|[{}]|  |\.\.|\bTrue\b|\bFalse\b", message), (example.name, message)
            assert message[:1].isupper() or message[:1].isdigit(), (example.name, message)
            assert message.endswith((".", "?")), (example.name, message)
            assert ": not recorded" not in message, (example.name, message)
            assert "not recorded by" not in message, (example.name, message)
