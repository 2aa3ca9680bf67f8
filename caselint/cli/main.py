"""The command `caselint` and its subcommands, each imported when it is called so that starting stays quick."""

from __future__ import annotations

from importlib import import_module

import click

from caselint import __version__

COMMANDS = {
    "check": "audit case records and report",
    "explain": "what a rule asks, why, and what would mend it",
    "rules": "list the rules, run their examples, or see what an export can answer",
    "score": "the score card of stored results",
    "schema": "print the JSON Schemas, or check an export against them",
    "demo": "write an invented caseload",
}


class Lazily(click.Group):
    """A group whose commands are modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"caselint.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="caselint")
def main() -> None:
    """Checks probation case records against what HM Inspectorate of Probation expects, and scores them as an inspection would.

    Exit status: 0 clean; 1 findings at or above --fail-on; 2 the run is not to be trusted (unreadable input, a record that was
    not audited, a broken pack or rule).
    """
