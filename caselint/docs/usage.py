"""Which rules and definitions name a setting or a definition."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caselint.language.expression import Expression, parse
from caselint.language.types import sections
from caselint.packs.logic import DeadlineLogic, LadderLogic
from caselint.packs.pack import Pack, Rule


@dataclass(frozen=True, slots=True)
class Usage:
    """By rule and by definition: the definitions, the settings and the sections that stand in its own expressions."""

    definitions_of_rules: Mapping[str, frozenset[str]]
    settings_of_rules: Mapping[str, frozenset[str]]
    definitions_of_definitions: Mapping[str, frozenset[str]]
    settings_of_definitions: Mapping[str, frozenset[str]]
    sections_of_definitions: Mapping[str, frozenset[str]]
    """Those of its parameters among them: what a definition says of a contact, it reads of the contacts."""


def usage_of(pack: Pack) -> Usage:
    known = frozenset(pack.definitions.sources)
    rules = {code: named(expression.text for expression in expressions_of(rule)) for code, rule in pack.rules.items()}
    definitions = {name: named([source.text]) for name, source in pack.definitions.sources.items()}
    return Usage(
        {code: words & known for code, (words, _) in rules.items()},
        {code: settings for code, (_, settings) in rules.items()},
        {name: words & known for name, (words, _) in definitions.items()},
        {name: settings for name, (_, settings) in definitions.items()},
        {name: (words | of_parameters(pack, name)) & sections().keys() for name, (words, _) in definitions.items()},
    )


def of_parameters(pack: Pack, name: str) -> frozenset[str]:
    return frozenset(kind.partition(".")[0] for kind in pack.definitions.sources[name].parameters.values())


def named(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The plain names in some expressions, and the settings. No variable has the name of a definition."""
    words: set[str] = set()
    settings: set[str] = set()
    for text in texts:
        for node in ast.walk(parse(text)):
            if isinstance(node, ast.Name):
                words.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "settings":
                settings.add(node.attr)
    return frozenset(words), frozenset(settings)


def expressions_of(rule: Rule) -> Iterator[Expression]:
    """Every expression of a rule, those in its messages among them."""
    logic = rule.logic
    found: list[Expression | None] = [logic.subjects, logic.none_listed, logic.asked_of, logic.excepted]
    expect = logic.expect
    if isinstance(expect, DeadlineLogic):
        found += [expect.done, expect.good_enough, expect.within, expect.of, expect.by]
    elif isinstance(expect, LadderLogic):
        found += [*(rung for _, rung in expect.rungs), expect.deadline]
    for piece in logic.evidence_against:
        found += [piece.when, *piece.says.expressions]
    for message in logic.finding.values():
        found += message.expressions
    return (each for each in found if each is not None)


def resting_on(usage: Usage, name: str) -> frozenset[str]:
    """The definitions that name a definition, those that name these, and so on."""
    found: set[str] = set()
    pending = [name]
    while pending:
        fresh = set(having(usage.definitions_of_definitions, pending.pop())) - found
        found |= fresh
        pending += fresh
    return frozenset(found)


def having(uses: Mapping[str, frozenset[str]], name: str) -> list[str]:
    """Those that name it, in the order of the pack."""
    return [each for each, names in uses.items() if name in names]
