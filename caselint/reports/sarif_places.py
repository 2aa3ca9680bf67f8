"""The line and column of the entry that a finding is about, looked up in the file that the record came from.

Only in a file that is still there and was not written since the audit ended, and where the same case still begins at the same place. In any
other the entry may have moved, so that only the place of the record is known, which stands in the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from stat import S_ISREG

from caselint.audit.outcomes import CaseResult
from caselint.audit.results import Results
from caselint.record.locating import offset_of, place, string_at
from caselint.record.sources import STDIN, raw_records
from caselint.record.splitting import Raw

Places = Mapping[str, tuple[int, int]]
"""By JSON Pointer: line and column in the file."""


def with_places(results: Results) -> Iterator[tuple[CaseResult, Places]]:
    """Every case, with the places of its findings' entries as far as they are known. Each file is read once more, one record at a time."""
    ended = results.path.stat().st_mtime_ns
    for source, cases in groupby(results.cases(), lambda result: result.source):
        records = records_of(source, ended)
        for result in cases:
            yield result, places_of(result, records) if result.findings else {}


def records_of(source: str, ended: int) -> Iterator[Raw]:
    """The records of a file as it was audited; none of a file that is gone, that is no plain file, or that was written later."""
    try:
        status = Path(source).stat()
    except (OSError, ValueError):
        return
    if S_ISREG(status.st_mode) and status.st_mtime_ns <= ended and source != STDIN:
        yield from (raw for raw in raw_records([source]) if isinstance(raw, Raw) and raw.source == source)


def places_of(result: CaseResult, records: Iterator[Raw]) -> Places:
    """The places in the record that begins where that of the case did. The cases of a file come in its order, so that none is passed by."""
    begins = result.line, result.column
    raw = next((raw for raw in records if (raw.line, raw.column) >= begins), None)
    if raw is None or (raw.line, raw.column) != begins:
        return {}
    try:
        text = raw.data.decode()
    except UnicodeDecodeError:
        return {}
    own_id = offset_of(text, ("case", "id"))
    if own_id is None or string_at(text, own_id) != result.case_id:
        return {}
    pointers = {finding.pointer for finding in result.findings}
    offsets = {pointer: offset_of(text, steps(pointer)) for pointer in pointers}
    return {pointer: place(text, offset, *begins) for pointer, offset in offsets.items() if offset is not None}


def steps(pointer: str) -> tuple[str | int, ...]:
    """The way that a JSON Pointer leads in a record, in which no key is a number."""
    return tuple(int(step) if step.isdecimal() else step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
