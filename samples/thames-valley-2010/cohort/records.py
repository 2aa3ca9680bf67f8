"""A record as it is worked on: a well-run case, and the single facts in which the case of the cohort differs from it."""

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caselint.demo.shape import Draft

Path = tuple[str | int, ...]
"""Where a fact stands in the well-run record. An index past the end of a list stands for an entry that is added."""

Changes = dict[Path, Any]

GONE = "\0gone"
"""In place of a value: the fact is not in the record."""


@dataclass(slots=True)
class Case:
    """One case of the cohort. Changes are kept apart from what they change, so that each can be taken back on its own."""

    base: dict[str, str]
    """The sections of the well-run record, as JSON text."""
    begun: date
    """The start of supervision."""
    exported: date
    changes: Changes = field(default_factory=dict)

    def section(self, name: str, changes: Changes, *, marked: bool = False) -> Any:
        """One section with the changes made; where `marked`, a mark stands for each entry that is gone, so that all keep their places."""
        record = {name: json.loads(self.base[name])}
        thinned: list[list[Any]] = []
        mine = [change for change in changes.items() if change[0][0] == name]
        for path, value in sorted(mine, key=lambda change: (len(change[0]), str(change[0]))):
            _change(record, path, value, thinned)
        for entries in () if marked else thinned:
            entries[:] = [entry for entry in entries if entry != GONE]
        return record[name]

    def record(self) -> Draft:
        """The whole record, as it is exported."""
        return {name: self.section(name, self.changes) for name in self.base}


def case_of(record: Draft) -> Case:
    texts = {name: json.dumps(section) for name, section in record.items()}
    return Case(texts, begun(record), date.fromisoformat(record["case"]["exported_on"]))


def begun(record: Draft) -> date:
    return date.fromisoformat(record["case"]["starts"][-1]["date"])


def _change(record: Draft, path: Path, value: Any, thinned: list[list[Any]]) -> None:
    """Make one change. Where the entry that it is about is not there any more, there is nothing to change."""
    place: Any = record
    for step in path[:-1]:
        here = step in place if isinstance(place, dict) else isinstance(place, list) and isinstance(step, int) and step < len(place)
        if not here:
            return
        place = place[step]
    last = path[-1]
    value = deepcopy(value) if isinstance(value, (dict, list)) else value
    if isinstance(place, dict):
        if value == GONE:
            place.pop(last, None)
        else:
            place[last] = value
    elif isinstance(place, list) and isinstance(last, int):
        if last < len(place):
            place[last] = value
        elif value != GONE:
            place.append(value)
        if value == GONE:
            thinned.append(place)


def written(record: Draft) -> bytes:
    """A record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def dotted(path: Path) -> str:
    """A path without the places in lists: as rules name what they read."""
    return ".".join(step for step in path if isinstance(step, str))


def carry(entry: Draft, lists: Iterable[list[str]]) -> None:
    """Write every such list even where it is empty: the export carries it, and nothing was recorded."""
    for names in lists:
        for owner, _ in owners(entry, names[:-1], ()):
            owner.setdefault(names[-1], [])


def owners(place: Any, names: list[str], path: Path) -> Iterator[tuple[Draft, Path]]:
    """The entries that hold a field, and where they stand."""
    if isinstance(place, list):
        for index, entry in enumerate(place):
            yield from owners(entry, names, (*path, index))
    elif not isinstance(place, dict):
        return
    elif not names:
        yield place, path
    elif names[0] in place:
        yield from owners(place[names[0]], names[1:], (*path, names[0]))
