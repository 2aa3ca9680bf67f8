"""`caselint explain`: a rule with its logic as one writes it, and the definitions and settings that rules share."""

import re
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from caselint.cli import main
from caselint.packs.find import shipped_folder
from caselint.packs.yaml_source import parse_yaml
from tests.docs.reading import shipped
from tests.packs.test_extending import extending
from tests.small_pack import dump, rule, write_pack


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, arguments)], prog_name="caselint")


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [line.rstrip() for line in result.output.splitlines()]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    definitions = {
        "first_day": "sentence.date",
        "seen_for": {
            "meaning": "somebody was seen for that start",
            "parameters": {"start": "case.starts", "day": "date"},
            "expression": "any(v.made and v.date is not None and v.date >= start.date\n"
            "  and v.date < day + settings.limit for v in home_visits)",
        },
        "seen": "any(seen_for(s, first_day) for s in case.starts)",
    }
    entries = [
        rule("AAA001", asked_of="seen"),
        rule("AAB001", **{"for": "start in case.starts", "asked_of": "seen_for(start, first_day)"}),
        rule("AAC001"),
    ]
    settings = {"limit": "2 weeks", "spare": 3}
    return write_pack(tmp_path / "base", *entries, definitions=definitions, settings=settings, retired={"AAX001": "asked as AAA001 now"})


def test_a_definition_is_explained(pack: Path) -> None:
    assert lines(call("seen_for", "--pack", pack)) == [
        "seen_for(start, day)   a definition",
        "",
        "Somebody was seen for that start.",
        "",
        "Takes",
        "  start: case.starts (one entry of it)",
        "  day: date",
        "",
        "Gives",
        "  true or false",
        "",
        "Expression",
        "  any(v.made and v.date is not None and v.date >= start.date and v.date < day + settings.limit for v",
        "  in home_visits)",
        "",
        "Settings",
        "  Of this test: 2 weeks",
        "",
        "Reads",
        "  start.date, home_visits, home_visits.date, home_visits.made",
        "",
        "Rules that name it",
        "  AAB001 test-rule-aab001",
        "",
        "Definitions that name it",
        "  seen",
        "",
        "Rules that rest on it through these definitions",
        "  AAA001",
        "",
        "Written in",
        "  the pack test-pack, definitions/all.yaml, line 7",
    ]


def test_a_definition_is_found_as_it_is_written_in_an_expression(pack: Path) -> None:
    assert call("seen_for(start, day)", "--pack", pack).output == call("seen_for", "--pack", pack).output


def test_a_setting_is_explained(pack: Path) -> None:
    expected = [
        "settings.limit   a setting",
        "",
        "Of this test: 2 weeks.",
        "",
        "Where it comes from",
        "  printed in no report; source: a test",
        "",
        "Definitions that name it",
        "  seen_for",
        "",
        "Rules that rest on it through these definitions",
        "  AAA001, AAB001",
        "",
        "Written in",
        "  the pack test-pack, settings.yaml, line 3",
    ]
    assert lines(call("settings.limit", "--pack", pack)) == expected
    assert lines(call("limit", "--pack", pack)) == expected
    assert lines(call("spare", "--pack", pack))[-5:-3] == ["Used by", "  no rule and no definition"]


def test_a_setting_says_what_the_configuration_and_a_pack_above_set(pack: Path, tmp_path: Path) -> None:
    ours = extending(tmp_path / "ours", str(pack))
    dump(ours / "settings.yaml", {"settings": {"limit": {"value": "3 weeks", "meaning": "ours", "printed": False, "source": "our trust"}}})
    config = tmp_path / "caselint.toml"
    config.write_text('[settings]\nlimit = "4 weeks"\n', encoding="utf-8")
    told = lines(call("limit", "--pack", ours, "--config", config))
    assert told[2] == "Ours: 3 weeks."
    assert told[4:6] == ["Your own value", "  4 weeks"]
    assert told[-1] == "  the pack ours, settings.yaml, line 3"
    assert lines(call("spare", "--pack", ours))[-1] == "  the pack test-pack, settings.yaml, line 9"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("seen_fore", "no rule, definition or setting is called seen_fore: did you mean `seen_for`?"),
        ("limits", "no rule, definition or setting is called limits: did you mean `limit`?"),
        ("aac002", "no rule, definition or setting is called aac002: did you mean `AAC001`?"),
        ("test-rule-aac01", "no rule, definition or setting is called test-rule-aac01: did you mean `test-rule-aac001`?"),
        ("zzzz", "no rule, definition or setting is called zzzz: `caselint docs` writes pages that list them all"),
        ("AAX001", "AAX001 is retired: asked as AAA001 now"),
    ],
)
def test_what_nothing_is_called_gets_a_suggestion_out_of_everything(pack: Path, asked: str, says: str) -> None:
    result = call(asked, "--pack", pack)
    assert (result.exit_code, result.stderr) == (2, f"caselint: {says}\n")


def test_shipped_definitions_and_settings_can_be_explained() -> None:
    from rich.console import Console

    from caselint.cli import explain_shared
    from caselint.docs.definition_pages import chosen_by_hand
    from caselint.docs.origin import setting_place
    from caselint.docs.usage import usage_of

    pack, usage = shipped(), usage_of(shipped())
    for name in [*(name for name, _ in chosen_by_hand()), *list(pack.meanings)[::50]]:
        explain_shared.definition(pack, usage, name, Console(width=100, quiet=True))
    written = (shipped_folder() / "settings.yaml").read_text(encoding="utf-8").splitlines()
    for name in list(pack.settings)[::20]:
        explain_shared.setting(pack, usage, name, Console(width=100, quiet=True), None)
        assert written[setting_place(pack, name).line - 1] == f"  {name}:"


@pytest.mark.parametrize("code", ["CHILD012", "CONT013", "RMP005", "VISIT002"])
def test_the_logic_can_be_copied_into_a_file(code: str) -> None:
    _, block = call(code, "--logic").output.split("In the rule language\n")
    found = parse_yaml(dedent(block), "terminal").data
    files = (parse_yaml(path.read_text(encoding="utf-8"), path.name).data for path in (shipped_folder() / "topics").glob("*.yaml"))
    entry = next(entry for file in files for entry in file["rules"] if entry["code"] == code)
    assert found == {key: on_one_line(entry[key]) for key in found}
    assert not re.search(r"[{\[]$", block, re.MULTILINE)


def on_one_line(value: object) -> object:
    if isinstance(value, dict):
        return {key: on_one_line(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [on_one_line(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value
