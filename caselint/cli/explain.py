"""`caselint explain`: what a rule asks, why, and what would mend it; what a definition or a setting says, and where it is used."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from caselint.cli.common import Argument, pack_options, set_up, trouble
from caselint.cli.selecting import SelectionError, find_rule
from caselint.docs.markdown import as_blocks
from caselint.docs.usage import usage_of
from caselint.language.errors import did_you_mean
from caselint.packs.pack import Pack, Rule
from caselint.reports import rule_facts as facts


@click.command(name="explain")
@click.argument("name", cls=Argument, metavar="CODE|NAME", says="A rule, in capitals or not, a definition or a setting.")
@click.option("--logic", is_flag=True, help="Show the rule as it is written in the rule language, too.")
@pack_options
def command(name: str, logic: bool, config_file: Path | None, pack: str | None) -> None:
    """Explain a rule: the question, why it is asked, of whom, what is expected, and where it counts. Or a definition or a setting."""
    from caselint.cli import explain_shared
    from caselint.reports.terminal import Terminal

    setup = set_up(config_file, pack)
    console = Terminal(width=None if sys.stdout.isatty() else 100)
    word = name.removeprefix("settings.").partition("(")[0]
    if word in setup.pack.meanings:
        explain_shared.definition(setup.pack, usage_of(setup.pack), word, console)
    elif word in setup.pack.settings:
        explain_shared.setting(setup.pack, usage_of(setup.pack), word, console, setup.settings.get(word))
    else:
        explain(setup.pack, rule_called(setup.pack, name), console, logic=logic)


def rule_called(pack: Pack, name: str) -> Rule:
    """Raises `Trouble` where nothing at all is called so, with what comes near among rules, definitions and settings."""
    try:
        return pack.rules[find_rule(pack.infos, name, pack.retired).code]
    except SelectionError as error:
        trouble(str(error) if name.upper() in pack.retired else nothing_called(pack, name))


def nothing_called(pack: Pack, name: str) -> str:
    known = [*pack.names, *pack.meanings, *pack.settings]
    hint = did_you_mean(name, known) or did_you_mean(name.upper(), pack.rules) or "`caselint docs` writes pages that list them all"
    return f"no rule, definition or setting is called {name}: {hint}"


def explain(pack: Pack, rule: Rule, console: Any, *, logic: bool = False) -> None:
    """Print everything that is known of a rule, for somebody who audits cases and not for a programmer."""
    from rich.text import Text

    info, own = rule.info, facts.own_settings(rule)
    console.print(Text.assemble((info.code, "bold"), "  ", (info.name, "bold"), f"   {info.topic}"))
    console.print()
    console.print(Text(info.question))
    sections: list[tuple[str, Sequence[str]]] = [
        ("Replaces", [f"the rule {info.code} of {rule.entry.replaces}, which is not asked any more"] if rule.entry.replaces else []),
        ("Why", [info.why]),
        ("Who is asked", [info.who, *requirements(pack, rule)]),
        ("What is expected", [info.expectation]),
        ("Who answers", [facts.who_answers(rule)]),
        ("Evidence put before the assessor, and never scored", list(facts.evidence(rule))),
        ("What to do where it is missing", [info.remedy]),
        ("Severity", [facts.severity(rule)]),
        ("Time allowed", list(periods(pack, own))),
        ("Other periods that it rests on", list(periods(pack, rule.logic.settings - own, brief=True))),
        ("Criteria", list(criteria(pack, rule))),
        ("Note", [info.note] if info.note else []),
        *examples(rule),
        ("Reads", [", ".join(sorted({path.split(".")[0] for path in rule.logic.reads}))] if rule.logic.reads else []),
        ("Drawn from", [", ".join(info.sources)]),
    ]
    put_sections(console, sections)
    if not logic:
        return
    console.print()
    console.print(Text("In the rule language", style="bold"))
    for line in as_blocks(facts.written(rule), indent=4).split("\n"):  # as it stands in a file: never wrapped
        console.print(Text(line), soft_wrap=True)


def put_sections(console: Any, sections: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Each under its title, save those that have nothing to say."""
    from rich.padding import Padding
    from rich.text import Text

    for title, lines in sections:
        if lines:
            console.print()
            console.print(Text(title, style="bold"))
            for line in lines:
                console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def requirements(pack: Pack, rule: Rule) -> Iterator[str]:
    for each in facts.requirements(pack, rule):
        yield f"Only where {each.code} ({each.name}) {each.says}."


def examples(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """The examples, by the side of the line on which they come out. Those above it all come out the same."""
    for title, found in facts.examples(rule):
        yield title, [each.name if each.outcome.above else f"{each.name}: {each.says}" for each in found]


def periods(pack: Pack, names: Iterable[str], *, brief: bool = False) -> Iterator[str]:
    """Periods and numbers, each with its source unless `brief`, and what a framework sets otherwise."""
    for each in facts.periods(pack, names):
        yield f"{each.says} ({'' if brief else f'{each.source}; '}setting: {each.name})"
        for framework, value in each.otherwise.items():
            yield f"  {framework}: {value}"


def criteria(pack: Pack, rule: Rule) -> Iterator[str]:
    """The criteria that it serves in each programme, and whether it counts in that programme's scores."""
    for programme in facts.criteria(pack, rule):
        for each in programme.criteria:
            counts = "" if each.not_scored is None else f" (not scored: {each.not_scored})"
            yield f"{each.framework} {each.id} {each.name}{counts}"
        if programme.narrow:
            yield f"  {programme.framework} asks only where: {programme.narrow}"
