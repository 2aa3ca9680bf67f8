"""What a record comes to, question by question: the shipped rules, asked in the way in which every record is asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from caselint.audit.case import absent_of, ask, audit_case
from caselint.audit.facts import Facts
from caselint.audit.outcomes import Outcome
from caselint.audit.plan import Plan, View, make_plan
from caselint.demo.shape import Draft
from caselint.packs.pack import Pack
from caselint.record.consistency import contradictions
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.splitting import Raw
from cohort.figures import Figure, Figures
from cohort.records import written

Outcomes = dict[str, Outcome]

ABOVE, BELOW, OPEN, OUT = "above", "below", "open", "out"
"""Where a case stands in a question: above or below the line, waiting for an assessor, or not counted."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The questions that have both a figure and a rule, ready to be asked."""

    plan: Plan
    figures: Mapping[str, Figure]
    judged: frozenset[str]
    """Codes that only an assessor can answer."""
    _reads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _views: dict[frozenset[str], View] = field(default_factory=dict)

    def reads(self, code: str) -> tuple[str, ...]:
        """The parts of a record on which a question depends, as dotted paths."""
        if code not in self._reads:
            rule = self.plan.pack.rules[code]
            found = rule.logic.reads.union(*(self.plan.pack.rules[other].logic.reads for other in rule.requires))
            self._reads[code] = tuple(sorted(found))
        return self._reads[code]

    def outcomes(self, draft: Draft) -> tuple[Record, Outcomes] | None:
        """A record read, and the outcome of every question; None where it cannot be read or contradicts itself."""
        reading = read_record(Raw("", 1, 1, written(draft)))
        if reading.record is None or reading.problem is not None:
            return None
        result = audit_case(self.plan, reading.record, date.fromisoformat(draft["case"]["exported_on"]))
        return reading.record, {code: result.outcomes[code] for code in self.figures}

    def changed(self, record: Record, wheres: frozenset[str], before: Outcomes) -> Outcomes:
        """The same, where a record differs at some paths from one whose outcomes are known: only what depends on them is asked."""
        view = self.view(wheres)
        assert record.case.exported_on is not None
        facts = Facts(record, record.case.exported_on, view.settings, self.plan.definitions)
        kept = ask(self.plan, view, facts, absent_of(self.plan, record), None, None, frozenset())
        facts.clear()
        return {code: kept.outcomes.get(code, outcome) for code, outcome in before.items()}

    def view(self, wheres: frozenset[str]) -> View:
        """The rules that depend on some paths of the record, and those that these require."""
        if wheres not in self._views:
            whole, rules = self.plan.views[0], self.plan.pack.rules
            touched = tuple(f"{where}." for where in wheres)
            needed = {code for code in self.figures if any(f"{path}.".startswith(touched) for path in self.reads(code))}
            for _ in range(2):
                needed |= {other for code in needed for other in rules[code].requires}
            self._views[wheres] = replace(whole, rules=tuple(rule for rule in whole.rules if rule.code in needed))
        return self._views[wheres]

    def must(self, draft: Draft) -> tuple[Record, Outcomes]:
        found = self.outcomes(draft)
        assert found is not None, f"{draft['case']['id']} cannot be read, or contradicts itself"
        return found


def _standing(outcome: Outcome) -> str:
    if outcome.counts:
        return ABOVE if outcome.above else BELOW
    return OPEN if outcome is Outcome.NOT_ANSWERED else OUT


STANDING = {outcome: _standing(outcome) for outcome in Outcome}


def with_section(record: Record, name: str, section: Any) -> Record | None:
    """The record with another section; None where that cannot be read, or contradicts the rest. The others are not read again."""
    try:
        part = _reader(name).validate_json(json.dumps(section))
    except ValueError:
        return None
    changed = record.model_copy(update={name: part})
    return None if contradictions(changed) else changed


@cache
def _reader(section: str) -> TypeAdapter[Any]:
    annotation: Any = Record.model_fields[section].annotation
    return TypeAdapter(annotation)


def asker(figures: Figures, pack: Pack) -> Asker:
    known = {code: figure for code, figure in figures.questions.items() if code in pack.rules}
    plan = make_plan(pack, [figures.framework], known)
    return Asker(plan, known, frozenset(code for code in known if pack.rules[code].entry.expect == "answered"))
