"""Results held open: all that is shown comes from the file as it was when it was opened, whatever becomes of its name meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from caselint.audit.outcomes import CaseResult
from caselint.audit.results import Results, ResultsError, case_of, open_results, parsed

T = TypeVar("T")
AGAIN = "was written to while it was being read: try again once the run that writes it has ended"


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    device: int
    inode: int
    size: int
    changed: int
    """In nanoseconds."""


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class OverwrittenError(Exception):
    """The file itself was written over, so that what it held of a case is gone."""


@dataclass(frozen=True)
class HeldResults(Results):
    """Stored results, read through one open file. A file that takes its name changes nothing in it."""

    stream: BinaryIO
    stamp: Stamp
    note: Callable[[int, CaseResult], None] | None = None
    """Told of each case as it goes by, with the place in the file at which it begins."""

    def case_at(self, offset: int) -> CaseResult:
        """One case. Raises `OverwrittenError` where the file no longer holds what it held."""
        self.stream.seek(offset)
        line = self.stream.readline()
        if not self.unchanged():
            raise OverwrittenError
        return case_of(parsed(self.path, 0, line))

    def unchanged(self) -> bool:
        """Whether the open file still holds what it held."""
        return stamp_of(os.fstat(self.stream.fileno())) == self.stamp

    def close(self) -> None:
        self.stream.close()

    def _read(self, kind: str, make: Callable[[Mapping[str, Any]], T], due: int) -> Iterator[T]:
        found = 0
        for offset, data in self._lines(f'{{"type":"{kind}"'.encode()):
            try:
                made = make(data)
            except (KeyError, TypeError, ValueError):
                raise ResultsError(f"{self.path} is damaged: a {kind} in it is not as caselint wrote it") from None
            found += 1
            if self.note and isinstance(made, CaseResult):
                self.note(offset, made)
            yield made
        if not self.unchanged():
            raise ResultsError(f"{self.path} {AGAIN}")
        if found != due:
            raise ResultsError(f"{self.path} is damaged: it holds {found} {kind}s, and its last line says {due}")

    def _lines(self, beginning: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
        self.stream.seek(0)
        offset = 0
        for number, line in enumerate(self.stream, 1):
            if line.startswith(beginning):
                yield offset, parsed(self.path, number, line)
            offset += len(line)


def hold(path: Path, note: Callable[[int, CaseResult], None] | None = None) -> HeldResults:
    """Open stored results and keep them open. Raises `ResultsError` where they cannot be used."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from None
    try:
        found = open_results(path)
        stamp = stamp_of(os.fstat(stream.fileno()))
        if stamp_now(path) != stamp:
            raise ResultsError(f"{path} {AGAIN}")
    except BaseException:
        stream.close()
        raise
    return HeldResults(found.path, found.run, found.end, stream, stamp, note)


def stamp_now(path: Path) -> Stamp | None:
    """The state of the file that has the name now; None where there is none."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None
