"""What the README says is so: its commands, its report, and the CI script that runs them."""

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselint.audit.answers_book import read_answers
from caselint.audit.results import open_results
from caselint.cli import main
from caselint.cli.common import set_up
from caselint.cli.main import COMMANDS
from caselint.cli.scoring import own_bands
from caselint.packs.yaml_source import parse_yaml

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def command(name: str) -> str:
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+?)\n```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"the README has no command {name}"
    return found[1]


def test_the_two_commands_install_into_a_fresh_environment_and_are_one_line_each() -> None:
    for name in ("run", "test"):
        assert "\n" not in command(name)
        assert command(name).startswith("python3 -m venv .venv && .venv/bin/pip install --quiet ")


def test_the_ci_script_runs_the_readmes_own_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- command: test -->" in script
    assert 'bash -euo pipefail -c "$test_command"' in script
    assert "pytest" not in script, "the script has a test command of its own"


def test_the_test_command_is_the_one_that_runs_this_test() -> None:
    assert command("test").endswith(".venv/bin/python -m pytest -n auto")


def test_the_run_command_audits_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    last = command("run").rsplit(" && ", 1)[1]
    assert last.startswith(".venv/bin/caselint ")
    result = CliRunner().invoke(main, shlex.split(last)[1:], prog_name="caselint")
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output


def test_the_exceptions_in_the_readme_are_exceptions(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(version: 1\n.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    exceptions, results = tmp_path / "exceptions.yaml", tmp_path / "results.jsonl"
    exceptions.write_text(found[1], encoding="utf-8")
    arguments = ["check", str(ROOT / "samples" / "cases"), "--exceptions", str(exceptions), "--output", f"jsonl:{results}"]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    agreed = [entry for result in open_results(results).cases() for entry in result.agreed]
    assert [(entry.code, entry.kind) for entry in agreed] == [("VISIT002", "exception"), ("REV003", "suppression")]
    assert all(entry.applied for entry in agreed)


def test_the_answers_in_the_readme_are_answers(tmp_path: Path) -> None:
    found = re.search(r"```csv\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    answers = tmp_path / "answers.csv"
    answers.write_text(found[1], encoding="utf-8")
    pack = set_up(None, None).pack
    book = read_answers([answers], pack.names, pack.retired)
    assert (book.problems, len(book.by_case["SAMPLE-07"])) == ((), 2)


def test_the_report_in_the_readme_is_a_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set CASELINT_REGENERATE=1 to write the report anew."""
    monkeypatch.chdir(ROOT)
    text = README.read_text(encoding="utf-8")
    found = re.search(r"<!-- report: (caselint .+?) -->\n```text\n(.*?)```", text, re.DOTALL)
    assert found
    result = CliRunner().invoke(main, shlex.split(found[1])[1:], prog_name="caselint")
    printed = "\n".join(line.rstrip() for line in result.stdout.splitlines()) + "\n"
    if os.environ.get("CASELINT_REGENERATE"):
        README.write_text(text[: found.start(2)] + printed + text[found.end(2) :], encoding="utf-8")
    else:
        assert found[2] == printed, "run the tests with CASELINT_REGENERATE=1, and read what changed"


def test_every_command_and_option_of_check_is_documented() -> None:
    text = README.read_text(encoding="utf-8")
    for name in main.list_commands(None):  # type: ignore[arg-type]
        assert f"`caselint {name}" in text, name


def test_exit_statuses_are_documented() -> None:
    text = README.read_text(encoding="utf-8")
    for status in (0, 1, 2):
        assert f"| {status} | " in text


def test_the_configuration_in_the_readme_is_accepted(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    (tmp_path / "caselint.toml").write_text(found[1], encoding="utf-8")
    setup = set_up(tmp_path / "caselint.toml", None)
    assert str(setup.settings["first_home_visit_limit"]) == "5 working days"
    assert own_bands(setup)


def test_the_pre_commit_hooks_call_commands_that_exist() -> None:
    hooks = parse_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), ".pre-commit-hooks.yaml").data
    for hook in hooks:
        program, name, *_ = hook["entry"].split()
        assert (program, name in COMMANDS) == ("caselint", True)
        assert re.compile(hook["files"])
