"""Assessors' answers on a case: whole questions, single subjects, and questions switched on or off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from caselint.audit.outcomes import BELOW, CaseResult, Outcome
from caselint.language.errors import did_you_mean
from caselint.language.templates import say
from caselint.record.sections.outcomes import Answer


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    outcome: Outcome
    on: date | None

    def words(self) -> str:
        """The answer as a message: whoever gave it is not named."""
        when = f" on {say(self.on)}" if self.on else ""
        return f"An assessor answered{when}: {say(self.outcome)}."


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that hold for one case on the as-of date, by rule code."""

    whole: dict[str, AnswerGiven] = field(default_factory=dict)
    single: dict[tuple[str, str | None], AnswerGiven] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Questions that are switched on, whatever the record says."""

    @property
    def codes(self) -> set[str]:
        """The rules that anything at all is answered of."""
        return {*self.whole, *self.asked, *(code for code, _ in self.single)}


def counts_on(answer: Answer, as_of: date) -> bool:
    return answer.date is None or answer.date <= as_of


def answers_of(entries: Iterable[Answer], names: Mapping[str, str], as_of: date) -> Answers:
    """The answers up to the as-of date. The latest one holds; of two on one day, the worse for the case."""
    found = Answers()
    given = sorted(entries, key=lambda a: (a.date or date.min, a.outcome in BELOW, a.outcome or ""))
    for answer in given:
        code = names.get(answer.question)
        if code is None or not counts_on(answer, as_of):
            continue
        outcome = answer.outcome
        if answer.asked_of_case:
            found.asked.add(code)
            if outcome is None and code in found.whole and found.whole[code].outcome is Outcome.NOT_APPLICABLE:
                del found.whole[code]
        elif answer.asked_of_case is False:
            found.asked.discard(code)
            outcome = outcome or "not_applicable"  # to switch a question off is to answer it, so that every report lists it
        if outcome is not None:
            one = AnswerGiven(Outcome(outcome), answer.date)
            if answer.subject_id is None:
                found.whole[code] = one
            else:
                found.single[(code, answer.subject_id)] = one
    return found


def unheard(entries: Iterable[Answer], names: Mapping[str, str], result: CaseResult) -> Iterator[tuple[int, str]]:
    """The answers that decide nothing, by their place among the entries, and why. None of their words are printed."""
    heard = {(answer.code, answer.subject) for answer in result.answered}
    for index, answer in enumerate(entries):
        code = names.get(answer.question)
        if code is None:
            hint = did_you_mean(answer.question[:100], names)
            why = "no rule has that code or name" + (f" ({hint})" if hint else "")
        elif answer.outcome is None and answer.asked_of_case is None:
            why = f"it gives {code} no outcome"
        elif answer.subject_id is not None and counts_on(answer, result.as_of) and (code, answer.subject_id) not in heard:
            if result.outcomes.get(code) in (None, Outcome.NOT_EXPORTED, Outcome.ERROR):
                continue
            why = f"{code} is not asked of anything in this case that has its subject_id"
        else:
            continue
        yield index, f"this answer counts for nothing: {why}"
