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
from caselint.audit.one_record import Job
from caselint.audit.plan import make_plan
from caselint.audit.results import open_results
from caselint.audit.run import PackChanged, light_collection, run
from caselint.cli.common import Argument, Setup, chosen_frameworks, pack_options, set_up, trouble
from caselint.cli.exits import status_of
from caselint.cli.formats import help_text, open_targets, targets_of, write_reports
from caselint.cli.selecting import SelectionError, select
from caselint.cli.standing import chosen_baseline, chosen_exceptions
from caselint.cli.telling import tell

GROUPS = ("rule", "case", "criterion", "team", "manager")
FAIL_ON = ("high", "medium", "low", "never")


@click.command(name="check")
@click.argument(
    "paths",
    cls=Argument,
    nargs=-1,
    required=True,
    metavar="PATH...",
    says="Files of records (JSON or JSON Lines, also `.gz`), folders, globs, or `-`.",
)
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
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Findings that are known: only others fail the run.")
@click.option("--no-baseline", is_flag=True, help="Heed no baseline, whatever the configuration names.")
@click.option(
    "--exceptions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Exceptions and suppressions that two people agreed on.  [default: caselint-exceptions.yaml, where there is one]",
)
@click.option("--no-exceptions", is_flag=True, help="Show how things stand without any exception or suppression.")
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
    baseline: Path | None,
    no_baseline: bool,
    exceptions: Path | None,
    no_exceptions: bool,
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
    job = replace(
        job,
        baseline=chosen_baseline(setup, baseline, without=no_baseline),
        exceptions=chosen_exceptions(setup, exceptions, without=no_exceptions),
    )
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
