"""Sources: what the user names (files, folders, patterns, standard input) into a stream of raw records."""

import errno
import glob
import gzip
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from caselint.record.problems import Problem, ProblemKind, one_fault
from caselint.record.splitting import MAX_RECORD_BYTES, Raw, split

STDIN = "-"
STDIN_NAME = "<stdin>"

_LINE_SUFFIXES = (".jsonl", ".ndjson")
_SUFFIXES = (".json", *_LINE_SUFFIXES)
_GZIP_MAGIC = b"\x1f\x8b"


def raw_records(paths: Sequence[str], stdin: BinaryIO | None = None, *, max_bytes: int = MAX_RECORD_BYTES) -> Iterator[Raw | Problem]:
    """Every record of every path, in order, one in memory at a time; a problem in place of what cannot be read.

    A path is a file, a folder (its .json, .jsonl, .ndjson and their .gz, at any depth, hidden ones left out), a glob pattern, or `-`
    for standard input. A file that is reached twice is read once. Never raises for what it finds in the paths.
    """
    for found in find_files(paths):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _records_of(found, stdin, max_bytes)


def find_files(paths: Sequence[str]) -> Iterator[str | Problem]:
    """The files that the paths stand for, each once, in the order of the paths and by name within a folder or pattern."""
    seen: set[object] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, Problem):
                yield found
            elif (identity := _identity(found)) not in seen:
                seen.add(identity)
                yield found


def _expand(path: str) -> Iterator[str | Problem]:
    if path == STDIN:
        yield path
    elif os.path.isdir(path):  # noqa: PTH112 - a path is kept as the user wrote it, and Path would tidy it up
        yield from _in_folder(path)
    elif os.path.lexists(path) or not glob.has_magic(path):
        yield path
    elif matches := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207
        for match in matches:
            yield from _in_folder(match) if os.path.isdir(match) else (match,)  # noqa: PTH112
    else:
        yield one_fault(ProblemKind.UNREADABLE, path, "no file matches this pattern", hint="check the pattern, and put it in quotes")


def _in_folder(folder: str) -> Iterator[str | Problem]:
    failures: list[OSError] = []
    empty = True
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _suffixed(name, _SUFFIXES):
                empty = False
                yield os.path.join(parent, name)  # noqa: PTH118
    for failure in failures:
        yield _cannot_open(str(failure.filename), failure)
    if empty and not failures:
        hint = "a folder is searched for .json, .jsonl, .ndjson, and these with .gz"
        yield one_fault(ProblemKind.UNREADABLE, folder, "no file of records in this folder", hint=hint)


def _suffixed(name: str, suffixes: tuple[str, ...]) -> bool:
    return name.lower().removesuffix(".gz").endswith(suffixes)


def _identity(path: str) -> object:
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return path
    return status.st_dev, status.st_ino


def _records_of(path: str, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Raw | Problem]:
    # A file's name need not be UTF-8, but everything that is printed is.
    source = STDIN_NAME if path == STDIN else os.fsencode(path).decode("utf-8", "replace")
    try:
        opened = _open(path, stdin)
    except (OSError, ValueError) as error:
        yield _cannot_open(source, error)
        return
    line = 0
    with opened as stream:
        try:
            for piece in split(_unzipped(stream, path).read, source, lines=_suffixed(path, _LINE_SUFFIXES), max_bytes=max_bytes):
                line = piece.line if isinstance(piece, Raw) else piece.faults[-1].line
                yield piece
        except (OSError, EOFError, zlib.error) as error:
            yield _cannot_read_on(source, line, error)


def _open(path: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if path != STDIN:
        return Path(path).open("rb")
    if stdin is None and sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return nullcontext(stdin or sys.stdin.buffer)


class _Prefixed:
    """A stream of which the first bytes were read already."""

    def __init__(self, prefix: bytes, stream: BinaryIO) -> None:
        self._prefix = prefix
        self._stream = stream

    def read(self, size: int) -> bytes:
        if prefix := self._prefix:
            self._prefix = b""
            return prefix
        return self._stream.read(size)


def _unzipped(stream: BinaryIO, path: str) -> "_Prefixed | gzip.GzipFile":
    """The text inside. Compression shows in the first bytes, so standard input can be compressed too."""
    start = stream.read(len(_GZIP_MAGIC))
    whole = _Prefixed(start, stream)
    if start == _GZIP_MAGIC:
        return gzip.GzipFile(fileobj=cast("BinaryIO", whole), mode="rb")
    if start and path.lower().endswith(".gz"):
        raise gzip.BadGzipFile("named .gz, but not compressed")
    return whole


def _cannot_open(source: str, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        message, hint = "no such file or folder", "check the path"
    elif isinstance(error, PermissionError):
        message, hint = "the file may not be read", "let the account that runs caselint read it"
    else:
        reason = error.strerror if isinstance(error, OSError) else None
        message, hint = f"the file cannot be opened ({reason or 'not a path'})", "check the path"
    return one_fault(ProblemKind.UNREADABLE, source, message, hint=hint)


def _cannot_read_on(source: str, line: int, error: Exception) -> Problem:
    if isinstance(error, EOFError):
        message, hint = "the compressed file ends too early", "copy or export it again"
    elif isinstance(error, gzip.BadGzipFile | zlib.error):
        message, hint = "the compressed file is damaged, or is no gzip file", "copy or export it again"
    else:
        message, hint = "the file cannot be read to its end", "check the disk or the connection"
    rest = f"nothing after the record in line {line} was read" if line else "nothing was read"
    return one_fault(ProblemKind.UNREADABLE, source, f"{message}: {rest}", hint=hint, line=max(line, 1))
