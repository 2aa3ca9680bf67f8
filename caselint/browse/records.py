"""The one record that a case was read from, found again by the place that the results hold."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from caselint.audit.outcomes import CaseResult
from caselint.record.problems import Problem, ProblemKind
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.sources import STDIN_NAME, raw_records
from caselint.record.splitting import Raw


class Found(NamedTuple):
    """A record, or why there is none; or a record with a doubt about it."""

    record: Record | None
    says: str | None = None


def find_record(result: CaseResult, results: Path, made: int, folder: Path | None = None) -> Found:
    """Read the record of a case again. Looks where the run found it, then from the results' own folder; with a folder, only there.

    `made` is when the results were written, in nanoseconds: a file of records that is younger may say more than the run saw.
    """
    if result.source == STDIN_NAME:
        return Found(None, "The record came from standard input and was kept nowhere.")
    path = next((path for path in likely(result.source, results, folder) if path.is_file()), None)
    if path is None:
        where = f"in {folder}" if folder else "from here, or from the folder of the results"
        return Found(None, f"{result.source} was not found {where}. `--records FOLDER` says where the records are.")
    raw = raw_at(path, result.line, result.column)
    if raw is None:
        return Found(None, f"{path} was changed since the run: no record begins at line {result.line}, column {result.column}.")
    if isinstance(raw, Problem):
        return Found(None, f"{path} cannot be read as far as line {result.line}: {raw.faults[0].message}.")
    record = read_record(raw).record
    if record is None:
        return Found(None, f"{path} was changed since the run: the record in line {result.line} can no longer be read.")
    if record.case.id != result.case_id:
        return Found(None, f"{path} was changed since the run: line {result.line} holds another case.")
    if path.stat().st_mtime_ns > made:
        return Found(record, f"{path} was written after the results: the record may say more than the run saw.")
    return Found(record)


def likely(source: str, results: Path, folder: Path | None) -> list[Path]:
    """Where a file may be. What the run was told of it counts from the folder in which the run was made."""
    path = Path(source)
    if folder is None:
        return [path, results.parent / path]
    parts = [part for part in path.parts if part not in (path.anchor, "..")]
    return [folder.joinpath(*parts[at:]) for at in range(len(parts))]


def raw_at(path: Path, line: int, column: int) -> Raw | Problem | None:
    """The record that begins there; the problem that keeps it from being reached; None where nothing begins there."""
    for raw in raw_records([str(path)]):
        if isinstance(raw, Problem):
            fault = raw.faults[0]
            if raw.kind is ProblemKind.UNREADABLE or (fault.line, fault.column) == (line, column):
                return raw
        elif (raw.line, raw.column) == (line, column):
            return raw
        elif raw.line > line:
            break
    return None
