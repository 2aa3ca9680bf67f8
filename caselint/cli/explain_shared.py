"""`caselint explain` of what rules share: a definition or a setting, what it says and which rules rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caselint.cli.explain import put_sections
from caselint.docs.definition_pages import called
from caselint.docs.origin import origins_of, setting_place
from caselint.docs.usage import Usage, having, resting_on
from caselint.language.templates import say
from caselint.language.types import Type
from caselint.packs.model import Place
from caselint.packs.pack import Pack, SettingValue
from caselint.reports import rule_facts as facts


def definition(pack: Pack, usage: Usage, name: str, console: Any) -> None:
    """Print everything that is known of a definition."""
    source, checked = pack.definitions.sources[name], pack.definitions.definition(name)
    assert checked is not None, name
    named = usage.definitions_of_definitions[name]
    put_title(console, called(pack, name), "a definition", pack.meanings[name])
    put_sections(
        console,
        [
            ("Takes", list(taken(source.parameters, checked.parameters))),
            ("Gives", [str(checked.type).removeprefix("a ") if checked.type.kind == "bool" else str(checked.type)]),
            ("Expression", [" ".join(source.text.split())]),
            ("Rests on", [f"{called(pack, each)}: {pack.meanings[each]}" for each in sorted(named)]),
            ("Settings", [facts.period(pack, pack.settings[each]).says for each in sorted(usage.settings_of_definitions[name])]),
            ("Reads", in_a_row(path.removeprefix("$") for path in sorted(checked.reads))),
            *users(pack, usage, having(usage.definitions_of_rules, name), having(usage.definitions_of_definitions, name)),
            ("Written in", [written_in(pack, pack.homes[name])]),
        ],
    )


def taken(written: Mapping[str, str], types: Mapping[str, Type]) -> Iterator[str]:
    """Each parameter with its type as written. A path of the record stands for one entry, or one value, of what it leads to."""
    for parameter, kind in written.items():
        of = "entry" if types[parameter].kind == "entity" else "value" if types[parameter].kind == "enum" else None
        yield f"{parameter}: {kind}" + (f" (one {of} of it)" if of else "")


def setting(pack: Pack, usage: Usage, name: str, console: Any, own: SettingValue | None) -> None:
    """Print everything that is known of a setting. `own` is what the user's configuration sets in its place."""
    fact = facts.period(pack, pack.settings[name])
    put_title(console, f"settings.{name}", "a setting", fact.says)
    put_sections(
        console,
        [
            ("Your own value", [say(own) if isinstance(own, bool) else str(own)] if own is not None else []),
            ("Set otherwise by a programme", [f"{framework}: {value}" for framework, value in fact.otherwise.items()]),
            ("Where it comes from", [fact.source]),
            *users(pack, usage, having(usage.settings_of_rules, name), having(usage.settings_of_definitions, name)),
            ("Written in", [written_in(pack, setting_place(pack, name))]),
        ],
    )


def put_title(console: Any, name: str, kind: str, says: str) -> None:
    from rich.text import Text

    console.print(Text.assemble((name, "bold"), f"   {kind}"))
    console.print()
    console.print(Text(f"{says[:1].upper()}{says[1:].rstrip('.')}."))


def users(pack: Pack, usage: Usage, rules: list[str], definitions: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The rules and definitions that name it, and the rules that rest on it through those definitions."""
    through = set(definitions).union(*(resting_on(usage, each) for each in definitions))
    others = [code for code in pack.rules if code not in rules and usage.definitions_of_rules[code] & through]
    yield "Rules that name it", [f"{code} {pack.rules[code].info.name}" for code in rules]
    yield "Definitions that name it", in_a_row(definitions)
    yield "Rules that rest on it through these definitions", in_a_row(others)
    if not rules and not definitions:
        yield "Used by", ["no rule and no definition"]


def in_a_row(names: Iterable[str]) -> list[str]:
    """One paragraph, or none."""
    row = ", ".join(names)
    return [row] if row else []


def written_in(pack: Pack, place: Place) -> str:
    origin = origins_of(pack).of(place)
    return f"the pack {origin.pack}, {origin.file}, line {origin.line}"
