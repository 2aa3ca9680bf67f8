"""Valid records of any shape, made from the models' own fields. One number makes one record, so that making them is fast."""

import json
import types
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import BaseModel

from caselint.demo.caseload import invent
from caselint.record.base import Entry
from caselint.record.record import Record

T = TypeVar("T", bound=Entry)
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


# -- records as they come from an office: invented cases, with something done to them


@cache
def office() -> tuple[Record, ...]:
    """Invented cases, half of them well run."""
    drafts = [*invent(60, 5, defects=0.0), *invent(60, 6, defects=2.0)]
    return tuple(Record.model_validate_json(json.dumps(draft)) for draft in drafts)


def plausible(seed: int, most: int = 12) -> Record:
    """An invented case to which up to so many things were done: an entry lost, repeated or made up, a value missing or changed."""
    chance = Random(seed)
    found = chance.choice(office())
    for _ in range(chance.randint(0, most)):
        found = with_change(found, chance, KEPT)
    return found


def any_record(seed: int) -> Record:
    """A record of any shape, or one as it comes from an office."""
    return record_of(Random(seed)) if seed % 3 == 0 else plausible(seed)


KEPT = frozenset({"id", "exported_on", "starts", "not_carried"})
"""Of the case itself: without these it would be another case, or none."""


def with_change(entry: T, chance: Random, kept: frozenset[str] = frozenset()) -> T:
    """A copy of an entry in which one thing somewhere is otherwise."""
    names = [name for name in type(entry).model_fields if name not in kept and (getattr(entry, name) is not None or chance.random() < 0.1)]
    if isinstance(entry, Record):
        names = [name for name in names if getattr(entry, name) is not None]
    if not names:
        return entry
    name = chance.choice(names)
    value = getattr(entry, name)
    info = type(entry).model_fields[name]
    inner = KEPT if isinstance(entry, Record) and name == "case" else frozenset()
    changed: Any
    if isinstance(value, tuple) and value:
        place = chance.randrange(len(value))
        act = chance.choice(("lose", "repeat", "alter", "alter", "make up"))
        one = value[place]
        if act == "lose":
            changed = value[:place] + value[place + 1 :]
        elif act == "alter" and isinstance(one, Entry):
            changed = (*value[:place], with_change(one, chance), *value[place + 1 :])
        elif act == "make up":
            made = value_of(info.annotation, info.metadata, chance, full=True, there=True)
            changed = (*value, *made[:1])
        else:
            changed = (*value, one.model_copy() if isinstance(one, Entry) else one)
    elif isinstance(value, Entry) and (isinstance(entry, Record) or chance.random() < 0.9):
        changed = with_change(value, chance, inner)
    elif isinstance(value, date) and chance.random() < 0.5:
        changed = value + timedelta(days=chance.randint(-60, 60))
    else:
        changed = value_of(info.annotation, info.metadata, chance, full=True, there=info.is_required())
    return entry.model_copy(update={name: changed})


def shuffled(entry: T, chance: Random) -> T:
    """The same with every list in another order."""
    changed: dict[str, Any] = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, Entry):
            changed[name] = shuffled(value, chance)
        elif isinstance(value, tuple):
            parts = [shuffled(part, chance) if isinstance(part, Entry) else part for part in value]
            changed[name] = tuple(chance.sample(parts, len(parts)))
    return entry.model_copy(update=changed)
