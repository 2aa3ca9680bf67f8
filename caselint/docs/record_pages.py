"""The record reference: a page for each section with every field of it, and the code lists."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from caselint.docs.definition_pages import chosen_by_hand, definition_link
from caselint.docs.introductions import introduction
from caselint.docs.markdown import as_yaml, code, fenced, link, page, prose, slug, table
from caselint.docs.usage import Usage, having
from caselint.language.types import Type, annotation_type
from caselint.packs.pack import Pack
from caselint.record import vocabularies
from caselint.record.record import Record

INLINE = 12
"""A code list with more values stands on a page of its own, if it has a name."""
SHOWN = 20
"""So many definitions stand on the page of a section."""


def record_pages(pack: Pack, usage: Usage) -> Iterator[tuple[str, str]]:
    lists = code_lists()
    rows = []
    for name, info in Record.model_fields.items():
        found = annotation_type(info.annotation, info.metadata)
        rows.append(
            (
                link(code(name), f"{name}.md"),
                prose(info.description or ""),
                shape(found),
                "must be given" if info.is_required() else "not exported",
            )
        )
        yield f"record/{name}.md", section_page(pack, usage, name, info, lists)
    further = (
        f"The {link('code lists', 'code-lists.md')} are those of several fields.",
        f"{link('The base case', '../base-case.md')} is a whole record.",
    )
    head = ("section", "what it holds", "shape", "when it is absent")
    yield "record/index.md", page(introduction("records"), table(head, rows), " ".join(further))
    yield "record/code-lists.md", list_page(lists)


def code_lists() -> dict[tuple[str, ...], str]:
    """The named code lists of the record, by their values."""
    return {values: name for name, found in inspect.getmembers(vocabularies) if name[0].isupper() and (values := get_args(found))}


def list_page(lists: Mapping[tuple[str, ...], str]) -> str:
    parts = []
    for values, name in lists.items():
        ordered = " Ordered, the lowest first: its values can be compared." if values in vocabularies.ORDERED else ""
        parts += [f"## {name}", ", ".join(map(code, values)) + "." + ordered]
    return page("# Code lists", "The values that an enumerated field can take, where several fields share them.", *parts)


def section_page(pack: Pack, usage: Usage, name: str, info: FieldInfo, lists: Mapping[tuple[str, ...], str]) -> str:
    found = annotation_type(info.annotation, info.metadata)
    model = entry_of(found)
    assert model is not None, name
    readers = [
        (link(each, f"../rules/{each}.md"), code(rule.info.name))
        for each, rule in sorted(pack.rules.items())
        if any(path.split(".")[0] == name for path in rule.logic.reads)
    ]
    example = pack.base_case.get(name)
    return page(
        f"# `{name}`",
        prose(info.description or ""),
        f"{shape(found).capitalize()}. " + ("Every record has it." if info.is_required() else "Absent, or `null`: not exported."),
        *entries(name, model, found.kind == "list", lists, ()),
        page("## In the base case", fenced(as_yaml({name: example}), "yaml")).strip() if example is not None else None,
        "## Definitions that read it",
        definitions(pack, usage, name),
        "## Rules that read it",
        table(("rule", "name"), readers) if readers else "None.",
    )


def definitions(pack: Pack, usage: Usage, section: str) -> str:
    """Those in whose own expression the section stands, or that say something of an entry of it.

    Those to begin with come first, then what most rules name.
    """
    rules = {name: len(having(usage.definitions_of_rules, name)) for name in having(usage.sections_of_definitions, section)}
    first = [name for name, _ in chosen_by_hand()]
    chosen = sorted(rules, key=lambda name: (name not in first, -rules[name], name))[:SHOWN]
    if not chosen:
        return "None."
    rows = [(definition_link(pack, name), prose(pack.meanings[name]), str(rules[name])) for name in chosen]
    left = len(rules) - len(chosen)
    rest = f"And {left} more: see {link('all definitions', '../definitions/index.md')}." if left else None
    return page(table(("definition", "what it says", "rules that name it"), rows), rest).strip()


def entries(
    path: str, model: type[BaseModel], many: bool, lists: Mapping[tuple[str, ...], str], within: tuple[type[BaseModel], ...]
) -> Iterator[str]:
    """A table of fields for a model, and one for each model inside it."""
    inner: list[tuple[str, type[BaseModel], bool, str]] = []
    rows = []
    for name, info in model.model_fields.items():
        found = annotation_type(info.annotation, info.metadata)
        child = entry_of(found)
        kind = type_words(found, info, lists)
        if child is not None:
            where = f"{path}.{name}"
            kind = link(kind, f"#{slug(where)}")
            if child not in within:
                inner.append((where, child, found.kind == "list", info.description or ""))
        rows.append((code(name), kind, missing_words(found, info), prose(info.description or "")))
    yield f"## `{path}`" if within else "## Fields"
    if within:
        yield "A list; each entry has these fields." if many else "One entry with these fields."
    yield table(("field", "type", "when it is absent", "what it holds"), rows)
    for where, child, several, description in inner:
        found_inside = list(entries(where, child, several, lists, (*within, model)))
        yield from (found_inside[0], prose(description), *found_inside[1:])


def entry_of(found: Type) -> type[BaseModel] | None:
    """The model of an entry, or of each entry of a list."""
    inside = found.item if found.kind == "list" else found
    return inside.model if inside is not None else None


def shape(found: Type) -> str:
    return "a list of entries" if found.kind == "list" else "one entry"


def type_words(found: Type, info: FieldInfo, lists: Mapping[tuple[str, ...], str]) -> str:
    if found.kind == "list":
        assert found.item is not None
        if found.item.kind == "enum":
            return f"list, each {plain_words(found.item, info, lists)}"
        return "list of entries" if found.item.kind == "entity" else f"list of {plain_words(found.item, info, lists)}"
    return plain_words(found, info, lists)


def plain_words(found: Type, info: FieldInfo, lists: Mapping[tuple[str, ...], str]) -> str:
    if found.kind == "enum":
        named = lists.get(found.values)
        if named is not None and len(found.values) > INLINE:
            return f"one of {link(named, f'code-lists.md#{slug(named)}')}"
        return ("ordered: " if found.ordered else "one of ") + ", ".join(map(code, found.values))
    if found.kind == "text":
        return "**free text**" if found.free else "text"
    words = {
        "date": "date",
        "bool": "true or false",
        "int": "whole number",
        "number": "number",
        "id": "id",
        "entity": "entry",
    }
    return words[found.kind] + bounds(info)


def bounds(info: FieldInfo) -> str:
    """The least and the greatest value, wherever in the annotation they stand."""
    marks = [*info.metadata, *(mark for part in get_args(info.annotation) for mark in getattr(part, "__metadata__", ()))]
    marks = [inner for mark in marks for inner in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    least = next((mark.ge for mark in marks if getattr(mark, "ge", None) is not None), None)
    most = next((mark.le for mark in marks if getattr(mark, "le", None) is not None), None)
    if least is None and most is None:
        return ""
    return (
        f" from {least} to {most}"
        if least is not None and most is not None
        else f" from {least}"
        if least is not None
        else f" up to {most}"
    )


def missing_words(found: Type, info: FieldInfo) -> str:
    if info.is_required():
        return "must be given"
    if info.default is None:
        return "not exported" if found.kind == "list" else "not recorded"
    return f"counts as {code(default_words(info.default))}"


def default_words(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
