"""Expecting: what the models of the record expect at a place in it."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from caselint.record.base import Entry, FreeText
from caselint.record.locating import Path
from caselint.record.record import Record

Kind = Literal["object", "list", "date", "value", "boolean", "integer", "number", "id", "text"]

_KINDS: dict[Any, Kind] = {bool: "boolean", int: "integer", float: "number", str: "id"}
_NEAR_SECTION = 0.8


@dataclass(frozen=True, slots=True)
class Expected:
    kind: Kind
    description: str = ""
    values: tuple[str, ...] = ()
    """The values of an enumeration."""
    fields: tuple[str, ...] = ()
    """The fields of an object."""


def expected_at(path: Path) -> Expected | None:
    """What the record should hold there, or None where no model says."""
    annotation: Any = Record
    description = ""
    for step in path:
        annotation = bare(annotation)[0]
        if isinstance(step, int):
            if get_origin(annotation) is not tuple:
                return None
            annotation = get_args(annotation)[0]
        else:
            if not (isinstance(annotation, type) and issubclass(annotation, Entry)) or step not in annotation.model_fields:
                return None
            field = annotation.model_fields[step]
            annotation, description = _annotation(field), field.description or ""
    return _expected(annotation, description)


def _expected(annotation: Any, description: str) -> Expected:
    plain, marks = bare(annotation)
    if get_origin(plain) is Literal:
        return Expected("value", description, values=tuple(str(value) for value in get_args(plain)))
    if get_origin(plain) is tuple:
        return Expected("list", description)
    if isinstance(plain, type) and issubclass(plain, Entry):
        return Expected("object", description, fields=tuple(plain.model_fields))
    if any(mark is FreeText for mark in marks):
        return Expected("text", description)
    return Expected(_KINDS.get(plain, "date"), description)


def parts_of(model: type[BaseModel]) -> Iterator[tuple[str, bool, type[BaseModel]]]:
    """The fields of a model that hold other models: name, whether it is a list of them, and the model."""
    for name, field in model.model_fields.items():
        annotation = bare(field.annotation)[0]
        is_list = get_origin(annotation) is tuple
        below = bare(get_args(annotation)[0])[0] if is_list else annotation
        if isinstance(below, type) and issubclass(below, BaseModel):
            yield name, is_list, below


def _annotation(field: FieldInfo) -> Any:
    """As it was written: pydantic keeps what was annotated apart."""
    annotation: Any = field.annotation
    for mark in field.metadata:
        annotation = Annotated[annotation, mark]
    return annotation


def bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type itself, without `None` and without what it is annotated with, and the latter."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            marks += annotation.__metadata__
            annotation = get_args(annotation)[0]
        elif type(None) in get_args(annotation):
            (annotation,) = (part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, marks


@lru_cache(maxsize=1024)
def leads_somewhere(path: str) -> bool:
    """Whether a dotted path, which steps into lists as if they were single entries, ends at a section or a field."""
    annotation: Any = Record
    for step in path.split("."):
        if not (isinstance(annotation, type) and issubclass(annotation, Entry)) or step not in annotation.model_fields:
            return False
        annotation = bare(annotation.model_fields[step].annotation)[0]
        if get_origin(annotation) is tuple:
            annotation = bare(get_args(annotation)[0])[0]
    return True


@cache
def _section_names() -> tuple[str, ...]:
    return tuple(Record.model_fields)


@lru_cache(maxsize=1024)
def suggest_section(name: str) -> str | None:
    """The section that an unknown name most likely means; None where it is no near miss of one, or is itself a section."""
    if name in Record.model_fields:
        return None
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", name[:100]).lower()
    return suggest(plain, _section_names(), _NEAR_SECTION)


def suggest(name: str, known: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The known name that is most like this one, if any is."""
    return next(iter(difflib.get_close_matches(name[:100], known, 1, cutoff)), None)
