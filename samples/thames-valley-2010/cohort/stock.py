"""What one case can take from another: entries as well-run cases have them, with days counted from the start of supervision."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from caselint.demo.shape import Draft
from cohort.records import begun, carry

FILE = Path(__file__).with_name("stock.yaml")
"""What no case of the invented caseload has."""

TELLING = ("kind", "outcome", "result", "status")
"""Fields of which an entry of each value is kept."""

KEPT = 2
"""Entries that are kept of those that have the same parts."""


class Stock:
    """Entries by where they stand (`home_visits`, `rosh.analyses.groups`), each as JSON text with its days counted from the start."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, None]] = defaultdict(dict)
        self._kept: Counter[tuple[str | None, ...]] = Counter()
        for dotted, entries in _by_hand().items():
            for entry in entries:
                self._entries[dotted][json.dumps(entry)] = None

    def written(self) -> list[tuple[str, str]]:
        """The entries written by hand: where they stand, and their text."""
        return [(dotted, text) for dotted in _by_hand() for text in self._entries[dotted]]

    def complete(self, lists: Iterable[str]) -> None:
        """Write the nested lists that rules read even where they are empty: the export carries them, and nothing was recorded."""
        for dotted, texts in self._entries.items():
            inside = [path.removeprefix(f"{dotted}.").split(".") for path in lists if path.startswith(f"{dotted}.")]
            if inside:
                entries = [json.loads(text) for text in texts]
                for entry in entries:
                    carry(entry, inside)
                self._entries[dotted] = dict.fromkeys(json.dumps(entry) for entry in entries)

    def learn(self, record: Draft) -> None:
        start = begun(record)
        for dotted, entry in _entries(record, ""):
            if dotted == "enforcement" and entry["kind"] == "recall":  # nobody is recalled from an order of the court
                continue
            shape = dotted, *sorted(name for name, part in entry.items() if part), *(entry.get(name) for name in TELLING)
            if self._kept[shape] < KEPT:
                self._kept[shape] += 1
                self._entries[dotted][json.dumps(_counted(entry, start))] = None

    def offers(self, dotted: str, start: date, last: date) -> Iterator[Any]:
        """Entries for one place of a record that began on the one day; none that would lie after the other, that of the export."""
        for text in self._entries.get(dotted, ()):
            entry = _dated(json.loads(text), start)
            if all(day <= last.isoformat() for day in _days(entry)):
                yield entry


@cache
def _by_hand() -> dict[str, list[Draft]]:
    found: dict[str, list[Draft]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def add(record: Draft, dotted: str, text: str) -> None:
    """Put one entry into a record."""
    *names, last = dotted.split(".")
    place = record
    for name in names:
        place = place.setdefault(name, {})
    place.setdefault(last, []).append(_dated(json.loads(text), begun(record)))


def _entries(value: Any, dotted: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        if dotted.count("."):
            yield dotted, value
        for name, part in value.items():
            yield from _entries(part, f"{dotted}.{name}" if dotted else name)
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, dict):
                yield dotted, part
                for name, inner in part.items():
                    yield from _entries(inner, f"{dotted}.{name}")


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and value[:4].isdigit()


def _counted(value: Any, start: date) -> Any:
    if _is_day(value):
        return {"day": (date.fromisoformat(value) - start).days}
    if isinstance(value, dict):
        return {name: _counted(part, start) for name, part in value.items()}
    return [_counted(part, start) for part in value] if isinstance(value, list) else value


def _dated(value: Any, start: date) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"day"}:
            return (start + timedelta(value["day"])).isoformat()
        return {name: f"{part}x" if name == "id" else _dated(part, start) for name, part in value.items()}
    return [_dated(part, start) for part in value] if isinstance(value, list) else value


def _days(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _days(part)
    elif _is_day(value):
        yield value
