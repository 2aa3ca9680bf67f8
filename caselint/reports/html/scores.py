"""Score cards and heat maps as rows and cells. Every figure comes from `caselint.scoring`; here it only finds its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from caselint.packs.framework import Framework
from caselint.reports.html.gather import Gathered
from caselint.reports.model import Summary
from caselint.scoring.score import score
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, Scorecard, SectionScore, percent
from caselint.scoring.tally import Tally

STEPS = (50, 65, 75, 85, 95)
"""Where the shading of a cell changes, in per cent: for the eye alone. The figure stands in the cell."""
NO_UNIT, NO_TEAM = "No unit on record", "No team on record"


@dataclass(frozen=True, slots=True)
class Row:
    """A headline, a section or a criterion of a score card."""

    kind: str
    id: str
    name: str
    score: int | None
    """In per cent; `None` where no question can be scored yet, which is never 0."""
    low: int
    high: int
    n: int
    band: str | None
    band_says: str
    """What the band means, where its id alone does not say it."""
    small: bool


def steps() -> list[str]:
    """What the shades mean, in words."""
    between = [f"{start}-{end - 1}%" for start, end in pairwise(STEPS)]
    return [f"under {STEPS[0]}%", *between, f"{STEPS[-1]}% and over"]


def rows_of(card: Scorecard) -> list[Row]:
    """In the programme's order. What inspectors judge in interviews is left out: it has no score of cases."""
    rows = [row(card, "headline", "", headline) for headline in card.headlines]
    for section in card.sections:
        if section.organisational:
            continue
        rows.append(row(card, "section", section.id, section))
        rows += [row(card, "criterion", criterion.id, criterion) for criterion in section.criteria if not criterion.organisational]
    return rows


def row(card: Scorecard, kind: str, id: str, mean: HeadlineScore | SectionScore | CriterionScore) -> Row:
    if mean.score is None or mean.interval is None:
        return Row(kind, id, mean.name, None, 0, 0, mean.n, None, "", mean.small)
    low, high = percent(mean.interval.low), percent(mean.interval.high)
    says = next((band.says for band in card.bands if band.id == mean.band), "")
    more = says.removeprefix(mean.band or "").strip() if says.startswith(mean.band or "") or (mean.band or "") not in says else ""
    return Row(kind, id, mean.name, percent(mean.score), low, high, mean.n, mean.band, more, mean.small)


def organisational(card: Scorecard) -> list[str]:
    return [criterion.id for section in card.sections for criterion in section.criteria if criterion.organisational]


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion in one unit or team."""

    score: int | None
    n: int
    small: bool

    @property
    def step(self) -> int:
        """From 0, the strongest shade, up."""
        return sum((self.score or 0) >= start for start in STEPS)


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cases: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Criteria across; units or teams down, by name, so that nothing is ranked."""

    id: str
    by: str
    framework: str
    title: str
    criteria: tuple[tuple[str, str], ...]
    """Ids and names."""
    every: Line
    """All cases together."""
    lines: tuple[Line, ...]


def heat_maps(summary: Summary, gathered: Gathered) -> list[HeatMap]:
    """By unit and by team, for every programme."""
    maps = []
    for card, framework in zip(summary.scorecards, summary.programmes, strict=True):
        tallies = gathered.groups[framework.id]
        every = line("All cases", card)
        for by, part, unnamed in (("unit", 0, NO_UNIT), ("team", 1, NO_TEAM)):
            lines = tuple(line(name or unnamed, card_of(summary, framework, card, tally)) for name, tally in merged(tallies, part).items())
            criteria = tuple((criterion.id, criterion.name) for criterion in criteria_of(card))
            maps.append(HeatMap(f"heat-{by}-{framework.id}", by, framework.id, card.title, criteria, every, lines))
    return maps


def merged(tallies: Mapping[tuple[str, str], Tally], part: int) -> dict[str, Tally]:
    """By the name of the unit, or of the team, in the order of the names; those without a name come last."""
    found: dict[str, Tally] = {}
    for key, tally in tallies.items():
        found.setdefault(key[part], Tally()).__iadd__(tally)
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0].casefold(), item[0])))


def card_of(summary: Summary, framework: Framework, card: Scorecard, tally: Tally) -> Scorecard:
    """The score card of a part of the cases, averaged as the whole is."""
    return score(framework, summary.rules.values(), tally, variant=card.variant_id)


def line(name: str, card: Scorecard) -> Line:
    cells = (Cell(None if c.score is None else percent(c.score), c.n, c.small) for c in criteria_of(card))
    return Line(name, card.cases, tuple(cells))


def criteria_of(card: Scorecard) -> list[CriterionScore]:
    return [criterion for section in card.sections for criterion in section.criteria if not criterion.organisational]
