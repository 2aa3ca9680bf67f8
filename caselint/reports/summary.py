"""One pass over stored results, and everything that a report shows. Nothing here asks a rule again or reads a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from caselint.audit.outcomes import CaseResult, Outcome
from caselint.audit.results import Results, ResultsError
from caselint.packs.framework import Bands, Framework
from caselint.reports.bounded import First
from caselint.reports.gathering import NAMED, Due, Gaps, People, RuleCounter, gather_problems
from caselint.reports.grouping import Grouping
from caselint.reports.listed import GroupBy
from caselint.reports.model import Counts, Head, Programme, Silent, Summary
from caselint.reports.reviewed import Reviewed
from caselint.scoring.score import score
from caselint.scoring.scorecard import Scorecard
from caselint.scoring.tally import Tally, outcomes_under


def summarise(
    results: Results,
    frameworks: Mapping[str, Framework],
    *,
    group_by: GroupBy = "rule",
    limit: int = 50,
    due_within: int = 28,
    variant: str | Mapping[str, str] | None = None,
    bands: Mapping[str, Bands] | None = None,
) -> Summary:
    """Everything that a report shows of a run.

    At most `limit` findings are kept (0: all), the most severe first, and as many entries of every other list. `due_within` is in days.
    `variant` chooses among a programme's definitions of its averages: one name, for each programme that has it, or one for each programme
    by id. `bands` replaces those of a programme. Memory does not grow with the number of cases, but for a limit of 0.

    Raises `ResultsError` where the results were made for a framework that is not given, or are not whole; `ValueError` where no
    programme has the variant.
    """
    programmes = chosen(results, frameworks)
    variants = chosen_variants(programmes, variant)
    gathering = Gathering(results, programmes, group_by, limit, due_within)
    for result in results.cases():
        gathering.add(result)
    cards = tuple(
        score(framework, results.run.rules.values(), tally, variant=variants.get(framework.id), bands=(bands or {}).get(framework.id))
        for framework, tally in zip(programmes, gathering.tallies, strict=True)
    )
    return gathering.summary(cards)


def chosen(results: Results, frameworks: Mapping[str, Framework]) -> tuple[Framework, ...]:
    """The frameworks of the run, in its order."""
    absent = [name for name in results.run.frameworks if name not in frameworks]
    if absent:
        raise ResultsError(f"{results.path} was made for {', '.join(absent)}, which this pack does not have")
    return tuple(frameworks[name] for name in results.run.frameworks)


def chosen_variants(programmes: tuple[Framework, ...], variant: str | Mapping[str, str] | None) -> Mapping[str, str]:
    if variant is None:
        return {}
    if not isinstance(variant, str):
        return variant
    names = {programme.id: [one.id for one in programme.averages.variants] for programme in programmes}
    if not any(variant in known for known in names.values()):
        known = "; ".join(f"{programme} has {', '.join(ids)}" for programme, ids in names.items())
        raise ValueError(f"no variant {variant!r}: {known}")
    return {programme: variant for programme, known in names.items() if variant in known}


NOTED = frozenset({Outcome.NOT_EXPORTED, Outcome.NOT_ANSWERED, Outcome.EXCEPTED, Outcome.ERROR})


@dataclass(slots=True)
class Gathering:
    """Everything that is counted while the cases go by."""

    results: Results
    programmes: tuple[Framework, ...]
    group_by: GroupBy
    limit: int
    due_within: int
    tallies: tuple[Tally, ...] = field(init=False)
    grouping: Grouping = field(init=False)
    due: Due = field(init=False)
    people: People = field(init=False)
    reviewed: Reviewed = field(init=False)
    gaps: Gaps = field(init=False)
    praise: RuleCounter = field(init=False)
    errors: RuleCounter = field(init=False)
    silent: First[str] = field(init=False)
    enhanced: tuple[str, ...] = field(init=False)
    first_as_of: date | None = None
    last_as_of: date | None = None

    def __post_init__(self) -> None:
        rules = self.results.run.rules
        self.tallies = tuple(Tally() for _ in self.programmes)
        self.grouping = Grouping(self.group_by, self.limit, rules, self.programmes[0])
        self.due = Due(timedelta(days=self.due_within), self.limit, rules)
        self.people = People(self.limit)
        self.reviewed = Reviewed(self.limit)
        self.gaps = Gaps(limit=self.limit)
        named = min(self.limit, NAMED) if self.limit else -1
        self.praise, self.errors = RuleCounter(named), RuleCounter(named)
        self.silent = First(min(self.limit, NAMED) if self.limit else 0, str)
        self.enhanced = tuple(code for code, info in rules.items() if info.norm == "enhanced")

    @property
    def cases(self) -> int:
        return self.tallies[0].cases

    def add(self, result: CaseResult) -> None:
        for programme, tally in zip(self.programmes, self.tallies, strict=True):
            tally.add(outcomes_under(result, programme.id))
        noted: dict[Outcome, list[str]] = {}
        for code, outcome in result.outcomes.items():
            if outcome in NOTED:
                noted.setdefault(outcome, []).append(code)
        self.grouping.add(result)
        self.due.add(result)
        self.gaps.add(result, noted)
        self.people.add(result, noted.get(Outcome.EXCEPTED, ()))
        self.reviewed.add(result)
        self.errors.add(result, noted.get(Outcome.ERROR, ()))
        self.praise.add(result, [code for code in self.enhanced if result.outcomes.get(code) is Outcome.SUFFICIENT])
        if result.silent:
            self.silent.offer(result.case_id)
        if self.first_as_of is None or result.as_of < self.first_as_of:
            self.first_as_of = result.as_of
        if self.last_as_of is None or result.as_of > self.last_as_of:
            self.last_as_of = result.as_of

    def summary(self, cards: tuple[Scorecard, ...]) -> Summary:
        rules = self.results.run.rules
        return Summary(
            head=self.head(),
            scorecards=cards,
            counts=tuple(self.counts(programme.id, tally) for programme, tally in zip(self.programmes, self.tallies, strict=True)),
            findings=self.grouping.result(),
            due=self.due.result(),
            not_exported=self.gaps.exported(rules),
            not_answered=self.gaps.answered(rules),
            exceptions=self.people.exceptions(),
            standings=self.reviewed.result(self.results),
            commendations=self.praise.result(rules),
            assessed=self.people.answers(),
            errors=self.errors.result(rules),
            problems=gather_problems(self.results.problems() if self.results.end.problems else (), self.limit),
            silent=Silent(self.silent.seen, self.silent.result()),
            rules=rules,
            criteria={programme.id: {code: programme.places(info) for code, info in rules.items()} for programme in self.programmes},
            group_by=self.group_by,
            limit=self.limit,
            programmes=self.programmes,
        )

    def head(self) -> Head:
        run, end = self.results.run, self.results.end
        return Head(
            caselint=run.caselint,
            pack=run.pack,
            pack_version=run.pack_version,
            frameworks=tuple(Programme(programme.id, programme.title) for programme in self.programmes),
            as_of=run.as_of,
            first_as_of=self.first_as_of,
            last_as_of=self.last_as_of,
            cases=self.cases,
            not_audited=end.not_audited,
            left_out=len(run.left_out),
            unknown_sections=end.unknown_sections,
            settings=run.settings,
        )

    def counts(self, framework: str, tally: Tally) -> Counts:
        outcomes = dict.fromkeys(Outcome, 0)
        for (_, outcome), n in tally.counts.items():
            outcomes[outcome] += n
        praise_absent = sum(n for code in self.enhanced for outcome, n in tally.outcomes(code).items() if outcome.below)
        return Counts(framework, len(self.results.run.rules), tally.cases, outcomes, praise_absent)
