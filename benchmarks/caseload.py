"""The caseload that every benchmark uses: invented, and the same each time."""

import json
from pathlib import Path

from caselint.demo.caseload import invent


def write_caseload(path: Path, cases: int) -> list[bytes]:
    """Write a caseload as JSON Lines, and give its lines."""
    lines = [json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() for record in invent(cases, seed=1)]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return lines


def repeat_caseload(path: Path, lines: list[bytes], cases: int) -> None:
    """A larger caseload of the same cases, each with an id of its own."""
    with path.open("wb") as stream:
        for number in range(cases):
            line = lines[number % len(lines)]
            own = line.split(b'"id":"', 1)[1].split(b'"', 1)[0]
            stream.write(line.replace(b'"id":"' + own + b'"', b'"id":"%s-%06d"' % (own, number), 1) + b"\n")
