"""Where a report goes, and in which form. A file is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from caselint.audit.results import open_results
from caselint.cli.common import Setup, trouble


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream to write to: standard output, or a new file that takes the place of the old one once it is whole."""
    if path is None or str(path) == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
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


def report(stored: Path, setup: Setup, style: str, target: IO[bytes], **options: Any) -> None:
    """Render stored results."""
    if style == "jsonl":
        with stored.open("rb") as stream:
            shutil.copyfileobj(stream, target)
        return
    from caselint.reports.summary import summarise

    results = open_results(stored)
    summary = summarise(results, setup.pack.frameworks, **options)
    if style == "json":
        from caselint.reports.json_report import write_json

        write_json(summary, results, target)
        return
    from caselint.reports.terminal import render_terminal

    render_terminal(summary, console_for(target))


def console_for(target: IO[bytes]) -> Any:
    """The terminal itself, or a plain page 100 columns wide for a pipe or a file."""
    from io import TextIOWrapper

    from rich.console import Console

    if target is sys.stdout.buffer:
        return Console(width=None if sys.stdout.isatty() else 100)
    stream = TextIOWrapper(target, encoding="utf-8", write_through=True)  # type: ignore[type-var]
    return Console(file=stream, width=100, force_terminal=False, color_system=None)
