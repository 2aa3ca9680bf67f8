"""Writes the page. It loads nothing: a strict policy allows only the style and the script that are in it, by their hashes."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, timedelta
from importlib.resources import files
from typing import IO, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from caselint.audit.outcomes import Outcome
from caselint.audit.results import Results
from caselint.reports.findings_view import by_severity, criteria_of, held_by, nothing_found, outcome_word
from caselint.reports.gaps_view import in_words, line_word
from caselint.reports.html import views
from caselint.reports.html.data import anchor, data_block, rule_anchor
from caselint.reports.html.gather import Gathered, Limits, cases_with_page, gather
from caselint.reports.html.scores import heat_maps, organisational, rows_of, steps
from caselint.reports.model import Summary
from caselint.reports.run_view import as_of, means, problems_in_words
from caselint.reports.safe_text import day, listing, many, visible
from caselint.reports.scorecard_view import band_words
from caselint.reports.standing_words import entry_words, gone_words, in_baseline, not_audited
from caselint.reports.standings import new_finding, not_new
from caselint.reports.verdict import doubts, verdict

STYLE = ("base.css", "parts.css", "print.css")
SCRIPT = ("common.js", "table.js", "case.js", "page.js")


def write_html(summary: Summary, results: Results, stream: IO[bytes], limits: Limits | None = None) -> None:
    """Write the whole report as one page. Reads the results twice more, for what no summary holds."""
    gathered = gather(summary, results, limits or Limits())
    data = data_block(summary, gathered, cases_with_page(results, gathered))
    style, script = joined(STYLE), joined(SCRIPT)
    page = environment().get_template("page.html.j2")
    parts = page.generate(
        **content(summary, gathered),
        style=Markup(style),
        script=Markup(script),
        data=Markup(data),
        policy=policy(style, script),
    )
    for part in parts:
        stream.write(part.encode())


def joined(names: tuple[str, ...]) -> str:
    """Text files of the page, one after the other."""
    folder = files(__package__) / "templates"
    return "\n" + "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def policy(style: str, script: str) -> str:
    """Nothing may be loaded, sent or run but what is named here by its hash. An empty icon keeps browsers from asking for one."""
    own = f"script-src '{digest(script)}'; style-src '{digest(style)}'"
    return f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'"


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment() -> Environment:
    """Templates in which every text is escaped, and every mark that could hide or turn text is written out."""
    found = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        anchor=anchor,
        band_words=band_words,
        by_severity=by_severity,
        day=day,
        held_by=held_by,
        in_baseline=in_baseline,
        line_word=line_word,
        listing=listing,
        long_day=lambda value: day(value, long=True),
        many=many,
        number=lambda value: f"{value:,}",
        outcome_word=outcome_word,
        rule_anchor=rule_anchor,
    )
    return found


def finalize(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def content(summary: Summary, gathered: Gathered) -> dict[str, Any]:
    """All that the templates print."""
    known = views.questions(summary, gathered)
    pages = summary.head.cases if gathered.paged is None else len(gathered.paged)
    return {
        "summary": summary,
        "head": summary.head,
        "as_of": as_of(summary.head),
        "problems_in_words": problems_in_words(summary.problems.by_kind),
        "means": means,
        "doubts": doubts(summary),
        "decided": decided(summary),
        "verdict": verdict(summary),
        "cards": [(card, rows_of(card), organisational(card)) for card in summary.scorecards],
        "heat_maps": heat_maps(summary, gathered) if summary.head.cases else [],
        "steps": steps(),
        "gathered": gathered,
        "has_page": gathered.has_page,
        "pages": pages,
        "listed": len(gathered.listed),
        "total": gathered.total,
        "nothing_found": nothing_found(summary),
        "called": new_finding(summary.standings),
        "not_new": not_new(summary.standings),
        "entry_words": lambda one: entry_words(summary.rules, one),
        "gone_words": lambda one: gone_words(summary.rules, one),
        "not_audited": not_audited,
        "questions": known,
        "to_mend": views.first_to_mend(gathered, known),
        "to_read": views.first_to_read(summary),
        "ordered": views.by_frequency(gathered, known),
        "weeks": views.weeks(gathered),
        "due_by": due_by(summary),
        "counts": views.counts(summary),
        "criteria_of": lambda code: criteria_of(summary, code),
        "waiting_words": lambda rule: in_words(summary, rule),
    }


def decided(summary: Summary) -> str:
    """How far the answers go, under the first programme."""
    first = summary.counts[0]
    words = {Outcome.NOT_ANSWERED: "waiting for an assessor", Outcome.NOT_EXPORTED: "not exported", Outcome.NOT_APPLICABLE: "not asked"}
    rest = [f"{first.outcomes[outcome]:,} {says}" for outcome, says in words.items() if first.outcomes[outcome]]
    return ", ".join([f"{first.above + first.below:,} decided of {first.asked:,}", *rest])


def due_by(summary: Summary) -> str:
    """The end of the weeks that are looked ahead, in words."""
    head, within = summary.head, summary.due.within
    if head.first_as_of is None or head.first_as_of != head.last_as_of:
        return f"within {many(within // timedelta(days=1), 'day')} of each record's export"
    return f"by {day(head.first_as_of + min(within, date.max - head.first_as_of), long=True)}"
