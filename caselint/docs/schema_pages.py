"""The references that are made from the JSON Schemas: the files of a pack, the configuration, and the forms that programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caselint.docs.introductions import introduction
from caselint.docs.markdown import code, link, page, prose, table
from caselint.docs.schema_tables import Schema, shape_table, whole

Schemas = Mapping[str, Schema]

FILES = {
    "pack": "pack.yaml",
    "rules": "topics/*.yaml",
    "definitions": "definitions/*.yaml",
    "settings": "settings.yaml",
    "framework": "frameworks/*.yaml",
}
"""The files of a pack, by the name of their schema."""
ELSEWHERE = {"record": "../record/index.md", "config": "../configuration.md", **dict.fromkeys(FILES, "../pack-files.md")}
"""Schemas whose keys stand on another page."""

WRITTEN = ("results", "report")
"""Schemas of what caselint writes."""


def pack_files_page(schemas: Schemas) -> str:
    parts = [part for name, file in FILES.items() for part in (f"## `{file}`", *whole(schemas[name]))]
    return page("# The files of a pack", introduction("pack-files"), *parts)


def configuration_page(schemas: Schemas) -> str:
    return page(
        "# Configuration", introduction("configuration"), "## Keys", shape_table(schemas["config"], schemas["config"].get("$defs", {}))
    )


def format_pages(schemas: Schemas, forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    rows = []
    for name, schema in schemas.items():
        title = schema["title"] if " " in schema["title"] else name.capitalize()
        rows.append(
            (link(code(name), ELSEWHERE.get(name, f"{name}.md")), prose(schema.get("description", title)), f"`caselint schema {name}`")
        )
        if name not in ELSEWHERE:
            yield (
                f"formats/{name}.md",
                page(f"# {title}", f"`caselint schema {name}` prints this as a JSON Schema.", *whole(schema, written=name in WRITTEN)),
            )
    yield (
        "formats/index.md",
        page(
            introduction("formats"),
            table(("form", "what it is"), [(code(name), prose(says)) for name, says in forms.items()]),
            "## What programs read and write",
            table(("form", "what it is", "JSON Schema (draft 2020-12)"), rows),
        ),
    )
