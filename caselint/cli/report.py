"""`caselint report`: stored results as a report in any form, without another audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from caselint.audit.results import Results, ResultsError, open_results
from caselint.cli.check import GROUPS
from caselint.cli.common import pack_options, results_argument, set_up, trouble
from caselint.cli.formats import help_text, open_targets, targets_of, write_reports


@click.command(name="report")
@results_argument
@click.option(
    "--output", "outputs", multiple=True, metavar="FORM[:FILE]", help=f"A report; may be given again.  [default: text]  {help_text()}."
)
@click.option("--group-by", type=click.Choice(GROUPS), help="How findings are grouped.  [default: rule]")
@click.option("--limit", type=click.IntRange(min=0), help="Findings that the report lists; 0 lists all.  [default: 50]")
@pack_options
def command(results: Path, outputs: tuple[str, ...], group_by: Any, limit: int | None, config_file: Path | None, pack: str | None) -> None:
    """Report on results that `caselint check --output jsonl:FILE` stored."""
    targets = targets_of(outputs)
    setup = set_up(config_file, pack)
    try:
        stored = open_results(results)
    except ResultsError as error:
        trouble(str(error))
    wanted = limit if limit is not None else setup.config.limit if setup.config.limit is not None else 50
    with open_targets(targets) as streams:
        write_reports(streams, stored, setup, group_by=group_by or setup.config.group_by or "rule", limit=wanted)
    warn(stored, setup.pack.digest)


def warn(stored: Results, digest: str) -> None:
    """On standard error: what must not be missed in results of an earlier run."""
    run = stored.run
    if run.pack_digest != digest:
        click.echo(
            f"caselint: these results were made with another state of the rules ({run.pack} {run.pack_version}): the report shows those",
            err=True,
        )
    trust(stored)


def trust(stored: Results) -> None:
    """Raises `Trouble` where the run that gave the results is not to be trusted."""
    end = stored.end
    if end.errors or end.not_audited or not end.cases:
        left_out = f"{end.cases} cases were audited, {end.not_audited} records or files were not, and {end.errors} outcomes are errors"
        trouble(f"the run that gave these results is not to be trusted: {left_out}")
