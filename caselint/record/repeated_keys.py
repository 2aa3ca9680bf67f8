"""Repeated keys: whether an object of a record has one key twice. Of such two the parser inside pydantic silently keeps the last."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

import jiter
from pydantic import BaseModel

from caselint.record.expecting import parts_of
from caselint.record.record import Record

_keys_read = attrgetter("__pydantic_fields_set__")
_parse = jiter.from_json


class _Part(NamedTuple):
    values: "attrgetter[Any]"
    is_list: bool
    parts: tuple["_Part", ...]


def refuse_repeated_keys(record: Record, data: bytes) -> None:
    """Raise ValueError if an object in `data`, from which the record was read, has a key twice, or NaN stands in an unknown section.

    To parse the text again costs half as much as to validate it, and counting is much cheaper. Each key has its colon, so where
    there are no more colons than keys that arrived in the record, no key was dropped. Colons inside texts only make the count too
    large, and then, as for unknown sections, the text is parsed again.
    """
    if not record.__pydantic_extra__:
        keys = _count_keys((record,), _PARTS)
        # The second count leaves out most colons inside texts: those of keys follow a quotation mark, with or without white space.
        if data.count(b":") == keys or data.translate(None, b" \t\r\n").count(b'":') == keys:
            return
    _parse(data, catch_duplicate_keys=True, allow_inf_nan=False, cache_mode="keys")


def _parts(model: type[BaseModel]) -> tuple[_Part, ...]:
    return tuple(_Part(attrgetter(name), is_list, _parts(below)) for name, is_list, below in parts_of(model))


_PARTS = _parts(Record)


def _count_keys(entries: Iterable[Any], parts: tuple[_Part, ...]) -> int:
    count = sum(map(len, map(_keys_read, entries)))
    for values, is_list, below in parts:
        for value in filter(None, map(values, entries)):
            count += _count_keys(value if is_list else (value,), below)
    return count
