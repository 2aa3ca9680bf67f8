"""The examples of a pack's rules, run: whether each comes out as its author says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from caselint.audit.case import audit_case
from caselint.audit.example_faults import example_faults
from caselint.audit.outcomes import Outcome
from caselint.audit.plan import Plan, make_plan
from caselint.packs.load import example_case
from caselint.packs.model import Example, Place
from caselint.packs.pack import Pack
from caselint.record.reading import read_record
from caselint.record.splitting import Raw


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example."""

    code: str
    name: str
    place: Place
    expected: str
    outcome: str | None
    """None where the example is no record at all, or no day is known on which to look."""
    message: str | None
    """The finding's message, or why there is none."""
    evidence: bool = True
    """Whether evidence against the case is proposed where the example says so, and only there."""
    reported: tuple[str, ...] = ()
    """What a report would say of the case: the messages of its findings, or the evidence for an assessor."""
    faults: tuple[tuple[Place, str], ...] = ()
    """Of an example that is no record: what is wrong, and where it is written."""

    @property
    def passed(self) -> bool:
        return self.outcome == self.expected and self.evidence


def run_examples(pack: Pack, codes: Iterable[str] | None = None) -> list[ExampleResult]:
    """Run the examples of the rules, each rule asked by itself with those that it requires."""
    results = []
    for code in pack.rules if codes is None else codes:
        plans: dict[str | None, Plan] = {}
        for example in pack.rules[code].examples:
            framework = example.framework
            if framework not in plans:
                plans[framework] = make_plan(pack, [framework] if framework else (), selected=[code])
            results.append(run_example(pack, plans[framework], code, example))
    return results


def run_example(pack: Pack, plan: Plan, code: str, example: Example) -> ExampleResult:
    came = partial(ExampleResult, code, example.name, example.place, example.outcome)

    data = json.dumps(example_case(pack.base_case, example.case)).encode()
    record, problem, _ = read_record(Raw(example.place.file, example.place.line, 1, data))
    if record is None:
        assert problem is not None
        return came(None, None, faults=tuple(example_faults(pack.rules[code], example, problem.faults)))
    as_of = date.fromisoformat(example.as_of) if example.as_of else record.case.exported_on
    if as_of is None:
        return came(None, "neither the example nor the base case says on which day to look")
    result = audit_case(plan, record, as_of)
    outcome = result.outcomes[code]
    if outcome is Outcome.ERROR:
        return came(outcome.value, result.reasons.get(code))
    said = result.evidence_against if outcome is Outcome.NOT_ANSWERED else result.findings
    reported = tuple(each.message for each in said)
    pieces = "; ".join(piece.message for piece in result.evidence_against)
    if example.evidence_against is not None and example.evidence_against != bool(pieces):
        expected = "evidence against the case" if example.evidence_against else "no evidence against the case"
        return came(outcome.value, f"{expected} was to be proposed; what is proposed: {pieces or 'nothing'}", evidence=False)
    message = result.findings[0].message if result.findings else pieces or result.reasons.get(code)
    return came(outcome.value, message, reported=reported)
