"""All pages of the references, by their path in the folder that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import click

from caselint.docs.command_page import command_page
from caselint.docs.definition_pages import definition_pages
from caselint.docs.framework_pages import framework_pages
from caselint.docs.introductions import introduction
from caselint.docs.language_page import language_page
from caselint.docs.markdown import as_yaml, fenced, page
from caselint.docs.origin import origins_of
from caselint.docs.record_pages import record_pages
from caselint.docs.rule_index import rule_index
from caselint.docs.rule_page import rule_page
from caselint.docs.schema_pages import Schemas, configuration_page, format_pages, pack_files_page
from caselint.docs.setting_page import setting_page
from caselint.docs.usage import usage_of
from caselint.packs.pack import Pack

OURS = re.compile(
    r"(index|settings|language|pack-files|base-case|commands|configuration)\.md"
    r"|rules/([A-Z]{2,8}[0-9]{3}|index)\.md|(definitions|formats|frameworks|record)/[a-z0-9_-]+\.md"
)
"""What the pages are called. A folder that holds anything else is not written over."""


@dataclass(frozen=True, slots=True)
class Program:
    """What the pages say of caselint as a program. It is given to them, since they stand below the command line."""

    command: click.Command
    exit_statuses: str
    """What each exit status means: a line for each, beginning with its number."""
    schemas: Schemas
    """The JSON Schemas by name."""
    forms: Mapping[str, str]
    """The forms of a report, and what each is."""


def pages(pack: Pack, program: Program) -> Iterator[tuple[str, str]]:
    """Each page: its path and its Markdown. The same pack and version give the same text."""
    usage, origins = usage_of(pack), origins_of(pack)
    yield "index.md", page(introduction("index"))
    yield "rules/index.md", rule_index(pack, origins)
    for code, rule in sorted(pack.rules.items()):
        yield f"rules/{code}.md", rule_page(pack, rule, usage, origins)
    yield "settings.md", setting_page(pack, usage)
    yield from definition_pages(pack, usage, origins)
    yield from framework_pages(pack)
    yield "base-case.md", page(introduction("base-case"), fenced(as_yaml(pack.base_case), "yaml"))
    yield "language.md", language_page()
    yield "pack-files.md", pack_files_page(program.schemas)
    yield from record_pages(pack, usage)
    yield "commands.md", command_page(program.command, program.exit_statuses)
    yield "configuration.md", configuration_page(program.schemas)
    yield from format_pages(program.schemas, program.forms)
