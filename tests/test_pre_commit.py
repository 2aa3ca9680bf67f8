"""The hooks of `.pre-commit-hooks.yaml`, in scratch repositories, run by the real pre-commit when the real git commits.

pre-commit installs caselint from a repository with pip, which needs the network (or pip's cache). Where that cannot be had these tests are
skipped; with CASELINT_NETWORK=required in the environment they fail instead.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.small_pack import rule, visit, write_pack

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "cases"
CLEAN = SAMPLES / "13-third-week.json"
FAULTY = SAMPLES / "03-first-visit-never-made.json"
MANY = 3000
AUDITED = re.compile(r"^Cases +([\d,]+) audited", re.MULTILINE)

Hook = Mapping[str, Any]


@dataclass(frozen=True)
class Hooks:
    """A repository of caselint as people name it in their configuration, and the environment in which everything runs."""

    repository: Path
    rev: str
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Committed:
    """What came of `git commit`."""

    accepted: bool
    said: str

    @property
    def audited(self) -> list[int]:
        """The number of cases of each report that was shown."""
        return [int(number.replace(",", "")) for number in AUDITED.findall(self.said)]


@dataclass(frozen=True)
class Repository:
    """Somebody's repository, in which pre-commit is set up."""

    folder: Path
    environment: Mapping[str, str]

    def write(self, name: str, content: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(content, encoding="utf-8")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return done(["git", *arguments], self.folder, self.environment)

    def commit(self) -> Committed:
        before = self.git("rev-parse", "HEAD").stdout
        said = self.git("commit", "--quiet", "--allow-empty", "--message", "change")
        accepted = said.returncode == 0
        assert accepted == (self.git("rev-parse", "HEAD").stdout != before)
        return Committed(accepted, said.stdout + said.stderr)

    def commit_all(self) -> Committed:
        self.git("add", "--all")
        return self.commit()


def done(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False)


def cannot(why: str) -> None:
    if os.environ.get("CASELINT_NETWORK") == "required":
        pytest.fail(why)
    pytest.skip(why)


def clean_environment(folder: Path) -> dict[str, str]:
    """Without what the tests themselves run in (a virtual environment, perhaps a hook of git), and with everything kept in the folder."""
    unwanted = re.compile(r"GIT_|PRE_COMMIT|CASELINT_|PYTHON(?!UTF8)|VIRTUAL_ENV$|SKIP$")
    kept = {name: value for name, value in os.environ.items() if not unwanted.match(name)}
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "T"), ("EMAIL", "t@example.org"))}
    own = {"PRE_COMMIT_HOME": str(folder / "pre-commit"), "PRE_COMMIT_COLOR": "never", "CASELINT_CACHE": str(folder / "cache")}
    return kept | who | own | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def repository_of_caselint(folder: Path, environment: Mapping[str, str]) -> Path:
    """Everything that caselint is installed from, committed to a repository. Whichever process of the tests is first makes it for all."""
    made = folder / "caselint"
    if not made.exists():
        draft = folder / f"draft-{os.getpid()}"
        for name in ("caselint", "rules", "schemas"):
            shutil.copytree(ROOT / name, draft / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, draft)
        for command in ("init --quiet", "add .", "commit --quiet --message all"):
            finished = done(["git", *command.split()], draft, environment)
            assert finished.returncode == 0, finished.stderr
        try:
            draft.rename(made)
        except OSError:
            assert made.exists()
    return made


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """caselint as pre-commit has installed it, once for all tests. pre-commit itself sees to it that no two processes do so at a time."""
    if shutil.which("git") is None or find_spec("pre_commit") is None:
        cannot("git or pre-commit is not installed, which run the hooks")
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    environment = clean_environment(folder)
    repository = repository_of_caselint(folder, environment)
    rev = done(["git", "rev-parse", "HEAD"], repository, environment).stdout.strip()
    found = Hooks(repository, rev, environment)
    trial = scratch(tmp_path_factory.mktemp("trial"), found, [{"id": "caselint"}, {"id": "caselint-rules"}])
    installed = done([sys.executable, "-m", "pre_commit", "install-hooks"], trial.folder, environment)
    if installed.returncode:
        cannot(f"pre-commit could not install caselint, perhaps for want of a network: {installed.stdout[-2000:]}")
    return found


