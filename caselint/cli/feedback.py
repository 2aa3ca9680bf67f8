"""`caselint feedback`: a letter for each officer or team, from stored results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from caselint.audit.results import ResultsError, open_results
from caselint.cli.common import results_argument, trouble
from caselint.cli.folder import write_folder
from caselint.cli.formats import Format
from caselint.cli.report import trust

FORMS = {
    form: Format("letters", "caselint.reports.feedback.render:write_letters", needs=("jinja2",), extra="html")
    for form in ("markdown", "html")
}


@click.command(name="feedback")
@results_argument
@click.option("--by", type=click.Choice(["manager", "team"]), default="manager", show_default=True, help="A letter for each of these.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="A new or empty folder for the letters.")
@click.option("--form", type=click.Choice(list(FORMS)), default="markdown", show_default=True, help="How the letters are written.")
@click.option("--overwrite", is_flag=True, help="Replace the letters of an earlier run in that folder.")
def command(results: Path, by: Any, out: Path, form: Any, overwrite: bool) -> None:
    """Write letters of feedback, from results that `caselint check --output jsonl:FILE` stored.

    A finding goes to who held the case when the duty fell due. Where somebody else holds it now, their letter has it too, as taken over.
    """
    from caselint.reports.feedback.names import OURS
    from caselint.reports.safe_text import many

    FORMS[form].imported()  # what is not installed is told before anything is read
    from caselint.reports.feedback.render import write_letters

    try:
        stored = open_results(results)
        letters = write_letters(stored, by, form)
        count = write_folder(out, letters, OURS, overwrite=overwrite)
    except ResultsError as error:
        trouble(str(error))
    click.echo(f"caselint: {many(count, 'letter')} in {out}", err=True)
    trust(stored)
