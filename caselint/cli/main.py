"""The command `caselint` and its subcommands, each imported when it is called so that starting stays quick."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from caselint import __version__

COMMANDS = {
    "check": "audit case records and report",
    "report": "stored results as a report, in any form",
    "browse": "look through stored results on a screen",
    "due": "what falls due in the next weeks",
    "feedback": "a letter for each officer or team",
    "explain": "what a rule asks, why, and what would mend it",
    "rules": "list the rules, run their examples, see what they cover, or what an export can answer",
    "score": "the score card of stored results",
    "schema": "print the JSON Schemas, or check an export against them",
    "docs": "write the references as pages, for a pack of your own too",
    "baseline": "start on old data: findings that are known, so that only new ones fail a run",
    "exceptions": "check and list the exceptions and suppressions that two people agreed on",
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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. However it ends, the status is one of those that `exits` tells of, and no traceback shows a record's words."""
        from caselint.cli.common import let_go_of_stdout, trouble

        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what was begun is cleared away
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            trouble("interrupted: the run was broken off, and nothing can be said of the cases")
        except BrokenPipeError:
            let_go_of_stdout()
            trouble("the report was cut short: what it was piped to read no further")
        except Exception as error:
            trouble(unexpected(error))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def unexpected(error: Exception) -> str:
    """What went wrong and where, without the error's own words, which can be a record's."""
    if os.environ.get("CASELINT_DEBUG"):
        return "".join(traceback.format_exception(error)).rstrip()
    if isinstance(error, OSError) and error.strerror:
        return f"the run was broken off: {error.strerror}" + (f" ({error.filename})" if error.filename else "")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"the run was broken off by a fault in caselint ({type(error).__name__}, {Path(frame.filename).name}, line {frame.lineno}).\n"
        "Please report this line. CASELINT_DEBUG=1 shows the traceback; read it before you pass it on, since it can hold words of a record."
    )


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="caselint")
def main() -> None:
    """Checks probation case records against what HM Inspectorate of Probation expects, and scores them as an inspection would.

    Exit status: 0 clean; 1 findings at or above --fail-on, or questions of that severity that the export cannot answer; 2 the
    run is not to be trusted (unreadable input, a record that was not audited, a broken pack or rule).
    """
