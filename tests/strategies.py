"""Valid records of any shape, made from the models' own fields. One number makes one record, so that making them is fast."""

import types
from datetime import date, timedelta
from random import Random
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import BaseModel

from caselint.record.record import Record

FIRST = date(2009, 6, 1)
EXTREMES = (date.min, date.max, date(2008, 2, 29))
IDS = ("S1", "S2", "D1", "D2", "OM_1", "X")


def records() -> st.SearchStrategy[Record]:
    """Records in which no section is absent, a few are full, and anything else that can be missing may be."""
    return st.integers(0, 2**32).map(lambda seed: record_of(Random(seed)))


def days() -> st.SearchStrategy[date]:
    return st.dates(date(1990, 1, 1), date(2030, 12, 31))


def record_of(chance: Random, *full: str) -> Record:
    """A record in which the named sections are full, and some others."""
    chosen = {"case", *full, *chance.sample(sorted(Record.model_fields), 5)}
    sections = {
        name: value_of(info.annotation, info.metadata, chance, name in chosen, there=True) for name, info in Record.model_fields.items()
    }
    return Record(**sections)


def entry_of(model: type[BaseModel], chance: Random, full: bool) -> BaseModel:
    values = {}
    for name, info in model.model_fields.items():
        if full or info.is_required() or chance.random() < 0.2:
            values[name] = value_of(info.annotation, info.metadata, chance, full, there=info.is_required())
    return model(**values)


def value_of(annotation: Any, metadata: Any, chance: Random, full: bool, there: bool = False) -> Any:
    """A value that a field with this annotation can hold. `there`: never None."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not type(None))
        missing = 0.03 if get_origin(inner) is tuple else 0.25 if full else 0.7  # a list that is None was not exported
        if not there and chance.random() < missing:
            return None
        return value_of(inner, metadata, chance, full)
    if hasattr(annotation, "__metadata__"):
        marks = [mark for part in annotation.__metadata__ for mark in getattr(part, "metadata", (part,))]
        return value_of(annotation.__origin__, marks, chance, full)
    if origin is Literal:
        return chance.choice(get_args(annotation))
    if origin is tuple:
        inner = get_args(annotation)[0]
        return tuple(value_of(inner, (), chance, full) for _ in range(chance.choice((0, 1, 1, 2, 3)) if full else 0))
    if annotation is date:
        return chance.choice(EXTREMES) if chance.random() < 0.02 else FIRST + timedelta(chance.randrange(500))
    if annotation is str:
        return chance.choice(IDS)
    if annotation is bool:
        return chance.random() < 0.5
    if annotation is int:
        low = next((mark.ge for mark in metadata if isinstance(mark, Ge)), None)
        high = next((mark.le for mark in metadata if isinstance(mark, Le)), None)
        if low is None and high is None and chance.random() < 0.03:
            return chance.choice((10**400, -(10**400)))
        return chance.randint(int(low or 0), int(high or 40))
    if annotation is float:
        return chance.choice((0.0, 0.5, 12.0, -3.25, 1e308))
    assert issubclass(annotation, BaseModel), annotation
    return entry_of(annotation, chance, full)
