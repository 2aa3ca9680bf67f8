"""The score card in a terminal: each figure with a bar, the cases behind it and its interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rich.console import Console

from caselint.reports.page import MUTED, WIDE, Cell, Page
from caselint.reports.safe_text import listing, many
from caselint.scoring.scorecard import BandStart, CriterionScore, HeadlineScore, Interval, Scorecard, SectionScore, percent

NOT_YET = "no question can be scored yet"
Mean = SectionScore | CriterionScore | HeadlineScore


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns of the card on a page."""

    name: int
    bar: int
    note: int
    id: int = 3
    score: int = 5
    n: int = 5
    interval: int = 7

    @property
    def figures(self) -> int:
        """All columns after the name."""
        return self.score + self.bar + self.n + self.interval + self.note + 8


def widths(page: Page, card: Scorecard) -> Widths:
    bands = [band.id + " too few" if page.width >= 100 else band.id for band in card.bands]
    note = page.widest(bands, 24, 7)
    bar = 0 if page.width < 72 else 10 if page.width < 100 else 20
    columns = Widths(name=0, bar=bar, note=note)
    rest = min(page.width, WIDE) - columns.figures - columns.id - 2 * 3
    sections = [section for section in card.sections if not section.organisational]
    names = [headline.name for headline in card.headlines] + [section.name for section in sections]
    names += [criterion.name for section in sections for criterion in section.criteria if not criterion.organisational]
    return replace(columns, name=max(16, min(rest, page.widest(names, 80))))


def render_scorecard(card: Scorecard, console: Console) -> None:
    """Put a score card alone on a console."""
    put_scorecard(Page(console), card)


def put_scorecard(page: Page, card: Scorecard) -> None:
    page.heading("Scores", f"{card.framework}, {many(card.cases, 'case')}")
    figures: list[Mean] = [*card.headlines, *card.sections, *from_cases(card.sections)]
    if not any(mean.score is not None for mean in figures):
        put_no_score(page, card)
        return
    columns = widths(page, card)
    page.row(
        [
            Cell("", columns.id),
            Cell("", columns.name),
            Cell("score", columns.score, MUTED, right=True),
            Cell("", columns.bar),
            Cell("n", columns.n, MUTED, right=True),
            Cell("range", columns.interval, MUTED),
            Cell("", columns.note),
        ],
        indent=2,
    )
    for headline in card.headlines:
        put_mean(page, columns, "", headline.name, headline, "bold")
    for place, section in enumerate(section for section in card.sections if not section.organisational):
        if place or card.headlines:
            page.blank()
        criteria = from_cases([section])
        if not any(criterion.questions for criterion in criteria):
            words = f"no question was asked for its {many(len(criteria), 'criterion', 'criteria')}"
            page.row([*first_cells(columns, section.id, section.name, "bold"), Cell(words, columns.figures, MUTED)], indent=2)
            continue
        put_mean(page, columns, section.id, section.name, section, "bold")
        for criterion in criteria:
            put_mean(page, columns, criterion.id, criterion.name, criterion, "")
    put_organisational(page, card)
    put_legend(page, card)


def from_cases(sections: Iterable[SectionScore]) -> list[CriterionScore]:
    """The criteria of some sections, without those that inspectors judge in interviews."""
    return [each for section in sections if not section.organisational for each in section.criteria if not each.organisational]


def put_no_score(page: Page, card: Scorecard) -> None:
    """A card without any figure, in a few lines. How many criteria were not asked about is always said."""
    criteria = from_cases(card.sections)
    unasked, all_of_them = sum(not criterion.questions for criterion in criteria), many(len(criteria), "criterion", "criteria")
    if unasked == len(criteria):
        page.text(f"No score: none of the {all_of_them} that cases are judged by has a question that was asked.")
    elif unasked:
        page.text(
            f"No question can be scored yet. {unasked} of {all_of_them} {'has' if unasked == 1 else 'have'} no question that was asked."
        )
    else:
        page.text(f"No question can be scored yet, in any of the {all_of_them}.")
    for warning in card.warnings:
        page.bullet(warning)


def put_mean(page: Page, columns: Widths, name: str, title: str, mean: Mean, style: str) -> None:
    first = first_cells(columns, name, title, style)
    if mean.score is None or mean.interval is None:
        page.row([*first, Cell(NOT_YET, columns.figures, MUTED)], indent=2)
        return
    page.row(
        [
            *first,
            Cell(f"{percent(mean.score)}%", columns.score, style, right=True),
            Cell(bar(page, percent(mean.score), columns.bar), columns.bar),
            Cell(f"{mean.n:,}", columns.n, right=True),
            Cell(between(mean.interval), columns.interval),
            Cell(" ".join(filter(None, (mean.band, "too few" if mean.small else ""))), columns.note, style),
        ],
        indent=2,
    )


def first_cells(columns: Widths, name: str, title: str, style: str) -> list[Cell]:
    return [Cell(name, columns.id, style), Cell(title, columns.name, style)]


def put_organisational(page: Page, card: Scorecard) -> None:
    """What inspectors judge in interviews, in one line."""
    ids = [criterion.id for section in card.sections for criterion in section.criteria if criterion.organisational]
    if ids:
        page.blank()
        page.text(f"Not scored from cases, but from interviews with the organisation: {listing(ids)}.", indent=2, style=MUTED)


def bar(page: Page, score: int, width: int) -> str:
    """Filled in proportion. Only 100 per cent fills it and only 0 leaves it empty."""
    filled = round(score * width / 100)
    filled = max(0, min(max(filled, score > 0), width - (score < 100)))
    return page.filled * filled + page.open * (width - filled)


def between(interval: Interval) -> str:
    return f"{percent(interval.low)}-{percent(interval.high)}%"


def band_words(band: BandStart) -> str:
    return band.says if band.id in band.says else f"{band.id} ({band.says})"


def put_legend(page: Page, card: Scorecard) -> None:
    page.blank()
    page.text(
        f"{card.variant} n: cases counted by the question that counts the most of them. "
        "Range: a 95% interval; chance alone can move a score that far. Too few: not enough cases or questions to lean on.",
        indent=2,
    )
    if card.bands:
        bands = "; ".join(f"{band_words(band)} from {band.starts}%" for band in card.bands)
        page.text(f"{bands}.", indent=2)
    context = [
        f"{h.name} {h.programme_so_far.mean}% ({h.programme_so_far.low}-{h.programme_so_far.high}%)"
        for h in card.headlines
        if h.programme_so_far
    ]
    if context:
        page.text(f"Areas inspected before, as context and never as a target: {'; '.join(context)}.", indent=2)
    if card.warnings or card.cautions:
        page.blank()
        page.text("Before you use these figures", indent=2, style="bold")
        for warning in (*card.warnings, *card.cautions):
            page.bullet(warning)
