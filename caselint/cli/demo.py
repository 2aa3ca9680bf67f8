"""`caselint demo`: write an invented caseload."""

from __future__ import annotations

import json
from pathlib import Path

import click

from caselint.cli.output import open_output


@click.command(name="demo")
@click.option("--cases", type=click.IntRange(min=1), default=50, show_default=True, help="How many cases.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same cases.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file instead of standard output.")
def command(cases: int, seed: int, output: Path | None) -> None:
    """Write an invented caseload as JSON Lines: no person in it exists. Known faults are in it at known rates."""
    from caselint.demo.caseload import invent

    with open_output(output) as target:
        for record in invent(cases, seed):
            target.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
