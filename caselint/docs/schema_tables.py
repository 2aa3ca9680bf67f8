"""JSON Schemas in words: a table for each shape, with a row for each key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from caselint.docs.markdown import Row, code, link, prose, slug, table, text

Schema = Mapping[str, Any]

SIMPLE = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
    "array": "list",
}

CALLED = {
    "RuleEntry": "a rule",
    "Deadline": "a deadline",
    "Ladder": "a ladder",
    "EvidenceEntry": "evidence against",
    "ExampleEntry": "an example",
    "DefinitionEntry": "a definition",
    "SettingEntry": "a setting",
}
"""Shapes that a reader knows by another name."""
LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "from {}",
    "maximum": "up to {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
}


def whole(schema: Schema, *, written: bool = False) -> Iterator[str]:
    """A schema: its own keys, and then those of each shape inside it, in the order in which a reader comes to them.

    `written`: caselint writes this and nobody else does, so that it says what is there and not what must be given.
    """
    parts = schema.get("$defs", {})
    if schema.get("description"):
        yield prose(schema["description"])
    for line in schema.get("oneOf", ()):
        yield f"### A line of type `{line['properties']['type']['const']}`"
        yield prose(line.get("description", ""))
        yield shape_table(line, parts, written=written)
    if "properties" in schema:
        yield shape_table(schema, parts, written=written)
    for name in reached(schema):
        if "properties" in parts[name]:
            yield f"### {heading_of(name)}"
            yield prose(parts[name].get("description", ""))
            yield shape_table(parts[name], parts, written=written)


def reached(schema: Schema) -> list[str]:
    """The names of the shapes inside a schema, those that it names itself first."""
    parts = schema.get("$defs", {})
    pending: list[Any] = [{key: value for key, value in schema.items() if key != "$defs"}]
    found: dict[str, None] = {}
    while pending:
        here = pending.pop(0)
        if isinstance(here, Mapping):
            name = name_of(str(here.get("$ref", "")))
            if name in parts and name not in found:
                found[name] = None
                pending.append(parts[name])
            pending.extend(here.values())
        elif isinstance(here, list):
            pending.extend(here)
    return list(found)


def shape_table(schema: Schema, parts: Schema, *, written: bool = False) -> str:
    """The keys of one shape."""
    required = schema.get("required", ())
    rows: list[Row] = []
    for name, found in schema.get("properties", {}).items():
        kind = type_words(found, parts)
        if written:
            null = ", or null" if any(each.get("type") == "null" for each in found.get("anyOf", ())) else ""
            rows.append((code(name), kind + null, prose(description_of(found, parts))))
            continue
        default = found.get("default")
        missing = "must be given" if name in required else "nothing" if default in (None, [], {}) else code(json.dumps(default))
        rows.append((code(name), kind, missing, prose(description_of(found, parts))))
    return table(("key", "type", "what it is") if written else ("key", "type", "when it is absent", "what it is"), rows)


def heading_of(name: str) -> str:
    return f"Keys of {CALLED[name]}" if name in CALLED else name


def description_of(found: Schema, parts: Schema) -> str:
    """What a key is; where it says nothing itself, what the shape that it holds says."""
    if found.get("description"):
        return str(found["description"])
    reference = found.get("$ref") or next((each.get("$ref") for each in found.get("anyOf", ()) if "$ref" in each), None)
    return str(parts.get(name_of(reference), {}).get("description", "")) if reference else ""


def name_of(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]


def type_words(found: Schema, parts: Schema) -> str:
    if "$ref" in found:
        name = name_of(found["$ref"])
        part = parts.get(name, {})
        if "properties" not in part and part:
            return type_words(part, parts)
        return link(CALLED.get(name, name), f"#{slug(heading_of(name))}")
    if "const" in found:
        return code(str(found["const"]))
    if "enum" in found:
        return "one of " + ", ".join(code(str(value)) for value in found["enum"])
    if "anyOf" in found or "oneOf" in found:
        kinds = [type_words(each, parts) for each in found.get("anyOf", found.get("oneOf", ())) if each.get("type") != "null"]
        return ", or ".join(dict.fromkeys(kinds))
    kind = found.get("type")
    if kind == "array":
        return array_words(found, parts)
    if kind == "object" and isinstance(found.get("additionalProperties"), Mapping):
        return f"by name: {type_words(found['additionalProperties'], parts)}"
    if kind is None:
        return "anything"
    return SIMPLE[kind] + limits(found)


def array_words(found: Schema, parts: Schema) -> str:
    if "prefixItems" in found:
        return "list of " + ", ".join(type_words(each, parts) for each in found["prefixItems"])
    least = f" (at least {found['minItems']})" if found.get("minItems") else ""
    each = found.get("items", {})
    of = "each of them " if "$ref" in each else ""
    return f"list{',' if of else ' of'} {of}{type_words(each, parts)}{least}"


def limits(found: Schema) -> str:
    """What else a value must be."""
    words = []
    if found.get("format"):
        words.append(f"a {found['format']}")
    elif found.get("pattern", r"\S") != r"\S":
        words.append(f"written {code(found['pattern'])}")
    if found.get("minLength") == 1:
        words.append("not empty")
    for key, says in LIMITS.items():
        if key in found and (key, found[key]) != ("minLength", 1):
            words.append(text(says.format(found[key])))
    return f" ({', '.join(words)})" if words else ""
