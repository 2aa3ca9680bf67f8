"""What a run says on standard error: what must not be missed when the report itself went elsewhere."""

from __future__ import annotations

import click

from caselint.audit.run import Totals
from caselint.cli.formats import Target


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
    tell_standing(totals)
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


def tell_standing(totals: Totals) -> None:
    """Of the baseline and the exceptions file."""
    from caselint.reports.safe_text import many

    if totals.doubtful_exceptions:
        ended = many(totals.doubtful_exceptions, "entry of the exceptions file counts", "entries of the exceptions file count")
        click.echo(f"caselint: {ended} for nothing, since ended or not yet agreed on the as-of date; the report says which", err=True)
    if totals.ending_soon:
        soon = many(totals.ending_soon, "entry of the exceptions file ends", "entries of the exceptions file end")
        click.echo(f"caselint: {soon} within four weeks of the as-of date", err=True)
    if totals.known or totals.suppressed:
        put_aside = f"{many(totals.known, 'finding')} known from the baseline, {totals.suppressed:,} suppressed"
        click.echo(f"caselint: {put_aside}: they count in the scores, and not in the exit status", err=True)
    if totals.known_contradictions:
        known = many(totals.known_contradictions, "record contradicts itself", "records contradict themselves")
        click.echo(f"caselint: {known} as the baseline knows: what is said of such a case may mislead", err=True)
    if totals.stale:
        stale = many(totals.stale, "entry of the baseline is", "entries of the baseline are")
        click.echo(
            f"caselint: {stale} there no more: `caselint baseline prune` takes them out, so that none can come back unseen", err=True
        )
