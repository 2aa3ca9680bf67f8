"""The reference of commands, read off the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from caselint.docs.introductions import introduction
from caselint.docs.markdown import code, fenced, link, page, prose, slug, table

DEFAULT = re.compile(r"\s*\[default: ([^\]]*)\]\s*")
RANGE = re.compile(r"\s*\[x>=([0-9]+)\]")


def command_page(program: click.Command, exit_statuses: str) -> str:
    """`exit_statuses` is the text that says what each means: a line for each, beginning with its number."""
    rows = [(f"**{status}**", prose(says)) for status, says in statuses(exit_statuses)]
    return page(
        "# Commands",
        introduction("commands"),
        "## Exit statuses",
        table(("status", "meaning"), rows),
        *commands(program, click.Context(program, info_name="caselint", **program.context_settings)),
    )


def statuses(words: str) -> list[tuple[str, str]]:
    """The numbered lines of a text, each with the lines that go on under it."""
    found = re.findall(r"^([0-9])\s+(.+(?:\n\s+.+)*)", words, re.MULTILINE)
    return [(number, " ".join(says.split())) for number, says in found]


def commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, and after it those under it."""
    yield f"## {context.command_path}"
    yield from one(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from commands(inner, click.Context(inner, parent=context, info_name=name))


def one(command: click.Command, context: click.Context) -> Iterator[str]:
    yield fenced(" ".join([context.command_path, *command.collect_usage_pieces(context)]))
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.strip():
            yield prose(paragraph)
    if isinstance(command, click.Group):
        inner = {name: command.get_command(context, name) for name in command.list_commands(context)}
        rows = [
            (link(code(name), f"#{slug(f'{context.command_path} {name}')}"), prose((each.help or "").split("\n\n")[0]))
            for name, each in inner.items()
            if each
        ]
        yield table(("command", "what it does"), rows)
    arguments = [
        (code(shown(each)), prose(getattr(each, "says", "")), needed(each)) for each in command.params if isinstance(each, click.Argument)
    ]
    if arguments:
        yield table(("argument", "what it is", "when it is left out"), arguments)
    options = [option(each, context) for each in command.get_params(context) if isinstance(each, click.Option) and not each.hidden]
    if options:
        yield table(("option", "what it does", "when it is left out"), options)


def shown(argument: click.Argument) -> str:
    return argument.metavar or (argument.name or "").upper()


def needed(argument: click.Argument) -> str:
    if argument.required:
        return "must be given"
    return code(argument.default) if isinstance(argument.default, str) else ""


def option(found: click.Option, context: click.Context) -> tuple[str, str, str]:
    """An option as `--help` prints it, its default in a column of its own."""
    names, says = found.get_help_record(context) or ("", "")
    default = DEFAULT.search(says)
    missing = "must be given" if found.required else prose(default[1]) if default else ""
    says = RANGE.sub(r" From \1.", DEFAULT.sub(" ", says).replace("[required]", ""))
    return code(names.replace("INTEGER RANGE", "NUMBER").replace("INTEGER", "NUMBER")), prose(says), missing
