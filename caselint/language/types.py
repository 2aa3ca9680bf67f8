"""The types of the rule language, read off the record's models: what an expression can be, and whether it can be missing."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.types import StringConstraints

from caselint.record.base import Entry, FreeText
from caselint.record.record import Record
from caselint.record.vocabularies import ORDERED

Kind = Literal["bool", "int", "number", "date", "period", "text", "id", "enum", "entity", "list", "none", "unknown"]

WORDS: dict[Kind, str] = {
    "bool": "a true or false",
    "int": "a whole number",
    "number": "a number",
    "date": "a date",
    "period": "a period",
    "text": "a text",
    "id": "an id",
    "enum": "a value of a code list",
    "entity": "an entry",
    "list": "a list",
    "none": "None",
    "unknown": "nothing known",
}


@dataclass(frozen=True, slots=True)
class Type:
    """The type of an expression.

    `maybe` says that the value can be missing. `paths` says which parts of the record the value can be (`rosh.levels`), so
    that the checker knows what a rule reads; they are no part of what makes two types equal.
    """

    kind: Kind
    values: tuple[str, ...] = ()
    """Of an enum, its values; of a text, the words that a literal can be."""
    ordered: bool = False
    """Whether the values of an enum can be compared. Such a value missing is a state of its own, never the lowest."""
    model: type[BaseModel] | None = None
    item: Type | None = None
    free: bool = False
    """Free text: may be read for being there, and never printed."""
    maybe: bool = False
    paths: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        words = WORDS[self.kind]
        if self.kind == "entity" and self.model is not None:
            words = f"an entry of kind {self.model.__name__}"
        elif self.kind == "list" and self.item is not None and self.item.kind != "unknown":
            words = f"a list ({str(self.item).removeprefix('a ').removeprefix('an ')})"
        return f"{words} that can be missing" if self.maybe and self.kind != "none" else words

    @property
    def path(self) -> str | None:
        """The part of the record that the value is; the first, where it can be one of several."""
        return self.paths[0] if self.paths else None

    def sure(self) -> Type:
        """The same, known to be there."""
        return replace(self, maybe=False) if self.maybe else self

    def or_missing(self) -> Type:
        return self if self.maybe else replace(self, maybe=True)


BOOL = Type("bool")
INT = Type("int")
NUMBER = Type("number")
DATE = Type("date")
PERIOD = Type("period")
TEXT = Type("text")
ID = Type("id")
NONE = Type("none", maybe=True)
UNKNOWN = Type("unknown")


def list_of(item: Type) -> Type:
    """A list of what the type says; it is the part of the record that its elements are."""
    return Type("list", item=item, paths=item.paths)


def entity(model: type[BaseModel]) -> Type:
    return Type("entity", model=model)


def unify(left: Type, right: Type) -> Type | None:
    """The type of a value that is one or the other, or None where the two have nothing in common."""
    found = in_common(left, right)
    if found is None:
        return None
    return replace(found, maybe=left.maybe or right.maybe, paths=tuple(dict.fromkeys(left.paths + right.paths)))


def in_common(left: Type, right: Type) -> Type | None:
    """What two types have in common, paths and `maybe` left aside."""
    if left.kind in ("none", "unknown"):
        return right
    if right.kind in ("none", "unknown"):
        return left
    kinds = {left.kind, right.kind}
    if kinds == {"int", "number"}:
        return NUMBER
    if kinds == {"enum", "text"}:
        enum, text = (left, right) if left.kind == "enum" else (right, left)
        return enum if text.values and set(text.values) <= set(enum.values) else None
    if len(kinds) > 1:
        return None
    if left.kind == "entity":
        model = common_model(left.model, right.model)
        return None if model is None else replace(left, model=model)
    if left.kind == "list":
        assert left.item is not None and right.item is not None
        item = unify(left.item, right.item)
        return None if item is None else replace(left, item=item)
    if left.kind == "enum" and left.values != right.values:
        if left.ordered or right.ordered:  # a level that is missing is a state of its own, a value of another code list is not
            return None
        return replace(left, values=tuple(dict.fromkeys(left.values + right.values)))
    if left.kind == "text":
        values = tuple(dict.fromkeys(left.values + right.values)) if left.values and right.values else ()
        return replace(left, values=values, free=left.free or right.free)
    return left


def common_model(left: type[BaseModel] | None, right: type[BaseModel] | None) -> type[BaseModel] | None:
    if left is None or right is None:
        return None
    for model in left.__mro__:
        if issubclass(right, model) and issubclass(model, Entry) and model is not Entry:
            return model
    return None


@cache
def fields_of(model: type[BaseModel]) -> dict[str, Type]:
    """The fields of a model as types of the language, without paths."""
    return {name: field_type(info) for name, info in model.model_fields.items()}


def field_type(info: FieldInfo) -> Type:
    found = annotation_type(info.annotation, tuple(info.metadata))
    return found.sure() if found.kind == "list" else found


def annotation_type(annotation: Any, metadata: Iterable[Any] = ()) -> Type:
    """Read one annotation of a model. A list that can be None was perhaps not exported: that is no value of the language."""
    metadata = tuple(metadata)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        assert len(rest) == 1, annotation
        return annotation_type(rest[0], metadata).or_missing()
    if hasattr(annotation, "__metadata__"):
        return annotation_type(annotation.__origin__, annotation.__metadata__)
    if origin is Literal:
        values = get_args(annotation)
        return Type("enum", values=values, ordered=values in ORDERED)
    if origin is tuple:
        return list_of(annotation_type(get_args(annotation)[0]))
    if annotation is str:
        if any(mark is FreeText for mark in metadata):
            return Type("text", free=True)
        return ID if any(isinstance(mark, StringConstraints) or getattr(mark, "max_length", None) for mark in metadata) else TEXT
    simple: dict[Any, Type] = {bool: BOOL, int: INT, float: NUMBER, date: DATE}
    if annotation in simple:
        return simple[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return entity(annotation)
    raise TypeError(f"the rule language has no type for {annotation!r}")


def attribute(owner: Type, name: str) -> Type | None:
    """The type of `owner.name`, with its paths, or None where there is no such field."""
    assert owner.model is not None
    found = fields_of(owner.model).get(name)
    return None if found is None else with_paths(found, tuple(f"{path}.{name}" for path in owner.paths))


def with_paths(found: Type, paths: tuple[str, ...]) -> Type:
    if found.kind == "list" and found.item is not None:
        return replace(found, paths=paths, item=with_paths(found.item, paths))
    return replace(found, paths=paths)


@cache
def sections() -> dict[str, Type]:
    """The sections of a record. A rule is never asked of a record that lacks one of the sections it reads."""
    return {name: with_paths(found.sure(), (name,)) for name, found in fields_of(Record).items()}


@cache
def models_by_name() -> dict[str, type[BaseModel]]:
    """Every model of the record by class name, for the parameters of definitions."""
    found: dict[str, type[BaseModel]] = {}
    pending = list(Entry.__subclasses__())
    while pending:
        model = pending.pop()
        found[model.__name__] = model
        pending.extend(model.__subclasses__())
    return found


SIMPLE: dict[str, Type] = {
    "date": DATE,
    "number": NUMBER,
    "text": Type("text", free=True),
    "id": ID,
    "bool": BOOL,
    "int": INT,
    "period": PERIOD,
}
"""The types of a parameter that are called by a word."""


def paths_ending_in(name: str) -> list[str]:
    """The paths of entries in the record, and of lists of them, whose last part is called so."""
    found: list[str] = []
    pending = list(sections().values())
    while pending:
        part = pending.pop(0)
        inside = part.item if part.kind == "list" and part.item is not None else part
        if inside.kind != "entity" or inside.model is None or part.path is None:
            continue
        if part.path.rpartition(".")[2] == name:
            found.append(part.path)
        if part.path.count(".") < 3:
            pending += [with_paths(below, (f"{part.path}.{field_}",)) for field_, below in fields_of(inside.model).items()]
    return found


def named_type(words: str) -> Type | None:
    """The type that a definition's parameter is declared with. A text can be any text, so none that is printed.

    A scalar (`date`, `number`, `text`, `id`, `bool`, `int`, `period`), a path of the record (`rosh.levels` is an entry of that
    list, `reviews.of` one of that field's values), or the name of a shape (`Document`).
    """
    if words in SIMPLE:
        return SIMPLE[words]
    if words in models_by_name():
        return entity(models_by_name()[words])
    first, *rest = words.split(".")
    found = sections().get(first)
    for name in rest:
        if found is not None and found.kind == "list":
            found = found.item
        if found is None or found.kind != "entity":
            return None
        found = attribute(found, name)
    if found is not None and found.kind == "list":
        found = found.item
    return None if found is None else with_paths(found.sure(), ())
