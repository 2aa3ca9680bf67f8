"""`caselint exceptions`: check and list what two people agreed on."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from caselint.audit.agreed import SOON, out_of_force
from caselint.audit.exceptions_file import NAME, Entry
from caselint.cli.common import Argument, pack_options, set_up, trouble
from caselint.cli.exits import Exit
from caselint.cli.standing import exceptions_at
from caselint.language.templates import say
from caselint.reports.safe_text import many, visible


@click.command(name="exceptions")
@click.argument(
    "file",
    cls=Argument,
    type=click.Path(dir_okay=False, path_type=Path),
    required=False,
    metavar="[FILE]",
    says="The exceptions file; without it, the one that the configuration names, or `caselint-exceptions.yaml`.",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Say what holds on this day; status 1 where an entry does not."
)
@pack_options
def command(file: Path | None, as_of: datetime | None, config_file: Path | None, pack: str | None) -> None:
    """List an exceptions file, with the reasons, which no report prints."""
    setup = set_up(config_file, pack)
    path = file or Path(setup.config.exceptions or NAME)
    if not path.exists():
        trouble(f"there is no {path}: name the file, or write one (the documentation shows how)")
    entries = exceptions_at(path, setup).entries
    day = as_of.date() if as_of else None
    for entry in entries:
        click.echo(f"{path}:{entry.line}: {entry.kind}, {entry.code} {setup.pack.rules[entry.code].info.name}, {about(entry)}")
        people = f"{visible(entry.author)} and {visible(entry.agreed_by)}"
        click.echo(f"    agreed on {say(entry.date)} by {people}, until {say(entry.until)}{state(entry, day)}")
        click.echo(f"    {visible(' '.join(entry.reason.split()))}")
    lapsed = [entry for entry in entries if day is not None and out_of_force(entry, day) is not None]
    exceptions = sum(entry.kind == "exception" for entry in entries)
    click.echo(f"{many(exceptions, 'exception')}, {many(len(entries) - exceptions, 'suppression')}")
    if lapsed:
        click.echo(f"caselint: {many(len(lapsed), 'entry counts', 'entries count')} for nothing on that day", err=True)
        sys.exit(Exit.FINDINGS)


def about(entry: Entry) -> str:
    subject = f", {visible(entry.subject)}" if entry.subject else ""
    return f"case {visible(entry.case_id)}{subject}"


def state(entry: Entry, day: date | None) -> str:
    """What an entry comes to on a day."""
    if day is None:
        return ""
    lapsed = out_of_force(entry, day)
    if lapsed is not None:
        return f"; counts for nothing: {lapsed[0]}"
    return "; ends within four weeks" if entry.until - day <= SOON else ""
