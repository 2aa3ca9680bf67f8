"""What the commands share: the configuration, the pack, and how errors are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from caselint.cli.config import Config, ConfigError, find_config, load_config, place_of_key
from caselint.cli.exits import Exit
from caselint.language.errors import did_you_mean
from caselint.language.periods import Period, no_period
from caselint.packs.cache import open_pack
from caselint.packs.find import PackNotFound, find_pack
from caselint.packs.load import setting_type, setting_value
from caselint.packs.pack import Pack, SettingValue
from caselint.packs.problems import PackError

F = TypeVar("F", bound=Callable[..., Any])


class Argument(click.Argument):
    """An argument that says what it is, as an option does: for the reference of commands."""

    def __init__(self, *names: Any, says: str, **given: Any) -> None:
        super().__init__(*names, **given)
        self.says = says


results_argument = click.argument(
    "results",
    cls=Argument,
    type=click.Path(path_type=Path),
    metavar="RESULTS",
    says="Results that `caselint check --output jsonl:FILE` stored.",
)


class Trouble(click.ClickException):
    """Something that the user can mend. Ends the run as one that is not to be trusted."""

    exit_code = int(Exit.NOT_TRUSTED)

    def show(self, file: Any = None) -> None:
        from caselint.reports.safe_text import visible  # what is wrong may be quoted from a file

        lines = self.message.split("\n")
        click.echo("\n".join(map(visible, [f"caselint: {lines[0]}", *lines[1:]])), file=file or sys.stderr)


def trouble(message: str) -> NoReturn:
    raise Trouble(message)


def let_go_of_stdout() -> None:
    """Nobody reads standard output any more: what is left of it goes nowhere, and closing it at the end does not fail."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@dataclass(frozen=True, slots=True)
class Setup:
    """The configuration and the pack that a command works with."""

    config: Config
    pack: Pack
    settings: Mapping[str, SettingValue]
    """The user's own periods and numbers."""


def pack_options(command: F) -> F:
    """The options that choose the configuration and the pack."""
    command = click.option("--pack", metavar="FOLDER|NAME", help="The pack of rules; without it, the one shipped with caselint.")(command)
    return click.option(
        "--config",
        "config_file",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The configuration file; without it, the nearest caselint.toml or pyproject.toml with [tool.caselint].",
    )(command)


def set_up(config_file: Path | None, pack: str | None) -> Setup:
    """Read the configuration and load the pack. Raises `Trouble` with everything that is wrong."""
    try:
        path = config_file or find_config(Path.cwd())
        config = load_config(path)
        loaded = open_pack(find_pack(pack or config.pack))
    except ConfigError as error:
        trouble(f"the configuration cannot be used\n{error}")
    except PackNotFound as error:
        trouble(str(error))
    except PackError as error:
        count = len(error.problems)
        trouble(f"the pack cannot be used: {count} problem{'s' if count > 1 else ''}\n{error}")
    return Setup(config, loaded, own_settings(config, loaded, path))


def own_settings(config: Config, pack: Pack, file: Path | None = None) -> dict[str, SettingValue]:
    """The user's own periods and numbers. Raises `Trouble` with everything in the file that this pack does not know."""
    found: dict[str, SettingValue] = {}
    faults = []
    for name, written in config.settings.items():
        if name not in pack.settings:
            hint = did_you_mean(name, pack.settings) or "`caselint explain CODE` names those of a rule"
            faults.append(f"{place_of_key(file, name)}settings.{name}: this pack has no such setting ({hint})")
            continue
        value, wanted = setting_value(written), pack.settings[name].value
        if value is None or setting_type(value) != setting_type(wanted):
            faults.append(f"{place_of_key(file, name)}settings.{name}: {another_kind(written, wanted)}")
        else:
            found[name] = value
    for framework in (*config.variants, *config.bands, *config.frameworks):
        if framework not in pack.frameworks:
            faults.append(f"{framework}: {no_framework(pack, framework)}")
    if faults:
        trouble("the configuration cannot be used\n" + "\n".join(faults))
    return found


def another_kind(written: SettingValue | str, wanted: SettingValue) -> str:
    """A value that is not what the pack's setting is: a period, a number, or true or false."""
    if isinstance(wanted, Period):
        message, hint = no_period(str(written))
        return f"{message} ({hint}); the pack's is {wanted}"
    shown = str(written).lower() if isinstance(written, bool) else written
    kind = "true or false" if isinstance(wanted, bool) else "a whole number" if isinstance(wanted, int) else "a number"
    quotes = ", without quotes" if isinstance(written, str) else ""
    return f"`{shown}` is not {kind} (write {kind}{quotes}); the pack's is {str(wanted).lower()}"


def chosen_frameworks(setup: Setup, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The frameworks that were asked for: on the command line, in the configuration, or by the pack."""
    chosen = wanted or tuple(setup.config.frameworks) or (setup.pack.default_framework,)
    for name in chosen:
        if name not in setup.pack.frameworks:
            trouble(no_framework(setup.pack, name))
    return tuple(dict.fromkeys(chosen))


def no_framework(pack: Pack, name: str) -> str:
    hint = did_you_mean(name, pack.frameworks) or f"it has {', '.join(pack.frameworks)}"
    return f"this pack has no framework {name}: {hint}"
