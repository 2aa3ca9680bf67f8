"""The pages of the documentation hold: every command runs, every output shown is the real one, every link leads somewhere.

A page is carried out from the top in a folder of its own. A block with a title is a file, ` ```yaml title="my-pack/pack.yaml" `: it is
written, or, where the title ends in ", at the end", added to the file; a `diff` block changes it. A `sh` block is run, and must end with
status 0 unless a comment before it says `<!-- exit 1 -->`. A `text` block that follows is its output; `[...]` stands for lines left out.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from click.testing import CliRunner

from caselint.audit.outcomes import Outcome
from caselint.browse.help import KEYS
from caselint.cli import main
from caselint.cli.common import set_up
from caselint.cli.exits import Exit
from caselint.cli.formats import FORMATS
from caselint.packs.catalogue import read_catalogue
from caselint.packs.yaml_source import parse_yaml
from caselint.scoring.score import score
from caselint.scoring.scorecard import CriterionScore, HeadlineScore, Scorecard, SectionScore, percent
from caselint.scoring.tally import Tally

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FENCE = re.compile(r'^(?:<!-- exit (\d) -->\n)?```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
NOT_RUN = ("python3 -m venv ", ". .venv/", "pip install ")
"""Commands of other programs, which the pages show and this test leaves alone."""
HERE = "/home/you/trial"
"""What the pages call the folder in which the reader works, where a message names it."""


@dataclass(frozen=True)
class Block:
    page: Path
    status: int
    language: str
    title: str | None
    text: str
    start: int
    """Where its text begins in the page."""

    @property
    def place(self) -> str:
        return f"{self.page.name}, line {self.page.read_text(encoding='utf-8').count(chr(10), 0, self.start)}"


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(page, int(m[1] or 0), m[2], m[3], m[4], m.start(4)) for m in FENCE.finditer(text)]


PAGES = (
    "index",
    "getting-started",
    "reading-a-report",
    "scores",
    "writing-rules",
    "old-data",
    "continuous-checks",
    "browsing",
    "privacy",
)


def test_the_numbers_of_questions_are_those_of_the_pack() -> None:
    pack = set_up(None, None).pack
    asked, judged = len(pack.rules), sum(rule.logic.expect is None for rule in pack.rules.values())
    said = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in PAGES}
    assert f"It asks {asked} questions" in said["index"]
    assert f"Fourteen cases, {asked} questions of each" in said["getting-started"]
    assert f"{judged} of the {asked} questions have no score without them" in said["scores"]
    assert f"The pack asks {asked} questions of the {len(read_catalogue(pack.folder))} in the reports" in said["scores"]
    assert f"its {asked + 1} questions are asked together" in said["writing-rules"]


def test_every_page_is_tried() -> None:
    made = {"coverage"}  # written by `caselint rules coverage`
    assert {page.stem for page in DOCS.glob("*.md")} - made == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_carried_out_from_the_top(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set CASELINT_REGENERATE=1 to write the outputs anew, save those with lines left out."""
    page = DOCS / f"{name}.md"
    shutil.copytree(ROOT / "samples" / "cases", tmp_path / "samples" / "cases")
    shutil.copy(ROOT / "samples" / "export-without-sections.jsonl", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    printed: str | None = None
    anew: list[tuple[Block, str]] = []
    for block in blocks(page):
        if block.language == "sh":
            printed = run(block)
        elif block.title is not None:
            write(block)
        elif block.language == "text":
            assert printed is not None, f"{block.place}: this is the output of no command"
            if as_shown(block.text, printed):
                continue
            if not os.environ.get("CASELINT_REGENERATE") or "[...]" in block.text:
                pytest.fail(f"{block.place}: the output is not as shown, but\n{printed}")
            anew.append((block, printed))
    text = page.read_text(encoding="utf-8")
    for block, output in reversed(anew):
        text = text[: block.start] + output + text[block.start + len(block.text) :]
    if anew:
        page.write_text(text, encoding="utf-8")


def run(block: Block) -> str:
    """Run the commands of a block, and return what the last one printed."""
    printed = ""
    for line in block.text.splitlines():
        words = shlex.split(line)
        if words[:2] == ["caselint", "browse"]:
            result = CliRunner().invoke(main, words[1:], prog_name="caselint")
            assert (result.exit_code, "needs a terminal" in result.output) == (2, True), result.output
        elif words[:1] == ["caselint"]:
            result = CliRunner().invoke(main, words[1:], prog_name="caselint")
            assert "Traceback" not in result.output, f"{block.place}: {line}\n{result.output}"
            assert result.exit_code == block.status, f"{block.place}: {line}: status {result.exit_code}\n{result.output}"
            said = result.output.replace(str(Path.cwd()), HERE)
            printed = "".join(f"{each.rstrip()}\n" for each in said.splitlines())
        else:
            assert line.startswith(NOT_RUN), f"{block.place}: nobody tries `{line}`"
    return printed


def write(block: Block) -> None:
    """Write, lengthen or change a file, as its title says."""
    name, _, how = (block.title or "").partition(", ")
    path = Path(name)
    if block.language == "text":
        assert as_shown(block.text, path.read_text(encoding="utf-8-sig")), f"{block.place}: {name} is not as shown"
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if block.language == "diff":
        path.write_text(changed(before, block), encoding="utf-8")
    elif how == "at the end":
        path.write_text(before + block.text, encoding="utf-8")
    else:
        assert not how and not before, f"{block.place}: {name} is there already"
        path.write_text(block.text, encoding="utf-8")


def changed(before: str, block: Block) -> str:
    """A text with the lines of a diff in place of the old ones; each run of changes must fit in one place alone."""
    for hunk in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)*", block.text, re.MULTILINE):
        old = "".join(line[2:] + "\n" for line in hunk.splitlines() if line.startswith("-"))
        new = "".join(line[2:] + "\n" for line in hunk.splitlines() if line.startswith("+"))
        assert before.count(old) == 1, f"{block.place}: {old!r} is there {before.count(old)} times"
        before = before.replace(old, new)
    return before


