"""`caselint score`: the score card of stored results, without another audit."""

from __future__ import annotations

from pathlib import Path

import click

from caselint.audit.results import ResultsError, open_results
from caselint.cli.common import pack_options, results_argument, set_up, trouble
from caselint.cli.formats import console_for
from caselint.cli.output import open_output
from caselint.cli.report import trust


@click.command(name="score")
@results_argument
@click.option("--framework", "frameworks", multiple=True, metavar="ID", help="Only these of the audited programmes.")
@click.option("--variant", metavar="ID", help="Which of the programme's definitions of its averages to use.")
@click.option("--by", type=click.Choice(["team", "unit", "manager"]), help="A score card for each. Small groups are no ranking.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@pack_options
def command(
    results: Path,
    frameworks: tuple[str, ...],
    variant: str | None,
    by: str | None,
    output: Path | None,
    config_file: Path | None,
    pack: str | None,
) -> None:
    """Print the score card of results that `caselint check --output jsonl:FILE` stored."""
    from caselint.cli.scoring import scorecards
    from caselint.reports.scorecard_view import render_scorecard

    setup = set_up(config_file, pack)
    try:
        stored = open_results(results)
        cards = scorecards(stored, setup, frameworks, variant, by)
    except (ResultsError, ValueError) as error:
        trouble(str(error))
    with open_output(output) as target, console_for(target) as console:
        for title, card in cards:
            if title:
                console.print(f"\n{title}", style="bold", markup=False)
            render_scorecard(card, console)
    trust(stored)
