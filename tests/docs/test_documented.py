"""Nothing of caselint is undocumented: it has words in the source, and they stand in the references."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from caselint.cli import exits
from caselint.cli.common import Argument
from caselint.cli.config import Config
from caselint.cli.exits import Exit
from caselint.cli.formats import FORMATS
from caselint.cli.main import main
from caselint.cli.schemas import SCHEMAS
from caselint.docs.command_page import statuses
from caselint.docs.definition_pages import called, definition_pages
from caselint.docs.introductions import introduction
from caselint.docs.origin import origins_of
from caselint.docs.schema_pages import ELSEWHERE
from caselint.docs.usage import usage_of
from caselint.language import nodes
from caselint.language.calls import CALLS
from caselint.language.comparisons import SIGNS
from caselint.language.definitions import Definitions, Source
from caselint.language.errors import ExpressionError
from caselint.language.expression import compile_expression
from caselint.language.forms import ARITHMETIC, COMPARISONS, CONNECTIVES, FORMS
from caselint.language.functions import TIME_FIELDS
from caselint.language.periods import UNITS
from caselint.language.templates import SAID, say
from caselint.language.types import BOOL, DATE, INT, PERIOD, annotation_type, list_of, sections
from caselint.packs import files
from caselint.packs.load import load_pack
from caselint.packs.logic import STATES
from caselint.packs.yaml_source import parse_yaml
from caselint.record.base import FreeText
from caselint.record.record import Record
from tests.docs.reading import part, plain, shipped, shipped_pages
from tests.packs.test_extending import extending
from tests.small_pack import dump, rule, write_pack

# -- commands


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    pending = [("caselint", click.Context(main, info_name="caselint"))]
    while pending:
        path, context = pending.pop()
        command = context.command
        yield path, command, context
        for name in command.list_commands(context) if isinstance(command, click.Group) else ():
            inner = command.get_command(context, name)
            assert inner is not None
            pending.append((f"{path} {name}", click.Context(inner, parent=context, info_name=name)))


COMMANDS = list(commands())


@pytest.mark.parametrize("path", [path for path, *_ in COMMANDS])
def test_every_command_argument_and_option_is_documented(path: str) -> None:
    command, context = next((command, context) for name, command, context in COMMANDS if name == path)
    page = part(shipped_pages()["commands.md"], path)
    assert command.help, f"{path} says nothing of itself"
    assert plain(command.help.split("\n\n")[0]) in plain(page)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert isinstance(parameter, Argument), (
                f"the argument {parameter.name} of {path} says nothing of itself: give it `cls=Argument`"
            )
            assert parameter.says
            assert f"| {plain(parameter.says)} |" in plain(page)
            continue
        assert isinstance(parameter, click.Option)
        assert parameter.help, f"{path} {parameter.opts[0]} has no help"
        names, _ = parameter.get_help_record(context) or ("", "")
        row = next((line for line in page.splitlines() if line.startswith("| ") and plain(line).startswith(f"| {parameter.opts[0]}")), None)
        assert row, f"{path} {parameter.opts[0]} is not in the reference"
        assert all(option in plain(row) for option in parameter.opts), names
        first = plain(parameter.help.split("[default")[0]).removesuffix(".")
        assert first in plain(row)


def test_a_default_stands_beside_its_option() -> None:
    page = plain(part(shipped_pages()["commands.md"], "caselint check"))
    assert "| --limit NUMBER | Findings that the report lists; 0 lists all. From 0. | 50 |" in page
    assert "| must be given |" in plain(part(shipped_pages()["commands.md"], "caselint docs"))


def test_every_exit_status_is_documented() -> None:
    told = dict(statuses(exits.__doc__ or ""))
    assert {int(status) for status in told} == set(Exit)
    page = plain(part(shipped_pages()["commands.md"], "Exit statuses"))
    assert all(plain(says) in page for says in told.values())


# -- configuration and formats


def test_every_key_of_the_configuration_is_documented() -> None:
    page = part(shipped_pages()["configuration.md"], "Keys")
    for name, field in Config.model_fields.items():
        assert field.description, f"{name} has no description"
        assert f"| `{name}` |" in page
        assert plain(field.description) in plain(page)


def test_every_form_and_every_key_of_what_programs_read_is_in_the_reference() -> None:
    index = shipped_pages()["formats/index.md"]
    assert all(f"| `{form}` | {FORMATS[form].says} |" in index.replace("&#58;", ":") or form == "jsonl" for form in FORMATS)
    for name, make in SCHEMAS.items():
        assert f"`caselint schema {name}`" in index
        if name in ELSEWHERE:
            continue
        schema = make()
        page = shipped_pages()[f"formats/{name}.md"]
        for title, shape in {"": schema, **schema.get("$defs", {})}.items():
            where = part(page, title) if title and "properties" in shape else page
            assert [key for key in shape.get("properties", {}) if f"| `{key}` |" not in where] == [], (name, title)
        words = [
            shape.get("description", "") for shape in json.loads(json.dumps(schema)).get("$defs", {}).values() if "properties" in shape
        ]
        assert [each for each in words if plain(each) not in plain(page)] == [], name


def test_a_docstring_under_a_field_is_its_description_in_the_schema() -> None:
    found = SCHEMAS["report"]()["$defs"]["CountsData"]["properties"]["asked"]
    assert found["description"] == "`rules` x `cases`, which all `outcomes` add up to."
    assert SCHEMAS["framework"]()["$defs"]["Band"]["properties"]["starts_above"].get("description") is None


# -- rules, definitions, settings


@pytest.mark.parametrize("name", ["RuleEntry", "Deadline", "Ladder", "EvidenceEntry", "ExampleEntry", "DefinitionEntry", "SettingEntry"])
def test_every_key_of_a_rule_and_of_what_stands_beside_it_is_documented(name: str) -> None:
    model: type[BaseModel] = getattr(files, name)
    headings = {
        "RuleEntry": "a rule",
        "Deadline": "a deadline",
        "Ladder": "a ladder",
        "EvidenceEntry": "evidence against",
        "ExampleEntry": "an example",
    }
    title = headings.get(name) or ("a definition" if name == "DefinitionEntry" else "a setting")
    page = part(shipped_pages()["pack-files.md"], f"Keys of {title}")
    for key, field in model.model_fields.items():
        assert field.description, f"{name}.{key} has no description"
        assert f"| `{field.alias or key}` |" in page
        assert plain(field.description) in plain(page)


@pytest.mark.parametrize("name", ["ManifestFile", "RuleFile", "DefinitionFile", "SettingFile"])
def test_every_key_of_a_file_of_a_pack_is_documented(name: str) -> None:
    for key, field in getattr(files, name).model_fields.items():
        assert field.description, f"{name}.{key} has no description"
        assert f"| `{key}` |" in shipped_pages()["pack-files.md"]


def test_every_definition_is_documented() -> None:
    pages = "\n".join(page for path, page in shipped_pages().items() if path.startswith("definitions/") and path != "definitions/index.md")
    index = shipped_pages()["definitions/index.md"]
    entries = dict(re.findall(r"^## `(\w+)`\n\n(.+)$", pages, re.MULTILINE))
    assert entries.keys() == shipped().meanings.keys()
    for name, meaning in shipped().meanings.items():
        assert len(meaning) >= 5, name
        assert plain(meaning).lower() == plain(entries[name]).lower(), name
        assert re.search(rf"\| \[`{name}[`(]", index), name


def test_every_setting_is_documented_with_its_value_and_its_source() -> None:
    page = shipped_pages()["settings.md"]
    rows = {line.split("`")[1]: plain(line) for line in page.splitlines() if line.startswith('| <a id="')}
    assert rows.keys() == shipped().settings.keys()
    for name, setting in shipped().settings.items():
        value = str(setting.value).lower() if isinstance(setting.value, bool) else say(setting.value)
        assert f"| {value}" in rows[name], name
        assert plain(setting.source).rstrip(".") in rows[name], name
        assert setting.source, name


def test_every_framework_has_its_criteria_and_the_rules_that_count_there() -> None:
    for name, framework in shipped().frameworks.items():
        page = shipped_pages()[f"frameworks/{name}.md"]
        rows = {plain(line).split(" ")[1]: line for line in page.splitlines() if line.startswith("| **")}
        for identifier, criterion in framework.criteria.items():
            assert plain(criterion.name) in plain(rows[identifier])
            scored = {
                code for code, rule in shipped().rules.items() if framework.scores(rule.info) and identifier in framework.places(rule.info)
            }
            assert set(re.findall(r"\*\*\[([A-Z0-9]+)\]", rows[identifier])) == scored, (name, identifier)
        for band in framework.bands.levels:
            assert f"| `{band.id}` | {band.says} | {band.starts}% |" in page
        narrowed = "\n".join(map(plain, part(page, "Asked of fewer cases").splitlines())) if framework.narrow else ""
        for code, words in framework.narrow.items():
            assert re.search(rf"^\| {code}\b.* \| {re.escape(plain(words))} \|$", narrowed, re.MULTILINE), (name, code)


# -- the language


def test_the_lists_of_the_reference_are_those_of_the_checker() -> None:
    assert FORMS.keys() == nodes.HANDLERS.keys()
    assert COMPARISONS.keys() == set(SIGNS.values())
    assert ARITHMETIC.keys() == nodes.ARITHMETIC.keys()
    assert CONNECTIVES.keys() == {"and", "or", "not"}


def test_every_part_of_the_language_stands_in_its_reference() -> None:
    page = shipped_pages()["language.md"]
    text = plain(page)
    for name, function in CALLS.items():
        assert function.meaning, f"{name} says nothing of itself"
        assert f"{plain(function.meaning[1:])}: {plain(function.usage)}." in plain(part(page, f"`{name}`"))
    words = [form.usage for form in (*FORMS.values(), *ARITHMETIC.values())] + [
        says for _, says in (*COMPARISONS.items(), *CONNECTIVES.items())
    ]
    words += [f"10 {unit}" for unit in UNITS if unit.endswith("s")] + [*TIME_FIELDS, *STATES, *sections(), *SAID, *SAID.values()]
    assert [each for each in words if plain(each) not in text] == []
    assert "<!--" not in page


def test_every_example_of_the_language_can_be_written_into_a_pack(tmp_path: Path) -> None:
    texts = re.findall(r"```yaml\n(.*?)```", shipped_pages()["language.md"], re.DOTALL)
    blocks = [parse_yaml(text, "language.md").data for text in texts]
    entries = []
    for number, block in enumerate(block for block in blocks if "expect" in block):
        subject = {"for": "start in community_starts"} if "start.date" in texts[blocks.index(block)] else {}
        entries.append(rule(f"OURS{number:03}", **(subject | block)))
    ours = extending(tmp_path / "ours", "hmi-probation", *entries)
    (ours / "definitions").mkdir()
    definitions = {name: entry for block in blocks for name, entry in block.get("definitions", {}).items()}
    dump(ours / "definitions" / "ours.yaml", {"definitions": definitions})
    pack = load_pack(ours)
    assert (len(entries), set(definitions)) == (4, {"met_by"})
    assert {entry["code"] for entry in entries} <= pack.rules.keys()
    for refused in re.findall(r"`(any\([^`]+\))` and\n`\.\.\. (for [^`]+)`", shipped_pages()["language.md"])[0]:
        text = refused if refused.startswith("any") else f"list(c {refused})"
        with pytest.raises(ExpressionError, match="can be missing"):
            compile_expression(text, pack.definitions)


VARIABLES = {
    **dict.fromkeys(("a", "b"), BOOL),
    **dict.fromkeys(("day", "start", "end"), DATE),
    "period": PERIOD,
    "number": INT,
    "dates": list_of(DATE),
}
"""What the usages in the reference call by a name of its own."""


@pytest.mark.parametrize(
    "usage", [*(form.usage for form in (*FORMS.values(), *ARITHMETIC.values())), *(call.usage for call in CALLS.values())]
)
def test_every_usage_in_the_reference_is_one_that_the_checker_accepts(usage: str) -> None:
    compile_expression(usage.replace("x.group for x in groups", "x for x in dates"), Definitions({"always": Source("True")}, {}), VARIABLES)


def test_a_connective_is_as_its_words_say() -> None:
    from caselint.language.functions import both, either, opposite

    three = (True, False, None)
    for left in three:
        assert opposite(left) == (None if left is None else not left)
        for right in three:
            assert both(left, right) is (False if False in (left, right) else True if left and right else None)
            assert either(left, right) is (True if True in (left, right) else False if (left, right) == (False, False) else None)


def test_every_kind_of_node_that_the_reference_calls_refused_is_refused() -> None:
    assert not {ast.Subscript, ast.Lambda, ast.NamedExpr, ast.JoinedStr, ast.ListComp} & nodes.HANDLERS.keys()


# -- the record


def fields(path: str, model: type[BaseModel]) -> Iterator[tuple[str, str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        yield path, name, model
        found = annotation_type(info.annotation, info.metadata)
        inside = found.item if found.kind == "list" else found
        if inside is not None and inside.model is not None:
            yield from fields(f"{path}.{name}", inside.model)


@pytest.mark.parametrize("section", list(Record.model_fields))
def test_every_field_of_the_record_is_documented(section: str) -> None:
    info = Record.model_fields[section]
    page = shipped_pages()[f"record/{section}.md"]
    assert info.description
    assert plain(info.description) in plain(shipped_pages()["record/index.md"])
    found = annotation_type(info.annotation, info.metadata)
    model = found.model or (found.item.model if found.item else None)
    assert model is not None
    for path, name, owner in fields(section, model):
        field = owner.model_fields[name]
        assert field.description, f"{owner.__name__}.{name} has no description"
        table = part(page, "Fields" if path == section else f"`{path}`")
        row = next((line for line in table.splitlines() if line.startswith(f"| `{name}` |")), None)
        assert row, f"{path}.{name} is not in the reference"
        _, _, kind, missing, says, _ = re.split(r"(?<!\\) ?\| ?", row)
        assert plain(says) == plain(field.description)
        if field.is_required():
            assert missing == "must be given"
        elif "tuple" in str(field.annotation):
            assert missing == "not exported"
        else:
            assert missing == ("counts as `false`" if field.default is False else "not recorded")
        assert ("free text" in kind) == (FreeText in field.metadata or "FreeText" in str(field.annotation)), (path, name)


def test_allowed_values_and_bounds_are_said() -> None:
    tiers = part(shipped_pages()["record/case.md"], "`case.tiers`")
    assert "| `allocated` | whole number from 1 to 4 | not recorded |" in tiers
    levels = part(shipped_pages()["record/rosh.md"], "`rosh.levels`")
    assert "| `level` | ordered: `low`, `medium`, `high`, `very_high` | must be given |" in levels
    contacts = shipped_pages()["record/contacts.md"]
    assert "| `participants` | list, each one of [Party](code-lists.md#party) | not exported |" in contacts
    assert "`womens_safety_worker`" in part(shipped_pages()["record/code-lists.md"], "Party")


# -- what a newcomer looks for


def test_every_definition_to_begin_with_exists_and_is_written_as_it_is_called() -> None:
    chosen = re.findall(r"^- `([^`]+)`: .", introduction("definitions-to-begin-with"), re.MULTILINE)
    assert 20 <= len(chosen) <= 30
    known = {called(shipped(), name) for name in shipped().meanings}
    assert [each for each in chosen if each not in known] == []
    rows = re.findall(r"^\| \[`([^`]+)`\]", part(shipped_pages()["definitions/index.md"], "Definitions to begin with"), re.MULTILINE)
    assert rows == chosen


def test_a_pack_without_them_has_no_definitions_to_begin_with(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "pack", definitions={"start_day": "sentence.date", "other": "start_day"}))
    index = dict(definition_pages(pack, usage_of(pack), origins_of(pack)))["definitions/index.md"]
    assert re.findall(r"^\| \[`([^`]+)`\]", part(index, "Definitions to begin with"), re.MULTILINE) == ["start_day"]
    bare = load_pack(write_pack(tmp_path / "bare", definitions={"other": "sentence.date"}))
    assert "begin with" not in dict(definition_pages(bare, usage_of(bare), origins_of(bare)))["definitions/index.md"]


def test_a_section_has_the_definitions_and_the_rules_that_read_it() -> None:
    pack, contacts = shipped(), shipped_pages()["record/contacts.md"]
    rows = re.findall(r"^\| \[`(\w+)[^`]*`\]\(\S+\) \| (.+) \| (\d+) \|$", part(contacts, "Definitions that read it"), re.MULTILINE)
    assert "with_the_manager" in [name for name, _, _ in rows], "it reads a contact that it is given"
    assert len(rows) == 20
    assert re.search(r"^And \d+ more: see \[all definitions\]\(../definitions/index.md\)\.$", contacts, re.MULTILINE)
    assert all(says == pack.meanings[name] for name, says, _ in rows if "`" not in pack.meanings[name])
    rules = dict(re.findall(r"^\| \[(\w+)\]\(\S+\) \| `([a-z0-9-]+)` \|$", part(contacts, "Rules that read it"), re.MULTILINE))
    assert rules == {
        code: rule.info.name for code, rule in pack.rules.items() if any(path.split(".")[0] == "contacts" for path in rule.logic.reads)
    }
