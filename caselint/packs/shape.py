"""Checks the shape of a pack's file against its JSON Schema, and says what is wrong in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from caselint.language.errors import did_you_mean
from caselint.packs.problems import PackProblem
from caselint.packs.yaml_source import Document

if TYPE_CHECKING:  # imported where it is used: a pack from the cache needs none of it
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file of a pack."""
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def validator_of(model: type[BaseModel]) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema_of(model))


def shape_problems(document: Document, model: type[BaseModel]) -> list[PackProblem]:
    """Every place at which a file has another shape than its schema says."""
    return [problem_of(document, error) for error in flat(validator_of(model).iter_errors(document.data))]


def flat(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors themselves; of a choice between shapes, those of the shape that was meant."""
    for error in errors:
        if error.validator in ("anyOf", "oneOf") and error.context:
            yield from flat(meant(error))
        else:
            yield error


def meant(error: ValidationError) -> list[ValidationError]:
    """The errors of the branch that comes nearest: of the right type, and with the fewest strange or missing keys."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    return min(branches.values(), key=distance)


def distance(errors: list[ValidationError]) -> tuple[int, int, int]:
    wrong_type = sum(error.validator == "type" and not error.path for error in errors)
    strange = sum(len(strange_keys(error)) for error in errors if error.validator == "additionalProperties")
    return wrong_type, strange, len(errors)


def strange_keys(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    instance: Any = error.instance
    return [key for key in instance if key not in known]


def problem_of(document: Document, error: ValidationError) -> PackProblem:
    path = tuple(error.absolute_path)
    place = document.place(path)
    message, hint = error.message, None
    value: Any = error.validator_value
    given: Any = error.instance
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    if error.validator == "additionalProperties":
        strange = strange_keys(error)
        place = document.place_of_key((*path, strange[0]))
        message = f"unknown key{'s' if len(strange) > 1 else ''} {', '.join(f'`{key}`' for key in strange)}"
        hint = did_you_mean(strange[0], schema.get("properties", {})) or f"known here: {', '.join(schema.get('properties', {}))}"
    elif error.validator == "required":
        lacking: list[str] = [key for key in value if key not in given]
        message = f"{', '.join(f'`{key}`' for key in lacking)} must be given"
        hint = schema.get("properties", {}).get(lacking[0], {}).get("description")
    elif error.validator == "type":
        wanted = value if isinstance(value, list) else [value]
        message = f"this must be {' or '.join(TYPES.get(str(word), str(word)) for word in wanted)}"
        hint = "put it in quotes" if "string" in wanted and isinstance(given, bool | int | float) else None
    elif error.validator in ("enum", "const"):
        words = list(map(str, value if error.validator == "enum" else [value]))
        message = f"this must be one of {', '.join(words)}"
        hint = did_you_mean(str(given), words)
    elif error.validator == "pattern":
        message = f"`{str(error.instance)[:40]}` is not written as it must be ({value})"
    elif error.validator in ("minLength", "minItems"):
        message = f"there must be more of this: at least {value}"
    return PackProblem(place, message, hint, document.line(place.line))
