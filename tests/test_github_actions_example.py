"""The workflow that the documentation shows: sound in itself, and its scripts do what they say, as a runner would run them."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from caselint import __version__

ROOT = Path(__file__).parents[1]
WORKFLOW = ROOT / "docs" / "examples" / "github-actions.yml"
SAMPLES = ROOT / "samples" / "cases"
CLEAN, FAULTY = "13-third-week.json", "03-first-visit-never-made.json"

on_a_runner = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for the tools of a Linux runner")


def workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow()["jobs"][job]["steps"]
    return found


def all_steps() -> Iterator[dict[str, Any]]:
    for job in workflow()["jobs"]:
        yield from steps(job)


def test_no_more_is_permitted_than_is_needed() -> None:
    found = workflow()
    assert found["permissions"] == {"contents": "read"}
    permitted = {name: job.get("permissions") for name, job in found["jobs"].items()}
    assert permitted == {"changed-exports": None, "all-exports": {"contents": "read", "security-events": "write", "actions": "read"}}
    checkouts = [step for step in all_steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == ["false", "false"]


def test_actions_are_held_to_a_major_version() -> None:
    for step in all_steps():
        assert ("uses" in step) != ("run" in step)
        assert "uses" not in step or re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", step["uses"])


def test_nothing_that_others_write_becomes_part_of_a_script() -> None:
    assert not [step for step in all_steps() if "${{" in step.get("run", "")]


def test_what_is_installed_is_this_caselint() -> None:
    wanted = [found[1] for step in all_steps() if (found := re.search(r'pip install "(.+)"', step.get("run", "")))]
    assert len(wanted) == 2
    for words in wanted:
        assert (Requirement(words).name, Requirement(words).specifier.contains(__version__)) == ("caselint", True)


@dataclass(frozen=True)
class Runner:
    """A folder with a repository in it, and what a runner gives to scripts."""

    folder: Path
    environment: Mapping[str, str]

    def add(self, *names: str) -> None:
        (self.folder / "exports").mkdir(exist_ok=True)
        for name in names:
            shutil.copy(SAMPLES / name, self.folder / "exports")

    def git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "change")
        return self.git("rev-parse", "HEAD")

    def run(self, job: str, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """One step, as GitHub runs it."""
        [step] = [step for step in steps(job) if step.get("name") == name]
        folder = self.folder / step.get("working-directory", ".")
        environment = {**self.environment, **variables}
        assert set(step.get("env", ())) == set(variables)
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    def outputs(self) -> list[str]:
        return Path(self.environment["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    programs, folder = tmp_path / "bin", tmp_path / "work"
    programs.mkdir()
    folder.mkdir()
    program = programs / "caselint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m caselint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("outputs", "summary"):
        (tmp_path / name).touch()
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "T"), ("EMAIL", "t@example.org"))}
    own = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    found = Runner(folder, kept | who | own)
    found.git("init", "--quiet")
    return found


@on_a_runner
@pytest.mark.parametrize(
    ("names", "status", "results"),
    [((CLEAN,), 0, False), ((CLEAN, FAULTY), 1, True)],
)
def test_all_exports_are_audited(runner: Runner, names: tuple[str, ...], status: int, results: bool) -> None:
    runner.add(*names)
    done = runner.run("all-exports", "Audit all exports")
    assert (done.returncode, runner.outputs()) == (status, [f"status={status}"])
    assert f"{len(names)} audited" in done.stdout
    [upload] = [step["with"] for step in steps("all-exports") if "upload-sarif" in step.get("uses", "")]
    [run] = json.loads((runner.folder / upload["sarif_file"]).read_text(encoding="utf-8"))["runs"]
    assert bool(run["results"]) == results
    assert runner.run("all-exports", "Show the summary").returncode == 0
    assert Path(runner.environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8").startswith("#")


@on_a_runner
def test_a_run_that_is_not_to_be_trusted_fails_and_uploads_nothing(runner: Runner) -> None:
    runner.add(CLEAN)
    (runner.folder / "exports" / "broken.json").write_text("{", encoding="utf-8")
    assert runner.run("all-exports", "Audit all exports").returncode == 2
    assert runner.outputs() == ["status=2"]
    [condition] = [step["if"] for step in steps("all-exports") if "upload-sarif" in step.get("uses", "")]
    assert re.findall(r"steps\.audit\.outputs\.status == '(\d)'", condition) == ["0", "1"]


@on_a_runner
def test_exports_that_a_change_touches_are_audited_and_no_others(runner: Runner) -> None:
    runner.add("04-children-at-home.json", "05-standalone-unpaid-work.json")
    base = runner.commit()
    runner.add(FAULTY)
    (runner.folder / "exports" / FAULTY).rename(runner.folder / "exports" / "first visit, never made.json")
    (runner.folder / "exports" / "04-children-at-home.json").unlink()
    (runner.folder / "exports" / "more").mkdir()
    (runner.folder / "exports" / "more" / "one.json.gz").write_bytes(gzip.compress((SAMPLES / CLEAN).read_bytes()))
    (runner.folder / "README.md").write_text("Changed too.", encoding="utf-8")
    runner.commit()
    assert runner.run("changed-exports", "Find the exports that changed", BASE=base).returncode == 0
    assert runner.outputs() == ["any=yes"]
    done = runner.run("changed-exports", "Audit them")
    assert done.returncode == 1
    assert set(re.findall(r"SAMPLE-\d+", done.stdout)) == {"SAMPLE-03"}
    assert "file=exports/first visit%2C never made.json,line=1" in done.stdout
    assert "2 audited" in (runner.folder / "summary.md").read_text(encoding="utf-8")


@on_a_runner
def test_where_no_export_changed_nothing_is_said_of_cases(runner: Runner) -> None:
    runner.add(FAULTY)
    base = runner.commit()
    (runner.folder / "exports" / "README.md").write_text("Changed.", encoding="utf-8")
    (runner.folder / "exports" / FAULTY).unlink()
    runner.commit()
    done = runner.run("changed-exports", "Find the exports that changed", BASE=base)
    assert (done.returncode, done.stdout) == (0, "No export changed: no case was audited.\n")
    assert runner.outputs() == []
    assert [step["if"] for step in steps("changed-exports") if step.get("name") == "Audit them"] == ["steps.find.outputs.any == 'yes'"]
