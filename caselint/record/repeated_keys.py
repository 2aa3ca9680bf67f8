"""Repeated keys: whether an object of a record has one key twice. Of such two the parser inside pydantic silently keeps the last."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter, itemgetter
from typing import Any

import jiter
from pydantic import BaseModel

from caselint.record.expecting import parts_of
from caselint.record.record import Record

_keys_read = attrgetter("__pydantic_fields_set__")
_parse = jiter.from_json
_Parts = Callable[[Mapping[str, Any]], Iterable[Any]]


def refuse_repeated_keys(record: Record, data: bytes) -> None:
    """Raise ValueError if an object in `data`, from which the record was read, has a key twice, or NaN stands in an unknown section.

    To parse the text again costs half as much as to validate it, and counting is much cheaper. Each key has its colon, so where
    there are no more colons than keys that arrived in the record, no key was dropped. Colons inside texts only make the count too
    large, and then, as for unknown sections, the text is parsed again.
    """
    if not record.__pydantic_extra__:
        keys = _count_keys(record)
        # The second count leaves out most colons inside texts: those of keys follow a quotation mark, with or without white space.
        if data.count(b":") == keys or data.translate(None, b" \t\r\n").count(b'":') == keys:
            return
    _parse(data, catch_duplicate_keys=True, allow_inf_nan=False, cache_mode="keys")


def _count_keys(record: Record) -> int:
    entries: list[Any] = [record]
    for entry in entries:  # which grows meanwhile
        parts = _PARTS[type(entry)]
        if parts is not None:
            for part in filter(None, parts(entry.__dict__)):
                if type(part) is tuple:
                    entries += part
                else:
                    entries.append(part)
    return sum(map(len, map(_keys_read, entries)))


def _find_parts(model: type[BaseModel], found: dict[type, "_Parts | None"]) -> None:
    """Note, for a model and every model below it, what takes from an entry's values those that hold other models."""
    if model not in found:
        below = list(parts_of(model))
        found[model] = _take([name for name, _, _ in below]) if below else None
        for _, _, part in below:
            _find_parts(part, found)


def _take(names: list[str]) -> "_Parts":
    take = itemgetter(*names)
    return take if len(names) > 1 else lambda values: (take(values),)


_PARTS: dict[type, "_Parts | None"] = {}
_find_parts(Record, _PARTS)