def as_shown(shown: str, printed: str) -> bool:
    """Whether the output is as shown, where `[...]` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "[...]" else re.escape(line + "\n") for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def table(page: str, name: str) -> list[dict[str, str]]:
    """The rows of the table after the comment of that name."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n\n((?:\|.*\n)+)", text)
    assert found, f"{page} has no table {name}"
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def shipped_card(framework: str, tally: Tally, codes: Iterable[str], variant: str | None = None) -> Scorecard:
    pack = set_up(None, None).pack
    return score(pack.frameworks[framework], [pack.rules[code].info for code in codes], tally, variant=variant)


def check_names(rows: Iterable[Mapping[str, str]], framework: str) -> None:
    """Each question has the name, and counts in the criterion, that the page says."""
    pack = set_up(None, None).pack
    for row in rows:
        code, name = row["question"].split()
        assert (pack.rules[code].info.name, pack.frameworks[framework].places(pack.rules[code].info)) == (name, (row["criterion"],))


def test_the_worked_example_is_what_the_code_computes() -> None:
    rows = table("scores.md", "example: outcomes")
    check_names(rows, "omi2-2009")
    tally = Tally(cases=6)
    for row in rows:
        tally.counts.update((row["question"].split()[0], Outcome(row[case].replace(" ", "_"))) for case in "ABCDEF")
    card = shipped_card("omi2-2009", tally, [row["question"].split()[0] for row in rows])
    questions = {q.code: q for s in card.sections for c in s.criteria for q in c.questions}
    assert table("scores.md", "example: questions") == [
        {"question": code, "above": str(q.above), "counted": str(q.counted), "score": four(q.score)}
        | {"low": four(q.interval.low if q.interval else None), "high": four(q.interval.high if q.interval else None)}
        for code, q in ((row["question"].split()[0], questions[row["question"].split()[0]]) for row in rows)
    ]
    figures: list[tuple[str, SectionScore | CriterionScore | HeadlineScore]] = []
    for section in card.sections:
        figures += [(criterion.id, criterion) for criterion in section.criteria] + [(f"section {section.id}", section)]
    figures += [(headline.name, headline) for headline in card.headlines]
    assert table("scores.md", "example: figures") == [
        {"figure": name, "score": four(figure.score), "printed": f"{percent(figure.score)}%"}
        | {"range": f"{percent(figure.interval.low)}-{percent(figure.interval.high)}%", "band": figure.band or "none"}
        for name, figure in figures
        if figure.score is not None and figure.interval is not None
    ]
    assert all(figure.small for _, figure in figures if figure.score is not None)


