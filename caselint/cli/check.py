"""`caselint check`: audit case records and report."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from caselint.audit.answers_book import read_answers
from caselint.audit.plan import make_plan
from caselint.audit.results import open_results
from caselint.audit.run import Job, PackChanged, Totals, light_collection, run
from caselint.cli.common import Setup, chosen_frameworks, pack_options, set_up, trouble
from caselint.cli.exits import status_of
from caselint.cli.formats import Target, help_text, open_targets, targets_of, write_reports
from caselint.cli.selecting import SelectionError, select

GROUPS = ("rule", "case", "criterion", "team", "manager")
FAIL_ON = ("high", "medium", "low", "never")


@click.command(name="check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--framework", "frameworks", multiple=True, metavar="ID", help="Inspection programme to audit for; may be given again.")
@click.option("--select", "selected", multiple=True, metavar="RULE", help="Ask only these: a code, a name, or a prefix with `*`.")
@click.option("--ignore", "ignored", multiple=True, metavar="RULE", help="Do not ask these.")
@click.option(
    "--answers",
    "answer_files",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Assessors' answers, JSON Lines or CSV: case, rule, outcome, by, on, note. May be given again.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to audit on; else each record's export date.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Severity from which findings give exit status 1.  [default: high]")
@click.option(
    "--output", "outputs", multiple=True, metavar="FORM[:FILE]", help=f"A report; may be given again.  [default: text]  {help_text()}."
)
@click.option("--group-by", type=click.Choice(GROUPS), help="How findings are grouped.  [default: rule]")
@click.option("--limit", type=click.IntRange(min=0), help="Findings that the report lists; 0 lists all.  [default: 50]")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes.  [default: 1]")
@pack_options
def command(
    paths: tuple[str, ...],
    frameworks: tuple[str, ...],
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    answer_files: tuple[Path, ...],
    as_of: datetime | None,
    fail_on: Any,
    outputs: tuple[str, ...],
    group_by: Any,
    limit: int | None,
    jobs: int | None,
    config_file: Path | None,
    pack: str | None,
) -> None:
    """Audit case records: JSON or JSON Lines files (also .gz), folders, globs, or `-` for standard input."""
    targets = targets_of(outputs)
    setup = set_up(config_file, pack)
    config = setup.config
    job = make_job(setup, chosen_frameworks(setup, frameworks), selected, ignored, as_of.date() if as_of else None)
    if answer_files:
        job = replace(job, answers=read_answers(answer_files, setup.pack.names, setup.pack.retired))
    with open_targets(targets) as streams, tempfile.TemporaryDirectory(prefix="caselint-") as folder:
        stored = Path(folder) / "results.jsonl"
        with stored.open("wb") as stream, progress() as advance:
            plan = make_plan(setup.pack, job.frameworks, job.selected, job.settings)
            light_collection()
            try:
                totals = run(job, plan, paths, stream.write, jobs=jobs or config.jobs or 1, progress=advance)
            except BrokenProcessPool:
                trouble("a worker process was ended from outside, perhaps for want of memory, and the run was broken off: try fewer --jobs")
            except PackChanged:
                trouble("the pack was changed while the run went on, and the run was broken off: run it again")
        group = group_by or config.group_by or "rule"
        wanted = limit if limit is not None else config.limit if config.limit is not None else 50
        write_reports(streams, open_results(stored), setup, group_by=group, limit=wanted)
    tell(totals, targets)
    sys.exit(status_of(totals, fail_on or config.fail_on or "high"))


def make_job(setup: Setup, frameworks: tuple[str, ...], selected: tuple[str, ...], ignored: tuple[str, ...], as_of: date | None) -> Job:
    """The job of a run. What is selected on the command line stands for what the configuration selects."""
    pack = setup.pack
    wanted = selected or tuple(setup.config.select)
    unwanted = (*ignored, *setup.config.ignore)
    try:
        codes = select(pack.infos, wanted, unwanted, pack.retired)
    except SelectionError as error:
        trouble(str(error))
    return Job(pack.folder, frameworks, codes, setup.settings, as_of)


@contextmanager
def progress() -> Iterator[Callable[[int], object] | None]:
    """A bar on standard error where that is a terminal, and nothing else."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} cases"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("audit", total=None)
        yield lambda number: bar.advance(task, number)


def tell(totals: Totals, targets: tuple[Target, ...]) -> None:
    """On standard error: what must not be missed when the report itself went elsewhere."""
    from caselint.reports.safe_text import many

    files = [str(target.path) for target in targets if not target.to_stdout]
    if files:
        counted = f"{many(totals.cases, 'case')} audited, {many(totals.problems, 'problem')}"
        where = f"the report is in {files[0]}" if len(files) == 1 else f"the reports are in {', '.join(files)}"
        click.echo(f"caselint: {counted}; {where}", err=True)
    if totals.errors:
        broke = many(totals.errors, "outcome is an error", "outcomes are errors")
        click.echo(f"caselint: {broke}: a rule broke, and this run is not to be trusted", err=True)
    if totals.not_audited:
        left_out = many(totals.not_audited, "record or file was", "records or files were")
        click.echo(f"caselint: {left_out} not audited; this run is not to be trusted", err=True)
    if totals.lost_answers:
        click.echo("caselint: answers of an assessor could not be read, and what they say is lost; this run is not to be trusted", err=True)
    if totals.doubtful_answers:
        doubtful = many(totals.doubtful_answers, "problem")
        click.echo(f"caselint: {doubtful} with assessors' answers, which count for nothing or contradict one another", err=True)
    if not totals.cases:
        click.echo("caselint: no case was audited", err=True)
    elif not totals.decided:
        click.echo("caselint: no question could be decided for any case: nothing here says that all is well", err=True)
    elif totals.silent:
        silent = many(totals.silent, "case")
        click.echo(f"caselint: no question could be decided for {silent}, since too little was exported: that is no all-clear", err=True)
    if totals.not_exported and totals.decided:
        lacking = many(totals.not_exported, "answer")
        click.echo(
            f"caselint: {lacking} could not be given, since the export lacks what the questions read; the report says which", err=True
        )
    if totals.waiting_with_evidence:
        waiting = many(totals.waiting_with_evidence, "case")
        click.echo(
            f"caselint: in {waiting} the record holds evidence against, on questions that wait for an assessor: read those", err=True
        )
    if totals.exported_later:
        later = many(totals.exported_later, "record was", "records were")
        click.echo(f"caselint: {later} exported after the as-of date: what is dated later was left out; what has no date counts", err=True)
