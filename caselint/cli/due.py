"""`caselint due`: what falls due in the next weeks, from stored results."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import click

from caselint.audit.results import ResultsError, open_results
from caselint.cli.common import results_argument, trouble
from caselint.cli.formats import Format, console_for, open_targets, targets_of
from caselint.cli.report import trust
from caselint.reports.duties import GROUPS, gather_duties

WITHIN = re.compile(r"\s*([0-9]{1,4})\s*(d|days?|w|weeks?)\s*")
FORMS = {
    "text": Format("a list for a terminal", "caselint.reports.duties_view:put_duties"),
    "csv": Format("a table", "caselint.reports.duties_view:write_csv"),
    "ical": Format("a calendar", "caselint.reports.duties_view:write_ical", needs=("icalendar",), extra="ical"),
}


def period(context: click.Context, parameter: click.Parameter, value: str) -> timedelta:  # noqa: ARG001
    """A number of days or weeks: `28d`, `4w`, `10 days`."""
    found = WITHIN.fullmatch(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is no number of days or weeks: write 28d or 4w")
    return timedelta(days=int(found[1]) * (7 if found[2].startswith("w") else 1))


@click.command(name="due")
@results_argument
@click.option(
    "--within", callback=period, default="28d", show_default=True, metavar="PERIOD", help="Days or weeks from the as-of date: 28d, 4w."
)
@click.option("--by", type=click.Choice(list(GROUPS)), help="In groups.")
@click.option("--output", "outputs", multiple=True, metavar="FORM[:FILE]", help="text, csv or ical; may be given again.  [default: text]")
def command(results: Path, within: timedelta, by: str | None, outputs: tuple[str, ...]) -> None:
    """List what falls due, from results that `caselint check --output jsonl:FILE` stored."""
    from caselint.reports.duties_view import put_duties

    targets = targets_of(outputs, FORMS)
    for target in targets:
        FORMS[target.form].imported()  # what is not installed is told before anything is read
    try:
        stored = open_results(results)
        duties = gather_duties(stored, within)
    except ResultsError as error:
        trouble(str(error))
    with open_targets(targets) as streams:
        for target, stream in streams:
            if target.form == "text":
                with console_for(stream) as console:
                    put_duties(duties, console, by)
            else:
                FORMS[target.form].imported()(duties, stream)
    trust(stored)