def four(share: Fraction | float | None) -> str:
    return "none" if share is None else f"{float(share):.4f}"


@pytest.mark.parametrize(
    ("framework", "variant", "place", "expected"),
    [
        ("omi-2007", None, "1.5", 0.64),
        ("omi-2007", "plain_mean", "1.5", 0.625),
        ("iaow-2013", None, "3", 0.6),
        ("iaow-2013", "mean_of_criteria", "3", 0.5),
    ],
)
def test_the_shorter_examples_are_what_the_code_computes(framework: str, variant: str | None, place: str, expected: float) -> None:
    rows = table("scores.md", f"example: {framework}")
    check_names(rows, framework)
    tally = Tally(cases=10)
    for row in rows:
        code, above, counted = row["question"].split()[0], int(row["above"]), int(row["counted"])
        tally.counts.update({(code, Outcome.SUFFICIENT): above, (code, Outcome.NOT_DONE): counted - above})
    card = shipped_card(framework, tally, [row["question"].split()[0] for row in rows], variant)
    found = {section.id: section.score for section in card.sections}
    found |= {criterion.id: criterion.score for section in card.sections for criterion in section.criteria}
    assert float(found[place] or 0) == pytest.approx(expected)
    assert re.search(rf"= {expected:.4f}\n", (DOCS / "scores.md").read_text(encoding="utf-8"))


def test_every_sum_on_the_page_of_scores_comes_out() -> None:
    sums = re.findall(r"^([\d\s().+\-/\u00d7÷√²]+) = (\d\.\d+)$", (DOCS / "scores.md").read_text(encoding="utf-8"), re.MULTILINE)
    for left, right in sums:
        python = left.replace("\u00d7", "*").replace("÷", "/").replace("√", "sqrt").replace("²", "**2")
        assert abs(eval(python, {"sqrt": sqrt}) - float(right)) < 0.6 * 10 ** -len(right[2:]), f"{left} = {right}"
    assert len(sums) >= 14


def test_the_outcomes_on_the_page_are_all_of_them_and_count_as_it_says() -> None:
    text = (DOCS / "reading-a-report.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z ]+) \| (above|below|neither) \| (yes|no) \|", text, re.MULTILINE)
    sides = {outcome: "above" if outcome.above else "below" if outcome.below else "neither" for outcome in Outcome}
    assert rows == [(outcome.replace("_", " "), side, "yes" if outcome.counts else "no") for outcome, side in sides.items()]


def test_the_exit_statuses_on_the_page_are_all_of_them() -> None:
    text = (DOCS / "reading-a-report.md").read_text(encoding="utf-8")
    assert [int(status) for status in re.findall(r"^\| (\d) \|", text, re.MULTILINE)] == list(Exit)


@pytest.mark.parametrize("name", PAGES)
def test_commands_in_a_sentence_have_the_options_that_they_name(name: str) -> None:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for line in re.findall(r"`(caselint [^`\n]+)`", FENCE.sub("", text)):
        words = line.split()[1:]
        command: click.Command = main
        while words and isinstance(command, click.Group) and words[0] in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), words.pop(0))
            assert found is not None
            command = found
        assert command is not main or words[0].startswith("-"), f"{name}: `{line}`"
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--version"}
        assert {word for word in words if word.startswith("--")} <= known, f"{name}: `{line}`"


