"""Letters written out, as Markdown or as a page for a browser. Nothing in a record can run, link or call upon anybody in either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from caselint.audit.results import Results
from caselint.reports import markdown_text
from caselint.reports.feedback.letters import By, gather_letters
from caselint.reports.feedback.names import file_names
from caselint.reports.feedback.view import view_of
from caselint.reports.findings_view import outcome_word
from caselint.reports.safe_text import day, many, visible

Form = Literal["markdown", "html"]
SUFFIXES: Mapping[Form, str] = {"markdown": "md", "html": "html"}


class Written(str):
    """Markdown that is finished, so that nothing in it is escaped again."""


def write_letters(results: Results, by: By, form: Form) -> Iterator[tuple[str, bytes]]:
    """Each letter with the name of its file. Raises `ResultsError` where the results are damaged."""
    gathered = gather_letters(results, by)
    template = environment(form).get_template(f"letter.{SUFFIXES[form]}.j2")
    names = file_names(by, [letter.to for letter in gathered.letters], SUFFIXES[form])
    for name, letter in zip(names, gathered.letters, strict=True):
        view = view_of(letter, gathered.rules, results.run, results.end)
        yield name, template.render(view=view, letter=letter).encode()


def environment(form: Form) -> Environment:
    """Templates in which every value is made safe, unless a filter has done so."""
    html = form == "html"
    found = Environment(
        loader=PackageLoader(__package__),
        autoescape=html,
        undefined=StrictUndefined,
        finalize=shown if html else in_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    one = code_in_html if html else code_in_markdown
    found.filters.update(
        id=one,
        id_in_table=one if html else code_in_table,
        holder=lambda officer: "no officer on record" if officer is None else one(officer),
        ids=lambda ids, more=0: joined(ids, more, form),
        long_day=lambda value: day(value, long=True),
        many=many,
        outcome_word=outcome_word,
        times=lambda n: f" ({n:,} times)" if n > 1 else "",
    )
    return found


def shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def in_markdown(value: object) -> object:
    return markdown_text.prose(value) if isinstance(value, str) and not isinstance(value, Written) else value


def code_in_html(text: str) -> str:
    return Markup("<code>") + escape(visible(text)) + Markup("</code>")


def code_in_markdown(text: str) -> str:
    return Written(markdown_text.code(text))


def code_in_table(text: str) -> str:
    return Written(markdown_text.code_cell(text))


def joined(ids: Sequence[str], more: int, form: Form) -> str:
    """Ids, and how many there are besides."""
    rest = f" and {more:,} more" if more else ""
    if form == "html":
        return Markup(", ").join(code_in_html(one) for one in ids) + rest
    return Written(", ".join(code_in_markdown(one) for one in ids) + rest)
