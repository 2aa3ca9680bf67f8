"""The page that sets what the report printed beside what caselint computes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from caselint.packs.framework import Framework
from caselint.packs.pack import Pack
from caselint.scoring.score import score
from caselint.scoring.scorecard import Scorecard
from caselint.scoring.tally import Tally
from cohort.figures import Figure, Figures, rounded
from cohort.words import AFTER, BEFORE


@dataclass(frozen=True, slots=True)
class Mean:
    """A score as the report prints it, and the figures that it is the mean of."""

    kind: str
    id: str
    name: str
    printed: int
    here: Fraction | None
    figures: tuple[Figure, ...]
    ruled: int
    """How many of the figures have a rule."""

    @property
    def complete(self) -> bool:
        return self.ruled == len(self.figures)

    @property
    def expected(self) -> int:
        """Of the report's own figures alone, in per cent."""
        return per_cent(mean_of(figure for figure in self.figures if not figure.ours))


def mean_of(figures: Iterable[Figure]) -> Fraction:
    shares = [figure.share for figure in figures]
    return sum(shares, Fraction(0)) / len(shares)


def per_cent(share: Fraction) -> int:
    return rounded(share.numerator, share.denominator)


def means(figures: Figures, pack: Pack, card: Scorecard) -> Iterator[Mean]:
    """Every criterion, section and headline that the report prints a score for."""
    framework = pack.frameworks[figures.framework]
    scored = [figure for figure in figures.questions.values() if figure.scored]
    for section in card.sections:
        for criterion in section.criteria:
            if criterion.id in figures.scores["criteria"]:
                inside = tuple(figure for figure in scored if criterion.id in figure.criteria)
                yield _mean(figures, pack, "criteria", criterion.id, criterion.name, criterion.score, inside)
    for section in card.sections:
        if section.id in figures.scores["sections"]:
            ids = {criterion.id for criterion in section.criteria}
            inside = tuple(figure for figure in scored if ids.intersection(figure.criteria))
            yield _mean(figures, pack, "sections", section.id, section.name, section.score, inside)
    for headline, entry in zip(card.headlines, framework.headlines, strict=True):
        inside = tuple(figure for figure in scored if figure.code in headline.questions)
        open_criteria = set(framework.criteria_over(entry))
        missing = tuple(f for f in scored if f.code not in pack.rules and open_criteria.intersection(f.criteria))
        yield _mean(figures, pack, "headlines", headline.id, headline.name, headline.score, inside + missing)


def _mean(figures: Figures, pack: Pack, kind: str, id_: str, name: str, here: Fraction | None, inside: tuple[Figure, ...]) -> Mean:
    return Mean(kind, id_, name, figures.scores[kind][id_], here, inside, sum(figure.code in pack.rules for figure in inside))


def card_of(pack: Pack, framework: Framework, tally: Tally) -> Scorecard:
    return score(framework, pack.infos.values(), tally)


def page(figures: Figures, pack: Pack, tally: Tally) -> str:
    """The whole page."""
    card = card_of(pack, pack.frameworks[figures.framework], tally)
    printed = [figure for figure in figures.questions.values() if not figure.ours]
    ours = [figure for figure in figures.questions.values() if figure.ours]
    ruled = sum(figure.code in pack.rules for figure in printed)
    lines = [BEFORE, "## Scores", "", *_scores(list(means(figures, pack, card))), ""]
    lines += [
        "## Questions with a figure",
        "",
        f"{ruled} of {len(printed)} figures have a rule.",
        "",
        *_questions(printed, pack, tally),
        "",
    ]
    lines += ["## Questions with words, or nothing", "", *_questions(ours, pack, tally), "", AFTER]
    return "\n".join(lines)


def _scores(found: list[Mean]) -> Iterator[str]:
    yield "| score | report | here | its questions that have a rule | |"
    yield "| --- | --: | --: | --: | --- |"
    for mean in found:
        kind = {"criteria": f"criterion {mean.id}", "sections": f"section {mean.id}", "headlines": mean.name}[mean.kind]
        here = "-" if mean.here is None else f"{per_cent(mean.here)}%"
        yield f"| {kind} | {mean.printed}% | {here} | {_ruled(mean)} | {_remark(mean)} |"


def _ruled(mean: Mean) -> str:
    return f"{mean.ruled} of {'up to ' if mean.kind == 'headlines' and not mean.complete else ''}{len(mean.figures)}"


def _remark(mean: Mean) -> str:
    if not mean.complete:
        up_to = "up to " if mean.kind == "headlines" else ""  # which questions make up a headline, only their rules say
        return f"cannot be told yet: {up_to}{len(mean.figures) - mean.ruled} of its questions have no rule"
    if mean.here is not None and per_cent(mean.here) == mean.printed:
        return "equal"
    ours = sum(figure.ours for figure in mean.figures)
    return f"the report's own figures average {mean.expected}%" + (f"; {ours} of the questions are in words" if ours else "")


def _questions(figures: Iterable[Figure], pack: Pack, tally: Tally) -> Iterator[str]:
    figures = list(figures)
    yield f"| question | | {'chosen' if all(figure.ours for figure in figures) else 'report'} | here | base | |"
    yield "| --- | --- | --: | --: | --- | --- |"
    for figure in figures:
        name = pack.rules[figure.code].info.name if figure.code in pack.rules else ""
        report = f"{figure.above} of {figure.asked}" + ("" if figure.prints is None else f", {figure.prints}%")
        yield f"| {figure.code} | {name} | {report} | {_here(figure, pack, tally)} | {figure.base} | {_note(figure, pack, tally)} |"


def _here(figure: Figure, pack: Pack, tally: Tally) -> str:
    if figure.code not in pack.rules:
        return "no rule yet"
    above, asked = counted(figure.code, tally)
    return f"{above} of {asked}, {rounded(above, asked)}%" if asked else "not asked"


def _note(figure: Figure, pack: Pack, tally: Tally) -> str:
    notes = [figure.note] if figure.note else []
    if figure.here:
        notes.append(f"other cases, the same per cent: {figure.here.why}" if figure.prints is not None else figure.here.why)
    if figure.states:
        notes.append("below the line: " + _states(figure.states))
        found = {outcome.value: number for outcome, number in tally.outcomes(figure.code).items()}
        here = {state: found.get(state, 0) for state in figure.states}
        if figure.code in pack.rules:
            notes.append("here the same" if here == dict(figure.states) else "here " + _states(here))
    return "; ".join(notes)


def _states(states: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in states.items())


def counted(code: str, tally: Tally) -> tuple[int, int]:
    """Above the line, and counted at all."""
    outcomes = tally.outcomes(code)
    return sum(n for outcome, n in outcomes.items() if outcome.above), sum(n for outcome, n in outcomes.items() if outcome.counts)
