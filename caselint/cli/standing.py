"""Which baseline and which exceptions file a run heeds: named on the command line, in the configuration, or lying in the folder."""

from __future__ import annotations

from pathlib import Path

from caselint.audit.baseline import Baseline, BaselineError, read_baseline
from caselint.audit.exceptions_file import NAME, ExceptionBook, read_exceptions
from caselint.cli.common import Setup, trouble
from caselint.packs.problems import PackError

BASELINE = Path("caselint-baseline.jsonl")
"""Where `caselint baseline` writes and reads where no other file is named."""


def chosen_baseline(setup: Setup, wanted: Path | None, *, without: bool) -> Baseline | None:
    """The baseline of a run. Raises `Trouble` where it cannot be used, or was made with another pack."""
    path = wanted or (Path(setup.config.baseline) if setup.config.baseline else None)
    not_both(wanted, "baseline", without=without)
    return None if without or path is None else baseline_at(path, setup)


def baseline_at(path: Path, setup: Setup) -> Baseline:
    try:
        baseline = read_baseline(path)
    except BaselineError as error:
        trouble(f"the baseline cannot be used\n{error}")
    if baseline.pack != setup.pack.id:
        other = f"it was made with the pack {baseline.pack}, and this run asks the rules of {setup.pack.id}"
        trouble(f"the baseline cannot be used\n{path}:1: {other}: choose that pack (--pack), or another baseline")
    return baseline


def not_both(wanted: Path | None, name: str, *, without: bool) -> None:
    if wanted is not None and without:
        trouble(f"--{name} and --no-{name} contradict each other: leave one out")


def chosen_exceptions(setup: Setup, wanted: Path | None, *, without: bool) -> ExceptionBook | None:
    """The exceptions of a run. A file of the usual name in the folder is heeded unasked, and the report says so."""
    not_both(wanted, "exceptions", without=without)
    if without:
        return None
    path = wanted or (Path(setup.config.exceptions) if setup.config.exceptions else None)
    if path is None and Path(NAME).exists():
        path = Path(NAME)
    return None if path is None else exceptions_at(path, setup)


def exceptions_at(path: Path, setup: Setup) -> ExceptionBook:
    try:
        return read_exceptions(path, setup.pack.names, setup.pack.retired)
    except PackError as error:
        count = len(error.problems)
        trouble(f"the exceptions file cannot be used: {count} problem{'s' if count > 1 else ''}\n{error}")
