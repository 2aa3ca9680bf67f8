"""The commands, as a person calls them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from caselint.cli import main
from caselint.cli.main import COMMANDS
from caselint.cli.schema import written
from caselint.cli.schemas import SCHEMAS
from tests.small_pack import case, rule, visit, write_pack

ROOT = Path(__file__).parents[2]


def call(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, prog_name="caselint")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    low = rule("VISIT902", severity="low", expect={"sufficient": "count(contacts) > 0", "otherwise": "not_done"})
    return write_pack(tmp_path / "pack", rule(), low, retired={"VISIT900": "asked as VISIT901 now"})


def export(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "export.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_every_command_says_what_it_does() -> None:
    for name in COMMANDS:
        result = call(name, "--help")
        assert result.exit_code == 0, result.output
        assert "Usage: caselint" in result.output


# -- check


def test_findings_give_status_1(tmp_path: Path, pack: Path) -> None:
    result = call("check", export(tmp_path, case()), "--pack", pack)
    assert result.exit_code == 1, result.output
    assert "VISIT901" in result.output
    assert "EXAMPLE-1" in result.output


def test_findings_below_the_chosen_severity_give_status_0(tmp_path: Path, pack: Path) -> None:
    seen = export(tmp_path, case(home_visits=[visit("2010-02-12")]))
    assert call("check", seen, "--pack", pack).exit_code == 0
    assert call("check", seen, "--pack", pack, "--fail-on", "low").exit_code == 1
    assert call("check", export(tmp_path, case()), "--pack", pack, "--fail-on", "never").exit_code == 0


def test_a_record_that_cannot_be_read_gives_status_2(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case(home_visits=[visit("2010-02-12")]), case(case={"id": "C2", "order_type": "parole"}))
    result = call("check", path, "--pack", pack)
    assert result.exit_code == 2
    assert "1 record or file was not audited" in result.stderr


def test_a_path_that_does_not_exist_gives_status_2(tmp_path: Path, pack: Path) -> None:
    assert call("check", tmp_path / "nowhere.json", "--pack", pack).exit_code == 2


def test_an_export_of_which_nothing_can_be_asked_is_no_all_clear(tmp_path: Path, pack: Path) -> None:
    result = call("check", export(tmp_path, case(home_visits=None, contacts=None)), "--pack", pack, "--fail-on", "never")
    assert result.exit_code == 2
    assert "nothing here says that all is well" in result.stderr


def test_standard_input(pack: Path) -> None:
    result = call("check", "-", "--pack", pack, "--output", "jsonl", stdin=json.dumps(case()).encode())
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["type"] for line in lines] == ["run", "case", "end"]


def test_results_hold_to_their_published_schema(tmp_path: Path, pack: Path) -> None:
    from jsonschema import Draft202012Validator

    path = export(tmp_path, case(), case(case={"id": "C2"}, rosh=None, home_visits=None), case(case={"id": "C3", "order_type": "parole"}))
    result = call("check", path, "--pack", pack, "--output", "jsonl", "--framework", "omi-2007", "--framework", "omi2-2009")
    validator = Draft202012Validator(SCHEMAS["results"]())
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == 5
    for line in lines:
        validator.validate(line)


def test_the_report_goes_to_a_file_whole_or_not_at_all(tmp_path: Path, pack: Path) -> None:
    target = tmp_path / "report.txt"
    result = call("check", export(tmp_path, case()), "--pack", pack, "--output", f"text:{target}")
    assert result.exit_code == 1
    assert "VISIT901" in target.read_text(encoding="utf-8")
    assert "the report is in" in result.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_output_that_cannot_be_written_is_said_before_the_audit(tmp_path: Path, pack: Path) -> None:
    result = call("check", export(tmp_path, case()), "--pack", pack, "--output", f"text:{tmp_path}")
    assert (result.exit_code, "is a folder" in result.stderr) == (2, True)
    result = call("check", export(tmp_path, case()), "--pack", pack, "--output", f"text:{tmp_path / 'no' / 'where.txt'}")
    assert (result.exit_code, "cannot write the report" in result.stderr) == (2, True)


def test_a_misspelt_rule_or_framework_is_refused(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case())
    wrong = ((("--select", "VISIT91"), "did you mean"), (("--framework", "omi-2009"), "omi"), (("--ignore", "VISIT900"), "retired"))
    for arguments, words in wrong:
        result = call("check", path, "--pack", pack, *arguments)
        assert result.exit_code == 2
        assert words in result.stderr


def test_a_broken_pack_tells_everything_that_is_wrong(tmp_path: Path) -> None:
    broken = write_pack(
        tmp_path / "pack", rule("AAA001", asked_of="case.endd is None"), rule("AAB001", expect={"sufficient": "1", "otherwise": "not_done"})
    )
    result = call("check", export(tmp_path, case()), "--pack", broken)
    assert result.exit_code == 2
    assert "the pack cannot be used: 2 problems" in result.stderr
    assert "did you mean `end`?" in result.stderr
    assert "Traceback" not in result.output


def test_the_configuration_is_used_and_the_command_line_wins(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "caselint.toml").write_text(f'pack = "{pack}"\nfail_on = "low"\nselect = ["VISIT902"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = export(tmp_path, case())
    assert "VISIT901" not in call("check", path).stdout
    assert call("check", path).exit_code == 1
    assert call("check", path, "--fail-on", "medium").exit_code == 0
    assert call("check", path, "--select", "VISIT901").exit_code == 1


def test_no_free_text_reaches_any_output(tmp_path: Path, pack: Path) -> None:
    secret = "Xanthippe"
    told = case(
        rosh={"levels": [{"date": "2010-02-05", "level": "high", "reason": secret}]},
        home_visits=[visit("2010-05-12", purposes=[], outcome=secret, not_needed_reason=secret)],
        answers=[{"question": "VISIT902", "outcome": "not_done", "note": secret, "by": secret}],
    )
    broken = case(case={"id": "C2"}, offence={"kind": secret})
    for style in ("text", "json", "jsonl"):
        result = call("check", export(tmp_path, told, broken), "--pack", pack, "--output", style)
        assert secret not in result.stdout + result.stderr


# -- the others


def test_explain(pack: Path) -> None:
    result = call("explain", "test-rule-visit901", "--pack", pack)
    assert result.exit_code == 0
    for words in ("Was the thing of this test done?", "Who is asked", "Criteria", "omi2-2009 2.2", "one below: not done"):
        assert words in result.output
    assert call("explain", "VISIT900", "--pack", pack).exit_code == 2
    assert "did you mean" in call("explain", "VISIT91", "--pack", pack).stderr


def test_every_shipped_rule_can_be_explained() -> None:
    from rich.console import Console

    from caselint.cli.explain import explain
    from caselint.packs.find import shipped_folder
    from caselint.packs.load import load_pack

    shipped = load_pack(shipped_folder())
    for each in shipped.rules.values():
        console = Console(width=100, quiet=True)
        explain(shipped, each, console)


def test_rules_lists_and_filters(pack: Path) -> None:
    assert "2 rules" in call("rules", "--pack", pack).stdout
    assert "1 rules" in call("rules", "--pack", pack, "--severity", "low").stdout
    assert "0 rules" in call("rules", "--pack", pack, "--framework", "omi-2007").stdout


def test_rules_for_an_export_says_what_it_can_answer(tmp_path: Path, pack: Path) -> None:
    path = export(tmp_path, case(), case(case={"id": "C2"}, home_visits=None))
    result = call("rules", "--pack", pack, "--for", path)
    assert result.exit_code == 0
    assert "2 records. 1 of 2 questions can be asked of every one of them." in result.stdout
    assert "VISIT901 test-rule-visit901: cannot be asked of 1 of 2 records; not exported: home_visits" in result.stdout


@pytest.mark.parametrize(
    "words", [("--pack", "PACK", "test"), ("test", "--pack", "PACK"), ("--pack", "elsewhere", "test", "--pack", "PACK")]
)
def test_rules_test_names_the_examples_that_come_out_otherwise(pack: Path, words: tuple[str, ...]) -> None:
    result = call("rules", *(pack if word == "PACK" else word for word in words), "VISIT901")
    assert result.exit_code == 2
    assert "VISIT901 `one above`: expected sufficient, came out not_done" in result.stdout
    assert "2 examples of 1 rules: 1 do not come out as they say" in result.stdout


def test_rules_test_shows_what_a_report_would_say(tmp_path: Path) -> None:
    examples = [
        {"name": "one above", "case": {"home_visits": [visit("2010-03-01")]}, "outcome": "sufficient"},
        {"name": "one below", "case": {}, "outcome": "not_done"},
    ]
    each = rule(**{"for": "s in case.starts"}, finding="Nobody went after {s.date}.", examples=examples)
    starts = {"starts": [{"date": "2010-02-01", "event": "sentence"}, {"date": "2010-05-03", "event": "transfer_in"}]}
    twice = {"name": "two below", "case": {"case": starts}, "outcome": "not_done"}
    evidence = [{"when": "True", "says": "Nobody went, it seems."}]
    answers = [
        {"name": f"answered {outcome}", "case": {"answers": [{"question": "VISIT902", "outcome": outcome}]}, "outcome": outcome}
        for outcome in ("sufficient", "not_done")
    ]
    waiting = {"name": "waiting", "case": {}, "outcome": "not_answered"}
    judged = rule("VISIT902", expect="answered", finding=None, evidence_against=evidence, examples=[*answers, waiting])
    pack = write_pack(tmp_path / "pack", each | {"examples": [*examples, twice]}, judged)
    result = call("rules", "test", "--verbose", "--pack", pack)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:6] == [
        "ok  VISIT901 `one above`: sufficient",
        "ok  VISIT901 `one below`: not_done",
        "    Nobody went after 1 February 2010.",
        "ok  VISIT901 `two below`: not_done",
        "    Nobody went after 1 February 2010.",
        "    Nobody went after 3 May 2010.",
    ]
    assert lines[-3:] == ["ok  VISIT902 `waiting`: not_answered", "    Nobody went, it seems.", lines[-1]]
    assert call("rules", "test", "--pack", pack).stdout.splitlines() == lines[-1:]


EXAMPLES = """\
    examples:
      - name: one above
        case: {contacts: [{date: 2010-02-03, kind: ofice, outcome: zzzz, visited_on: 2010-02-03}]}
        outcome: sufficient
      - name: one below
        case:
          home_visits:
            - date: 2010-02-30
              madde: true
        outcome: not_done
