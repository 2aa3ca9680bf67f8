"""`caselint schema`: print the JSON Schemas, or check an export against the one of a record."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from caselint.cli.common import Argument, trouble
from caselint.cli.exits import Exit
from caselint.cli.schemas import SCHEMAS


@click.command(name="schema")
@click.argument("name", cls=Argument, type=click.Choice(list(SCHEMAS)), default="record", says="What the schema is of.")
@click.option("--check", "checked", metavar="FILE", help="Check the records in a file against the schema.")
@click.option("--write", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Write all schemas.")
def command(name: str, checked: str | None, folder: Path | None) -> None:
    """Print a JSON Schema (draft 2020-12): of a record, of a pack's files, of the configuration, of results or of a report."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for each, make in SCHEMAS.items():
            (folder / f"{each}.schema.json").write_text(written(make()), encoding="utf-8")
        return
    if checked is not None:
        sys.exit(check(checked))
    click.echo(written(SCHEMAS[name]()), nl=False)


def written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def check(path: str) -> Exit:
    """Check records against the published contract, and name every place where one departs from it."""
    from jsonschema import Draft202012Validator

    from caselint.packs.shape import flat
    from caselint.record.problems import Problem
    from caselint.record.sources import raw_records

    validator = Draft202012Validator(SCHEMAS["record"](), format_checker=Draft202012Validator.FORMAT_CHECKER)
    records = faulty = 0
    for raw in raw_records([path]):
        if isinstance(raw, Problem):
            trouble("; ".join(f"{raw.source}:{fault.line}: {fault.message}" for fault in raw.faults))
        records += 1
        try:
            errors = list(flat(validator.iter_errors(json.loads(raw.data))))
        except (ValueError, RecursionError):
            click.echo(f"{raw.source}:{raw.line}: is not JSON; `caselint check` says where")
            faulty += 1
            continue
        faulty += bool(errors)
        for error in errors:
            pointer = "".join(f"/{step}" for step in error.absolute_path)
            # The value itself is never printed: it can be free text.
            click.echo(f"{raw.source}:{raw.line}: {pointer or '/'}: breaks `{error.validator}` ({'/'.join(map(str, error.schema_path))})")
    click.echo(f"{records} records, {faulty} that depart from the schema")
    return Exit.NOT_TRUSTED if faulty or not records else Exit.CLEAN
