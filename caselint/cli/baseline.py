"""`caselint baseline`: start on old data. What is known is written down once, and from then on only what is new fails a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from caselint.audit.baseline import CONTRADICTION, Baseline, Known, baseline_of, lines_of, pruned
from caselint.audit.results import Results, ResultsError, open_results
from caselint.cli.common import Setup, pack_options, results_argument, set_up, trouble
from caselint.cli.output import open_output
from caselint.cli.report import warn
from caselint.cli.standing import BASELINE, baseline_at
from caselint.record.problems import ProblemKind
from caselint.reports.safe_text import many, visible

file_option = click.option(
    "--file",
    "chosen",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The baseline.  [default: the one that the configuration names, or {BASELINE}]",
)


@click.group(name="baseline")
def command() -> None:
    """Keep a baseline: the findings that are known, by rule, case and subject."""


@command.command(name="write")
@results_argument
@file_option
@click.option("--overwrite", is_flag=True, help="Replace a baseline that is there: from then on all that is new in these results is known.")
@pack_options
def write(results: Path, chosen: Path | None, overwrite: bool, config_file: Path | None, pack: str | None) -> None:
    """Write every finding of stored results into a baseline."""
    setup = set_up(config_file, pack)
    file = file_for(chosen, setup)
    stored = usable(results, setup)
    before = baseline_at(file, setup) if file.exists() and overwrite else None
    if file.exists() and not overwrite:
        trouble(f"{file} is there already: `caselint baseline prune` takes out what was mended, and --overwrite accepts all that is new")
    try:
        baseline = baseline_of(stored, str(file))
    except ResultsError as error:
        trouble(str(error))
    save(baseline, file)
    click.echo(f"{file}: {size_of(baseline)} known from now on")
    if before is not None:
        added = (counted(baseline) - counted(before)).total()
        lost = (counted(before) - counted(baseline)).total()
        click.echo(f"{added:,} of them were not in the baseline that was here; {lost:,} that were in it are not known any more")
    if stored.run.left_out:
        left_out = many(len(stored.run.left_out), "rule of the pack was", "rules of the pack were")
        click.echo(f"caselint: {left_out} not asked: what would be found by them is not in it", err=True)


@command.command(name="prune")
@results_argument
@file_option
@click.option("--gone", is_flag=True, help="Take out findings on cases that the results do not have, too.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out, and change nothing.")
@pack_options
def prune(results: Path, chosen: Path | None, gone: bool, dry_run: bool, config_file: Path | None, pack: str | None) -> None:
    """Take out of the baseline what stored results no longer find. Nothing is ever added."""
    setup = set_up(config_file, pack)
    file = file_for(chosen, setup)
    baseline = baseline_at(file, setup)
    stored = usable(results, setup)
    try:
        comparable(baseline, stored)
        left, stale, elsewhere = pruned(baseline, stored, setup.pack.rules)
    except ResultsError as error:
        trouble(str(error))
    if gone and elsewhere:
        cases = {known.case_id for known in elsewhere}
        left = replace(left, by_case={case: found for case, found in left.by_case.items() if case not in cases})
        stale = sorted([*stale, *elsewhere])
    for known in stale:
        click.echo(line_about(known, setup))
    if stale and not dry_run:
        save(left, file)
    verb = "would be taken out" if dry_run else "taken out"
    click.echo(f"{file}: {many(len(stale), 'entry', 'entries')} {verb}, {left.findings + left.contradictions:,} left")
    if elsewhere and not gone:
        there = many(len({known.case_id for known in elsewhere}), "case")
        entries = many(len(elsewhere), "entry", "entries")
        click.echo(f"caselint: {entries} on {there} that these results do not have stay: see --gone", err=True)


@command.command(name="show")
@file_option
@click.option("--list", "each", is_flag=True, help="Every finding, one line each.")
@pack_options
def show(chosen: Path | None, each: bool, config_file: Path | None, pack: str | None) -> None:
    """Sum up a baseline: how many findings of each rule are known."""
    setup = set_up(config_file, pack)
    file = file_for(chosen, setup)
    baseline = baseline_at(file, setup)
    days = " to ".join(dict.fromkeys(baseline.as_of))
    made_for = ", ".join(baseline.frameworks)
    click.echo(f"{file}: {size_of(baseline)}")
    click.echo(visible(f"made with {baseline.pack} {baseline.pack_version} for {made_for}, as of {days}"))
    found = [known for known_of_case in baseline.by_case.values() for known in known_of_case]
    if each:
        for known in sorted(found):
            click.echo(line_about(known, setup))
        return
    numbers = Counter(known.code for known in found)
    cases = Counter(code for code, _ in {(known.code, known.case_id) for known in found})
    rules = setup.pack.rules
    contradictions = numbers.pop(CONTRADICTION, 0)
    order = [code for code in rules if code in numbers] + sorted(code for code in numbers if code not in rules)
    width = max((len(title(code, setup)) for code in order), default=0)
    for code in order:
        click.echo(f"  {title(code, setup):<{width}}  {many(numbers[code], 'finding')} in {many(cases[code], 'case')}")
    if contradictions:
        click.echo(f"  {many(contradictions, 'contradiction')} in {many(cases[CONTRADICTION], 'record')}")
    if unknown := [code for code in order if code not in rules]:
        lacking = many(len(unknown), "rule of it is", "rules of it are")
        click.echo(f"caselint: {lacking} not in this pack: `caselint baseline prune` takes out their findings", err=True)


def size_of(baseline: Baseline) -> str:
    contradictions = f" and {many(baseline.contradictions, 'contradiction')}" if baseline.contradictions else ""
    return f"{many(baseline.findings, 'finding')}{contradictions} in {many(len(baseline.by_case), 'case')}"


def file_for(chosen: Path | None, setup: Setup) -> Path:
    return chosen or (Path(setup.config.baseline) if setup.config.baseline else BASELINE)


def usable(path: Path, setup: Setup) -> Results:
    """Stored results of this pack, of a run that is to be trusted. Raises `Trouble`."""
    try:
        stored = open_results(path)
        lost = any(problem.kind is ProblemKind.LOST_ANSWER for problem in stored.problems())
    except ResultsError as error:
        trouble(str(error))
    if stored.run.pack != setup.pack.id:
        trouble(f"{path} has results of the pack {stored.run.pack}, and this is {setup.pack.id}: choose that pack with --pack")
    warn(stored, setup.pack.digest)
    if lost:
        trouble(f"the run that gave {path} lost answers of an assessor, and is not to be trusted: mend the file of answers, and audit anew")
    return stored


def comparable(baseline: Baseline, stored: Results) -> None:
    """What was not asked, or not due yet on an earlier day, would look as if it had been mended. Raises `Trouble`."""
    if not baseline.covered_by(stored.run.frameworks):
        made_for, asked_for = ", ".join(baseline.frameworks), ", ".join(stored.run.frameworks)
        trouble(f"these results are for {asked_for}, and the baseline was made for {made_for}: audit for the same")
    last = max((result.as_of.isoformat() for result in stored.cases()), default="")
    if last < baseline.as_of[1]:
        trouble(f"these results look at {last}, and the baseline was made as of {baseline.as_of[1]}: audit that day, or a later one")


def counted(baseline: Baseline) -> Counter[Known]:
    return Counter(known for found in baseline.by_case.values() for known in found)


def save(baseline: Baseline, file: Path) -> None:
    with open_output(file) as stream:
        stream.writelines(lines_of(baseline))


def title(code: str, setup: Setup) -> str:
    if code in setup.pack.rules:
        return f"{code} {setup.pack.rules[code].info.name}"
    return f"{visible(code)} ({'retired' if code in setup.pack.retired else 'no such rule in this pack'})"


def line_about(known: Known, setup: Setup) -> str:
    if known.code == CONTRADICTION:
        return f"{visible(known.case_id)}  a contradiction at {visible(known.subject)}"
    subject = f"  {visible(known.subject)}" if known.subject else ""
    return f"{visible(known.case_id)}  {title(known.code, setup)}{subject}"