"""


def test_an_example_that_is_no_record_is_told_at_its_field(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    plain = {name: value for name, value in rule().items() if name != "examples"}
    head = "\n".join(f"    {name}: {json.dumps(value)}" for name, value in plain.items())
    (pack / "topics" / "all.yaml").write_text(f"topic: Tests\nrules:\n  -\n{head}\n{EXAMPLES}", encoding="utf-8")
    result = call("rules", "test", "--pack", pack)
    assert result.exit_code == 2
    first = len(head.splitlines()) + 4
    place = f"{pack}/topics/all.yaml"
    lines = result.stdout.splitlines()
    for line in lines[:-1]:
        assert ": this case is no record: " in line
    told = [line.replace(place, "").replace("this case is no record: ", "") for line in lines]
    assert told[0].startswith(
        f":{first + 2}:52: VISIT901 `one above`: /contacts/0/kind: `ofice` is not one of the values of this field; did you mean `office`?"
    )
    assert told[1].startswith(
        f":{first + 2}:68: VISIT901 `one above`: /contacts/0/outcome: `zzzz` is not one of the values of this field (one of: "
    )
    assert "attended" in told[1] and "absent" in told[1]
    assert told[2] == (
        f":{first + 2}:74: VISIT901 `one above`: /contacts/0/visited_on: unknown field `visited_on` "
        "(`caselint docs --out FOLDER` lists the fields, under `record`)"
    )
    assert told[3].startswith(f":{first + 7}:21: VISIT901 `one below`: /home_visits/0/date: 2010-02-30 is not a date")
    assert told[4] == f":{first + 8}:15: VISIT901 `one below`: /home_visits/0/madde: unknown field `madde`; did you mean `made`?"
    assert told[5] == "2 examples of 1 rules: 2 do not come out as they say"


def test_a_rule_that_replaces_another_is_listed_as_such(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule())
    ours = write_pack(tmp_path / "ours", rule(replaces="test-pack"), id="ours", extends="../base")
    assert "Was the thing of this test done? (replaces test-pack)" in call("rules", "--pack", ours).stdout
    assert "replaces" not in call("rules", "--pack", tmp_path / "base").stdout
    assert "Replaces\n  the rule VISIT901 of test-pack, which is not asked any more\n" in call("explain", "VISIT901", "--pack", ours).stdout
    assert "Replaces" not in call("explain", "VISIT901", "--pack", tmp_path / "base").stdout


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            'limit = "ten days"',
            "settings.limit: `ten days` is no period (write `10 working days`, `16 weeks` or `6 months`); the pack's is 5 days",
        ),
        ('limit = "7 Days"', "settings.limit: `7 Days` is no period (did you mean `7 days`?); the pack's is 5 days"),
        ("limit = 7", "settings.limit: `7` is no period (write `10 working days`, `16 weeks` or `6 months`); the pack's is 5 days"),
        ('number = "7"', "settings.number: `7` is not a whole number (write a whole number, without quotes); the pack's is 3"),
        ("number = 7.5", "settings.number: `7.5` is not a whole number (write a whole number); the pack's is 3"),
        ("number = true", "settings.number: `true` is not a whole number (write a whole number); the pack's is 3"),
        ("strict = 1", "settings.strict: `1` is not true or false (write true or false); the pack's is false"),
        ('share = "half"', "settings.share: `half` is not a number (write a number, without quotes); the pack's is 0.5"),
        ("limits = 7", "settings.limits: this pack has no such setting (did you mean `limit`?)"),
        ("else = 7", "settings.else: this pack has no such setting (`caselint explain CODE` names those of a rule)"),
    ],
)
def test_a_setting_of_another_kind_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, message: str
) -> None:
    pack = write_pack(tmp_path / "pack", settings={"limit": "5 days", "number": 3, "strict": False, "share": 0.5})
    (tmp_path / "caselint.toml").write_text(f'pack = "{pack}"\n\n[settings]\n# ours\n{written}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = call("rules")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[1:] == [f"{tmp_path / 'caselint.toml'}:5: {message}"]


def test_every_example_of_the_shipped_pack_comes_out_as_it_says() -> None:
    result = call("rules", "test")
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_schemas_are_in_step_with_the_models(name: str) -> None:
    stored = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert stored == written(SCHEMAS[name]()), "run `caselint schema --write schemas`"
    assert call("schema", name).stdout == stored


def test_schema_checks_an_export(tmp_path: Path) -> None:
    assert call("schema", "--check", export(tmp_path, case())).exit_code == 0
    result = call("schema", "--check", export(tmp_path, case(person={"gender": "mail"})))
    assert result.exit_code == 2
    assert "/person/gender: breaks `enum`" in result.stdout
    assert "mail" not in result.stdout


def test_demo_gives_the_same_cases_for_the_same_seed(tmp_path: Path) -> None:
    first = call("demo", "--cases", 3, "--seed", 7).stdout
    assert call("demo", "--cases", 3, "--seed", 7, "--output", tmp_path / "demo.jsonl").exit_code == 0
    assert (tmp_path / "demo.jsonl").read_text(encoding="utf-8") == first
    assert len(first.splitlines()) == 3


def test_score_from_stored_results(tmp_path: Path, pack: Path) -> None:
    stored = tmp_path / "results.jsonl"
    call("check", export(tmp_path, case()), "--pack", pack, "--output", f"jsonl:{stored}")
    result = call("score", stored, "--pack", pack)
    assert result.exit_code == 0, result.output
    assert "0%" in result.stdout
    stored.write_bytes(stored.read_bytes().rsplit(b"\n", 2)[0] + b"\n")
    assert call("score", stored, "--pack", pack).exit_code == 2


def test_a_rule_whose_opening_rule_cannot_be_asked_cannot_be_asked_either(tmp_path: Path) -> None:
    opening = rule("AAA001", expect={"sufficient": "count(mappa.meetings) > 0", "otherwise": "not_done"})
    pack = write_pack(tmp_path / "pack", opening, rule("AAB001", requires={"AAA001": "above"}))
    result = call("rules", "--pack", pack, "--for", export(tmp_path, case(mappa=None)))
    assert "0 of 2 questions can be asked" in result.stdout
    assert "AAB001 test-rule-aab001: cannot be asked of any record; not exported: mappa" in result.stdout
