"""Where a report goes, and in which form. A file is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

from caselint.audit.results import open_results
from caselint.cli.common import Setup, let_go_of_stdout, trouble
from caselint.cli.scoring import own_bands
from caselint.reports.listed import GroupBy

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream to write to: standard output, or a new file that takes the place of the old one once it is whole.

    Whoever reads standard output may stop reading (`| head`): the rest of the report is dropped, and the run counts all the same.
    """
    if path is None or str(path) == "-":
        if sys.stdout is None:
            trouble("standard output is closed: give a file with --output")
        sys.stdout.flush()
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            let_go_of_stdout()
        except OSError as error:
            let_go_of_stdout()
            trouble(f"cannot write the report: {error.strerror}")
        return
    if path.is_dir():
        trouble(f"cannot write the report: {path} is a folder")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        trouble(f"cannot write the report to {path}: {error.strerror}")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        trouble(f"cannot write the report to {path}: {error.strerror}")
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def report(stored: Path, setup: Setup, style: str, target: IO[bytes], *, group_by: GroupBy, limit: int) -> None:
    """Render stored results."""
    from caselint.reports.json_report import write_json, write_jsonl
    from caselint.reports.summary import summarise
    from caselint.reports.terminal import render_terminal

    results = open_results(stored)
    if style == "jsonl":
        write_jsonl(results, target)
        return
    try:
        summary = summarise(
            results,
            setup.pack.frameworks,
            group_by=group_by,
            limit=limit,
            variant=setup.config.variants,
            bands=own_bands(setup),
        )
    except ValueError as error:
        trouble(str(error))
    if style == "json":
        write_json(summary, results, target)
        return
    with console_for(target) as console:
        render_terminal(summary, console)


@contextmanager
def console_for(target: IO[bytes]) -> Iterator[Console]:
    """The terminal itself, or a plain page for a pipe or a file."""
    from caselint.reports.terminal import report_console

    if target is sys.stdout.buffer:
        yield report_console(sys.stdout)
        return
    page = TextIOWrapper(target, encoding="utf-8", newline="\n", write_through=True)
    try:
        yield report_console(page)
    finally:
        page.detach()  # the stream is its owner's to close
