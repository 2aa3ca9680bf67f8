"""The coverage of a pack for the terminal, and as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from caselint.packs.coverage import Coverage, CriterionCoverage
from caselint.reports.page import MUTED, Cell, Page
from caselint.reports.safe_text import many

COLUMNS = ("record", "assessor", "scored", "no rule yet")
MEANS = (
    "Record: questions that the record decides. Assessor: questions that only somebody who has read the case can answer. "
    "Scored: how many of these two count in the criterion's score; the others give findings. No rule yet: questions of the "
    "reports that no rule asks. A question of several criteria counts under each."
)
ORGANISATIONAL = "organisational: judged in interviews, not from cases"
TABLE = 72
"""Cells from which on the numbers stand beside the criteria, and not under them."""


def put_coverage(coverage: Coverage, console: Console, *, everything: bool) -> None:
    """Put the matrix on a console. `everything` names each question without a rule, and each rule of each criterion."""
    page = Page(console)
    page.put(("COVERAGE", "bold"), (f"  {coverage.pack} {coverage.version}", MUTED))
    page.put((page.ruled * page.prose, MUTED))
    for line in totals(coverage):
        page.text(line)
    for framework in coverage.frameworks:
        page.heading(framework.title, framework.id)
        if page.prose >= TABLE:
            page.row([Cell("", named_width(page)), *(Cell(column, len(column), MUTED, right=True) for column in COLUMNS)])
        for criterion in framework.criteria:
            put_criterion(page, criterion)
            for words, codes in lists(criterion) if everything else ():
                page.text(f"{words}: {', '.join(codes)}", indent=5, style=MUTED)
    page.blank()
    page.text(MEANS, style=MUTED)
    for tier in ("core", "full"):
        missing = [f"{question.code} {question.name}" for question in coverage.uncovered.values() if question.tier == tier]
        page.heading(f"{tier.capitalize()} questions without a rule", f"{len(missing)}")
        if not missing:
            page.text("None.")
        elif tier == "core" or everything:
            for name in missing:
                page.bullet(name)
        else:
            page.text("`--all` names them.")
    if coverage.own:
        page.heading("Rules that the reports' questions do not know", f"{len(coverage.own)}")
        page.text(", ".join(coverage.own))


def named_width(page: Page) -> int:
    """The room that the four numbers leave."""
    return page.prose - sum(len(column) + 2 for column in COLUMNS)


def put_criterion(page: Page, criterion: CriterionCoverage) -> None:
    name = f"{criterion.id}  {criterion.name}"
    numbers = list(zip(COLUMNS, figures(criterion), strict=True))
    if criterion.organisational:
        page.text(f"{name}: organisational", style=MUTED)
    elif page.prose >= TABLE:
        cells = [Cell(f"{n}", len(column), "" if n else MUTED, right=True) for column, n in numbers]
        page.row([Cell(name, named_width(page)), *cells])
    else:
        page.text(name)
        page.text(", ".join(f"{column} {n}" for column, n in numbers), indent=5)


def totals(coverage: Coverage) -> Iterator[str]:
    if not any(tier.questions for tier in coverage.tiers):
        yield "This pack has no catalogue of questions, so nothing can be said of what it lacks."
    for tier in coverage.tiers:
        if tier.questions:
            parts = [f"{tier.record:,} decided from the record", f"{tier.assessor:,} by an assessor", f"{tier.uncovered:,} without a rule"]
            yield f"{tier.tier.capitalize()}: {many(tier.questions, 'question')}: {', '.join(parts)}."


def figures(criterion: CriterionCoverage) -> tuple[int, int, int, int]:
    return len(criterion.record), len(criterion.assessor), criterion.scored, len(criterion.uncovered)


def lists(criterion: CriterionCoverage) -> Iterator[tuple[str, tuple[str, ...]]]:
    named = (("record", criterion.record), ("assessor", criterion.assessor), ("no rule yet", criterion.uncovered))
    yield from ((words, codes) for words, codes in named if codes)


def markdown(coverage: Coverage) -> str:
    """The whole matrix as a page, every question named."""
    lines = [
        "# Coverage",
        "",
        "Made by `caselint rules coverage --format markdown`; do not edit.",
        "",
        *(f"- {line}" for line in totals(coverage)),
    ]
    lines += ["", MEANS]
    for framework in coverage.frameworks:
        lines += [
            "",
            f"## {framework.title} (`{framework.id}`)",
            "",
            f"| criterion | {' | '.join(COLUMNS)} |",
            "| --- | --: | --: | --: | --: |",
        ]
        for criterion in framework.criteria:
            head = f"| {criterion.id} {criterion.name} | "
            lines.append(
                head + (f"{ORGANISATIONAL} | | | |" if criterion.organisational else " | ".join(map(str, figures(criterion))) + " |")
            )
        for criterion in framework.criteria:
            if not criterion.organisational:
                lines += ["", f"### {criterion.id} {criterion.name}", ""]
                lines += [f"- {words}: {', '.join(codes)}" for words, codes in lists(criterion)] or ["- no question of a case"]
    for tier in ("core", "full"):
        missing = [question for question in coverage.uncovered.values() if question.tier == tier]
        lines += ["", f"## {tier.capitalize()} questions without a rule: {len(missing)}", ""]
        lines += [f"- {q.code} {q.name} ({q.topic})" for q in missing] or ["None."]
    if coverage.own:
        lines += ["", "## Rules of this pack's own", "", ", ".join(coverage.own)]
    return "\n".join(lines) + "\n"
