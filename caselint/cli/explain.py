"""`caselint explain`: what a rule asks, why, and what would mend it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from caselint.audit.outcomes import Outcome
from caselint.cli.common import pack_options, set_up, trouble
from caselint.cli.selecting import SelectionError, find_rule
from caselint.language.templates import say
from caselint.packs.files import Deadline, Ladder
from caselint.packs.pack import Pack, Rule
from caselint.packs.rules import flat

UNCOUNTED = {
    Outcome.NOT_APPLICABLE: "the question is not asked",
    Outcome.NOT_YET_DUE: "not yet due",
    Outcome.EXCEPTED: "a recorded reason takes the case out",
    Outcome.NOT_EXPORTED: "the export does not carry what the question reads",
    Outcome.NOT_ANSWERED: "an assessor must answer",
}


@click.command(name="explain")
@click.argument("rule", metavar="CODE|NAME")
@click.option("--logic", is_flag=True, help="Show the rule as it is written in the rule language, too.")
@pack_options
def command(rule: str, logic: bool, config_file: Path | None, pack: str | None) -> None:
    """Explain a rule: the question, why it is asked, of whom, what is expected, and where it counts."""
    setup = set_up(config_file, pack)
    try:
        info = find_rule(setup.pack.infos, rule, setup.pack.retired)
    except SelectionError as error:
        trouble(str(error))
    from caselint.reports.terminal import Terminal

    console = Terminal(width=None if sys.stdout.isatty() else 100)
    explain(setup.pack, setup.pack.rules[info.code], console, logic=logic)


def explain(pack: Pack, rule: Rule, console: Any, *, logic: bool = False) -> None:
    """Print everything that is known of a rule, for somebody who audits cases and not for a programmer."""
    from rich.padding import Padding
    from rich.text import Text

    info = rule.info
    console.print(Text.assemble((info.code, "bold"), "  ", (info.name, "bold"), f"   {info.topic}"))
    console.print()
    console.print(Text(info.question))
    sections = [
        ("Why", [info.why]),
        ("Who is asked", [info.who, *requirements(pack, rule)]),
        ("What is expected", [info.expectation]),
        ("Who answers", [who_answers(rule)]),
        ("Evidence put before the assessor, and never scored", list(evidence(rule))),
        ("What to do where it is missing", [info.remedy]),
        ("Severity", [f"{info.severity}" + (" (praised practice: never a finding)" if info.norm == "enhanced" else "")]),
        ("Time allowed", list(periods(pack, own_settings(rule)))),
        ("Other periods that it rests on", list(periods(pack, rule.logic.settings - own_settings(rule), brief=True))),
        ("Criteria", list(criteria(pack, rule))),
        ("Note", [info.note] if info.note else []),
        *examples(rule),
        ("Reads", [", ".join(sorted({path.split(".")[0] for path in rule.logic.reads}))] if rule.logic.reads else []),
        ("Drawn from", [", ".join(info.sources)]),
    ]
    for title, lines in sections:
        if lines:
            console.print()
            console.print(Text(title, style="bold"))
            for line in lines:
                console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    if not logic:
        return
    console.print()
    console.print(Text("In the rule language", style="bold"))
    for line in expressions(rule):
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def who_answers(rule: Rule) -> str:
    if rule.logic.expect is None:
        return "Somebody who has read the case. The record alone never scores this question."
    return "The record, by its dates, levels, lists and marks. An assessor's answer takes its place."


def evidence(rule: Rule) -> Iterator[str]:
    """What the record can say against a case, with an ellipsis where the dates of the case will stand."""
    for piece in rule.entry.evidence_against:
        yield flat(re.sub(r"\{[^{}]*\}", "[...]", piece.says))


def examples(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """The examples, by the side of the line on which they come out."""
    outcomes = [(example.name, Outcome(example.outcome)) for example in rule.examples]
    yield "Above the line, for example", [name for name, outcome in outcomes if outcome.above]
    yield "Below the line, for example", [f"{name}: {say(outcome)}" for name, outcome in outcomes if outcome.below]
    neither = [(name, outcome) for name, outcome in outcomes if not outcome.above and not outcome.below]
    yield "Neither, for example", [f"{name}: {UNCOUNTED[outcome]}" for name, outcome in neither]


def requirements(pack: Pack, rule: Rule) -> Iterator[str]:
    for code, side in rule.requires.items():
        words = "was answered well enough" if side == "above" else "fell short"
        yield f"Only where {code} ({pack.rules[code].info.name}) {words}."


def own_settings(rule: Rule) -> frozenset[str]:
    """The settings that the rule itself names; others come with the definitions that it uses."""
    words = " ".join(expressions(rule))
    return frozenset(name for name in rule.logic.settings if re.search(rf"settings\.{name}\b", words))


def periods(pack: Pack, names: Iterable[str], *, brief: bool = False) -> Iterator[str]:
    """Periods and numbers, each with its source unless `brief`, and what a framework sets otherwise."""
    for name in sorted(names):
        setting = pack.settings[name]
        printed = "printed" if setting.printed else "printed in no report"
        start = setting.counted_from or ""
        counted = f", counted {'' if start.startswith('back ') else 'from '}{start}" if start else ""
        meaning = setting.meaning[:1].upper() + setting.meaning[1:].rstrip(".")
        value = say(setting.value) if isinstance(setting.value, bool) else setting.value
        where = f"setting: {name}" if brief else f"{printed}; source: {setting.source}; setting: {name}"
        yield f"{meaning}: {value}{counted} ({where})"
        for framework, values in pack.framework_settings.items():
            if name in values:
                yield f"  {framework}: {values[name]}"


def criteria(pack: Pack, rule: Rule) -> Iterator[str]:
    """The criteria that it serves in each programme, and whether it counts in that programme's scores."""
    for framework_id, ids in rule.info.criteria.items():
        framework = pack.frameworks[framework_id]
        places = framework.places(rule.info) if framework.scores(rule.info) else ids
        for criterion_id in places:
            criterion = framework.criteria[criterion_id]
            counts = "" if framework_id in rule.info.scored_in else f" (not scored: {rule.info.not_scored_in.get(framework_id, 'no')})"
            yield f"{framework_id} {criterion_id} {criterion.name}{counts}"
        narrow = framework.narrow.get(rule.code)
        if narrow:
            yield f"  {framework_id} asks only where: {narrow}"


def expressions(rule: Rule) -> Iterator[str]:
    """The rule's logic as written."""
    entry = rule.entry
    if entry.for_:
        yield f"for: {entry.for_}"
    if entry.none_listed is not None:
        yield f"should be listed where: {entry.none_listed}"
    if entry.asked_of is not True:
        yield f"asked of: {entry.asked_of}"
    if entry.excepted is not None:
        yield f"excepted: {entry.excepted}"
    if isinstance(entry.expect, Deadline):
        for name in ("done", "good_enough", "within", "of", "by"):
            value = getattr(entry.expect, name)
            if value is not None:
                yield f"{name.replace('_', ' ')}: {value}"
    elif isinstance(entry.expect, Ladder):
        for state, _ in getattr(rule.logic.expect, "rungs", ()):
            yield f"{say(state)}: {getattr(entry.expect, state)}"
        yield f"otherwise: {say(entry.expect.otherwise)}"
        if entry.expect.deadline:
            yield f"held against nobody before: {entry.expect.deadline}"
    else:
        yield "an assessor answers"
        for piece in entry.evidence_against:
            yield f"evidence against: {piece.when}"
