"""The summary as the page's sections need it: what to act on first, the questions, and what falls due by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caselint.audit.outcomes import Outcome
from caselint.packs.model import RuleInfo
from caselint.reports.counts_view import BELOW, OPEN
from caselint.reports.html.gather import Gathered, monday
from caselint.reports.listed import SEVERITIES, Duty, Group
from caselint.reports.model import Summary
from caselint.scoring.tally import Tally

FIRST = 3
"""How many things a manager is to remember."""


@dataclass(frozen=True, slots=True)
class Question:
    """A rule, what it came to in all cases under the first programme, and its findings."""

    info: RuleInfo
    above: int
    below: int
    waiting: int
    not_exported: int
    group: Group | None
    """Its new findings; None where there are none."""
    put_aside: Group | None
    """Those that are known or suppressed."""

    @property
    def decided(self) -> int:
        return self.above + self.below


def questions(summary: Summary, gathered: Gathered) -> dict[str, Question]:
    """All of them, by code."""
    total = Tally()
    for tally in gathered.groups[summary.programmes[0].id].values():
        total += tally
    groups, others = ({group.key: group for group in part.groups} for part in (gathered.by_question, gathered.put_aside))
    found = {}
    for code, info in summary.rules.items():
        counts = total.outcomes(code)
        found[code] = Question(
            info=info,
            above=sum(n for outcome, n in counts.items() if outcome.above),
            below=sum(n for outcome, n in counts.items() if outcome.below),
            waiting=counts.get(Outcome.NOT_ANSWERED, 0),
            not_exported=counts.get(Outcome.NOT_EXPORTED, 0),
            group=groups.get(code),
            put_aside=others.get(code),
        )
    return found


def by_frequency(gathered: Gathered, known: Mapping[str, Question]) -> list[Question]:
    """Those with findings: the gravest first, then those with the most cases."""
    return [known[group.key] for group in gathered.by_question.groups]


def first_to_mend(gathered: Gathered, known: Mapping[str, Question]) -> list[Question]:
    """The most frequent findings of the highest severity that occurs."""
    ordered = by_frequency(gathered, known)
    return [question for question in ordered if question.info.severity == ordered[0].info.severity][:FIRST]


def first_to_read(summary: Summary) -> list[tuple[RuleInfo, int, int]]:
    """Questions that wait for an assessor, with their cases and those in which the record speaks against: these are read first."""
    waiting = summary.not_answered
    ordered = sorted(
        waiting.rules, key=lambda rule: (SEVERITIES.index(summary.rules[rule.code].severity), -waiting.against.get(rule.code, 0))
    )
    return [(summary.rules[rule.code], rule.cases, n) for rule in ordered if (n := waiting.against.get(rule.code, 0))][:FIRST]


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    total: int
    """All duties of the week, listed or not."""
    duties: tuple[Duty, ...]


def weeks(gathered: Gathered) -> list[Week]:
    listed: dict[date, list[Duty]] = {}
    for duty in gathered.due.duties:
        listed.setdefault(monday(duty.deadline), []).append(duty)
    return [Week(start, total, tuple(listed.get(start, ()))) for start, total in gathered.weeks.items()]


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the sum: how many answers, under each programme."""

    words: str
    numbers: tuple[int, ...]
    kind: str = ""


def counts(summary: Summary) -> list[Count]:
    """All answers so that they add up, as in the terminal report."""
    every = summary.counts
    lines = [Count("above the line", tuple(one.above for one in every)), Count("below the line", tuple(one.below for one in every))]
    lines += [Count(words, tuple(one.outcomes[outcome] for one in every), "part") for outcome, words in BELOW]
    lines += [Count(words, tuple(one.outcomes[outcome] for one in every)) for outcome, words in OPEN]
    lines += [Count("not accounted for", tuple(one.unaccounted for one in every))]
    return [*(line for line in lines if any(line.numbers)), Count("together", tuple(one.asked for one in every), "sum")]
