"""The score card as a list from which a headline, a section or a criterion is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from caselint.browse.caseload import Caseload
from caselint.browse.columns import Column
from caselint.browse.filters import Criterion
from caselint.reports.page import MUTED
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, Scorecard, SectionScore, percent

NO_SCORE = "none"


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the card, and the questions behind it. Without a criterion: all questions."""

    title: str
    mean: HeadlineScore | SectionScore | CriterionScore | None
    criterion: Criterion | None
    heavy: bool = False


def card_of(load: Caseload, framework: str) -> Scorecard:
    return next(card for card in load.summary.scorecards if card.framework == framework)


def card_rows(load: Caseload, framework: str) -> list[CardRow]:
    """The card, from the headlines down. What is scored from interviews alone is not on it: it has no questions about cases."""
    card = card_of(load, framework)
    places = load.summary.criteria[framework]

    def chosen(title: str, codes: Iterable[str]) -> Criterion:
        return Criterion(framework, title, frozenset(codes))

    def among(ids: set[str]) -> list[str]:
        return [code for code, found in places.items() if ids & set(found)]

    rows = [CardRow("All questions", None, None, heavy=True)]
    rows += [CardRow(headline.name, headline, chosen(headline.name, headline.questions), heavy=True) for headline in card.headlines]
    for section in card.sections:
        if section.organisational:
            continue
        criteria = [criterion for criterion in section.criteria if not criterion.organisational]
        title = f"{section.id} {section.name}"
        rows.append(CardRow(title, section, chosen(title, among({criterion.id for criterion in criteria})), heavy=True))
        for criterion in criteria:
            title = f"{criterion.id} {criterion.name}"
            rows.append(CardRow(title, criterion, chosen(title, among({criterion.id}))))
    return rows


def card_columns(card: Scorecard) -> list[Column]:
    def figure(write: Callable[[HeadlineScore | SectionScore | CriterionScore], str]) -> Callable[[CardRow], str]:
        return lambda row: write(row.mean) if row.mean is not None else ""

    def style(row: CardRow) -> str:
        return "bold" if row.heavy else ""

    bands = max((len(band.id) for band in card.bands), default=0)
    columns = [
        Column("criterion", 0, lambda row: row.title if row.heavy else f"  {row.title}", style=style),
        Column("score", 5, figure(lambda mean: NO_SCORE if mean.score is None else f"{percent(mean.score)}%"), style=style, right=True),
        Column("n", 6, figure(lambda mean: f"{mean.n:,}"), right=True),
    ]
    if bands:
        columns.append(Column("band", bands, figure(lambda mean: mean.band or "")))
    few = Column("", 7, figure(lambda mean: "too few" if mean.small and mean.score is not None else ""), style=lambda row: MUTED)  # noqa: ARG005
    return [*columns, few]