@pytest.mark.parametrize("name", PAGES)
def test_links_of_a_page_lead_somewhere(name: str) -> None:
    text = FENCE.sub("", (DOCS / f"{name}.md").read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert links or name == "privacy"
    for target, _, anchor in (link.partition("#") for link in links if "://" not in link):
        page = DOCS / (target or f"{name}.md")
        if target.startswith("reference/"):
            continue  # written when the documentation is built, which looks at these links itself
        assert page.is_file(), f"{name}: {target}"
        headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
        assert not anchor or anchor in [re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") for heading in headings], (
            f"{name}: {target}#{anchor}"
        )


def test_officers_and_teams_are_in_the_outputs_that_the_page_names(tmp_path: Path) -> None:
    rows = {row["output"].strip("`"): row["officers and teams"] for row in table("privacy.md", "outputs")}
    assert list(rows) == sorted(FORMATS, key=list(rows).index)
    for form, said in rows.items():
        path = tmp_path / form
        CliRunner().invoke(main, ["check", str(ROOT / "samples/cases/03-first-visit-never-made.json"), "--output", f"{form}:{path}"])
        data = path.read_bytes()
        if form == "xlsx":
            with ZipFile(path) as book:
                data = b"".join(book.read(name) for name in book.namelist())
        assert b"SAMPLE-03" in data
        assert {b"OM-3" in data, b"Northbrook A" in data} == {said == "yes"}, form


def file_on(page: str, name: str) -> str:
    return next(block.text for block in blocks(DOCS / page) if block.title == name)


def test_the_workflow_on_the_page_is_the_example() -> None:
    """Set CASELINT_REGENERATE=1 to copy the example into the page."""
    page = DOCS / "continuous-checks.md"
    shown, kept = (
        file_on(page.name, ".github/workflows/case-audit.yml"),
        (DOCS / "examples" / "github-actions.yml").read_text(encoding="utf-8"),
    )
    if os.environ.get("CASELINT_REGENERATE"):
        page.write_text(page.read_text(encoding="utf-8").replace(shown, kept), encoding="utf-8")
    else:
        assert shown == kept


def test_the_hooks_on_the_page_exist_and_take_what_they_are_given() -> None:
    offered = {hook["id"] for hook in parse_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), "hooks").data}
    (repository,) = parse_yaml(file_on("continuous-checks.md", ".pre-commit-config.yaml"), "configuration").data["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == offered


@pytest.mark.skipif(sys.platform == "win32", reason="a script for cron")
@pytest.mark.parametrize(("export", "status", "says"), [("07-new-partner", 1, "Something to act on"), (None, 2, "not to be trusted")])
def test_the_nightly_script_keeps_its_results_and_says_what_came_of_it(tmp_path: Path, export: str | None, status: int, says: str) -> None:
    (tmp_path / "exports").mkdir()
    if export:
        shutil.copy(ROOT / "samples" / "cases" / f"{export}.json", tmp_path / "exports")
    (tmp_path / "nightly.sh").write_text(file_on("continuous-checks.md", "nightly.sh"), encoding="utf-8")
    program = tmp_path / "bin" / "caselint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m caselint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(["sh", str(tmp_path / "nightly.sh")], env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, says in ran.stdout, ran.stderr) == (status, True, "")
    kept = {path.suffix for path in (tmp_path / "results").iterdir()}
    assert kept >= ({".jsonl", ".html", ".log"} if export else {".log"})


def test_the_keys_on_the_page_are_those_of_the_help() -> None:
    rows = table("browsing.md", "keys")
    assert [(row["where"], row["key"]) for row in rows] == [(title, key) for title, keys in KEYS for key, _ in keys]
