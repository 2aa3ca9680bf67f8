"""`caselint docs`: the references as Markdown pages, for a pack of one's own too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from caselint.cli.common import pack_options, set_up
from caselint.cli.folder import write_folder
from caselint.packs.pack import Pack


@click.command(name="docs")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A new or empty folder for the pages.")
@click.option("--overwrite", is_flag=True, help="Replace the pages of an earlier run in that folder.")
@pack_options
def command(out: Path, overwrite: bool, config_file: Path | None, pack: str | None) -> None:
    """Write the references as Markdown: rules, settings, definitions, frameworks, language, records, commands, configuration and formats.

    With `--pack`, every rule of that pack gets its page, those of the pack that it builds on among them.
    """
    from caselint.docs.pages import OURS
    from caselint.reports.safe_text import many

    loaded = set_up(config_file, pack).pack
    encoded = ((path, text.encode()) for path, text in reference_pages(loaded))
    count = write_folder(out, encoded, OURS, overwrite=overwrite, noun="page")
    click.echo(f"caselint: {many(count, 'page')} in {out}", err=True)


def reference_pages(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every page of the references: its path and its Markdown. The site's own build takes them from here."""
    from caselint.cli import exits
    from caselint.cli.formats import FORMATS
    from caselint.cli.main import main
    from caselint.cli.schemas import SCHEMAS
    from caselint.docs.pages import Program, pages

    program = Program(
        command=main,
        exit_statuses=exits.__doc__ or "",
        schemas={name: make() for name, make in SCHEMAS.items()},
        forms={name: form.says for name, form in FORMATS.items()},
    )
    return pages(pack, program)
