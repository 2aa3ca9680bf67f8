"""`caselint rules`: list them, run their examples, see what they cover, or which of them an export can answer."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from caselint.audit.case import absent_of
from caselint.audit.examples import run_examples
from caselint.audit.plan import make_plan
from caselint.cli.common import Argument, Setup, chosen_frameworks, pack_options, set_up, trouble
from caselint.cli.exits import Exit
from caselint.cli.selecting import SelectionError, select
from caselint.packs.model import RuleInfo
from caselint.packs.problems import PackError


@click.group(name="rules", invoke_without_command=True)
@click.option("--select", "selected", multiple=True, metavar="RULE", help="Only these: a code, a name, or a prefix with `*`.")
@click.option("--framework", "framework", metavar="ID", help="Only rules that count in this programme's scores.")
@click.option("--severity", type=click.Choice(["high", "medium", "low"]), help="Only rules of this severity.")
@click.option("--for", "export", multiple=True, metavar="EXPORT", help="Show which rules this export of records can answer.")
@pack_options
@click.pass_context
def command(
    context: click.Context,
    selected: tuple[str, ...],
    framework: str | None,
    severity: str | None,
    export: tuple[str, ...],
    config_file: Path | None,
    pack: str | None,
) -> None:
    """List the rules of the pack."""
    context.obj = (config_file, pack)
    if context.invoked_subcommand is not None:
        return
    setup = set_up(config_file, pack)
    if framework is not None:
        chosen_frameworks(setup, (framework,))
    infos = {code: setup.pack.rules[code].info for code in chosen_codes(setup, selected)}
    infos = {
        code: info
        for code, info in infos.items()
        if (framework is None or framework in info.scored_in) and (severity is None or info.severity == severity)
    }
    if export:
        sys.exit(show_answerable(setup, infos, export))
    show(infos, {code: setup.pack.rules[code].entry.replaces for code in infos})


@command.command(name="test")
@click.argument("rules", cls=Argument, nargs=-1, metavar="[RULE]...", says="Codes, names, or prefixes with `*`; without one, all rules.")
@click.option("--verbose", is_flag=True, help="Name the examples that come out as they say, too, with what a report would say of each.")
@pack_options
@click.pass_obj
def test(chosen: tuple[Path | None, str | None], rules: tuple[str, ...], verbose: bool, config_file: Path | None, pack: str | None) -> None:
    """Run the examples of the rules: each must come out as it says."""
    setup = set_up(config_file or chosen[0], pack or chosen[1])
    results = run_examples(setup.pack, chosen_codes(setup, rules))
    for result in results:
        for place, fault in result.faults:
            click.echo(f"{place.file}:{place.line}:{place.column}: {result.code} `{result.name}`: this case is no record: {fault}")
        if not result.passed and not result.faults:
            got = result.outcome or "nothing"
            where = f"{result.place.file}:{result.place.line}"
            click.echo(f"{where}: {result.code} `{result.name}`: expected {result.expected}, came out {got}")
            if result.message:
                click.echo(f"    {result.message}")
        elif verbose and result.passed:
            click.echo(f"ok  {result.code} `{result.name}`: {result.expected}")
            for line in result.reported:
                click.echo(f"    {line}")
    failed = sum(not result.passed for result in results)
    codes = len({result.code for result in results})
    click.echo(
        f"{len(results)} examples of {codes} rules: {f'{failed} do not come out as they say' if failed else 'all come out as they say'}"
    )
    sys.exit(Exit.NOT_TRUSTED if failed else Exit.CLEAN)


@command.command(name="coverage")
@click.option("--format", "style", type=click.Choice(["text", "markdown"]), default="text", show_default=True, help="Form of the matrix.")
@click.option("--all", "everything", is_flag=True, help="Name every rule of each criterion, and every question without a rule.")
@click.pass_obj
def coverage(chosen: tuple[Path | None, str | None], style: str, everything: bool) -> None:
    """Hold the rules against everything that the inspection reports ask, criterion by criterion."""
    from caselint.packs.catalogue import read_catalogue
    from caselint.packs.coverage import coverage_of
    from caselint.reports.coverage_view import markdown, put_coverage

    setup = set_up(*chosen)
    try:
        found = coverage_of(setup.pack, read_catalogue(setup.pack.folder))
    except PackError as error:
        trouble(f"the catalogue of the pack cannot be used\n{error}")
    if style == "markdown":
        click.echo(markdown(found), nl=False)
    else:
        put_coverage(found, console(), everything=everything)


def chosen_codes(setup: Setup, patterns: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return select(setup.pack.infos, patterns, (), setup.pack.retired)
    except SelectionError as error:
        trouble(str(error))


def console() -> Any:
    from caselint.reports.terminal import Terminal

    return Terminal(width=None if sys.stdout.isatty() else 120)


def show(infos: Mapping[str, RuleInfo], replaces: Mapping[str, str | None]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.ASCII2 if not sys.stdout.isatty() else box.SIMPLE, pad_edge=False)
    for title in ("code", "name", "severity", "question"):
        table.add_column(title, no_wrap=title in ("code", "severity"), overflow="fold")
    for info in infos.values():
        instead = f" (replaces {replaces[info.code]})" if replaces[info.code] else ""
        table.add_row(info.code, info.name, info.severity, info.question + instead, end_section=False)
    console().print(table)
    click.echo(f"{len(infos)} rules; `caselint explain CODE` tells all about one")


def show_answerable(setup: Setup, infos: Mapping[str, RuleInfo], export: tuple[str, ...]) -> Exit:
    """For each rule, in how many of the export's records everything that it reads is there."""
    from caselint.record.reading import read

    plan = make_plan(setup.pack, selected=infos)
    view = plan.views[0]
    lacking: Counter[str] = Counter()
    paths: dict[str, dict[str, None]] = {}
    cases = unread = 0
    for reading in read(export):
        if reading.record is None:
            unread += 1
            continue
        cases += 1
        found = dict(plan.missing(view, absent_of(plan, reading.record)))
        for rule in view.rules:  # in an order in which each follows those that open it: what cannot be opened cannot be asked
            for other, _ in rule.required:
                if other in found:
                    found.setdefault(rule.code, found[other])
        for code, missing in found.items():
            lacking[code] += 1
            paths.setdefault(code, {}).update(dict.fromkeys(missing))
    if unread:
        click.echo(f"{unread} records or files could not be read; `caselint check` tells why", err=True)
    if not cases:
        trouble("no record could be read, so nothing can be said of this export")
    able = [code for code in infos if not lacking[code]]
    click.echo(f"{cases} records. {len(able)} of {len(infos)} questions can be asked of every one of them.")
    for code, info in infos.items():
        if lacking[code]:
            share = "any record" if lacking[code] == cases else f"{lacking[code]} of {cases} records"
            click.echo(f"  {code} {info.name}: cannot be asked of {share}; not exported: {', '.join(paths[code])}")
    return Exit.NOT_TRUSTED if unread else Exit.CLEAN
