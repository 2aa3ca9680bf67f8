"""`caselint score`: the score card of stored results, without another audit."""

from __future__ import annotations

from pathlib import Path

import click

from caselint.audit.results import ResultsError, open_results
from caselint.cli.common import pack_options, set_up, trouble
from caselint.cli.output import console_for, open_output


@click.command(name="score")
@click.argument("results", type=click.Path(path_type=Path), metavar="RESULTS")
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
    """Print the score card of results that `caselint check --format jsonl` stored."""
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
    end = stored.end
    if end.errors or end.not_audited or not end.cases:
        left_out = f"{end.cases} cases were audited, {end.not_audited} records or files were not, and {end.errors} outcomes are errors"
        trouble(f"the run that gave these results is not to be trusted: {left_out}")
