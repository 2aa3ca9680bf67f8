"""What a field is, from the docstring under it: for the schemas of classes whose fields have no description of another kind."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel


def describe(schema: dict[str, Any], *roots: Any) -> None:
    """Add the words of the sources to a JSON Schema that was made from these types. What has a description keeps it."""
    shapes = [schema, *schema.get("oneOf", ()), *schema.get("$defs", {}).values()]
    found = {cls.__name__: cls for root in roots for cls in classes(root, set())}
    for shape in shapes:
        cls = found.get(shape.get("title", ""))
        for name, words in field_words(cls).items() if cls else ():
            part = shape.get("properties", {}).get(name)
            if part is not None:
                part.setdefault("description", words)


def classes(annotation: Any, seen: set[type]) -> Iterator[type]:
    """Every model and dataclass in an annotation, those in their fields among them."""
    if isinstance(annotation, type) and annotation not in seen and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        seen.add(annotation)
        yield annotation
        for inner in get_type_hints(annotation, include_extras=True).values():
            yield from classes(inner, seen)
    for inner in get_args(annotation):
        yield from classes(inner, seen)


def field_words(cls: type) -> dict[str, str]:
    """The docstrings under the fields of a class and of those that it builds on, by the name that the field has in JSON."""
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        if issubclass(each, BaseModel) or is_dataclass(each):
            found |= own_words(each)
    aliases = {name: field.alias for name, field in cls.model_fields.items() if field.alias} if issubclass(cls, BaseModel) else {}
    return {aliases.get(name, name): words for name, words in found.items()}


def own_words(cls: type) -> Mapping[str, str]:
    return words_of_module(cls.__module__).get(cls.__name__, {})


@cache
def words_of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """By class and field. A module is read once, however many classes it has."""
    try:
        tree = ast.parse(inspect.getsource(import_module(name)))
    except (OSError, TypeError):  # a module without a source
        return {}
    return {each.name: dict(documented(each)) for each in tree.body if isinstance(each, ast.ClassDef)}


def documented(cls: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(cls.body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            yield field.target.id, " ".join(below.value.value.split())