def scratch(folder: Path, hooks: Hooks, wanted: Iterable[Hook]) -> Repository:
    made = Repository(folder, hooks.environment)
    made.git("init", "--quiet")
    repos = [{"repo": str(hooks.repository), "rev": hooks.rev, "hooks": list(wanted)}]
    made.write(".pre-commit-config.yaml", json.dumps({"repos": repos}, indent=1))
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "begin")
    return made


Begin = Callable[..., Repository]


@pytest.fixture
def begin(tmp_path: Path, hooks: Hooks) -> Begin:
    """A repository whose commits run the given hooks."""

    def make(*wanted: Hook) -> Repository:
        made = scratch(tmp_path, hooks, wanted)
        installed = done([sys.executable, "-m", "pre_commit", "install"], made.folder, made.environment)
        assert installed.returncode == 0, installed.stdout + installed.stderr
        return made

    return make


def status(code: int) -> str:
    return f"- exit code: {code}"


def test_findings_stop_the_commit_and_are_shown(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    theirs.write("exports/first.json", FAULTY.read_text(encoding="utf-8"))
    theirs.write("exports/second.jsonl", json.dumps(json.loads(CLEAN.read_text(encoding="utf-8"))))
    found = theirs.commit_all()
    assert (found.accepted, found.audited) == (False, [2])
    assert status(1) in found.said
    assert "VISIT001 first-home-visit: 1 case" in found.said
    assert "SAMPLE-03" in found.said

    # What is staged counts, and not what the folder holds.
    theirs.write("exports/first.json", CLEAN.read_text(encoding="utf-8").replace("SAMPLE-13", "SAMPLE-14"))
    assert theirs.commit().audited == [2]
    assert theirs.commit_all().accepted


def test_a_clean_case_is_committed(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    theirs.write("exports/one.json", CLEAN.read_text(encoding="utf-8"))
    found = theirs.commit_all()
    assert found == Committed(True, line_of("caselint", "Passed"))


def line_of(name: str, outcome: str, why: str = "") -> str:
    """What pre-commit says of a hook that has nothing to show."""
    return f"{name}{'.' * (79 - len(name) - len(why) - len(outcome))}{why}{outcome}\n"


def test_a_broken_export_stops_the_commit_and_is_told_with_its_place(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    text = CLEAN.read_text(encoding="utf-8")
    theirs.write("exports/whole.json", text)
    theirs.write("exports/cut.json", text[: len(text) // 2])
    theirs.write("exports/misspelt.json", json.dumps({"case": {"id": "C-1", "exported_on": "30 June"}}, indent=1))
    found = theirs.commit_all()
    assert (found.accepted, found.audited) == (False, [1])
    assert status(2) in found.said
    for place in ("exports/cut.json:1:1", "exports/misspelt.json:4:18"):
        assert place in found.said
    assert "THIS RUN IS NOT TO BE TRUSTED" in found.said


NO_EXPORTS = (
    "README.md",
    "package.json",
    "web/package-lock.json",
    "tsconfig.json",
    "tsconfig.app.json",
    "web/node_modules/x/data.json",
    ".vscode/settings.json",
    ".eslintrc.json",
    "record.schema.json",
)


def test_where_nothing_is_an_export_the_hook_is_skipped_and_nothing_is_said_of_cases(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    for name in NO_EXPORTS:
        theirs.write(name, "{}")
    assert theirs.commit_all() == Committed(True, line_of("caselint", "Skipped", "(no files to check)"))


def test_a_json_file_that_is_no_export_is_never_passed_over(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    theirs.write("locales/en.json", "{}")
    found = theirs.commit_all()
    assert (found.accepted, found.audited, status(2) in found.said) == (False, [0], True)
    assert "locales/en.json:1:1" in found.said


def test_files_narrow_what_is_audited(begin: Begin) -> None:
    theirs = begin({"id": "caselint", "files": "^exports/"})
    theirs.write("locales/en.json", "{}")
    theirs.write("exports/one.json", CLEAN.read_text(encoding="utf-8"))
    assert theirs.commit_all() == Committed(True, line_of("caselint", "Passed"))


def test_a_deleted_export_is_not_looked_at(begin: Begin) -> None:
    theirs = begin({"id": "caselint"})
    text = CLEAN.read_text(encoding="utf-8")
    for name in ("first", "second"):
        theirs.write(f"exports/{name}.json", text.replace("SAMPLE-13", name))
    assert theirs.commit_all().accepted
    theirs.git("rm", "--quiet", "exports/first.json")
    assert theirs.commit() == Committed(True, line_of("caselint", "Skipped", "(no files to check)"))
    theirs.git("rm", "--quiet", "exports/second.json")
    theirs.write("exports/third.json", FAULTY.read_text(encoding="utf-8"))
    found = theirs.commit_all()
    assert (found.accepted, found.audited, status(1) in found.said) == (False, [1], True)


def test_three_thousand_exports_in_one_commit_and_one_of_them_faulty(begin: Begin) -> None:
    """Their names are too long for one command line, so that pre-commit makes several runs of them."""
    theirs = begin({"id": "caselint"})
    text, folder = CLEAN.read_text(encoding="utf-8"), f"exports/{'long-' * 12}name"
    for number in range(MANY - 1):
        theirs.write(f"{folder}/case-{number:04}.json", text.replace("SAMPLE-13", f"WELL-{number:04}"))
    theirs.write(f"{folder}/case-1500-b.json", FAULTY.read_text(encoding="utf-8"))
    found = theirs.commit_all()
    assert not found.accepted
    assert status(1) in found.said
    assert len(found.audited) > 1
    assert sum(found.audited) == MANY
    assert "SAMPLE-03" in found.said
    verdicts = re.findall(r"^Findings +(No findings|\d+ findings in 1 case)", found.said, re.MULTILINE)
    assert len(verdicts) == len(found.audited)
    assert sum(verdict != "No findings" for verdict in verdicts) == 1


def test_a_folder_as_a_whole_shows_a_case_that_stands_in_two_files(begin: Begin) -> None:
    theirs = begin({"id": "caselint", "files": "^exports/", "pass_filenames": False, "args": ["exports"]})
    theirs.write("exports/one.json", CLEAN.read_text(encoding="utf-8"))
    assert theirs.commit_all().accepted
    theirs.write("exports/other.json", CLEAN.read_text(encoding="utf-8"))
    found = theirs.commit_all()
    assert (found.accepted, found.audited, status(2) in found.said) == (False, [1], True)
    assert "exports/other.json:1:1" in found.said


GOOD = rule(
    examples=[
        {"name": "one above", "case": {"home_visits": [visit("2010-03-01")]}, "outcome": "sufficient"},
        {"name": "one below", "case": {"home_visits": []}, "outcome": "not_done"},
    ]
)


@pytest.mark.parametrize(
    ("folder", "hook"),
    [
        ("rules", {"id": "caselint-rules"}),
        ("packs/ours", {"id": "caselint-rules", "files": "^packs/ours/", "args": ["--pack=packs/ours"]}),
    ],
)
def test_the_examples_of_a_pack_of_ones_own(begin: Begin, folder: str, hook: Hook) -> None:
    theirs = begin(hook)
    write_pack(theirs.folder / folder, GOOD)
    assert theirs.commit_all() == Committed(True, line_of("caselint rules", "Passed"))

    theirs.write("README.md", "Not of the pack.")
    assert theirs.commit_all() == Committed(True, line_of("caselint rules", "Skipped", "(no files to check)"))

    write_pack(theirs.folder / folder, rule())
    otherwise = theirs.commit_all()
    assert (otherwise.accepted, status(2) in otherwise.said) == (False, True)
    assert f"{folder}/topics/all.yaml" in otherwise.said
    assert "VISIT901 `one above`: expected sufficient, came out not_done" in otherwise.said

    write_pack(theirs.folder / folder, GOOD | {"expect": {"sufficient": "count(home_visit) > 0", "otherwise": "not_done"}})
    broken = theirs.commit_all()
    assert (broken.accepted, status(2) in broken.said) == (False, True)
    assert "the pack cannot be used: 1 problem" in broken.said
    assert "did you mean `home_visits`?" in broken.said


def test_a_folder_that_is_no_pack_does_not_pass(begin: Begin) -> None:
    """The rules that come with caselint would all come out as they say, and tell nothing of anybody's own."""
    theirs = begin({"id": "caselint-rules"})
    theirs.write("rules/topics/ours.yaml", "rules: []")
    found = theirs.commit_all()
    assert (found.accepted, status(2) in found.said) == (False, True)
    assert "the folder rules is no pack: it has no pack.yaml" in found.said
