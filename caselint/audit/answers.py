"""Assessors' answers on a case: whole questions, single subjects, and questions switched on or off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caselint.audit.outcomes import Outcome
from caselint.language.templates import say
from caselint.record.record import Record


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
    asked: dict[str, bool] = field(default_factory=dict)


def answers_of(record: Record, names: Mapping[str, str], as_of: date) -> Answers:
    """The record's own answers up to the as-of date. The latest one holds; of two on one day, the worse for the case."""
    found = Answers()
    given = sorted(record.answers or (), key=lambda a: (a.date or date.min, a.outcome != "sufficient", a.outcome or ""))
    for answer in given:
        code = names.get(answer.question)
        if code is None or (answer.date is not None and answer.date > as_of):
            continue
        if answer.asked_of_case is not None:
            found.asked[code] = answer.asked_of_case
        if answer.outcome is not None:
            one = AnswerGiven(Outcome(answer.outcome), answer.date)
            if answer.subject_id is None:
                found.whole[code] = one
            else:
                found.single[(code, answer.subject_id)] = one
    return found
