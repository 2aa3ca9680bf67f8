"""The score card as a sheet: every figure with the cases behind it. What cannot be scored says so instead of a figure."""

from __future__ import annotations

from caselint.reports.model import Summary
from caselint.reports.scorecard_view import NOT_YET, band_words
from caselint.reports.workbook.sheet import Book, Column, Sheet, Styled, Value
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, Scorecard, SectionScore, percent

COLUMNS = (
    Column("programme", 14),
    Column("kind", 11),
    Column("id", 7),
    Column("name", 62, "wrapped"),
    Column("score", 9, "percent"),
    Column("n", 9, "number"),
    Column("from", 10, "percent"),
    Column("to", 10, "percent"),
    Column("band", 16),
    Column("small numbers", 12),
    Column("remark", 44, "muted"),
)
INTERVIEWS = "judged in interviews with the organisation, not from cases"


def put_scores(book: Book, summary: Summary) -> Sheet:
    sheet = book.sheet("Score card", COLUMNS)
    for card in summary.scorecards if summary.head.cases else ():
        for headline in card.headlines:
            put(sheet, card, "headline", None, headline.name, headline)
        for section in card.sections:
            put(sheet, card, "section", section.id, section.name, section)
            for criterion in section.criteria:
                put(sheet, card, "criterion", criterion.id, criterion.name, criterion)
    sheet.close()
    put_reading(sheet, summary)
    return sheet


def put(
    sheet: Sheet, card: Scorecard, kind: str, name: str | None, title: str, mean: SectionScore | CriterionScore | HeadlineScore
) -> None:
    organisational = not isinstance(mean, HeadlineScore) and mean.organisational
    bold = kind != "criterion"
    figures: list[Value | Styled] = [None, None, None, None, None, None, INTERVIEWS if organisational else NOT_YET]
    if mean.score is not None and mean.interval is not None:
        small = "too few" if mean.small else None
        low, high = (percent(share) / 100 for share in (mean.interval.low, mean.interval.high))
        figures = [Styled(percent(mean.score) / 100, "bold_percent" if bold else "percent"), mean.n, low, high, mean.band, small, None]
    sheet.add([card.framework, kind, name, Styled(title, "bold") if bold else title, *figures])


def put_reading(sheet: Sheet, summary: Summary) -> None:
    """How the figures are meant, below them."""
    for card in summary.scorecards if summary.head.cases else ():
        note(sheet, "", "plain")
        note(sheet, f"How to read the figures of {card.title} ({card.framework})", "heading")
        note(
            sheet,
            f"{card.variant} n: cases counted by the question that counts the most of them. From, to: a 95% interval; chance alone can "
            "move a score that far. Too few: not enough cases or questions to lean on.",
        )
        if card.bands:
            note(sheet, "; ".join(f"{band_words(band)} from {band.starts}%" for band in card.bands) + ".")
        for headline in card.headlines:
            if (before := headline.programme_so_far) is not None:
                context = f"{before.mean}% ({before.low}-{before.high}%)"
                note(sheet, f"{headline.name} in areas inspected before: {context}; as context and never as a target.")
        for words in (*card.warnings, *card.cautions):
            note(sheet, words)


def note(sheet: Sheet, text: str, look: str = "wrapped") -> None:
    sheet.write([None, None, None, Styled(text, look)])
