"""What is known of a rule, in words: for `caselint explain` and for the rule reference, which both say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caselint.audit.outcomes import Outcome
from caselint.language.templates import say
from caselint.packs.files import Deadline, Ladder
from caselint.packs.model import Example
from caselint.packs.pack import Pack, Rule, Setting
from caselint.packs.rules import flat
from caselint.reports.blanks import without_values

UNCOUNTED = {
    Outcome.NOT_APPLICABLE: "the question is not asked",
    Outcome.NOT_YET_DUE: "not yet due",
    Outcome.EXCEPTED: "a recorded reason takes the case out",
    Outcome.NOT_EXPORTED: "the export does not carry what the question reads",
    Outcome.NOT_ANSWERED: "an assessor must answer",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """The rule that has to come out on one side of the line before this one is asked."""

    code: str
    name: str
    says: str
    """What must have come of it."""


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """A period or a number that a rule rests on."""

    name: str
    says: str
    source: str
    """Whether a report prints it, and where it comes from."""
    otherwise: Mapping[str, str]
    """What a framework sets in its place."""


@dataclass(frozen=True, slots=True)
class CriterionFact:
    """A criterion that a rule serves."""

    framework: str
    id: str
    name: str
    not_scored: str | None
    """Why the question does not count in its score; None where it does."""


@dataclass(frozen=True, slots=True)
class FrameworkFact:
    """What a rule is in one programme."""

    framework: str
    criteria: tuple[CriterionFact, ...]
    narrow: str | None
    """The expression that narrows its denominator."""


@dataclass(frozen=True, slots=True)
class ExampleFact:
    name: str
    says: str
    """What comes of it, in words."""
    example: Example

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.example.outcome)


def who_answers(rule: Rule) -> str:
    if rule.logic.expect is None:
        return "Somebody who has read the case. The record alone never scores this question."
    return "The record, by its dates, levels, lists and marks. An assessor's answer takes its place."


def severity(rule: Rule) -> str:
    return rule.info.severity + (" (praised practice: never a finding)" if rule.info.norm == "enhanced" else "")


def evidence(rule: Rule) -> Iterator[str]:
    """What the record can say against a case, with words in brackets where the dates of the case will stand."""
    for piece in rule.entry.evidence_against:
        yield without_values(piece.says)


def messages(rule: Rule) -> Mapping[Outcome, str]:
    """What a finding says, by the outcomes below the line that its author wrote a message for."""
    found = rule.entry.finding
    if isinstance(found, Mapping):
        return {Outcome(state): without_values(text) for state, text in found.items()}
    return {} if found is None else {state: without_values(found) for state in below(rule)}


def below(rule: Rule) -> tuple[Outcome, ...]:
    """The outcomes below the line that a rule can come to."""
    expect = rule.entry.expect
    if isinstance(expect, Deadline):
        found = {Outcome.TOO_LATE, Outcome.NOT_DONE} | ({Outcome.INSUFFICIENT} if expect.good_enough is not None else set())
    elif isinstance(expect, Ladder):
        found = {Outcome(state) for state, _ in getattr(rule.logic.expect, "rungs", ())} | {Outcome(expect.otherwise)}
    else:  # an assessor can say any of them
        found = set(Outcome)
    return tuple(outcome for outcome in Outcome if outcome in found and outcome.below)


def examples(rule: Rule) -> Iterator[tuple[str, list[ExampleFact]]]:
    """The examples, by the side of the line on which they come out."""
    facts = [ExampleFact(each.name, UNCOUNTED.get(Outcome(each.outcome), say(each.outcome)), each) for each in rule.examples]
    yield "Above the line, for example", [fact for fact in facts if fact.outcome.above]
    yield "Below the line, for example", [fact for fact in facts if fact.outcome.below]
    yield "Neither, for example", [fact for fact in facts if not fact.outcome.counts]


def requirements(pack: Pack, rule: Rule) -> Iterator[Requirement]:
    for code, side in rule.requires.items():
        yield Requirement(code, pack.rules[code].info.name, "was answered well enough" if side == "above" else "fell short")


def own_settings(rule: Rule) -> frozenset[str]:
    """The settings that the rule itself names; others come with the definitions that it uses."""
    words = str(written(rule))
    return frozenset(name for name in rule.logic.settings if re.search(rf"settings\.{name}\b", words))


def periods(pack: Pack, names: Iterable[str]) -> Iterator[PeriodFact]:
    """Periods and numbers, each with its source, and what a framework sets otherwise."""
    for name in sorted(names):
        yield period(pack, pack.settings[name])


def period(pack: Pack, setting: Setting) -> PeriodFact:
    printed = "printed" if setting.printed else "printed in no report"
    start = setting.counted_from or ""
    counted = f", counted {'' if start.startswith('back ') else 'from '}{start}" if start else ""
    meaning = setting.meaning[:1].upper() + setting.meaning[1:].rstrip(".")
    value = say(setting.value) if isinstance(setting.value, bool) else setting.value
    otherwise = {framework: str(values[setting.name]) for framework, values in pack.framework_settings.items() if setting.name in values}
    return PeriodFact(setting.name, f"{meaning}: {value}{counted}", f"{printed}; source: {setting.source}", otherwise)


def criteria(pack: Pack, rule: Rule) -> Iterator[FrameworkFact]:
    """The criteria that it serves in each programme, and whether it counts in that programme's scores."""
    for framework_id, ids in rule.info.criteria.items():
        framework = pack.frameworks[framework_id]
        not_scored = None if framework_id in rule.info.scored_in else rule.info.not_scored_in.get(framework_id, "no")
        places = framework.places(rule.info) if framework.scores(rule.info) else ids
        found = tuple(CriterionFact(framework_id, each, framework.criteria[each].name, not_scored) for each in places)
        yield FrameworkFact(framework_id, found, framework.narrow.get(rule.code))


LOGIC = ("for", "none_listed", "asked_of", "excepted", "requires", "expect", "evidence_against", "finding")
"""The keys of an entry that are its logic, in the order in which they are read."""


def written(rule: Rule) -> dict[str, Any]:
    """The logic as its author wrote it, each text on one line: without the keys that were left out, and with the rungs in their order."""
    plain = rule.entry.model_dump(by_alias=True, exclude_unset=True)
    found = {key: on_one_line(plain[key]) for key in LOGIC if plain.get(key) not in (None, {}, [])}
    if isinstance(rule.entry.expect, Ladder):
        order = [state for state, _ in getattr(rule.logic.expect, "rungs", ())]
        found["expect"] = {key: found["expect"][key] for key in (*order, "otherwise", "deadline") if key in found["expect"]}
    return found


def on_one_line(value: Any) -> Any:
    """The same data, with no line break in any text of it."""
    if isinstance(value, dict):
        return {key: on_one_line(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [on_one_line(inner) for inner in value]
    return flat(value) if isinstance(value, str) else value
