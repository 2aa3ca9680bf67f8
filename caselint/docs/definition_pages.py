"""The reference of definitions: an index, and a page for each file of a pack in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from caselint.docs.introductions import introduction
from caselint.docs.markdown import code, facts, fenced, link, page, prose, slug, table
from caselint.docs.origin import Origins
from caselint.docs.usage import Usage, having
from caselint.packs.pack import Pack


def definition_pages(pack: Pack, usage: Usage, origins: Origins) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for name in pack.definitions.sources:
        groups.setdefault(group_of(pack, name), []).append(name)
    yield "definitions/index.md", index(pack, usage, groups)
    for group, names in sorted(groups.items()):
        entries = [part for name in sorted(names) for part in (f"## `{name}`", entry(pack, usage, origins, name))]
        yield f"definitions/{group}.md", page(f"# Definitions: {title_of(group)}", back(), *entries)


def group_of(pack: Pack, name: str) -> str:
    """The file in which it is written, as a plain word. Two packs share a page where their files are called the same."""
    return re.sub(r"[^a-z0-9]+", "-", PurePath(pack.homes[name].file).stem.lower()).strip("-") or "other"


def target_of(pack: Pack, name: str) -> str:
    """Where a definition stands, seen from the top of the reference."""
    return f"definitions/{group_of(pack, name)}.md#{slug(name)}"


def title_of(group: str) -> str:
    return group.replace("-", " ")


def back() -> str:
    return f"{link('All definitions', 'index.md')} · {link('The rule language', '../language.md')}"


def index(pack: Pack, usage: Usage, groups: dict[str, list[str]]) -> str:
    parts: list[str] = []
    for group, names in sorted(groups.items()):
        rows = [
            (
                definition_link(pack, name),
                prose(pack.meanings[name]),
                str(len(having(usage.definitions_of_rules, name))),
            )
            for name in sorted(names)
        ]
        parts += [f"## {title_of(group).capitalize()}", table(("definition", "what it says", "rules that name it"), rows)]
    counted = f"This pack has {len(pack.definitions.sources)} of them."
    return page(introduction("definitions"), counted if groups else "This pack has none.", to_begin_with(pack), *parts)


def to_begin_with(pack: Pack) -> str | None:
    """Those, chosen by hand, that most rules need; a pack that does not build on the shipped one may have none of them."""
    rows = [(definition_link(pack, name), prose(use)) for name, use in chosen_by_hand() if name in pack.meanings]
    return page("## Definitions to begin with", table(("definition", "what for"), rows)).strip() if rows else None


def chosen_by_hand() -> list[tuple[str, str]]:
    """The definitions to begin with, and what each is for."""
    return re.findall(r"^- `(\w+)[^`]*`: (.+)$", introduction("definitions-to-begin-with"), re.MULTILINE)


def definition_link(pack: Pack, name: str) -> str:
    """From a page in a folder of the reference, as it is written in an expression."""
    return link(code(called(pack, name)), f"../{target_of(pack, name)}")


def called(pack: Pack, name: str) -> str:
    """How it is written in an expression."""
    parameters = pack.definitions.sources[name].parameters
    return f"{name}({', '.join(parameters)})" if parameters else name


def entry(pack: Pack, usage: Usage, origins: Origins, name: str) -> str:
    source = pack.definitions.sources[name]
    definition = pack.definitions.definition(name)
    origin = origins.of(pack.homes[name])
    meaning = pack.meanings[name]
    rows = [
        ("Takes", ", ".join(f"{code(parameter)} ({code(kind)})" for parameter, kind in source.parameters.items())),
        ("Gives", prose(str(definition.type) if definition else "")),
        ("Settings", ", ".join(link(code(each), f"../settings.md#{each}") for each in sorted(usage.settings_of_definitions[name]))),
        ("Rests on", definition_links(pack, usage.definitions_of_definitions[name])),
        ("Rules that name it", ", ".join(link(each, f"../rules/{each}.md") for each in having(usage.definitions_of_rules, name))),
        ("Definitions that name it", definition_links(pack, having(usage.definitions_of_definitions, name))),
        ("From", f"pack {code(origin.pack)}, {code(origin.file)}, line {origin.line}"),
    ]
    return page(prose(meaning[:1].upper() + meaning[1:]), fenced(source.text.strip(), "python"), facts(rows)).strip()


def definition_links(pack: Pack, names: Iterable[str]) -> str:
    return ", ".join(link(code(each), f"../{target_of(pack, each)}") for each in sorted(names))
