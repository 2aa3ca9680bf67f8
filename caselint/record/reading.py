"""Reading: raw bytes into a record, or into the problem that tells what is wrong with them."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from caselint.record.consistency import contradictions
from caselint.record.duplicates import Seen
from caselint.record.expecting import leads_somewhere, suggest_section
from caselint.record.explaining import ADAPTER, explain, point_out
from caselint.record.problems import Problem
from caselint.record.record import Record
from caselint.record.repeated_keys import refuse_repeated_keys
from caselint.record.sources import raw_records
from caselint.record.splitting import MAX_RECORD_BYTES, Raw
from caselint.record.wording import plain_name

_validate = ADAPTER.validate_json


class Reading(NamedTuple):
    """What came of one record, or of a file that could not be read."""

    record: Record | None
    problem: Problem | None
    unknown_sections: tuple[str, ...] = ()
    """Names that the models do not know, of top-level parts and in `case.not_carried`: news from a newer exporter, or misspelt. To be
    reported once per run."""


def read_record(raw: Raw) -> Reading:
    """Read one record. A problem without a record: malformed; with one: inconsistent. Never raises for what the bytes hold."""
    try:
        record = _validate(raw.data)
        refuse_repeated_keys(record, raw.data)
    except ValueError:
        return Reading(None, explain(raw))
    unknown = tuple(record.__pydantic_extra__)
    if unknown and any(map(suggest_section, unknown)):
        return Reading(None, explain(raw))
    unknown = tuple(map(plain_name, unknown))
    if record.case.not_carried:
        strange = [path for path in record.case.not_carried if not leads_somewhere(path)]
        unknown += tuple(f"{plain_name(path)} in case.not_carried" for path in strange)
    found = contradictions(record)
    return Reading(record, point_out(raw, record.case.id, found) if found else None, unknown)


def read(paths: Sequence[str], stdin: BinaryIO | None = None, *, max_bytes: int = MAX_RECORD_BYTES) -> Iterator[Reading]:
    """Read every record of every path (see raw_records), one at a time. Of two records with one case id the first stands."""
    seen = Seen()
    for raw in raw_records(paths, stdin, max_bytes=max_bytes):
        if isinstance(raw, Problem):
            yield Reading(None, raw)
            continue
        reading = read_record(raw)
        if reading.record and (again := seen.again(reading.record.case.id, raw.source, raw.line, raw.column)):
            reading = Reading(None, again, reading.unknown_sections)
        yield reading
