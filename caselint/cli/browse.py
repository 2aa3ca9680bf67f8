"""`caselint browse`: stored results on a screen, to look through with the keyboard."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

import click

from caselint.audit.results import ResultsError
from caselint.cli.common import pack_options, results_argument, set_up, trouble
from caselint.cli.scoring import own_bands

PATIENCE = 1.0
"""Seconds after which the reader is told how far the reading is."""


@click.command(name="browse")
@results_argument
@click.option(
    "--records",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the records are, for the timelines; without it, where the run found them, or beside the results.",
)
@pack_options
def command(results: Path, records: Path | None, config_file: Path | None, pack: str | None) -> None:
    """Look through results that `caselint check --output jsonl:FILE` stored: score card, findings, cases and their timelines."""
    if not on_a_terminal():
        trouble(f"`browse` needs a terminal to show anything: `caselint report {results}` prints the report instead")
    try:
        from caselint.browse.app import BrowseApp
        from caselint.browse.caseload import load
    except ModuleNotFoundError as error:
        trouble(f"`browse` needs {error.name}, which is not installed: pip install 'caselint[browse]'")
    setup = set_up(config_file, pack)
    try:
        again = partial(load, results, setup.pack.frameworks, variant=setup.config.variants, bands=own_bands(setup))
        app = BrowseApp(again(progress=Progress(results)), again, records)
    except (ResultsError, ValueError) as error:
        trouble(str(error))
    try:
        app.run()
    finally:
        app.load.results.close()
    if app.fault is not None:
        raise app.fault


def on_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


class Progress:
    """Says on standard error how far a long reading is, before the screen takes its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.began = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self.began >= PATIENCE:
            click.echo(f"\rcaselint: reading {self.path}: {done:,} of {of:,} cases", nl=done >= of, err=True)
