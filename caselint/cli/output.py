"""Where a report goes. A file is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from caselint.cli.common import let_go_of_stdout, trouble

STDOUT = Path("-")


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream to write to: standard output, or a new file that takes the place of the old one once it is whole.

    Whoever reads standard output may stop reading (`| head`): the rest of the report is dropped, and the run counts all the same.
    """
    if path is None or path == STDOUT:
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
    if path.exists() and not path.is_file():
        with straight_into(path) as stream:
            yield stream
        return
    path = path.resolve()  # what a link leads to is written, and the link stays
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


@contextmanager
def straight_into(path: Path) -> Iterator[IO[bytes]]:
    """A pipe or a device, such as /dev/null: no new file may take its place."""
    try:
        with path.open("wb") as stream:
            yield stream
    except OSError as error:
        trouble(f"cannot write the report to {path}: {error.strerror}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
