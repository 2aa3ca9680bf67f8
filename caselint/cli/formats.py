"""The forms of a report, and where each goes: `text`, `json:report.json`, `html:audit.html`; several in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

from caselint.audit.results import Results, ResultsError
from caselint.cli.common import Setup, trouble
from caselint.cli.output import STDOUT, open_output
from caselint.cli.scoring import own_bands
from caselint.language.errors import did_you_mean
from caselint.reports.listed import GroupBy

if TYPE_CHECKING:
    from rich.console import Console

    from caselint.reports.model import Summary

Writer = Callable[["Summary | None", Results, IO[bytes]], None]
"""Writes a report; the summary is there for every form that is summed up."""


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a report."""

    says: str
    module: str
    """Imported when it is used: `module:function`."""
    to_file: bool = False
    """Never to standard output: a workbook is no text."""
    summed_up: bool = True
    """Whether it shows what only the sum of all cases tells."""
    needs: tuple[str, ...] = ()
    """Modules that are imported only where this form is written."""
    extra: str | None = None
    """What has to be installed for it besides caselint itself."""

    def imported(self) -> Callable[..., None]:
        """The function that writes it. Raises `Trouble` where something is not installed."""
        module, _, function = self.module.partition(":")
        try:
            for needed in self.needs:
                import_module(needed)
            found: Callable[..., None] = getattr(import_module(module), function)
        except ModuleNotFoundError as error:
            trouble(f"this form needs {error.name}, which is not installed: pip install 'caselint[{self.extra}]'")
        return found


FORMATS = {
    "text": Format("a report for a terminal", "caselint.cli.formats:write_text"),
    "json": Format("the whole report as one JSON document", "caselint.reports.json_report:write_json"),
    "jsonl": Format("the results themselves, what `report` and `score` read", "caselint.cli.formats:copy_results", summed_up=False),
    "sarif": Format("SARIF 2.1.0, for code scanning", "caselint.reports.sarif:write_sarif"),
    "junit": Format("JUnit XML, for test reports", "caselint.reports.junit:write_junit"),
    "github": Format("annotations for a GitHub workflow", "caselint.reports.github:write_github"),
    "csv": Format("all findings as a table", "caselint.reports.csv_report:write_csv"),
    "markdown": Format("a summary for a pull request or a wiki", "caselint.reports.markdown_report:write_markdown"),
    "html": Format("one page for a browser, to filter, read and print", "caselint.reports.html.page:write_html", extra="html"),
    "xlsx": Format("a workbook for Excel", "caselint.reports.workbook.book:write_xlsx", to_file=True, needs=("openpyxl",), extra="xlsx"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A form, and the file that it goes to; `-` is standard output."""

    form: str
    path: Path

    @property
    def to_stdout(self) -> bool:
        return self.path == STDOUT


def targets_of(specs: Sequence[str], forms: Mapping[str, Format] = FORMATS) -> tuple[Target, ...]:
    """What `--output` names, checked before anything is audited. Raises `Trouble` with everything that is wrong."""
    faults: list[str] = []
    found = [target for target in (target_of(spec, forms, faults) for spec in specs or ("text",)) if target is not None]
    paths = [target.path for target in found]
    for path in dict.fromkeys(paths):
        if paths.count(path) > 1:
            name = "standard output" if path == STDOUT else str(path)
            faults.append(f"two reports cannot go to {name}: give each a file, as in `--output json:report.json`")
    if faults:
        trouble("\n".join(faults))
    return tuple(found)


def target_of(spec: str, forms: Mapping[str, Format], faults: list[str]) -> Target | None:
    form, colon, path = spec.partition(":")
    if form not in forms:
        suffix = Path(spec).suffix.removeprefix(".").lower()
        likely = {"txt": "text", "htm": "html", "md": "markdown", "xml": "junit"}.get(suffix, suffix)
        hint = f"did you mean `{likely}:{spec}`?" if likely in forms else did_you_mean(form, forms)
        faults.append(f"--output {spec}: there is no form `{form}` ({hint or 'there are ' + ', '.join(forms)})")
        return None
    if colon and not path:
        faults.append(f"--output {spec}: the file is missing after the colon")
        return None
    target = Target(form, Path(path) if colon else STDOUT)
    if target.to_stdout and forms[form].to_file:
        faults.append(f"--output {spec}: this form needs a file, as in `--output {form}:audit.{form}`")
        return None
    return target


def help_text() -> str:
    """For `--help`: every form."""
    return "; ".join(f"{name}: {form.says}" for name, form in FORMATS.items())


@contextmanager
def open_targets(targets: Sequence[Target]) -> Iterator[list[tuple[Target, IO[bytes]]]]:
    """A stream for each. Opened before the audit, so that a folder that cannot be written to is told at once."""
    with ExitStack() as stack:
        yield [(target, stack.enter_context(open_output(target.path))) for target in targets]


def write_reports(
    streams: Sequence[tuple[Target, IO[bytes]]], results: Results, setup: Setup, *, group_by: GroupBy, limit: int, due_within: int = 28
) -> None:
    """Render stored results in every form that was asked for. The results are summed up once."""
    from caselint.reports.summary import summarise

    forms = [FORMATS[target.form] for target, _ in streams]
    writers: list[Writer] = [form.imported() for form in forms]
    make = partial(summarise, results, setup.pack.frameworks, group_by=group_by, limit=limit, due_within=due_within)
    try:
        summary = make(variant=setup.config.variants, bands=own_bands(setup)) if any(form.summed_up for form in forms) else None
        for (_, stream), write in zip(streams, writers, strict=True):
            write(summary, results, stream)
    except (ResultsError, ValueError) as error:
        trouble(str(error))


def copy_results(summary: Summary | None, results: Results, stream: IO[bytes]) -> None:  # noqa: ARG001
    from caselint.reports.json_report import write_jsonl

    write_jsonl(results, stream)


def write_text(summary: Summary, results: Results, stream: IO[bytes]) -> None:  # noqa: ARG001
    from caselint.reports.terminal import render_terminal

    with console_for(stream) as console:
        render_terminal(summary, console)


@contextmanager
def console_for(target: IO[bytes]) -> Iterator[Console]:
    """The terminal itself, or a plain page for a pipe or a file."""
    from caselint.reports.terminal import report_console

    if sys.stdout is not None and target is sys.stdout.buffer:
        yield report_console(sys.stdout)
        return
    page = TextIOWrapper(target, encoding="utf-8", newline="\n", write_through=True)
    try:
        yield report_console(page)
    finally:
        page.detach()  # the stream is its owner's to close
